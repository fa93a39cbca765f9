/** What holds for every observation, every memory and every run, found at random. */

import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import type { Decision } from "../../lib/core/decision.ts";
import {
  freshMemory,
  type Memory,
  RESCUE_STEPS,
} from "../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import type {
  Incarnation,
  Observation,
  Verdict,
} from "../../lib/core/types.ts";
import { VERDICTS } from "../../lib/core/types.ts";
import { SILENCE_KINDS, silenceOf } from "../../lib/core/silence.ts";
import { parseState } from "../../lib/store/state.ts";
import { randomNumbers } from "../random.ts";
import {
  at,
  HOUR,
  MINUTE,
  NO_PROCESS,
  PROBES,
  sampleOf,
  SECOND,
  served,
  sight,
} from "./world.ts";

/** Verdicts that never lead to an action, whatever came before. */
const HANDS_OFF: ReadonlySet<Verdict> = new Set<Verdict>([
  "maintenance",
  "inconclusive",
  "misconfigured",
  "stopped",
  "abandoned",
  "starting",
  "systemd-acting",
  "bad-config",
  "duplicate",
  "unsupported",
  "busy",
  "degraded",
]);

function choices(random: () => number) {
  return <T>(...values: readonly T[]): T =>
    values[Math.floor(random() * values.length)] as T;
}

function anyObservation(random: () => number): Observation {
  const one = choices(random);
  const incarnation = one<Incarnation | null>(
    { pid: 100, startTicks: 5000, invocationId: "first" },
    { pid: 200, startTicks: 9000, invocationId: "second" },
    null,
  );
  const unit = {
    loadState: one("loaded", "loaded", "loaded", "not-found", "unknown"),
    activeState: one(
      "active",
      "active",
      "active",
      "inactive",
      "failed",
      "activating",
      "deactivating",
      "reloading",
      "maintenance",
      "unknown",
    ),
    subState: one("running", "running", "auto-restart"),
    result: one("success", "exit-code", "start-limit-hit", "timeout", "x"),
    execMainStatus: one(0, 78, 137),
    startRefused: random() < 0.1,
    mainPid: incarnation?.pid ?? 0,
    invocationId: one("first", "second", "", "third"),
    job: random() < 0.1,
    timeoutStopMs: one(330 * SECOND, 0, Infinity),
    execMissing: one(null, null, "/opt/gone.js"),
  };
  return sight({
    unit,
    probe: one(...Object.keys(PROBES)) as keyof typeof PROBES,
    rest: {
      incarnation,
      ageMs: incarnation === null
        ? null
        : one(0, MINUTE, 5 * MINUTE, HOUR, 1e12),
      processState: one(null, "S", "R", "D", "t", "Z", "?"),
      startup: one("unknown", "unknown", "starting", "started", "draining"),
      loopbackMs: one(1, 1, 1, null, 5000, Infinity),
      ...(random() < 0.5 ? {} : {
        sample: sampleOf(one(...SILENCE_KINDS), -SECOND),
      }),
      confirmation: one(
        null,
        { waitedMs: 5000, cpuShare: 0 },
        { waitedMs: 5000, cpuShare: 1 },
        { waitedMs: 0, cpuShare: null },
      ),
      listener: one(
        null,
        null,
        ...(["unit", "leftover", "orphan-gateway", "foreign"] as const).map((
          relation,
        ) => ({
          pid: 300,
          startTicks: 1,
          uid: 1000,
          command: "x",
          relation,
        })),
      ),
      maintenance: random() < 0.1
        ? { source: "tmp", untilMs: null, reason: null, by: null }
        : null,
      settingsError: random() < 0.05 ? "no" : null,
      ...(random() < 0.05 ? { unit: null, unitError: "no bus" } : {}),
    },
  });
}

