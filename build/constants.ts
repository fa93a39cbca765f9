/**
 * Modules that are nothing but a value, the same at every start: it is made
 * here, once, and the program reads it from a compressed file.
 */

import { brotliCompressSync } from "node:zlib";

/** Such a module. */
export interface Constant {
  /** As the modules that need it import it. */
  readonly imported: string;
  /** From the project's folder, with a slash. */
  readonly source: string;
  /** What it exports. */
  readonly name: string;
}

/** All of them. */
export const CONSTANTS: readonly Constant[] = [
  // The translations: a quarter of all code, a tenth when compressed. Only who
  // reads Chinese ever loads them.
  {
    imported: "./zh/catalog.ts",
    source: "/lib/text/zh/catalog.ts",
    name: "CATALOG",
  },
  // Nobody needs them who runs a command.
  {
    imported: "../descriptions.ts",
    source: "/lib/commands/descriptions.ts",
    name: "DESCRIPTIONS",
  },
];

/**
 * Makes the value and a module that reads it.
 *
 * @param made Folder with the bundled module.
 * @param folder Where both go.
 * @returns What to import instead.
 */
export async function makeConstant(
  { source, name }: Constant,
  made: string,
  folder: string,
): Promise<string> {
  const module = source.slice(source.lastIndexOf("/") + 1, -".ts".length);
  const { [name]: value } = await import(`file://${made}/${module}.js`);
  const data = `${module}.json.br`;
  Deno.writeFileSync(
    `${folder}/${data}`,
    brotliCompressSync(JSON.stringify(value)),
  );
  Deno.writeTextFileSync(
    `${folder}/${module}.js`,
    `import{brotliDecompressSync as d}from"node:zlib";` +
      `export const ${name}=JSON.parse(new TextDecoder().decode(` +
      `d(Deno.readFileSync(import.meta.dirname+"/${data}"))));`,
  );
  return `./${module}.js`;
}
