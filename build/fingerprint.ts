/** Tells whether a compiled program is made from what is there now. */

import { REGISTRY_VARIABLE } from "./registry.ts";

const FILES = ["deno.json", "deno.lock", "main.ts"];
const FOLDERS = ["build", "lib"];

/** Variables that change what is compiled. */
const VARIABLES = ["DENORT_BIN", REGISTRY_VARIABLE];

/** SHA-256 in hexadecimal. */
export async function sha256(data: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", data)).toHex();
}

function* filesBelow(folder: string): Generator<string> {
  for (const { name, isDirectory, isFile } of Deno.readDirSync(folder)) {
    if (isDirectory) yield* filesBelow(`${folder}/${name}`);
    if (isFile) yield `${folder}/${name}`;
  }
}

/**
 * A text that differs when anything differs that goes into the program.
 *
 * @param root The project's folder.
 */
export async function fingerprint(
  target: string,
  root = ".",
): Promise<string> {
  const files = [
    ...FILES.map((name) => `${root}/${name}`),
    ...FOLDERS.flatMap((name) => [...filesBelow(`${root}/${name}`)]),
  ];
  const lines = [
    `deno ${Deno.version.deno}`,
    `target ${target}`,
    ...VARIABLES.map((name) => `${name} ${Deno.env.get(name) ?? ""}`),
  ];
  for (const file of files.sort()) {
    lines.push(`${await sha256(Deno.readFileSync(file))} ${file}`);
  }
  return lines.join("\n") + "\n";
}
