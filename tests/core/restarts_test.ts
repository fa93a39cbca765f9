import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import type { Decision } from "../../lib/core/decision.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import { isUntriedLife, restartsLately } from "../../lib/core/restarts.ts";
import type { Observation } from "../../lib/core/types.ts";
import {
  at,
  BURNING,
  GATEWAY,
  IDLE,
  MINUTE,
  NO_PROCESS,
  SECOND,
  served,
  type Sight,
  sight,
} from "./world.ts";

/** A check of a unit whose counter stands at `nRestarts`. */
interface Check {
  /** After the first check. */
  readonly ms: number;
  readonly nRestarts: number;
  readonly seen?: Sight;
}

/** A young life that answers well. */
const WELL: Sight = { probe: "healthy", rest: { ageMs: 10 * SECOND } };
/** Between two lives. */
const BETWEEN: Sight = {
  unit: {
    activeState: "activating",
    subState: "auto-restart",
    result: "exit-code",
    execMainStatus: 1,
    mainPid: 0,
  },
  probe: "refused",
  rest: NO_PROCESS,
};

function observation({ ms, nRestarts, seen = WELL }: Check): Observation {
  const invocationId = `life-${ms}`;
  const look = sight({
    ...seen,
    unit: { nRestarts, invocationId, ...seen.unit },
  });
  return look.incarnation === null || seen.rest?.incarnation !== undefined
    ? look
    : { ...look, incarnation: { ...GATEWAY, invocationId } };
}

function run(checks: readonly Check[]): Decision[] {
  let memory: Memory = served();
  return checks.map((check) => {
    const decision = decide(
      observation(check),
      memory,
      at(check.ms),
      DEFAULT_POLICY,
      0,
    );
    memory = decision.memory;
    return decision;
  });
}

/** Checks every 30 seconds that find the counter so. */
function every30s(counters: readonly number[], seen: Sight = WELL): Check[] {
  return counters.map((nRestarts, index) => ({
    ms: index * 30 * SECOND,
    nRestarts,
    seen,
  }));
}

const HEALTHY = "healthy";
const CASES: [what: string, checks: Check[], verdicts: string[]][] = [
  [
    "one restart is systemd's business",
    every30s([0, 1, 1]),
    [HEALTHY, HEALTHY, HEALTHY],
  ],
  [
    "what the counter said before the first look does not count",
    every30s([6198, 6198]),
    [HEALTHY, HEALTHY],
  ],
  [
    "short lives that answer well: a warning from 3, critical from 6",
    every30s([0, 1, 2, 3, 4, 5, 6, 7]),
    [
      ...[HEALTHY, HEALTHY, HEALTHY],
      ...["unstable", "unstable", "unstable", "crash-loop", "crash-loop"],
    ],
  ],
  [
    "a crash every 5 seconds is critical with the second check that sees it",
    every30s([0, 5, 10], BETWEEN),
    ["systemd-acting", "unstable", "crash-loop"],
  ],
  [
    "lives that never answer are no start-up",
    every30s([0, 6], { probe: "refused", rest: { ageMs: 2 * SECOND } }),
    // It had served a moment ago; this is another life.
    ["starting", "crash-loop"],
  ],
  [
    "a start that somebody asked for begins anew",
    every30s([0, 5, 10, 0, 1]),
    [HEALTHY, "unstable", "crash-loop", HEALTHY, HEALTHY],
  ],
  [
    "restarts after that start count",
    every30s([0, 10, 6]),
    [HEALTHY, "crash-loop", "crash-loop"],
  ],
  [
    "a life of 2 minutes is no crash loop, but a warning",
    [...every30s([0, 10], { ...WELL, rest: { ageMs: 2 * MINUTE } })],
    [HEALTHY, "unstable"],
  ],
  [
    "what was a crash loop needs a life of 5 minutes to be none",
    [
      ...every30s([0, 10]),
      { ms: 3 * MINUTE, nRestarts: 10, seen: rested(2.5 * MINUTE) },
      { ms: 5.5 * MINUTE, nRestarts: 10, seen: rested(5 * MINUTE) },
    ],
    // The check that comes late counts all the same: nothing is acted on.
    [HEALTHY, "crash-loop", "crash-loop", "unstable"],
  ],
  [
    "the warning ends ten minutes after the last restart, not before",
    [
      ...every30s([0, 3]),
      { ms: 10 * MINUTE, nRestarts: 3, seen: rested(9.5 * MINUTE) },
      { ms: 10.5 * MINUTE, nRestarts: 3, seen: rested(10 * MINUTE) },
    ],
    [HEALTHY, "unstable", "unstable", HEALTHY],
  ],
  [
    "while restarts come and go around the limit the verdict stays",
    [
      ...every30s([0, 6]),
      { ms: 9 * MINUTE, nRestarts: 9 },
      { ms: 11 * MINUTE, nRestarts: 9 },
    ],
    [HEALTHY, "crash-loop", "crash-loop", "crash-loop"],
  ],
  [
    "maintenance: what happens meanwhile is not counted",
    [
      ...every30s([0, 2]),
      {
        ms: MINUTE,
        nRestarts: 8,
        seen: {
          rest: {
            ...NO_PROCESS,
            unit: null,
            maintenance: {
              source: "guard",
              untilMs: null,
              reason: null,
              by: null,
            },
          },
        },
      },
      { ms: 1.5 * MINUTE, nRestarts: 9 },
      { ms: 2 * MINUTE, nRestarts: 10 },
    ],
    [HEALTHY, HEALTHY, "maintenance", HEALTHY, HEALTHY],
  ],
  [
    "nobody looked for ten minutes: how often lately is not known",
    [{ ms: 0, nRestarts: 0 }, { ms: 11 * MINUTE, nRestarts: 9 }],
    [HEALTHY, HEALTHY],
  ],
  [
    "systemd's own limit comes first",
    [
      ...every30s([0, 5], BETWEEN),
      {
        ms: MINUTE,
        nRestarts: 10,
        seen: {
          unit: {
            activeState: "failed",
            subState: "failed",
            result: "exit-code",
            startRefused: true,
            mainPid: 0,
          },
          probe: "refused",
          rest: NO_PROCESS,
        },
      },
    ],
    ["systemd-acting", "unstable", "start-limit"],
  ],
  [
    "somebody stopped it",
    [
      ...every30s([0, 10], BETWEEN),
      {
        ms: MINUTE,
        nRestarts: 10,
        seen: {
          unit: { activeState: "inactive", mainPid: 0 },
          probe: "refused",
          rest: NO_PROCESS,
        },
      },
    ],
    ["systemd-acting", "crash-loop", "stopped"],
  ],
];

