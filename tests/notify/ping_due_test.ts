import assert from "node:assert/strict";
import { VERDICTS } from "../../lib/core/types.ts";
import type { PingSignal } from "../../lib/notify/ping.ts";
import {
  afterPing,
  NO_PINGS,
  type PingCheck,
  pingDelayMs,
  pingDue,
  type PingMemory,
} from "../../lib/notify/ping_due.ts";

const MINUTE_MS = 60_000;

function check(verdict: string, other: Partial<PingCheck> = {}): PingCheck {
  return { verdict, reason: null, ...other };
}

/** What goes out while checks come: "ok", "fail", "log", or "-" for nothing. */
function pings(
  what: "liveness" | "health",
  checks: readonly (readonly PingCheck[])[],
  { stepMs = 30_000, sent = (_index: number): boolean => true } = {},
): string {
  let memory: PingMemory = NO_PINGS;
  return checks.map((seen, index) => {
    const nowMs = 1_767_225_600_000 + index * stepMs;
    const news = pingDue(what, memory, nowMs, MINUTE_MS, seen);
    if (news === null) return "-";
    memory = afterPing(memory, news, nowMs, sent(index));
    return news.signal;
  }).join(" ");
}

/** One profile's checks by their verdicts. */
function each(verdicts: string): PingCheck[][] {
  return verdicts.split(" ").map((verdict) => [check(verdict)]);
}

const WEEK: readonly [
  what: "liveness" | "health",
  verdicts: string,
  pings: string,
][] = [
  ["liveness", "healthy hung hung maintenance error", "ok - ok - ok"],
  ["health", "healthy healthy healthy healthy", "ok - ok -"],
  // Once, then silence; well again at once.
  ["health", "healthy hung hung starting hung healthy", "ok fail - - - ok"],
  ["health", "hung healthy hung", "fail ok fail"],
  // Trouble goes out at once, in between two minutes, too.
  ["health", "healthy healthy healthy healthy down", "ok - ok - fail"],
  // A person's doing is a word for the log, once.
  ["health", "healthy maintenance maintenance healthy", "ok log - ok"],
  ["health", "healthy stopped stopped stopped", "ok log - -"],
  // It was told: maintenance in the midst of it makes no second alarm.
  ["health", "hung maintenance hung hung healthy", "fail log - - ok"],
  // Nobody knows: nothing is said, and the service alarms when it lasts.
  ["health", "healthy starting busy inconclusive error", "ok - - - -"],
  ["health", "skipped skipped healthy", "- - ok"],
];

Deno.test("pings go out once a minute and at a change, failure once", () => {
  for (const [what, verdicts, expected] of WEEK) {
    assert.equal(pings(what, each(verdicts)), expected, `${what}: ${verdicts}`);
  }
});

Deno.test("a good answer within an incident is no end of it", () => {
  const open = { incident: true };
  assert.equal(
    pings("health", [
      [check("hung", open)],
      [check("healthy", open)],
      [check("hung", open)],
      [check("healthy", open)],
      [check("healthy", { incident: false })],
    ]),
    "fail - - - ok",
  );
});

Deno.test("of several profiles the worst counts, and one that is stopped does not", () => {
  const cases: readonly [verdicts: string, signal: string][] = [
    ["healthy healthy", "ok"],
    ["healthy hung", "fail"],
    ["maintenance hung", "fail"],
    ["healthy stopped", "ok"],
    ["stopped maintenance", "log"],
    ["healthy starting", "-"],
    ["stopped starting", "-"],
  ];
  for (const [verdicts, signal] of cases) {
    const seen = verdicts.split(" ").map((verdict) => check(verdict));
    assert.equal(pings("health", [seen]), signal, verdicts);
  }
  assert.equal(pings("health", [[]]), "-", "no profile");
});

Deno.test("what did not get through is tried by the next check, fail as well as ok", () => {
  const sent = (index: number) => index >= 2;
  assert.equal(
    pings("health", each("hung hung hung hung"), { sent }),
    "fail fail fail -",
  );
  assert.equal(
    pings("health", each("healthy healthy healthy healthy"), { sent }),
    "ok ok ok -",
  );
});

Deno.test("checks that come a little early, and a clock that was set back, delay nothing", () => {
  const early = { stepMs: 29_000 };
  assert.equal(
    pings("liveness", each("healthy healthy healthy healthy healthy"), early),
    "ok - ok - ok",
  );
  const memory: PingMemory = {
    triedWallMs: 9_000_000,
    told: "ok",
    failed: false,
  };
  assert.notEqual(pingDue("liveness", memory, 1_000, MINUTE_MS, []), null);
});

Deno.test("verdict and reason are those of the profile that decides", () => {
  const seen = [
    check("healthy"),
    check("hung", { reason: "http" }),
  ];
  assert.deepEqual(pingDue("health", NO_PINGS, 0, MINUTE_MS, seen), {
    signal: "fail",
    verdict: "hung",
    reason: "http",
  });
});

/** So that a new verdict is thought about here. */
const SIGNALS: Readonly<Record<string, PingSignal | null>> = {
  maintenance: "log",
  inconclusive: null,
  healthy: "ok",
  misconfigured: null,
  stopped: "log",
  abandoned: null,
  starting: null,
  stopping: null,
  "systemd-acting": null,
  "bad-config": "fail",
  duplicate: null,
  "start-limit": "fail",
  busy: null,
  "foreign-listener": "fail",
  down: "fail",
  unsupported: "ok",
  failing: "fail",
  hung: "fail",
  degraded: "ok",
  unstable: "ok",
  "crash-loop": "fail",
};

Deno.test("every verdict has its signal", () => {
  for (const verdict of VERDICTS) {
    const news = pingDue("health", NO_PINGS, 0, MINUTE_MS, [check(verdict)]);
    assert.equal(news?.signal ?? null, SIGNALS[verdict], verdict);
  }
});

Deno.test("machines wait differently, each always the same, less than 4 s", () => {
  const delays = ["00000000", "ffffffff", "12345678", "0000270f"].map(
    pingDelayMs,
  );
  assert.deepEqual(delays, [0, 3295, 3896, 1999]);
});
