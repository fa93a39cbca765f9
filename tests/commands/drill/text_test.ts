import assert from "node:assert/strict";
import { ownGatewayUnit } from "../../../lib/base/gateway_unit.ts";
import { verdictLines, waitingLine } from "../../../lib/commands/drill/text.ts";
import type { DrillResult } from "../../../lib/commands/drill/run.ts";

const RESULT: Omit<DrillResult, "wellForMs"> = {
  result: "failed",
  why: "it did not come back",
  restored: true,
  keptDown: null,
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
      "freeze",
      ownGatewayUnit(1000, "default"),
      96_000,
      false,
    );
    assert.equal(lines[2], expected);
  }
});

Deno.test("a gateway that a person keeps down is told with what brings it back", () => {
  const cases: [Partial<DrillResult>, string][] = [
    [{ restored: true }, "The gateway works; nothing is left of the drill."],
    [{}, 'NOT EVERYTHING IS BACK: see "openclaw-guard status".'],
    [
      { keptDown: "emergency-stop" },
      'An emergency stop is on, so nothing is started until "openclaw-guard resume --profile work".',
    ],
    [
      { keptDown: "maintenance" },
      'Maintenance is on, so the gateway is not started. "systemctl --user start openclaw-gateway-work.service" starts it now.',
    ],
  ];
  for (const [change, expected] of cases) {
    const result = { ...RESULT, restored: false, stillAway: true, ...change };
    const lines = verdictLines(
      result,
      "stop",
      ownGatewayUnit(1000, "work"),
      1000,
      false,
    );
    assert.equal(lines.at(-1), expected);
  }
});

Deno.test("what is waited for has a time when the waiting ends", () => {
  const now = new Date(2026, 10, 23, 14, 5, 30).getTime();
  assert.equal(
    waitingLine("the guard restarts it", 60_000, now),
    "waiting, until 14:06:30 at the most: the guard restarts it",
  );
});