function rested(ageMs: number): Sight {
  return {
    probe: "healthy",
    unit: { invocationId: "lasting" },
    rest: { ageMs, incarnation: { ...GATEWAY, invocationId: "lasting" } },
  };
}

for (const [what, checks, verdicts] of CASES) {
  Deno.test(`restarts by systemd: ${what}`, () => {
    const decisions = run(checks);
    assert.deepEqual(decisions.map(({ verdict }) => verdict), verdicts);
    // Whatever it is: the guard adds no restart of its own.
    for (const { verdict, actions } of decisions) {
      const acts = actions.filter(({ kind }) => kind !== "confirm");
      const copies = verdict === "healthy" ? [{ kind: "backup-config" }] : [];
      assert.deepEqual(acts, copies, verdict);
    }
  });
}

Deno.test("a warning and a crash loop are told once each, with how often and since when", () => {
  const decisions = run(every30s([0, 3, 4, 6, 7, 8, 9, 10]));
  const told = decisions.flatMap(({ events }) => events)
    .filter(({ event }) => event === "unstable" || event === "crash-loop");
  assert.deepEqual(told.map(({ event, level }) => [event, level]), [
    ["unstable", "warn"],
    ["crash-loop", "warn"],
  ]);
  assert.match(
    told[1]?.sentence ?? "",
    /in the last 10 min: 6, since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d: 6\).*"journalctl --user -u openclaw-gateway\.service -n 50"/,
  );
  assert.match(decisions.at(-1)?.why ?? "", /in the last 10 min: 10, .*: 10\)/);
});

Deno.test("a loop of hours counts them all and remembers ten minutes", () => {
  const decisions = run(every30s(Array.from({ length: 240 }, (_, i) => 5 * i)));
  const { memory, why } = decisions.at(-1) ?? {};
  assert.equal(memory?.restarts.total, 1195);
  assert.ok((memory?.restarts.seen.length ?? 0) <= 20);
  assert.match(why ?? "", /in the last 10 min: 100, since .*: 1195\)/);
});

Deno.test("a failing life in a crash loop is not restarted, one that has lasted is", () => {
  const failing = (ageMs: number): Sight => ({
    probe: "failing",
    rest: {
      ageMs,
      confirmation: IDLE,
      incarnation: { ...GATEWAY, invocationId: "last" },
    },
  });
  const kinds = (ageMs: number) => {
    const [, , last] = run([
      ...every30s([0, 10], rested(MINUTE)),
      { ms: MINUTE, nRestarts: 10, seen: failing(ageMs) },
    ]);
    return [last?.verdict, last?.actions.map(({ kind }) => kind)];
  };
  assert.deepEqual(kinds(MINUTE), ["crash-loop", []]);
  assert.deepEqual(kinds(10 * MINUTE), ["failing", ["restart"]]);
});

