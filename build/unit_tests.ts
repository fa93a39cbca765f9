/** `deno task test`: all fast tests. */

import { registryFlags } from "./registry.ts";
import { deno } from "./run.ts";

/**
 * @param args More flags for `deno test`, or files instead of all.
 * @throws {BuildError} when a test fails.
 */
export async function unitTests(args: string[]): Promise<void> {
  const files = args.some((argument) => argument.startsWith("tests/"))
    ? []
    : ["--ignore=tests/e2e", "tests"];
  await deno([
    "test",
    "--allow-all",
    "--no-check", // `deno task check` does that, for all files at once
    ...await registryFlags(),
    ...args,
    ...files,
  ]);
}
