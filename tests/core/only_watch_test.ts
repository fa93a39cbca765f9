/** What is decided while only root may restart the unit (core/ladder.ts, core/reminders.ts). */

import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import type { Decision } from "../../lib/core/decision.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY, type Policy } from "../../lib/core/policy.ts";
import type { ConfigFact, Observation } from "../../lib/core/types.ts";
import {
  at,
  IDLE,
  MINUTE,
  NO_PROCESS,
  SECOND,
  served,
  sight,
} from "./world.ts";

const WATCH = { mayOnlyWatch: true } as const;
const HUNG = sight({ rest: WATCH });
const AGAIN: Observation = { ...HUNG, confirmation: IDLE };
/** It is down, and systemd has given up. */
const DEAD: Observation = sight({
  unit: {
    activeState: "failed",
    result: "start-limit-hit",
    startRefused: true,
    mainPid: 0,
  },
  probe: "refused",
  rest: { ...NO_PROCESS, ...WATCH },
});

function decided(
  seen: Observation,
  memory: Memory,
  ms: number,
  policy: Policy = DEFAULT_POLICY,
): Decision {
  return decide(seen, memory, at(ms), policy, 0.5);
}

const kinds = ({ actions }: Decision) => actions.map(({ kind }) => kind);
const told = ({ events }: Decision) =>
  events.filter(({ event }) => event === "permission").length;

/** Ticks every 30 s as the guard makes them, a second look included. */
function ticks(
  count: number,
  seen: Observation,
  memory: Memory,
  fromMs = 0,
): Decision[] {
  const all: Decision[] = [];
  for (let tick = 0; tick < count; tick++) {
    const ms = fromMs + tick * 30 * SECOND;
    let decision = decided(seen, memory, ms);
    if (decision.actions[0]?.kind === "confirm") {
      decision = decided(
        { ...seen, confirmation: IDLE },
        decision.memory,
        ms + 5 * SECOND,
      );
    }
    ({ memory } = decision);
    all.push(decision);
  }
  return all;
}

Deno.test("an hour of failure that it may only watch is told once, and nothing is done or counted", () => {
  for (const seen of [HUNG, DEAD]) {
    const before = served();
    const all = ticks(120, seen, before);
    assert.equal(all.map(told).reduce((sum, one) => sum + one), 1);
    assert.equal(told(all[0] as Decision), 1);
    for (const decision of all) {
      assert.deepEqual(kinds(decision), []);
      const { ladder, recoveries, rescue, blocker } = decision.memory;
      assert.equal(ladder.attempt, 0);
      assert.equal(ladder.holdDownUntilBootMs, null);
      assert.deepEqual(recoveries, []);
      assert.equal(rescue, null);
      assert.equal(blocker, "permission");
      // Shown as long as it lasts.
      assert.match(
        decision.why,
        /; nothing is done: only root may restart the system's unit; "openclaw-guard doctor" has the command/,
      );
    }
    assert.notEqual(all.at(-1)?.memory.incident, null, "it is in the history");
  }
});

Deno.test("one silent moment is no alarm: it looks again before it tells", () => {
  const first = decided(HUNG, served(), 0);
  assert.deepEqual(kinds(first), ["confirm"]);
  assert.equal(told(first), 0);
  assert.ok(first.events.every(({ level }) => level !== "error"));
  const well = decided(
    sight({ probe: "healthy", rest: WATCH }),
    first.memory,
    5 * SECOND,
  );
  assert.equal(well.verdict, "healthy");
  assert.equal(told(well), 0);
  const still = decided(AGAIN, first.memory, 5 * SECOND);
  assert.deepEqual([kinds(still), told(still)], [[], 1]);
  assert.equal(
    still.events.find(({ event }) => event === "permission")?.level,
    "error",
  );
  // It is known now: no check waits for nothing.
  assert.deepEqual(kinds(decided(HUNG, still.memory, 30 * SECOND)), []);
});

Deno.test("a second outage is told anew", () => {
  const first = ticks(3, HUNG, served()).at(-1) as Decision;
  const healthy = decided(
    sight({ probe: "healthy" }),
    first.memory,
    2 * MINUTE,
  );
  assert.equal(healthy.memory.blocker, null);
  const again = ticks(3, HUNG, healthy.memory, 2.5 * MINUTE);
  assert.deepEqual(again.map(told), [1, 0, 0]);
});

