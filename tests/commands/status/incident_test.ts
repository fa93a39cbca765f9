import assert from "node:assert/strict";
import { endedIncident } from "../../../lib/commands/status/incident.ts";
import type { HistoryEvent } from "../../../lib/store/history.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 60 * 60 * 1000;

function event(
  hoursAgo: number,
  name: string,
  facts: HistoryEvent["facts"],
): HistoryEvent {
  const at = new Date(NOW - hoursAgo * HOUR).toISOString();
  return { at, event: name, verdict: null, reason: null, sentence: "", facts };
}

Deno.test("the last incident that ended is told with the longest its outage can have been", () => {
  const hung = { verdict: "hung", reason: "http", downMs: 1 };
  const ended = {
    ...{ verdict: "hung", reason: "http" },
    endedAt: new Date(NOW - HOUR).toISOString(),
    outageAtMostMs: 59_000,
  };
  const last = event(1, "recovered", { ...hung, outageMs: 59_000 });
  const cases: [
    what: string,
    HistoryEvent[],
    ReturnType<typeof endedIncident>,
  ][] = [
    ["nothing", [event(1, "done", {})], null],
    ["one", [last, event(0.5, "done", {})], ended],
    ["two", [event(3, "recovered", { verdict: "down" }), last], ended],
    ["long ago", [event(24, "recovered", hung)], null],
    ["of a guard that had never seen it well", [
      event(1, "recovered", { ...hung, outageMs: null }),
    ], { ...ended, outageAtMostMs: null }],
    ["of an older version", [event(1, "recovered", hung)], {
      ...ended,
      outageAtMostMs: null,
    }],
  ];
  for (const [what, events, expected] of cases) {
    assert.deepEqual(endedIncident(events, NOW), expected, what);
  }
});
