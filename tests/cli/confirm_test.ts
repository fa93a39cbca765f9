import assert from "node:assert/strict";
import { confirmed, refuseToAsk } from "../../lib/cli/confirm.ts";
import { GuardError, UsageError } from "../../lib/base/errors.ts";
import { parseOptions } from "../../lib/cli/options.ts";
import { uninstallDescription } from "../../lib/commands/install/description.ts";
import { fakeContext, fakeTerminal } from "../fake_context.ts";

/** The exit code after an answer; null: it goes on. */
function codeAfter(answers: string[], yes = false): number | null {
  const context = fakeContext({ terminal: fakeTerminal(answers) });
  try {
    confirmed(context, "Really?", yes);
    return null;
  } catch (error) {
    assert.ok(error instanceof GuardError);
    return error.exitCode;
  }
}

Deno.test("a no ends with 1, not being able to ask with 64, a yes goes on", () => {
  for (const yes of ["y", "Yes", " 是 "]) assert.equal(codeAfter([yes]), null);
  for (const no of ["n", "", "yess"]) assert.equal(codeAfter([no]), 1);
  assert.equal(codeAfter([]), 64);
  assert.equal(codeAfter([], true), null);
});

Deno.test("--json asks nothing: where there would be a question, it needs --yes", () => {
  const cases: readonly [args: string[], refused: boolean][] = [
    [["--json"], true],
    [["--json", "--yes"], false],
    [["--json", "--dry-run"], false],
    [[], false],
  ];
  for (const [args, refused] of cases) {
    const refuse = () =>
      refuseToAsk("uninstall", parseOptions(uninstallDescription, args));
    if (refused) assert.throws(refuse, UsageError, args.join(" "));
    else refuse();
  }
});
