/** `deno task e2e`: the compiled program in the lab. */

import { compile } from "./compile.ts";
import { BuildError } from "./run.ts";
import { unitTests } from "./unit_tests.ts";

const FOLDER = "tests/e2e";

/**
 * Compiles when something changed, then runs the tests.
 *
 * @param args More flags for `deno test`, or files instead of all.
 * @throws {BuildError} when a test fails.
 */
export async function endToEndTests(args: string[]): Promise<void> {
  await compile({});
  const files = [...Deno.readDirSync(FOLDER)]
    .filter(({ name }) => name.endsWith("_test.ts"))
    .map(({ name }) => `${FOLDER}/${name}`)
    .sort();
  if (files.length === 0) {
    throw new BuildError(`there are no tests in ${FOLDER}`);
  }
  const named = args.some((argument) => argument.startsWith(FOLDER));
  await unitTests(named ? args : [...args, ...files]);
}