Deno.test("a config refused by name is not hidden by the loop it causes, and mended it leaves no warning", () => {
  const config = {
    path: "/c",
    id: "x",
    changedMs: 0,
    contended: false,
    untried: false,
    problems: ["gateway.bind"],
    version: null,
    proven: [],
    interrupted: null,
    repair: "repair",
  };
  const refused = { ...BETWEEN, rest: { ...NO_PROCESS, config } };
  const starting: Sight = { probe: "refused", rest: { ageMs: SECOND } };
  const decisions = run([
    { ms: 0, nRestarts: 0, seen: refused },
    { ms: 30 * SECOND, nRestarts: 5, seen: starting },
    { ms: 60 * SECOND, nRestarts: 10, seen: refused },
    { ms: 90 * SECOND, nRestarts: 15, seen: starting },
    { ms: 120 * SECOND, nRestarts: 20, seen: refused },
    { ms: 150 * SECOND, nRestarts: 25 },
    { ms: 180 * SECOND, nRestarts: 30 },
    { ms: 210 * SECOND, nRestarts: 35 },
  ]);
  assert.deepEqual(decisions.map(({ verdict }) => verdict), [
    ...["bad-config", "starting", "bad-config", "starting", "bad-config"],
    // What ended it is over with the second good answer; what comes counts.
    ...["healthy", "healthy", "unstable"],
  ]);
});

Deno.test("a config is proven by a life that lasts, where others ended", () => {
  const [, last] = run(every30s([0, 1]));
  assert.ok(last);
  const now = at(30 * SECOND);
  assert.equal(restartsLately(last.memory, now), 1);
  assert.equal(isUntriedLife(last.memory, MINUTE, now), true);
  assert.equal(isUntriedLife(last.memory, 2 * MINUTE, now), false);
  assert.equal(isUntriedLife(served(), MINUTE, now), false);
});

Deno.test("a gateway that answers now and then keeps the patience of a busy one, unstable or not", () => {
  const outcomes = [0, 4].map((count) => {
    let memory = served({
      verdict: count === 0 ? "healthy" : "unstable",
      restarts: {
        counter: 4,
        seen: [{ bootMs: at(-3 * MINUTE).bootMs, count }],
        total: count,
        sinceBootMs: at(-3 * MINUTE).bootMs,
      },
    });
    const actions: string[] = [];
    for (let check = 0; check < 12; check++) {
      const ms = check * 30 * SECOND;
      const probe = check % 2 === 0 ? "silent" : "healthy";
      const rest = { ageMs: 3 * MINUTE + ms };
      const decideAt = (after: number, more: Partial<Sight["rest"]> = {}) =>
        decide(
          sight({ unit: { nRestarts: 4 }, probe, rest: { ...rest, ...more } }),
          memory,
          at(ms + after),
          DEFAULT_POLICY,
          0,
        );
      let decision = decideAt(0);
      if (decision.actions[0]?.kind === "confirm") {
        memory = decision.memory;
        decision = decideAt(5 * SECOND, { confirmation: BURNING });
      }
      memory = decision.memory;
      actions.push(...decision.actions.map(({ kind }) => kind));
    }
    return actions.filter((kind) => kind !== "backup-config");
  });
  assert.deepEqual(outcomes, [[], []]);
});

Deno.test("a gateway that its wrapper starts anew again and again is a loop, too", () => {
  const lives = (wrapped: boolean, mainPid: number) =>
    run(
      [...Array(8).keys()].map((index) => ({
        ms: index * 30 * SECOND,
        nRestarts: 0,
        seen: {
          ...WELL,
          unit: { mainPid },
          rest: {
            ageMs: 10 * SECOND,
            incarnation: {
              pid: 200 + index,
              startTicks: 9000 + index,
              invocationId: wrapped ? "one life" : `life ${index}`,
            },
          },
        },
      })),
    ).map(({ verdict }) => verdict);
  const [first, , , fourth, , , seventh] = lives(true, 100);
  assert.deepEqual([first, fourth, seventh], [
    "healthy",
    "unstable",
    "crash-loop",
  ]);
  // Somebody restarts the unit: systemd's counter tells of its own restarts.
  assert.equal(lives(false, 100).at(-1), "healthy");
});
