import assert from "node:assert/strict";
import { verdictLines, waitingLine } from "../../../lib/commands/drill/text.ts";
import { planOf } from "../../../lib/commands/drill/plans.ts";
import type { DrillResult } from "../../../lib/commands/drill/run.ts";

const RESULT: Omit<DrillResult, "wellForMs"> = {
  result: "failed",
  why: "it did not come back",
  restored: true,
  outageMs: null,
  stillAway: false,
};

Deno.test("how long the gateway was away is told with what was measured, and never as answers that did not come", () => {
  const cases: [Partial<DrillResult>, string][] = [
    [{}, "The gateway answered all the time; 1 min 36 s in all."],
    [
      { outageMs: 40_400 },
      "The gateway was away for 40 s, from the first request of the drill without a good answer until good answers came again; 1 min 36 s in all.",
    ],
    [
      { stillAway: true, restored: false },
      "The gateway gives no good answer yet; 1 min 36 s in all.",
    ],
  ];
  for (const [change, expected] of cases) {
    const lines = verdictLines(
      { ...RESULT, ...change },
      planOf("freeze", 330_000),
      96_000,
      false,
    );
    assert.equal(lines[2], expected);
  }
});

Deno.test("what is waited for has a time when the waiting ends", () => {
  const now = new Date(2026, 10, 23, 14, 5, 30).getTime();
  assert.equal(
    waitingLine("the guard restarts it", 60_000, now),
    "waiting, until 14:06:30 at the most: the guard restarts it",
  );
});
