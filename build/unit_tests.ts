/** `deno task test`: all fast tests. */

import { registryFlags } from "./registry.ts";
import { BuildError, deno } from "./run.ts";

/**
 * @param args More flags for `deno test`, or files instead of all.
 * @throws {BuildError} when a test fails.
 */
export async function unitTests(args: string[]): Promise<void> {
  const flags = [
    "test",
    "--allow-all",
    "--no-check", // `deno task check` does that, for all files at once
    ...await registryFlags(),
    ...args,
  ];
  if (args.some((argument) => argument.startsWith("tests/"))) {
    return await deno(flags);
  }
  // Two processes, for as many cores. Not --parallel: the threads of one
  // process share its signals and, across fork(2), files opened for writing.
  const [one, other] = halves();
  const [first, second] = await Promise.allSettled([
    deno([...flags, ...one]),
    new Deno.Command(Deno.execPath(), { args: [...flags, ...other] }).output(),
  ]);
  if (second.status === "rejected") throw second.reason;
  const { stdout, stderr, code } = second.value;
  // One after the other, or no failure could be read.
  await Deno.stdout.write(stdout);
  await Deno.stderr.write(stderr);
  if (first.status === "rejected") throw first.reason;
  if (code !== 0) throw new BuildError('"deno test" failed', code);
}

/** All test files in two parts that take about as long: large ones first, in turn. */
function halves(): [string[], string[]] {
  const files = [...testFiles("tests")].sort((a, b) => b.size - a.size);
  const half = (remainder: number) =>
    files.filter((_, index) => index % 2 === remainder).map(({ path }) => path);
  return [half(0), half(1)];
}

function* testFiles(folder: string): Generator<{ path: string; size: number }> {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    const path = `${folder}/${name}`;
    if (isDirectory && path !== "tests/e2e") yield* testFiles(path);
    if (name.endsWith("_test.ts")) {
      yield { path, size: Deno.statSync(path).size };
    }
  }
}
