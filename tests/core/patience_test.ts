/** How long each kind of silence is left alone, and what is done when it is over. */

import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import type { Decision } from "../../lib/core/decision.ts";
import { judge } from "../../lib/core/judge.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import type { Sample } from "../../lib/core/sample.ts";
import { SILENCE_KINDS, type SilenceKind } from "../../lib/core/silence.ts";
import type { ListenerFact, Observation } from "../../lib/core/types.ts";
import { parseState } from "../../lib/store/state.ts";
import { speak, translate } from "../../lib/text/speech.ts";
import {
  ASLEEP,
  at,
  BURNING,
  GATEWAY,
  IDLE,
  MINUTE,
  NEWBORN,
  NO_PROCESS,
  PROBES,
  SECOND,
  served,
  type Sight,
  sight,
} from "./world.ts";
import { sampleOf } from "./world.ts";

/** A silence of a kind, found `silentMs` ago, on the gateway of the world. */
function silent(kind: SilenceKind, silentMs: number): Partial<Memory> {
  return {
    silence: {
      sinceBootMs: at(0).bootMs,
      answeredBootMs: at(-20 * SECOND).bootMs,
      samples: [silentMs - 4000, silentMs].map((ms) => sampleOf(kind, ms)),
    },
  };
}

interface Row {
  readonly kind: SilenceKind;
  readonly silentMs: number;
  /** What a check decides after the wait. */
  readonly expect: string;
  readonly rest?: Sight;
  readonly served?: boolean;
}

const HELD = "busy, left alone";
const ENDED = "hung, acted on";

const ROWS: readonly Row[] = [
  { kind: "frozen", silentMs: 9 * SECOND, expect: ENDED },
  { kind: "looping", silentMs: 89 * SECOND, expect: HELD },
  { kind: "looping", silentMs: 90 * SECOND, expect: ENDED },
  { kind: "collecting-garbage", silentMs: 89 * SECOND, expect: HELD },
  { kind: "collecting-garbage", silentMs: 90 * SECOND, expect: ENDED },
  { kind: "turning", silentMs: 299 * SECOND, expect: HELD },
  { kind: "turning", silentMs: 300 * SECOND, expect: ENDED },
  { kind: "waiting-for-child", silentMs: 179 * SECOND, expect: HELD },
  { kind: "waiting-for-child", silentMs: 180 * SECOND, expect: ENDED },
  { kind: "waiting-for-nothing", silentMs: 59 * SECOND, expect: HELD },
  { kind: "waiting-for-nothing", silentMs: 60 * SECOND, expect: ENDED },
  { kind: "debugger", silentMs: 1e9, expect: "hung, left alone" },
  { kind: "kernel", silentMs: 1e9, expect: "hung, left alone" },
  {
    kind: "swapping",
    silentMs: 299 * SECOND,
    expect: "inconclusive, left alone",
  },
  { kind: "swapping", silentMs: 300 * SECOND, expect: "hung, left alone" },
  { kind: "swapping", silentMs: 1e9, expect: "hung, left alone" },
  // As before: by the CPU time of the control group.
  { kind: "unknown", silentMs: 9 * SECOND, expect: ENDED },
  {
    kind: "unknown",
    silentMs: 9 * SECOND,
    rest: { rest: { confirmation: BURNING } },
    expect: HELD,
  },
  // A child in the control group computes: no matter where the main thread is known.
  {
    kind: "frozen",
    silentMs: 9 * SECOND,
    rest: { rest: { confirmation: BURNING } },
    expect: ENDED,
  },
  {
    kind: "waiting-for-nothing",
    silentMs: 65 * SECOND,
    rest: { rest: { confirmation: BURNING } },
    expect: ENDED,
  },
  // No connection any more: its queue is full. It is the same silence.
  {
    kind: "turning",
    silentMs: 299 * SECOND,
    rest: { probe: "unreachable" },
    expect: HELD,
  },
  // It answers, if badly: that is no silence.
  {
    kind: "turning",
    silentMs: 9 * SECOND,
    rest: { probe: "failing" },
    expect: "failing, acted on",
  },
  // While it starts: work gives it its ten minutes, a loop has no more than later.
  ...([
    ["looping", 89 * SECOND, "starting, left alone"],
    ["looping", 90 * SECOND, ENDED],
    ["turning", 400 * SECOND, "starting, left alone"],
    ["waiting-for-child", 170 * SECOND, "starting, left alone"],
    ["waiting-for-child", 180 * SECOND, ENDED],
    ["waiting-for-nothing", 125 * SECOND, ENDED],
  ] as const).map(([kind, silentMs, expect]) => ({
    ...{ kind, silentMs, expect, served: false },
    rest: { rest: { ageMs: 3 * MINUTE } },
  })),
];

