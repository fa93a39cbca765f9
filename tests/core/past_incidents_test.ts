import { deepStrictEqual as assertEquals } from "node:assert";
import type { PastEvent } from "../../lib/core/deed.ts";
import { type PastIncident, pastOf } from "../../lib/core/past_incidents.ts";

const START = Date.UTC(2026, 10, 28, 3);
/** Seconds after the beginning at which everything is looked back upon. */
const NOW = START + 3600_000;

/** An event at so many seconds; a verdict is named like it, unless it says so. */
function at(
  seconds: number,
  event: string,
  parts: Partial<PastEvent> = {},
): PastEvent {
  return {
    at: new Date(START + seconds * 1000).toISOString(),
    event,
    verdict: null,
    reason: null,
    sentence: "",
    facts: {},
    ...parts,
  };
}

function verdict(seconds: number, name: string, reason: string | null = null) {
  return at(seconds, name, { verdict: name, reason });
}

function restart(seconds: number, action = "restart", event = "done") {
  return at(seconds, event, { facts: { action, attempt: 1, evidence: "E1" } });
}

function recovered(seconds: number, downS: number, outageS: number | null) {
  return at(seconds, "recovered", {
    verdict: "healthy",
    facts: {
      downMs: downS * 1000,
      outageMs: outageS === null ? null : outageS * 1000,
    },
  });
}

/** An incident in one line: what, from, to, how long, how it ended, who did what. */
function line({ verdict, reason, startedMs, endedMs, ...rest }: PastIncident) {
  const seconds = (ms: number | null) => ms === null ? "" : (ms - START) / 1000;
  const deeds = rest.deeds.map(({ by, kind, failed }) =>
    `${by} ${kind}${failed ? "!" : ""}`
  );
  return [
    reason === null ? verdict : `${verdict} (${reason})`,
    `${seconds(startedMs)}-${seconds(endedMs)}`,
    `${rest.outageMs / 1000} s`,
    rest.ending,
    ...rest.drill ? ["drill"] : [],
    ...deeds,
  ].join(", ");
}

const CASES: readonly [
  what: string,
  events: readonly PastEvent[],
  incidents: readonly string[],
][] = [
  ["nothing has happened", [], []],
  ["the first check finds it well", [verdict(0, "healthy")], []],
  [
    "a hung gateway is restarted; the outage began with the last good check",
    [
      verdict(0, "hung", "http"),
      at(6, "restart", { verdict: "hung", reason: "http" }),
      restart(9),
      recovered(40, 34, 49),
    ],
    ["hung (http), 0-40, 49 s, well, guard restart"],
  ],
  [
    "one that does not end is killed first",
    [
      at(6, "restart", { verdict: "hung", reason: "http" }),
      at(16, "kill"),
      restart(17),
      recovered(40, 34, null),
    ],
    ["hung (http), 6-40, 34 s, well, guard kill, guard restart"],
  ],
  [
    "the whole ladder, a try that fails, and the hold-down",
    [
      verdict(0, "down", "port"),
      restart(5),
      restart(15),
      restart(35, "restart", "failed"),
      restart(45, "force-clean"),
      at(75, "hold-down", { verdict: "down", reason: "port" }),
    ],
    [
      "down (port), 0-, 3600 s, open, guard restart, guard restart, guard restart!, guard force-clean, guard hold-down",
    ],
  ],
  [
    "a rescue that is carried on with counts as what it was",
    [verdict(0, "hung", "http"), restart(9, "finish-restart")],
    ["hung (http), 0-, 3600 s, open, guard restart"],
  ],
  [
    "a silence that ends by itself",
    [verdict(0, "busy", "http"), verdict(30, "healthy")],
    ["busy (http), 0-30, 30 s, well"],
  ],
  [
    "a worse word replaces one that only says that it has begun",
    [
      verdict(0, "busy", "http"),
      at(60, "restart", { verdict: "hung", reason: "http" }),
      recovered(90, 30, 100),
    ],
    ["hung (http), 0-90, 100 s, well"],
  ],
  [
    "systemd starts what has crashed; the news of its process comes with its answer",
    [
      verdict(0, "systemd-acting"),
      verdict(5, "starting"),
      at(30, "new-process", { verdict: "healthy" }),
      verdict(30, "healthy"),
    ],
    ["systemd-acting, 0-30, 30 s, well, systemd new-process"],
  ],
  [
    "who started it anew is not known",
    [
      verdict(0, "hung", "http"),
      at(30, "new-process", { verdict: "starting" }),
      verdict(60, "healthy"),
    ],
    ["hung (http), 0-60, 60 s, well, other new-process"],
  ],
  [
    "a person's restart is no incident",
    [
      at(0, "new-process", { verdict: "starting" }),
      verdict(0, "starting"),
      verdict(20, "healthy"),
    ],
    [],
  ],
  [
    "well for a moment and failing again is one incident, as for the guard",
    [
      at(0, "restart", { verdict: "hung", reason: "http" }),
      restart(3),
      recovered(30, 30, 45),
      at(60, "restart", { verdict: "hung", reason: "http" }),
      restart(63),
      recovered(120, 120, 135),
    ],
    ["hung (http), 0-120, 135 s, well, guard restart, guard restart"],
  ],
  [
    "two incidents are two",
    [
      at(0, "restart", { verdict: "hung", reason: "http" }),
      recovered(30, 30, 45),
      at(600, "restart", { verdict: "down", reason: "port" }),
      recovered(640, 40, 55),
    ],
    ["hung (http), 0-30, 45 s, well", "down (port), 600-640, 55 s, well"],
  ],
  [
    "a person stops what is broken",
    [verdict(0, "failing", "stuck"), verdict(60, "stopped")],
    ["failing (stuck), 0-60, 60 s, taken-over"],
  ],
  [
    "a person pauses the guard in an incident",
    [
      verdict(0, "failing", "stuck"),
      at(50, "maintenance-on", { facts: { by: "anna", reason: "disk" } }),
      verdict(60, "maintenance"),
    ],
    ["failing (stuck), 0-60, 60 s, taken-over, person maintenance-on"],
  ],
  [
    "an emergency stop ends it at once",
    [verdict(0, "hung", "http"), at(20, "emergency-stop")],
    ["hung (http), 0-20, 20 s, taken-over, person emergency-stop"],
  ],
  [
    "what cannot be told ends nothing",
    [
      verdict(0, "hung", "http"),
      verdict(30, "inconclusive"),
      verdict(60, "healthy"),
    ],
    ["hung (http), 0-60, 60 s, well"],
  ],
  [
    "the guard's own files are no trouble of the gateway",
    [
      at(0, "misconfigured", {
        verdict: "misconfigured",
        decision: { rule: "own-files" },
      }),
      verdict(60, "healthy"),
    ],
    [],
  ],
  [
    "a refused config is rolled back, its notes are no more of it",
    [
      verdict(0, "bad-config"),
      at(1, "rolled-back", { facts: { config: "c1", replaced: "c2" } }),
      at(1, "rolled-back", { facts: { config: "c1", replaced: null } }),
      recovered(30, 30, 60),
    ],
    ["bad-config, 0-30, 60 s, well, guard rollback"],
  ],
  [
    "a drill is none of the gateway's failures",
    [
      at(0, "drill-began"),
      verdict(10, "hung", "http"),
      restart(15),
      recovered(40, 25, 30),
      at(45, "drill-passed"),
      verdict(100, "down", "port"),
      verdict(130, "healthy"),
    ],
    [
      "hung (http), 10-40, 30 s, well, drill, guard restart",
      "down (port), 100-130, 30 s, well",
    ],
  ],
  [
    "a clock that was set back makes no outage of less than nothing",
    [verdict(60, "down", "port"), verdict(0, "healthy")],
    ["down (port), 60-0, 0 s, well"],
  ],
  [
    "a time that cannot be read is left out",
    [{ ...verdict(0, "down", "port"), at: "yesterday" }],
    [],
  ],
];

