/** `deno task support`: versions of OpenClaw and systems, in the lab. */

import { compile } from "./compile.ts";
import { registryFlags } from "./registry.ts";
import { deno } from "./run.ts";

/**
 * Compiles when something changed, then tries them.
 *
 * @param args See tests/support/support.ts.
 * @throws {BuildError} when the guard did wrong with one of them.
 */
export async function support(args: string[]): Promise<void> {
  await compile({});
  await deno([
    "run",
    "--allow-all",
    "--no-check", // `deno task check` does that
    ...await registryFlags(),
    "tests/support/support.ts",
    ...args,
  ]);
}
