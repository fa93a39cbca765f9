import assert from "node:assert/strict";
import { UsageError } from "../../../lib/base/errors.ts";
import { drillCommand } from "../../../lib/commands/drill/command.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";

Deno.test("drill --json without --yes is refused before anything is looked at, asked or printed", async () => {
  const answers = ["y"];
  const terminal = fakeTerminal(answers);
  await assert.rejects(
    drillCommand.run(["crash", "--json"], fakeContext({ terminal })),
    (error) => error instanceof UsageError && /add --yes/.test(error.message),
  );
  assert.deepEqual([answers, terminal.lines, terminal.errors], [["y"], [], []]);
});