for (const [what, events, expected] of CASES) {
  Deno.test(`incidents of the past: ${what}`, () => {
    assertEquals(pastOf(events, NOW).incidents.map(line), expected);
  });
}

const STOPS: readonly [
  what: string,
  events: readonly PastEvent[],
  planned: readonly string[],
][] = [
  [
    "maintenance, who and why",
    [
      at(0, "maintenance-on", { facts: { by: "anna", reason: "disk" } }),
      verdict(5, "maintenance"),
      verdict(60, "healthy"),
    ],
    ["maintenance 5-60 by anna: disk"],
  ],
  [
    "a file in /tmp tells nobody's name, not even that of the time before",
    [
      at(0, "maintenance-on", { facts: { by: "anna", reason: "disk" } }),
      verdict(5, "maintenance"),
      verdict(60, "healthy"),
      verdict(90, "maintenance"),
    ],
    ["maintenance 5-60 by anna: disk", "maintenance 90- by null: null"],
  ],
  [
    "stopped, and started by somebody",
    [verdict(0, "stopped"), verdict(60, "starting"), verdict(90, "healthy")],
    ["stopped 0-60 by null: null"],
  ],
  [
    "an emergency stop until it is ended, whatever is seen meanwhile",
    [
      at(0, "emergency-stop"),
      verdict(5, "maintenance"),
      at(60, "resume"),
      verdict(65, "starting"),
    ],
    ["emergency-stop 0-60 by null: null"],
  ],
  [
    "another gateway in its place is no stop",
    [verdict(0, "duplicate")],
    [],
  ],
];

for (const [what, events, expected] of STOPS) {
  Deno.test(`planned stops of the past: ${what}`, () => {
    const { planned } = pastOf(events, NOW);
    const seconds = (ms: number | null) =>
      ms === null ? "" : (ms - START) / 1000;
    assertEquals(
      planned.map(({ kind, startedMs, endedMs, by, reason }) =>
        `${kind} ${seconds(startedMs)}-${seconds(endedMs)} by ${by}: ${reason}`
      ),
      expected,
    );
  });
}

Deno.test("an incident has the same id whenever it is asked for, and no other has it", () => {
  const events = [
    verdict(0, "down", "port"),
    verdict(0.2, "healthy"),
    verdict(0.5, "down", "port"),
  ];
  const ids = (all: readonly PastEvent[]) =>
    pastOf(all, NOW).incidents.map(({ id }) => id);
  assertEquals(ids(events), ["20261128T030000Z", "20261128T030000Z-2"]);
  assertEquals(ids(events.slice(0, 2)), ["20261128T030000Z"]);
});
