/** `deno task chaos`, `support` and `bench`: programs that drive the guard in the lab. */

import { compile } from "./compile.ts";
import { registryFlags } from "./registry.ts";
import { deno } from "./run.ts";

/**
 * A task that compiles when something changed, then runs a program.
 *
 * @param program Its module; it is given the arguments of the task.
 */
export function inLab(program: string): (args: string[]) => Promise<void> {
  return async (args) => {
    await compile({});
    await deno([
      "run",
      "--allow-all",
      "--no-check", // `deno task check` does that
      ...await registryFlags(),
      program,
      ...args,
    ]);
  };
}

/** `deno task bench`; without arguments it writes the page. */
export async function benchmark(args: string[]): Promise<void> {
  await inLab("tests/bench/bench.ts")(args);
  if (args.length === 0) await deno(["fmt", "--quiet", "docs/BENCHMARK.md"]);
}
