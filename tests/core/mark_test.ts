import assert from "node:assert/strict";
import { type Checked, withCheck, withQuiet } from "../../lib/core/mark.ts";
import { freshMemory, type Memory } from "../../lib/core/memory.ts";
import { freshRoll, type Kind, type Roll } from "../../lib/core/roll.ts";
import type { Starter } from "../../lib/core/rollup.ts";
import type { Verdict } from "../../lib/core/types.ts";
import { at, GATEWAY, HOUR, MINUTE, NEWBORN, SECOND, sight } from "./world.ts";

/** A memory of a check that found this. */
function memoryOf(verdict: Verdict, rest: Partial<Memory> = {}): Memory {
  return { ...freshMemory(at(0)), verdict, incarnation: GATEWAY, ...rest };
}

/** Half a minute after the one before, and without anything special. */
function check(
  verdict: Verdict,
  rest: Partial<Checked> = {},
  startMs = 30 * SECOND,
  tookMs = 0,
): Checked {
  return {
    before: memoryOf("healthy"),
    memory: memoryOf(verdict),
    rule: null,
    observation: sight({}),
    began: at(startMs),
    ended: at(startMs + tookMs),
    done: [],
    isOwnRestart: () => false,
    ...rest,
  };
}

/** As if the check before had found this. */
function after(kind: Kind, rest: Partial<Roll> = {}): Roll {
  const fresh = freshRoll(at(0));
  return { ...fresh, last: { ...fresh.last, kind }, ...rest };
}

const only = (roll: Roll) => {
  assert.equal(roll.marks.length, 1);
  return roll.marks[0]!;
};

const KINDS: readonly [
  what: string,
  before: Kind,
  check: Checked,
  kind: Kind,
][] = [
  ["a good check", "healthy", check("healthy"), "healthy"],
  ["a degraded one", "healthy", check("degraded"), "healthy"],
  ["a failure", "healthy", check("hung"), "outage"],
  ["a gateway that is busy", "healthy", check("busy"), "outage"],
  [
    "the first good check after a failure",
    "outage",
    check("healthy"),
    "outage",
  ],
  ["a good check after a stop", "planned", check("healthy"), "healthy"],
  ["a good check after a doubt", "unknown", check("healthy"), "healthy"],
  ["a stop", "healthy", check("stopped"), "planned"],
  ["maintenance in an outage", "outage", check("maintenance"), "planned"],
  ["a doubt in an outage", "outage", check("inconclusive"), "unknown"],
  [
    "settings that cannot be read",
    "healthy",
    check("misconfigured", { rule: "own-files" }),
    "unknown",
  ],
  [
    "a unit that is gone",
    "healthy",
    check("misconfigured", { rule: "unit-missing" }),
    "outage",
  ],
  [
    "an unstable one that answers",
    "healthy",
    check("unstable", { observation: sight({ probe: "healthy" }) }),
    "healthy",
  ],
  ["an unstable one that does not", "healthy", check("unstable"), "outage"],
  ["a crash loop", "healthy", check("crash-loop"), "outage"],
  ["a start in an outage", "outage", check("starting"), "outage"],
  ["a start after a stop", "planned", check("starting"), "planned"],
  ["a start after a doubt", "unknown", check("starting"), "unknown"],
  [
    "systemd at work on a well one",
    "healthy",
    check("systemd-acting"),
    "outage",
  ],
  ["an orderly stop", "healthy", check("stopping"), "planned"],
  [
    "a start by a person",
    "healthy",
    check("starting", {
      memory: memoryOf("starting", { incarnation: NEWBORN }),
    }),
    "planned",
  ],
  [
    "a start by systemd",
    "healthy",
    check("starting", {
      before: memoryOf("healthy", {
        restarts: { counter: 0, seen: [], total: 0, sinceBootMs: null },
      }),
      memory: memoryOf("starting", { incarnation: NEWBORN }),
      observation: sight({ unit: { nRestarts: 1 } }),
    }),
    "outage",
  ],
];

for (const [what, before, checked, kind] of KINDS) {
  Deno.test(`${what} is ${kind}`, () => {
    assert.equal(
      only(withCheck(after(before), checked)).kind ?? "healthy",
      kind,
    );
  });
}