function anyMemory(random: () => number): Memory {
  const one = choices(random);
  const time = () =>
    one(0, at(-HOUR).bootMs, at(-MINUTE).bootMs, at(0).bootMs, 1e15);
  const incarnation = one(
    null,
    { pid: 100, startTicks: 5000, invocationId: "first" },
  );
  return {
    ...freshMemory(at(-HOUR)),
    lastTick: one(null, { wallMs: 0, bootMs: at(-30 * SECOND).bootMs }),
    lateTickBootMs: one(null, null, time()),
    incarnation,
    served: random() < 0.5,
    healthySinceBootMs: one(null, time()),
    verdict: one(null, ...VERDICTS),
    sinceBootMs: one(0, at(-MINUTE).bootMs),
    failure: one(null, { countedBootMs: time(), busyTicks: one(0, 3, 1e9) }),
    ...(random() < 0.5 ? {} : {
      silence: {
        sinceBootMs: time(),
        answeredBootMs: one(null, time()),
        samples: Array.from(
          { length: one(1, 2, 9) },
          (_, n) => sampleOf(one(...SILENCE_KINDS), -one(5, 30) * SECOND + n),
        ),
      },
    }),
    ladder: {
      attempt: one(0, 1, 3, 4, 7, 1e9),
      holdDownUntilBootMs: one(null, null, time()),
      holdDowns: one(0, 1, 1e9),
    },
    recoveries: Array.from({ length: one(0, 0, 1, 5, 12) }, () => ({
      bootMs: time(),
      unclean: random() < 0.5,
    })),
    rescue: one(null, {
      kind: one("restart", "force-clean", "start"),
      step: one(...RESCUE_STEPS),
      attempt: one(0, 1, 4, 1e9),
      startedBootMs: time(),
      incarnation,
      invocationId: one("first", ""),
    }),
  };
}

/** What an action does to the world; none for what only looks or copies. */
function deeds({ actions }: Decision): string[] {
  return actions.map(({ kind }) => kind).filter((kind) =>
    kind !== "confirm" && kind !== "backup-config"
  );
}

function checkOne(
  decision: Decision,
  observation: Observation,
  memory: Memory,
): void {
  const { verdict } = decision;
  const done = deeds(decision);
  assert.ok(done.length <= 1, "more than one deed in a tick");
  assert.match(decision.why, /\S/);
  assert.ok(
    parseState(
      JSON.stringify({ schema: 1, memory: decision.memory }),
    ),
    "its memory cannot be read again",
  );
  if (HANDS_OFF.has(verdict) || verdict === "healthy") {
    assert.deepEqual(done, [], verdict);
  }
  if (done.length === 0) return;
  assert.equal(observation.maintenance, null);
  assert.equal(observation.settingsError, null);
  assert.equal(observation.unitError, null);
  assert.equal(observation.unit?.loadState, "loaded");
  const state = observation.unit?.activeState ?? "";
  if (state === "deactivating") {
    assert.notEqual(observation.startup, "draining");
  }
  const finishing = done[0]?.startsWith("finish-") === true;
  if (finishing) assert.notEqual(memory.rescue, null);
  if (state === "deactivating" || state === "inactive") {
    assert.ok(memory.rescue, `${done} although a person may have stopped it`);
  } else {
    const states = ["active", "reloading", "failed"];
    // Between two lives only what they left on the port is ended.
    if (verdict === "foreign-listener") states.push("activating");
    assert.ok(states.includes(state), state);
    assert.equal(finishing && state === "active", false);
  }
  if (state === "active" || state === "reloading") {
    // No signal reaches it; an orphan that holds its port is another matter.
    if (verdict !== "foreign-listener") {
      assert.notEqual(observation.processState, "D");
      const { silence } = decision.memory;
      const kind = silence === undefined
        ? "unknown"
        : silenceOf(silence, DEFAULT_POLICY.busyCpuShare).kind;
      assert.ok(!["debugger", "kernel", "swapping"].includes(kind), kind);
    }
    assert.notEqual(observation.listener?.relation, "foreign");
  }
}

Deno.test("invariants: no observation and no memory makes the guard do harm", () => {
  for (let seed = 0; seed < 20_000; seed++) {
    const random = randomNumbers(seed);
    const observation = anyObservation(random);
    const memory = anyMemory(random);
    const decision = decide(
      observation,
      memory,
      at(0),
      DEFAULT_POLICY,
      random(),
    );
    try {
      checkOne(decision, observation, memory);
    } catch (error) {
      assert.fail(
        `seed ${seed}: ${error}: ${decision.verdict} ${
          JSON.stringify([decision.actions, observation, memory.rescue])
        }`,
      );
    }
  }
});

/** One deed of a simulated run. */
interface Deed {
  readonly atMs: number;
  readonly kind: string;
  readonly unclean: boolean;
}

