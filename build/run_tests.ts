/** The tasks that run tests, without and in the lab. */

import { compile } from "./compile.ts";
import { registryFlags } from "./registry.ts";
import { BuildError, deno, run } from "./run.ts";

/** `deno task check` does that, for all files at once. */
const NO_CHECK = "--no-check";

/**
 * `deno task test`: all fast tests.
 *
 * @param args More flags for `deno test`, or files instead of all.
 * @throws {BuildError} when a test fails.
 */
export async function unitTests(args: string[]): Promise<void> {
  const files = args.some((argument) => argument.startsWith("tests/"))
    ? []
    : ["--ignore=tests/e2e", "tests"];
  const flags = ["--allow-all", NO_CHECK, ...await registryFlags()];
  await deno(["test", ...flags, ...args, ...files]);
}

const E2E = "tests/e2e";

/**
 * `deno task e2e`: the compiled program in the lab.
 *
 * @param args More flags for `deno test`, or files instead of all.
 * @throws {BuildError} when a test fails.
 */
export async function endToEndTests(args: string[]): Promise<void> {
  await compile({});
  const files = [...Deno.readDirSync(E2E)]
    .filter(({ name }) => name.endsWith("_test.ts"))
    .map(({ name }) => `${E2E}/${name}`)
    .sort();
  if (files.length === 0) throw new BuildError(`there are no tests in ${E2E}`);
  const named = args.some((argument) => argument.startsWith(E2E));
  await unitTests(named ? args : [...args, ...files]);
}

/**
 * `deno task chaos` and `support`: a program that drives the guard in the lab.
 *
 * @param program Its module; it is given the arguments of the task.
 */
export function inLab(program: string): (args: string[]) => Promise<void> {
  return async (args) => {
    await compile({});
    const flags = ["--allow-all", NO_CHECK, ...await registryFlags()];
    await deno(["run", ...flags, program, ...args]);
  };
}

/** `deno task bench`; without arguments it writes the page. */
export async function benchmark(args: string[]): Promise<void> {
  await inLab("tests/bench/bench.ts")(args);
  if (args.length === 0) await deno(["fmt", "--quiet", "docs/BENCHMARK.md"]);
}

/** As of its package; what it finds depends on it. */
const AXE = "axe-core@4.10.3";
const AXE_FOLDER = ".cache/history-page";

/**
 * `deno task history-page`: the page of `history` in a real browser. Fetches
 * axe-core, a file that is only read, and runs the test with it.
 *
 * @param args More flags for `deno test`.
 * @throws {BuildError} when the test fails, or axe-core cannot be had.
 */
export async function historyPage(args: string[]): Promise<void> {
  await run("npm", [
    ...["install", "--prefix", AXE_FOLDER, "--no-save", "--no-audit"],
    ...["--no-fund", "--ignore-scripts", AXE],
  ]);
  Deno.env.set(
    "OPENCLAW_GUARD_AXE",
    `${Deno.cwd()}/${AXE_FOLDER}/node_modules/axe-core/axe.min.js`,
  );
  await unitTests([...args, "tests/page/history_page_test.ts"]);
}
