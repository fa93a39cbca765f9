import assert from "node:assert/strict";
import type { Outcome } from "../../lib/notify/channel.ts";
import { exitOutcome } from "../../lib/notify/exit_outcome.ts";

const CASES: readonly [code: number, kind: Outcome["kind"]][] = [
  [0, "ok"],
  [75, "retry"],
  // A script that hands on what curl says without a network.
  [1, "retry"],
  [6, "retry"],
  [137, "retry"],
  // What msmtp says without DNS, and to "451 not now".
  [68, "retry"],
  [69, "retry"],
  // Usage, no such user, wrong password, configuration.
  [64, "fatal"],
  [67, "fatal"],
  [77, "fatal"],
  [78, "fatal"],
  // env(1): it cannot be run, there is none.
  [126, "fatal"],
  [127, "fatal"],
];

Deno.test("the exit code of a program tells whether a message is tried again", () => {
  for (const [code, kind] of CASES) {
    const outcome = exitOutcome({ kind: "command", code, stderr: "" });
    assert.equal(outcome.kind, kind, String(code));
  }
});

Deno.test("what the program says stands beside its exit code, on one line and without secrets", () => {
  const stderr = "msmtp: cannot connect\n  to https://u:p@example.org/x\n";
  assert.deepEqual(exitOutcome({ kind: "command", code: 75, stderr }), {
    kind: "retry",
    afterMs: null,
    why: "exit code 75: msmtp: cannot connect to ***",
  });
});

Deno.test("an answer over HTTP is none of a program", () => {
  assert.throws(
    () =>
      exitOutcome({ kind: "http", status: 200, retryAfter: null, body: "" }),
    TypeError,
  );
});