const STEPS: readonly [
  what: string,
  gapMs: number,
  tookMs: number,
  other: Partial<Checked["ended"]>,
  ms: number,
][] = [
  ["a check in time", 30 * SECOND, 0, {}, 30 * SECOND],
  ["a check that takes its time", 30 * SECOND, 20 * SECOND, {}, 50 * SECOND],
  ["the first check after two days", 48 * HOUR, 0, {}, MINUTE],
  ["a check that was suspended", 30 * SECOND, HOUR, {}, 90 * SECOND],
  ["a check after a reboot", 30 * SECOND, 0, { bootId: "other" }, 0],
  ["a clock that was set forward", 30 * SECOND, 0, { wallMs: 1 }, 30 * SECOND],
  ["a boot clock that went back", -HOUR, 0, {}, 0],
];

for (const [what, gapMs, tookMs, other, ms] of STEPS) {
  Deno.test(`${what} speaks for ${ms / SECOND} s`, () => {
    const checked = check("healthy", {}, gapMs, tookMs);
    const ended = { ...checked.ended, ...other };
    const mark = only(withCheck(after("healthy"), { ...checked, ended }));
    assert.equal(mark.ms, ms);
    assert.equal(mark.at, ended.wallMs);
  });
}

Deno.test("a boot clock that begins anew, as a container's does, goes on from there", () => {
  const back = withCheck(after("healthy"), check("healthy", {}, -HOUR));
  const next = withCheck(back, check("healthy", {}, 30 * SECOND - HOUR));
  assert.deepEqual(next.marks.map(({ ms }) => ms), [0, 30 * SECOND]);
});

Deno.test("what was seen last is told by whatever check saw it", () => {
  const seen = (roll: Roll) => {
    const { up, healthyWallMs, probeMs, incidentWallMs } = roll.seen;
    return [up, healthyWallMs, probeMs, incidentWallMs];
  };
  const wall = (ms: number) => at(ms).wallMs;
  const none = after("healthy");
  assert.deepEqual(seen(none), [null, null, null, null]);
  const quiet = withQuiet(none, [{ ...at(20_000), probeMs: 3 }]);
  assert.deepEqual(seen(quiet), [true, wall(20_000), 3, null]);
  const incident = {
    openedWallMs: wall(25_000),
    openedBootMs: at(25_000).bootMs,
    verdict: "hung",
    reason: "http",
    goodTicks: 0,
  } as const;
  const hung = withCheck(
    quiet,
    check("hung", { memory: memoryOf("hung", { incident }) }),
  );
  assert.deepEqual(seen(hung), [false, wall(20_000), null, wall(25_000)]);
  // Neither of them could tell.
  for (const verdict of ["inconclusive", "maintenance"] as const) {
    const unsure = withCheck(hung, check(verdict, {}, 60_000));
    assert.equal(unsure.seen.up, false, verdict);
  }
  const well = withCheck(
    hung,
    check("healthy", { observation: sight({ probe: "healthy" }) }, 60_000),
  );
  assert.deepEqual(seen(well), [true, wall(60_000), 1, wall(25_000)]);
  // Written down after the failure, which came later.
  const late = withQuiet(hung, [{ ...at(10_000), probeMs: 4 }]);
  assert.deepEqual(seen(late), seen(hung));
});

const NO_COUNT = { seen: [], total: 0, sinceBootMs: null };
const newLife = memoryOf("healthy", { incarnation: NEWBORN });
const RESCUE = {
  kind: "restart",
  step: "restarting",
  attempt: 1,
  startedBootMs: at(0).bootMs,
  incarnation: GATEWAY,
  invocationId: "first",
} as const;

