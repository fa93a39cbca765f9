/** `deno task history-page`: the page of `history` in a real browser. */

import { run } from "./run.ts";
import { unitTests } from "./unit_tests.ts";

/** As of its package; what it finds depends on it. */
const AXE = "axe-core@4.10.3";
const FOLDER = ".cache/history-page";

/**
 * Fetches axe-core, a file that is only read, and runs the test with it.
 *
 * @param args More flags for `deno test`.
 * @throws {BuildError} when the test fails, or axe-core cannot be had.
 */
export async function historyPage(args: string[]): Promise<void> {
  await run("npm", [
    ...["install", "--prefix", FOLDER, "--no-save", "--no-audit", "--no-fund"],
    ...["--ignore-scripts", AXE],
  ]);
  Deno.env.set(
    "OPENCLAW_GUARD_AXE",
    `${Deno.cwd()}/${FOLDER}/node_modules/axe-core/axe.min.js`,
  );
  await unitTests([...args, "tests/page/history_page_test.ts"]);
}
