import assert from "node:assert/strict";
import { COMMANDS } from "../../lib/commands/table.ts";
import { dispatch } from "../../lib/cli/dispatch.ts";
import { UsageError } from "../../lib/base/errors.ts";
import { fakeContext } from "../fake_context.ts";

/** What is typed after "openclaw-guard", and what must be offered instead. */
const CASES: readonly [typed: string, meant: string][] = [
  ["stauts", '"openclaw-guard status"'],
  ["help stauts", '"openclaw-guard help status"'],
  ["maintenance of", '"openclaw-guard maintenance off"'],
  ["maintenance stat", '"openclaw-guard maintenance status"'],
  ["completions bsh", '"openclaw-guard completions bash"'],
  ["completions fihs", '"openclaw-guard completions fish"'],
  ["config shwo", '"openclaw-guard config show"'],
  ["config valid", '"openclaw-guard config validate"'],
  ["drill frezee", '"openclaw-guard drill freeze"'],
  ["drill maint", '"openclaw-guard drill maintenance"'],
  ["evidence shwo", '"openclaw-guard evidence show"'],
  ["evidence shw", '"openclaw-guard evidence show"'],
  ["evidence lst", '"openclaw-guard evidence list"'],
  ["evidence latest", '"openclaw-guard evidence show latest"'],
  [
    "evidence 20261122T235500Z-restart-3",
    '"openclaw-guard evidence show 20261122T235500Z-restart-3"',
  ],
  ["evidence list latest", '"openclaw-guard evidence show latest"'],
  ["logs folow", "--follow"],
  ["logs --folow", "--follow"],
  ["logs --line 5", "--lines"],
  ["status watch", "--watch"],
  ["doctor json", "--json"],
  ["explain 1 list", "--list"],
  ["restore-config 1 dry-run", "--dry-run"],
];

Deno.test("every mistyped word or option is answered with what was meant", async () => {
  for (const [typed, meant] of CASES) {
    const home = Deno.makeTempDirSync();
    await assert.rejects(
      dispatch(typed.split(" "), fakeContext({ home }), COMMANDS),
      (error) => {
        assert.ok(error instanceof UsageError, `${typed}: ${error}`);
        assert.equal(error.hint, `Did you mean ${meant}?`, typed);
        return true;
      },
    );
  }
});

Deno.test("who wants to restart the gateway is told what does it", async () => {
  for (const verb of ["start", "stop", "restart"]) {
    const home = Deno.makeTempDirSync();
    await assert.rejects(
      dispatch([verb], fakeContext({ home }), COMMANDS),
      (error) => {
        assert.ok(error instanceof UsageError);
        assert.equal(
          error.hint,
          `The gateway is started and stopped with "systemctl --user ${verb} openclaw-gateway.service" or "openclaw gateway ${verb}"`,
        );
        return true;
      },
    );
  }
});
