/** `deno task chaos`: the bad situations, in the lab. */

import { compile } from "./compile.ts";
import { registryFlags } from "./registry.ts";
import { deno } from "./run.ts";

/**
 * Compiles when something changed, then runs them.
 *
 * @param args See tests/chaos/chaos.ts.
 * @throws {BuildError} when the guard did wrong in one of them.
 */
export async function chaos(args: string[]): Promise<void> {
  await compile({});
  await deno([
    "run",
    "--allow-all",
    "--no-check", // `deno task check` does that
    ...await registryFlags(),
    "tests/chaos/chaos.ts",
    ...args,
  ]);
}