/** A gateway that fails at random, watched for days. */
function simulate(
  seed: number,
  days: number,
  persistent: boolean,
): { deeds: Deed[]; heldUntil: [number, number][] } {
  const random = randomNumbers(seed);
  const one = choices(random);
  const deedsDone: Deed[] = [];
  const heldUntil: [number, number][] = [];
  let life = 1;
  let bornMs = -HOUR;
  let fault: keyof typeof PROBES = persistent ? "silent" : "healthy";
  let servedLife = true;
  let memory = served({
    incarnation: { pid: 1, startTicks: 1, invocationId: "life 1" },
  });
  for (let ms = 0; ms < days * 24 * HOUR; ms += 30 * SECOND) {
    if (!persistent && random() < 0.01) {
      fault = one("healthy", "healthy", "silent", "failing", "refused");
    }
    // Even one that will fail again often serves for a moment first.
    const newbornServes = ms - bornMs > 15 * SECOND && !servedLife &&
      random() < 0.3;
    const probe = newbornServes ? "healthy" : fault;
    if (probe === "healthy") servedLife = true;
    const limited = memory.ladder.holdDownUntilBootMs;
    const seen = sight({
      probe,
      unit: { mainPid: life, invocationId: `life ${life}` },
      rest: {
        incarnation: {
          pid: life,
          startTicks: life,
          invocationId: `life ${life}`,
        },
        ageMs: ms - bornMs,
      },
    });
    let now = ms;
    let decision = decide(seen, memory, at(now), DEFAULT_POLICY, random());
    const [first] = decision.actions;
    if (first?.kind === "confirm") {
      now += first.waitMs;
      const confirmation = { waitedMs: first.waitMs, cpuShare: 0 };
      decision = decide(
        { ...seen, confirmation },
        decision.memory,
        at(now),
        DEFAULT_POLICY,
        random(),
      );
    }
    memory = decision.memory;
    const [kind] = deeds(decision);
    if (kind !== undefined) {
      const unclean = random() < 0.7;
      if (limited !== null) heldUntil.push([now, limited - at(0).bootMs]);
      if (unclean) now += Math.floor(random() * 25 * SECOND);
      deedsDone.push({ atMs: now, kind, unclean });
      memory = {
        ...memory,
        rescue: memory.rescue === null
          ? null
          : { ...memory.rescue, step: "start-requested" },
        recoveries: memory.recoveries.map((recovery, index) =>
          unclean && index === memory.recoveries.length - 1
            ? { bootMs: at(now).bootMs, unclean }
            : recovery
        ),
      };
      life++;
      bornMs = now;
      servedLife = false;
    }
  }
  return { deeds: deedsDone, heldUntil };
}

function mostWithin(times: readonly number[], windowMs: number): number {
  return Math.max(
    0,
    ...times.map((start) =>
      times.filter((ms) => ms >= start && ms < start + windowMs).length
    ),
  );
}

Deno.test("invariants: in weeks of random faults every window of time keeps within the budget", () => {
  for (let seed = 1; seed <= 12; seed++) {
    const { deeds: done, heldUntil } = simulate(seed, 7, false);
    const all = done.map(({ atMs }) => atMs);
    const kills = done.filter(({ unclean }) => unclean)
      .map(({ atMs }) => atMs);
    assert.ok(mostWithin(all, HOUR - MINUTE) <= 6, `seed ${seed}`);
    assert.ok(mostWithin(all, 24 * HOUR - MINUTE) <= 10, `seed ${seed}`);
    assert.ok(mostWithin(kills, 5 * MINUTE) <= 2, `seed ${seed}`);
    for (const [atMs, until] of heldUntil) assert.ok(atMs >= until);
  }
});

Deno.test("invariants: a fault that stays is tried again and again, for ever", () => {
  for (let seed = 1; seed <= 4; seed++) {
    const { deeds: done } = simulate(seed, 7, true);
    const times = done.map(({ atMs }) => atMs);
    assert.ok(mostWithin(times, 24 * HOUR - MINUTE) <= 10, `seed ${seed}`);
    const gaps = times.map((ms, index) => (times[index + 1] ?? 0) - ms)
      .slice(0, -1);
    // Ten a day and a day without: the day's budget is the longest silence.
    assert.ok(Math.max(...gaps) < 24 * HOUR, `seed ${seed}`);
    assert.ok(times.length >= 7 * 9, `seed ${seed}: only ${times.length}`);
    // Before the day's budget is used up, an hour and a bit at the most.
    assert.ok(Math.max(...gaps.slice(0, 8)) <= 65 * MINUTE, `seed ${seed}`);
  }
});

Deno.test("invariants: a unit without a process is never restarted unless it hit its start limit", () => {
  for (let seed = 0; seed < 3000; seed++) {
    const random = randomNumbers(seed);
    const seen = { ...anyObservation(random), ...NO_PROCESS };
    const decision = decide(seen, served(), at(0), DEFAULT_POLICY, random());
    if (deeds(decision).length > 0) {
      assert.ok(
        seen.unit?.result === "start-limit-hit" || seen.unit?.startRefused ||
          decision.verdict === "foreign-listener" &&
            seen.unit?.activeState === "activating",
        `seed ${seed}`,
      );
    }
  }
});
