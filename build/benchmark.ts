/** `deno task bench`: what the guard costs and how soon it rescues, in the lab. */

import { compile } from "./compile.ts";
import { registryFlags } from "./registry.ts";
import { deno } from "./run.ts";

/**
 * @param args Of tests/bench/bench.ts.
 * @throws {BuildError} when it cannot be measured, or a limit is exceeded.
 */
export async function benchmark(args: string[]): Promise<void> {
  await compile({});
  await deno([
    "run",
    "--allow-all",
    "--no-check", // `deno task check` does that
    ...await registryFlags(),
    "tests/bench/bench.ts",
    ...args,
  ]);
  if (args.length === 0) await deno(["fmt", "--quiet", "docs/BENCHMARK.md"]);
}