const STARTS: readonly [
  what: string,
  roll: Partial<Roll>,
  check: Partial<Checked>,
  starts: Partial<Record<Starter, number>> | undefined,
][] = [
  ["the same process", {}, { memory: memoryOf("healthy") }, undefined],
  [
    "the first process that is seen",
    {},
    { before: memoryOf("healthy", { incarnation: null }) },
    undefined,
  ],
  ["a new process of another boot", {}, {
    before: memoryOf("healthy", { bootId: "other" }),
  }, undefined],
  ["a new process of a container that was started anew", {}, {
    before: memoryOf("healthy", { lastTick: at(HOUR) }),
  }, undefined],
  ["a new process", {}, {}, { person: 1 }],
  ["one that a command of the guard asked for", {}, {
    before: memoryOf("stopped", {
      wishedStart: { command: "resume", bootMs: at(0).bootMs },
    }),
  }, { person: 1 }],
  ["one that OpenClaw wrote down", {}, { isOwnRestart: () => true }, {
    openclaw: 1,
  }],
  ["one of the same life of the unit", {}, {
    memory: memoryOf("healthy", { incarnation: { ...GATEWAY, pid: 101 } }),
  }, { openclaw: 1 }],
  ["one that systemd has counted", {}, {
    before: memoryOf("healthy", { restarts: { ...NO_COUNT, counter: 1 } }),
    observation: sight({ unit: { nRestarts: 4 } }),
  }, { systemd: 3 }],
  ["one that systemd had counted before", { risen: 1 }, {
    before: memoryOf("healthy", { restarts: { ...NO_COUNT, counter: 4 } }),
    observation: sight({ unit: { nRestarts: 4 } }),
  }, { systemd: 1 }],
  ["one of a guard that has died", {}, {
    before: memoryOf("hung", { rescue: RESCUE }),
  }, { guard: 1 }],
  ["one that the guard had started before", { startedBootMs: at(0).bootMs }, {
    before: memoryOf("starting"),
  }, { guard: 1 }],
  ["one long after the guard's", { startedBootMs: at(-HOUR).bootMs }, {}, {
    person: 1,
  }],
  ["one that a person wished after the guard's", {
    startedBootMs: at(0).bootMs,
  }, {
    before: memoryOf("stopped", {
      wishedStart: { command: "resume", bootMs: at(1000).bootMs },
    }),
  }, { person: 1 }],
];

for (const [what, roll, rest, starts] of STARTS) {
  Deno.test(`of ${what} the start is ${JSON.stringify(starts)}`, () => {
    const checked = check("healthy", { memory: newLife, ...rest });
    const result = withCheck(after("healthy", roll), checked);
    assert.deepEqual(only(result).starts, starts);
    assert.equal(result.startedBootMs, null);
    assert.equal(result.risen, 0);
  });
}

Deno.test("what the guard did, what began and a rollback are kept", () => {
  const incident = {
    openedWallMs: at(0).wallMs,
    openedBootMs: at(0).bootMs,
    verdict: "hung",
    reason: "http",
    goodTicks: 0,
  } as const;
  const rollback = {
    id: "1",
    from: null,
    invocationId: "first",
    tries: 1,
    wallMs: 1,
  };
  const memory = memoryOf("hung", {
    reason: "http",
    incident,
    rollbacks: [rollback],
  });
  const first = withCheck(
    after("healthy"),
    check("hung", { memory, done: ["finish-restart", "clean-orphan"] }),
  );
  assert.deepEqual(only(first), {
    at: at(30_000).wallMs,
    ms: 30_000,
    kind: "outage",
    verdict: "hung",
    incident: "http",
    done: ["restart http", "clean-orphan http", "roll-back-config http"],
    rollback: true,
  });
  assert.equal(first.startedBootMs, at(30_000).bootMs);
  const second = withCheck(
    first,
    check("hung", { before: memory, memory }, 60_000),
  );
  assert.deepEqual(second.marks[1], {
    at: at(60_000).wallMs,
    ms: 30_000,
    kind: "outage",
    verdict: "hung",
  });
});

Deno.test("a quiet check that was written down late is counted and takes no time twice", () => {
  const full = withCheck(after("outage"), check("hung"));
  const quiet = withQuiet(full, [
    { ...at(20_000), probeMs: 3 },
    { ...at(50_000), probeMs: 4 },
  ]);
  assert.deepEqual(
    quiet.marks.map(({ ms, probe, verdict }) => [ms, probe, verdict]),
    [[30_000, undefined, "hung"], [0, 3, undefined], [20_000, 4, undefined]],
  );
  assert.equal(quiet.last.kind, "healthy");
});