for (const { kind, silentMs, expect, rest = {}, served: has = true } of ROWS) {
  const more = JSON.stringify({ ...rest, ...has ? {} : { served: has } });
  Deno.test(`a silence ${kind} for ${silentMs / 1000} s ${more}: ${expect}`, () => {
    const { verdict, actionable, why } = judge(
      sight({
        ...rest,
        rest: {
          confirmation: IDLE,
          sample: sampleOf(kind, silentMs),
          ...rest.rest,
        },
      }),
      served({ ...silent(kind, silentMs), served: has }),
      at(silentMs),
      DEFAULT_POLICY,
    );
    const what = actionable ? "acted on" : "left alone";
    assert.equal(`${verdict}, ${what}`, expect);
    assert.match(why, /^[^\n]{5,300}$/);
    assert.doesNotMatch(why, /undefined|NaN|Infinity|\[object/);
  });
}

/** An observation of a silent gateway, as a look at that time sees it. */
function seen(kind: SilenceKind, ms: number): Observation {
  return { ...sight({}), sample: sampleOf(kind, ms) };
}

/** Checks every 30 s until one acts; how the silence was at each moment is told. */
function checksUntilDeed(kindAt: (ms: number) => SilenceKind | null) {
  let memory = served();
  for (let start = 0; start < 15 * MINUTE; start += 30 * SECOND) {
    // The probe takes 5 s, and the wait 5 s more.
    const look = (ms: number, confirmed: boolean): Observation => {
      const kind = kindAt(ms);
      const probed = kind === null
        ? sight({ probe: "healthy" })
        : seen(kind, ms);
      return confirmed ? { ...probed, confirmation: IDLE } : probed;
    };
    let decision: Decision = decide(
      look(start + 5000, false),
      memory,
      at(start),
      DEFAULT_POLICY,
      0,
    );
    let ended = start + 5000;
    if (decision.actions[0]?.kind === "confirm") {
      ended += 5000;
      decision = decide(
        look(ended, true),
        decision.memory,
        at(ended),
        DEFAULT_POLICY,
        0,
      );
    }
    memory = { ...decision.memory, lastTick: at(ended) };
    if (decision.actions.some(({ kind }) => kind === "restart")) return ended;
  }
  return null;
}

const STORIES: readonly [
  string,
  (ms: number) => SilenceKind | null,
  number | null,
][] = [
  ["frozen", () => "frozen", 10],
  ["a loop for ever", () => "looping", 100],
  ["turns of 4 s for ever", () => "turning", 310],
  ["a child that never ends", () => "waiting-for-child", 190],
  ["a lock nobody frees", () => "waiting-for-nothing", 70],
  ["unknown", () => "unknown", 10],
  ["a debugger", () => "debugger", null],
  ["a loop of 85 s", (ms) => ms < 85_000 ? "looping" : null, null],
  [
    "218 s of slow turns (#119720)",
    (ms) => ms < 218_000 ? "turning" : null,
    null,
  ],
  [
    "a git pull of 170 s",
    (ms) => ms < 170_000 ? "waiting-for-child" : null,
    null,
  ],
  [
    "a dead file system for 55 s",
    (ms) => ms < 55_000 ? "waiting-for-nothing" : null,
    null,
  ],
  [
    "a loop that is frozen after 40 s",
    (ms) => ms < 40_000 ? "looping" : "frozen",
    70,
  ],
];
for (const [what, kindAt, seconds] of STORIES) {
  Deno.test(
    `from the check that found it: ${what} is ${
      seconds === null ? "never acted on" : `acted on after ${seconds} s`
    }`,
    () => {
      const acted = checksUntilDeed(kindAt);
      assert.equal(acted === null ? null : acted / 1000, seconds);
    },
  );
}

Deno.test("once the child is gone, 15 s are left", () => {
  const gone = (ms: number): Partial<Memory> => ({
    silence: {
      sinceBootMs: at(0).bootMs,
      answeredBootMs: at(-20 * SECOND).bootMs,
      samples: [
        sampleOf("waiting-for-child", 30 * SECOND),
        sampleOf("waiting-for-nothing", 40 * SECOND),
        sampleOf("waiting-for-nothing", ms),
      ],
    },
  });
  const at55 = (ms: number) =>
    judge(
      sight({
        rest: {
          confirmation: IDLE,
          sample: sampleOf("waiting-for-nothing", ms),
        },
      }),
      served(gone(ms)),
      at(ms),
      DEFAULT_POLICY,
    );
  assert.equal(at55(54 * SECOND).verdict, "busy");
  assert.match(at55(54 * SECOND).why, /git \(pid 812\), is gone/);
  assert.equal(at55(55 * SECOND).actionable, true);
});

Deno.test("the child and the time until which it is left alone are named", () => {
  const { why } = judge(
    { ...seen("waiting-for-child", 40 * SECOND), confirmation: IDLE },
    served(silent("waiting-for-child", 40 * SECOND)),
    at(40 * SECOND),
    DEFAULT_POLICY,
  );
  assert.match(
    why,
    /it waits for a child: git \(pid 812\), since 40 s; left alone until \d\d:\d\d:\d\d while the child lives$/,
  );
});

Deno.test("each kind is told wholly in Chinese, too", async () => {
  const told = SILENCE_KINDS.filter((kind) => kind !== "unknown").map((kind) =>
    judge(
      {
        ...seen(kind, 40 * SECOND),
        confirmation: IDLE,
        probe: { ...PROBES.silent, detail: "" },
      },
      served(silent(kind, 40 * SECOND)),
      at(40 * SECOND),
      DEFAULT_POLICY,
    ).why
  );
  await speak("zh-CN");
  try {
    for (const why of told) {
      const words = translate(why).replaceAll(/pid|git|CPU|T\b|D\b|t\b/g, "");
      assert.doesNotMatch(words, /[A-Za-z]{2}/, why);
      assert.match(words, /\p{Script=Han}/u);
    }
  } finally {
    await speak("en");
  }
});

Deno.test("a check that could not act after its wait does not wait", () => {
  const decision = decide(
    seen("turning", 60 * SECOND),
    served({
      ...silent("turning", 30 * SECOND),
      verdict: "busy",
      lastTick: at(30 * SECOND),
    }),
    at(60 * SECOND),
    DEFAULT_POLICY,
    0,
  );
  assert.deepEqual(decision.actions, []);
  assert.equal(decision.memory.lastDecision?.rule, "may-end-by-itself");
  assert.equal(decision.memory.lastDecision?.observed["silence"], "turning");
});

const ORPHAN: ListenerFact = {
  pid: GATEWAY.pid,
  startTicks: GATEWAY.startTicks,
  uid: 1000,
  command: "node",
  relation: "orphan-gateway",
};

for (
  const [kind, silentMs, acts] of [
    ["frozen", 9, true],
    ["looping", 60, false],
    ["looping", 95, true],
    ["waiting-for-nothing", 9, false],
    ["waiting-for-nothing", 65, true],
    ["debugger", 1000, false],
    ["kernel", 1000, false],
    ["unknown", 60, false],
    ["unknown", 95, true],
  ] as const
) {
  Deno.test(
    `an orphan that made the unit give way, ${kind} for ${silentMs} s, is ${
      acts ? "ended" : "left alone"
    }`,
    () => {
      const { verdict, actionable, why } = judge(
        sight({
          unit: {
            activeState: "failed",
            result: "exit-code",
            execMainStatus: 78,
            mainPid: 0,
          },
          rest: {
            ...NO_PROCESS,
            listener: ORPHAN,
            confirmation: IDLE,
            sample: sampleOf(kind, silentMs * SECOND),
          },
        }),
        served({
          ...silent(kind, silentMs * SECOND),
          verdict: "foreign-listener",
          sinceBootMs: at(0).bootMs,
        }),
        at(silentMs * SECOND),
        DEFAULT_POLICY,
      );
      assert.equal(verdict, "foreign-listener");
      assert.equal(actionable, acts);
      assert.doesNotMatch(why, /undefined|NaN|Infinity|\[object/);
    },
  );
}

/** The silence that is remembered after a check at 60 s of this one at 0 and 4 s. */
function remembered(
  change: Partial<Observation>,
  memory: Partial<Memory> = {},
) {
  const before = served({
    ...silent("waiting-for-nothing", 4000),
    verdict: "busy",
    lastTick: at(30 * SECOND),
    ...memory,
  });
  const observation = {
    ...seen("waiting-for-nothing", 60 * SECOND),
    ...change,
  };
  return decide(observation, before, at(60 * SECOND), DEFAULT_POLICY, 0)
    .memory.silence;
}

Deno.test("a silence goes on from check to check", () => {
  const silence = remembered({});
  assert.equal(silence?.sinceBootMs, at(0).bootMs);
  assert.equal(silence?.answeredBootMs, at(-20 * SECOND).bootMs);
  assert.equal(silence?.samples.length, 3);
});

Deno.test("a check that could not ask ends no silence", () => {
  const unasked = sight({ probe: "unasked" }).probe;
  assert.equal(remembered({ probe: unasked })?.samples.length, 2);
  assert.equal(
    remembered({ unit: null, unitError: "no bus" })?.samples.length,
    2,
  );
});

Deno.test("a silence ends with an answer, with maintenance, and with its process", () => {
  assert.equal(
    remembered({ probe: sight({ probe: "healthy" }).probe }),
    undefined,
  );
  assert.equal(
    remembered({ probe: sight({ probe: "failing" }).probe }),
    undefined,
  );
  assert.equal(
    remembered({
      ...sight({}),
      probe: null,
      maintenance: { source: "tmp", untilMs: null, reason: null, by: null },
    }),
    undefined,
  );
  const other: Sample = { ...ASLEEP, ...NEWBORN, atBootMs: at(65_000).bootMs };
  assert.equal(
    remembered({ incarnation: NEWBORN, sample: other })?.sinceBootMs,
    at(60 * SECOND).bootMs,
  );
});

Deno.test("F23: a silence of before a suspend is forgotten (#148898)", () => {
  const silence = remembered({}, { lastTick: at(-40 * MINUTE) });
  assert.equal(silence?.sinceBootMs, at(60 * SECOND).bootMs);
});

Deno.test("a silence is remembered with its last samples only", () => {
  let memory = served();
  for (let ms = 0; ms < 10 * MINUTE; ms += 30 * SECOND) {
    memory = decide(
      seen("turning", ms),
      memory,
      at(ms),
      { ...DEFAULT_POLICY, turningPatienceMs: 1e9 },
      0,
    ).memory;
  }
  assert.equal(memory.silence?.sinceBootMs, at(0).bootMs);
  assert.equal(memory.silence?.samples.length, 9);
  const text = JSON.stringify({ schema: 1, memory });
  assert.ok(text.length < 8000, `${text.length} bytes`);
});

Deno.test("a silence of every kind can be read again, and one of an unknown form is none", () => {
  for (const kind of SILENCE_KINDS) {
    const memory = served(silent(kind, 9000));
    const text = JSON.stringify({ schema: 1, memory });
    assert.deepEqual(parseState(text)?.silence, memory.silence);
  }
  const { silence: _none, ...rest } = served();
  const odd = { ...rest, silence: { sinceBootMs: "long ago" } };
  const read = parseState(JSON.stringify({ schema: 1, memory: odd }));
  assert.equal(read?.incarnation?.pid, GATEWAY.pid);
  assert.equal(read?.silence, undefined);
});