Deno.test("once root has allowed it, the next check begins the ladder at its first attempt", () => {
  const watched = ticks(20, HUNG, served()).at(-1) as Decision;
  const seen = sight({});
  const [granted] = ticks(1, seen, watched.memory, 10 * MINUTE);
  assert.deepEqual(granted?.actions, [{ kind: "restart", attempt: 1 }]);
  assert.equal(granted?.memory.ladder.attempt, 1);
  assert.notEqual(granted?.memory.rescue, null);
  assert.equal(granted?.memory.recoveries.length, 1);
});

Deno.test("a right that is lost on the way stops the ladder where it is", () => {
  const [tried] = ticks(1, sight({}), served());
  assert.equal(tried?.memory.ladder.attempt, 1);
  const life = {
    incarnation: { pid: 300, startTicks: 9000, invocationId: "next" },
  };
  const next: Observation = {
    ...HUNG,
    ...life,
    unit: {
      ...HUNG.unit as NonNullable<Observation["unit"]>,
      invocationId: "next",
    },
  };
  const lost = ticks(
    10,
    next,
    { ...tried?.memory as Memory, rescue: null },
    10 * MINUTE,
  );
  for (const decision of lost) {
    assert.deepEqual(kinds(decision), []);
    assert.equal(decision.memory.ladder.attempt, 1);
    assert.equal(decision.memory.recoveries.length, 1);
  }
});

Deno.test("it says nothing of a right while there is nothing to do", () => {
  const rows: [what: string, Observation][] = [
    ["healthy", sight({ probe: "healthy", rest: WATCH })],
    [
      "stopped by somebody",
      sight({
        unit: { activeState: "inactive", mainPid: 0 },
        probe: "refused",
        rest: { ...NO_PROCESS, ...WATCH },
      }),
    ],
    [
      "in maintenance",
      sight({
        rest: {
          ...WATCH,
          maintenance: {
            source: "guard",
            untilMs: null,
            reason: null,
            by: null,
          },
        },
      }),
    ],
  ];
  for (const [what, seen] of rows) {
    const decision = decided({ ...seen, confirmation: IDLE }, served(), 0);
    assert.equal(told(decision), 0, what);
    assert.equal(decision.memory.blocker, null, what);
    assert.doesNotMatch(decision.why, /only root/, what);
  }
});

Deno.test("a config is told and not rolled back while it may only watch", () => {
  const config: ConfigFact = {
    path: "/home/u/.openclaw/openclaw.json",
    id: "broken",
    changedMs: at(-MINUTE).wallMs,
    contended: false,
    untried: false,
    problems: ['gateway: unknown key "prot"'],
    version: "2026.9.6",
    proven: [{ id: "good", version: "2026.9.6" }],
    interrupted: null,
    repair: "openclaw-guard restore-config --yes",
  };
  const refused = (rest: Partial<Observation>) =>
    sight({
      unit: {
        activeState: "failed",
        result: "exit-code",
        execMainStatus: 78,
        mainPid: 0,
        invocationId: "failed-start",
      },
      probe: "refused",
      rest: { ...NO_PROCESS, config, confirmation: IDLE, ...rest },
    });
  const auto: Policy = { ...DEFAULT_POLICY, rollback: "auto" };
  const watched = decided(refused(WATCH), served(), 0, auto);
  assert.equal(watched.verdict, "bad-config");
  assert.deepEqual(kinds(watched), []);
  assert.deepEqual(watched.memory.rollbacks, served().rollbacks);
  assert.deepEqual(watched.events.map(({ event }) => event), ["bad-config"]);
  // The same mistake is told once; the right alone makes the difference.
  const next = decided(refused(WATCH), watched.memory, 30 * SECOND, auto);
  assert.deepEqual([kinds(next), next.events], [[], []]);
  const granted = decided(refused({}), next.memory, MINUTE, auto);
  assert.deepEqual(kinds(granted), ["roll-back-config"]);
});
