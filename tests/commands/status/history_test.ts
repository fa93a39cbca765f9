import assert from "node:assert/strict";
import {
  endedIncident,
  type Lately,
  latelyOf,
} from "../../../lib/commands/status/history.ts";
import type { HistoryEvent } from "../../../lib/store/history.ts";

const NOW = Date.UTC(2026, 10, 23, 12);
const HOUR = 60 * 60 * 1000;
const DECISION = {
  atWallMs: 0,
  rule: "fails-confirmed",
  observed: {},
  actions: [],
  nextWallMs: null,
};

/** An event so many hours ago. */
function event(
  hoursAgo: number,
  name: string,
  facts: HistoryEvent["facts"] = {},
  verdict: string | null = null,
): HistoryEvent {
  return {
    at: new Date(NOW - hoursAgo * HOUR).toISOString(),
    event: name,
    verdict,
    reason: verdict === "hung" ? "http" : null,
    sentence: name,
    facts,
    decision: verdict === null ? undefined : DECISION,
  };
}

const restart = (hoursAgo: number, verdict = "hung") => [
  event(hoursAgo, "restart", { attempt: 1 }, verdict),
  event(hoursAgo, "done", { action: "restart", attempt: 1 }),
];
/** So long before the time in hours, ms. */
const earlier = (hoursAgo: number, ms: number) => hoursAgo + ms / HOUR;
/** Found well so long after a restart so many hours ago. */
const recovered = (hoursAgo: number, afterMs: number) =>
  event(
    earlier(hoursAgo, -afterMs),
    "recovered",
    { downMs: 99_000 },
    "healthy",
  );

Deno.test("what happened lately is told from the history", () => {
  const nothing: Lately = {
    restarts: 0,
    otherRestarts: 0,
    drillRestarts: 0,
    wishedRestarts: 0,
    last: null,
  };
  const hung = {
    at: new Date(NOW - 2 * HOUR).toISOString(),
    action: "restart",
    verdict: "hung",
    reason: "http",
    drill: false,
    backAfterMs: 11_000,
  };
  const cases: [what: string, events: HistoryEvent[], lately: Lately][] = [
    ["nothing", [], nothing],
    ["looks and switches", [
      event(1, "maintenance-on"),
      event(1, "healthy", {}, "healthy"),
    ], nothing],
    ["one restart, back", [...restart(2), recovered(2, 11_000)], {
      ...nothing,
      restarts: 1,
      last: hung,
    }],
    ["not back yet", restart(2), {
      ...nothing,
      restarts: 1,
      last: { ...hung, backAfterMs: null },
    }],
    ["an old one and a new one", [
      ...restart(30, "failing"),
      recovered(30, 5000),
      ...restart(2),
      recovered(2, 11_000),
    ], { ...nothing, restarts: 1, last: hung }],
    ["only an old one", [...restart(48), recovered(48, 11_000)], {
      ...nothing,
      last: { ...hung, at: new Date(NOW - 48 * HOUR).toISOString() },
    }],
    ["planned, but stood back", [
      event(2, "restart", { attempt: 1 }, "hung"),
      event(2, "stood-back", { action: "restart" }),
    ], nothing],
    ["carried on with after the guard died", [
      event(2, "force-clean", { attempt: 4 }, "hung"),
      event(2, "resume-rescue", {}, "hung"),
      event(2, "done", { action: "finish-force-clean", attempt: 4 }),
      recovered(2, 11_000),
    ], { ...nothing, restarts: 1, last: { ...hung, action: "force-clean" } }],
    ["an orphan ended is no restart", [
      event(2, "clean-orphan", {}, "foreign-listener"),
      event(2, "done", { action: "clean-orphan", attempt: 1 }),
    ], nothing],
    ["a drill", [
      event(2.1, "drill-began"),
      ...restart(2),
      recovered(2, 11_000),
      event(1.9, "drill-passed"),
    ], { ...nothing, restarts: 1, last: { ...hung, drill: true } }],
    ["a drill, whose own requests found it well sooner than the check", [
      event(2.1, "drill-began"),
      ...restart(2),
      recovered(2, 29_000),
      event(earlier(2, -30_000), "drill-passed", {
        awayMs: 97_000,
        wellForMs: 22_000,
      }),
    ], {
      ...nothing,
      restarts: 1,
      last: { ...hung, drill: true, backAfterMs: 8000 },
    }],
    ["the clock was set back meanwhile", [
      ...restart(2),
      recovered(2, -11_000),
    ], { ...nothing, restarts: 1, last: { ...hung, backAfterMs: null } }],
    ["after a drill", [
      event(3, "drill-began"),
      event(2.9, "drill-failed"),
      ...restart(2),
      recovered(2, 11_000),
    ], { ...nothing, restarts: 1, last: hung }],
    ["a drill's own crash", [
      event(3, "new-process"),
      event(2.1, "drill-began"),
      event(2, "new-process"),
      event(1.9, "drill-passed"),
    ], { ...nothing, otherRestarts: 1, drillRestarts: 1 }],
    ["systemd's restarts", [
      event(30, "new-process"),
      event(3, "new-process"),
      event(1, "new-process"),
    ], { ...nothing, otherRestarts: 2 }],
    ["starts a person had a command make", [
      event(30, "wished-start"),
      event(3, "wished-start"),
    ], { ...nothing, wishedRestarts: 1 }],
  ];
  for (const [what, events, lately] of cases) {
    assert.deepEqual(latelyOf(events, NOW), lately, what);
  }
});

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
