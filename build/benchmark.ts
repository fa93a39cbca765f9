/** `deno task bench`: what a healthy tick costs, in the lab. */

import { compile } from "./compile.ts";
import { registryFlags } from "./registry.ts";
import { deno } from "./run.ts";

/** @throws {BuildError} when it cannot be measured. */
export async function benchmark(): Promise<void> {
  await compile({});
  await deno([
    "run",
    "--allow-all",
    "--no-check", // `deno task check` does that
    ...await registryFlags(),
    "tests/bench/bench.ts",
  ]);
  await deno(["fmt", "--quiet", "docs/BENCHMARK.md"]);
}
