/** Programs of Debian that lab/setup.sh unpacks, run on this machine. */

import { LAB_HOME, runProgram } from "./lab.ts";

/** Where they are, also in a lab. */
export const IN_LAB = "/opt/lab/debian";
const HERE = `${LAB_HOME}/opt/debian`;

/** Why a test of one must be skipped; null: it is there, or must be. */
export function whyNot(program: string): string | null {
  if (Deno.env.get("OPENCLAW_GUARD_E2E_REQUIRED") === "1") return null;
  try {
    Deno.statSync(`${HERE}/${program}`);
    return null;
  } catch {
    return `${program} is not in ${HERE}: tests/e2e/lab/setup.sh`;
  }
}

/**
 * Runs one and gives what it prints, on both streams.
 *
 * @throws {Error} with that, when it fails.
 */
export async function runUnpacked(
  program: string,
  args: readonly string[],
  options: {
    readonly stdin?: string;
    readonly env?: Readonly<Record<string, string>>;
  } = {},
): Promise<string> {
  const { code, stdout, stderr } = await runProgram(
    `${HERE}/${program}`,
    args,
    options,
  );
  if (code !== 0) {
    throw new Error(`${program} ended with ${code}:\n${stdout}${stderr}`);
  }
  return stdout + stderr;
}

/** Where python3 finds the unpacked modules. */
export const PYTHONPATH = `${HERE}/usr/lib/python3/dist-packages`;
