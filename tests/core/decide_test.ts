import assert from "node:assert/strict";
import { budgetLimit, killForbidden } from "../../lib/core/budget.ts";
import { attemptsIn } from "../../lib/core/incident.ts";
import { decide } from "../../lib/core/decide.ts";
import type { Decision } from "../../lib/core/decision.ts";
import {
  type Memory,
  type RescueStep,
  withStep,
} from "../../lib/core/memory.ts";
import { DEFAULT_POLICY, type Policy } from "../../lib/core/policy.ts";
import type { Observation } from "../../lib/core/types.ts";
import {
  at,
  BURNING,
  GATEWAY,
  HOUR,
  IDLE,
  MINUTE,
  NEWBORN,
  NO_PROCESS,
  SECOND,
  served,
  sight,
} from "./world.ts";

/** One tick as tick.ts runs it: after "confirm" it looks again and decides anew. */
function tickAt(
  ms: number,
  memory: Memory,
  seen: Observation,
  confirmation = IDLE,
  probingMs = 0,
): Decision & { readonly waitedMs: number | null } {
  const first = decide(seen, memory, at(ms), DEFAULT_POLICY, 0);
  const [action] = first.actions;
  if (action?.kind !== "confirm") return { ...first, waitedMs: null };
  const second = decide(
    { ...seen, confirmation },
    first.memory,
    at(ms + probingMs + action.waitMs),
    DEFAULT_POLICY,
    0,
  );
  return { ...second, waitedMs: action.waitMs };
}

const HUNG = sight({});
const HEALTHY = sight({ probe: "healthy" });

/** The same fault on a new process that had answered before. */
function nextLife(seen: Observation, life: number): Observation {
  const incarnation = {
    pid: 100 + life,
    startTicks: 5000 + life,
    invocationId: `life ${life}`,
  };
  return { ...seen, incarnation };
}

/** The rescue has come so far. */
function reached(step: RescueStep, memory: Memory): Memory {
  assert.ok(memory.rescue);
  return { ...memory, rescue: { ...memory.rescue, step } };
}

function kinds(decision: Decision): string[] {
  return decision.actions.map((action) => action.kind);
}

Deno.test("decide never has a transient unit stopped, which would be gone: the fourth attempt is a restart, too", () => {
  const fragmentPath = "/run/user/1/systemd/transient/openclaw-gateway.service";
  const ladder = { attempt: 3, holdDownUntilBootMs: null, holdDowns: 0 };
  const left = {
    ...{ pid: 300, startTicks: 1, uid: 1000, command: "node" },
    relation: "leftover",
  } as const;
  const failed = {
    ...{ activeState: "failed", result: "exit-code", mainPid: 0 },
    startRefused: true,
  } as const;
  const cases: [Observation, string, string][] = [
    [HUNG, "force-clean", "restart"],
    [sight({ rest: { listener: left } }), "force-clean", "clean-orphan"],
    [sight({ unit: failed, rest: NO_PROCESS }), "force-clean", "start"],
  ];
  for (const [seen, lasting, transient] of cases) {
    const { unit } = seen;
    assert.ok(unit);
    const of = (observation: Observation) =>
      kinds(tickAt(0, served({ ladder }), observation));
    assert.deepEqual(of(seen), [lasting]);
    assert.deepEqual(of({ ...seen, unit: { ...unit, fragmentPath } }), [
      transient,
    ]);
  }
});

Deno.test("decide backs up the config of a healthy gateway and does nothing else", () => {
  const decision = decide(HEALTHY, served(), at(0), DEFAULT_POLICY, 0);
  assert.deepEqual(kinds(decision), ["backup-config"]);
  assert.deepEqual(decision.events, []);
});

Deno.test("decide climbs the ladder of the article: 5, 10, 20 s, then the force clean", () => {
  let memory = served();
  const seen: [number | null, string | undefined][] = [];
  for (let life = 0; life < 4; life++) {
    const fault = nextLife(HUNG, life);
    const start = life * MINUTE;
    memory = decide(
      { ...fault, probe: HEALTHY.probe },
      memory,
      at(start),
      DEFAULT_POLICY,
      0.5,
    ).memory;
    const decision = tickAt(start + 30 * SECOND, memory, fault);
    seen.push([decision.waitedMs, decision.actions[0]?.kind]);
    memory = decision.memory;
  }
  assert.deepEqual(seen, [
    [5 * SECOND, "restart"],
    [10 * SECOND, "restart"],
    [20 * SECOND, "restart"],
    [5 * SECOND, "force-clean"],
  ]);
});

Deno.test("decide spreads the waits by up to 20 %, never longer than said", () => {
  const wait = (random: number) => {
    const [action] =
      decide(HUNG, served(), at(0), DEFAULT_POLICY, random).actions;
    return action?.kind === "confirm" ? action.waitMs : null;
  };
  assert.deepEqual([wait(0), wait(0.5), wait(1)], [5000, 4500, 4000]);
});

Deno.test("decide holds back 30 min after the force clean, tries once, then 60 min", () => {
  let memory = served({
    ladder: { attempt: 4, holdDownUntilBootMs: null, holdDowns: 0 },
  });
  const tried: [number, string][] = [];
  const held: number[] = [];
  for (let minute = 0; minute < 180; minute++) {
    const decision = tickAt(minute * MINUTE, memory, HUNG);
    memory = decision.memory.rescue === null
      ? decision.memory
      : reached("start-requested", decision.memory);
    for (const event of decision.events) {
      if (event.event === "hold-down") held.push(minute);
    }
    const [action] = decision.actions;
    if (action !== undefined) tried.push([minute, action.kind]);
  }
  assert.deepEqual(tried, [[30, "force-clean"], [91, "force-clean"], [
    152,
    "force-clean",
  ]]);
  assert.deepEqual(held, [0, 31, 92, 153]);
});

Deno.test("decide forgets the ladder after 10 healthy minutes, not before", () => {
  const ladder = { attempt: 3, holdDownUntilBootMs: null, holdDowns: 0 };
  const after = (minutes: number) =>
    decide(
      HEALTHY,
      served({ ladder, healthySinceBootMs: at(-minutes * MINUTE).bootMs }),
      at(0),
      DEFAULT_POLICY,
      0.5,
    ).memory.ladder.attempt;
  assert.equal(after(9), 3);
  assert.equal(after(10), 0);
});

Deno.test("decide never counts one failure twice within 20 s", () => {
  const memory = served({
    failure: { countedBootMs: at(-19 * SECOND).bootMs, busyTicks: 0 },
    verdict: "hung",
  });
  assert.deepEqual(kinds(decide(HUNG, memory, at(0), DEFAULT_POLICY, 0)), []);
  assert.deepEqual(
    kinds(decide(HUNG, memory, at(SECOND), DEFAULT_POLICY, 0)),
    ["confirm"],
  );
});

Deno.test("decide is patient with a busy CPU for three checks and acts on the fourth", () => {
  let memory = served();
  const verdicts: string[] = [];
  for (let n = 0; n < 4; n++) {
    const decision = tickAt(n * 30 * SECOND, memory, HUNG, BURNING);
    memory = decision.memory;
    verdicts.push(`${decision.verdict} ${kinds(decision).join()}`);
  }
  assert.deepEqual(verdicts, ["busy ", "busy ", "busy ", "hung restart"]);
});

Deno.test("decide counts every tick of cron, however long the probe and the wait took", () => {
  let memory = served();
  const verdicts: string[] = [];
  for (let n = 0; n < 4; n++) {
    const start = n * 30 * SECOND;
    const decision = tickAt(start, memory, HUNG, BURNING, 10 * SECOND);
    // As tick.ts does: the next tick's gap is measured from the end of this one.
    const ended = at(start + 15 * SECOND);
    const { wallMs, bootMs } = ended;
    memory = { ...decision.memory, lastTick: { wallMs, bootMs } };
    verdicts.push(decision.verdict);
  }
  assert.deepEqual(verdicts, ["busy", "busy", "busy", "hung"]);
});

Deno.test("decide forgets a stall that ended by itself (#77995)", () => {
  let memory = served();
  memory = tickAt(0, memory, HUNG, BURNING).memory;
  memory = tickAt(30 * SECOND, memory, HUNG, BURNING).memory;
  memory = tickAt(60 * SECOND, memory, HEALTHY).memory;
  assert.equal(memory.failure, null);
  assert.equal(memory.incident, null);
});

Deno.test("decide cancels when the gateway answers during the wait", () => {
  const first = decide(HUNG, served(), at(0), DEFAULT_POLICY, 0);
  const second = decide(
    { ...HEALTHY, confirmation: { waitedMs: 2000, cpuShare: 0 } },
    first.memory,
    at(2 * SECOND),
    DEFAULT_POLICY,
    0,
  );
  assert.equal(second.verdict, "healthy");
  assert.deepEqual(kinds(second), ["backup-config"]);
  assert.equal(second.memory.ladder.attempt, 0);
});

Deno.test("decide respects a stop by a person during the wait", () => {
  const first = decide(HUNG, served(), at(0), DEFAULT_POLICY, 0);
  const stopped = sight({
    unit: { activeState: "inactive", mainPid: 0 },
    probe: "refused",
    rest: { ...NO_PROCESS, confirmation: IDLE },
  });
  const second = decide(
    stopped,
    first.memory,
    at(5 * SECOND),
    DEFAULT_POLICY,
    0,
  );
  assert.equal(second.verdict, "stopped");
  assert.deepEqual(kinds(second), []);
});

Deno.test("decide respects a restart by a person during the wait: newborns inherit nothing", () => {
  const first = decide(HUNG, served(), at(0), DEFAULT_POLICY, 0);
  const newborn = sight({
    probe: "refused",
    rest: { incarnation: NEWBORN, ageMs: 2 * SECOND, confirmation: IDLE },
  });
  const second = decide(
    newborn,
    first.memory,
    at(5 * SECOND),
    DEFAULT_POLICY,
    0,
  );
  assert.equal(second.verdict, "starting");
  assert.deepEqual(kinds(second), []);
  assert.equal(second.memory.failure, null);
  assert.equal(second.memory.served, false);
});

Deno.test("decide lets no busy tick of one life count against the next", () => {
  const memory = served({
    failure: { countedBootMs: at(-MINUTE).bootMs, busyTicks: 3 },
  });
  const fault = { ...HUNG, incarnation: NEWBORN, ageMs: HOUR };
  assert.equal(tickAt(0, memory, fault, BURNING).verdict, "busy");
});

Deno.test("decide waits with attempt 2 until the newborn has used up its grace", () => {
  const memory = tickAt(0, served(), HUNG).memory;
  const newborn = (ageMs: number) =>
    sight({ probe: "refused", rest: { incarnation: NEWBORN, ageMs } });
  const young = tickAt(30 * SECOND, memory, newborn(20 * SECOND));
  assert.equal(young.verdict, "starting");
  const overdue = tickAt(60 * SECOND, young.memory, newborn(130 * SECOND));
  assert.deepEqual(overdue.actions, [{ kind: "restart", attempt: 2 }]);
});

Deno.test("F22: decide kills no third time within OpenClaw's crash-loop window (#133820)", () => {
  const kill = (ms: number) => ({ bootMs: at(ms).bootMs, unclean: true });
  const memory = served({ recoveries: [kill(-4 * MINUTE), kill(-2 * MINUTE)] });
  const now = tickAt(0, memory, HUNG);
  assert.deepEqual(kinds(now), []);
  assert.equal(now.nextAttemptBootMs, at(MINUTE).bootMs);
  assert.match(now.why, /crash-loop breaker/);
  const later = tickAt(MINUTE + SECOND, now.memory, HUNG);
  assert.deepEqual(kinds(later), ["restart"]);
});

const BUDGETS = [
  { what: "six restarts an hour", count: 6, everyMs: 9 * MINUTE },
  { what: "ten restarts a day", count: 10, everyMs: 2 * HOUR },
];
for (const { what, count, everyMs } of BUDGETS) {
  Deno.test(`decide keeps to ${what} and says so once`, () => {
    const recoveries = Array.from({ length: count }, (_, n) => ({
      bootMs: at(-(count - n) * everyMs).bootMs,
      unclean: false,
    })).map((recovery) => ({
      ...recovery,
      bootMs: Math.max(recovery.bootMs, 1),
    }));
    const memory = served({ recoveries });
    // Times before boot cannot be; two hours after it the oldest is at 1 ms.
    const first = tickAt(0, memory, HUNG);
    assert.deepEqual(kinds(first), []);
    assert.deepEqual(first.events.map((event) => event.event), ["budget"]);
    const second = tickAt(30 * SECOND, first.memory, HUNG);
    assert.deepEqual(second.events, []);
    const allowed = tickAt(
      0,
      { ...memory, recoveries: recoveries.slice(1) },
      HUNG,
    );
    assert.deepEqual(kinds(allowed), ["restart"]);
  });
}

Deno.test("decide records an attempt before it is made, so that a dead guard has used it", () => {
  const { memory } = tickAt(0, served(), HUNG);
  assert.equal(memory.ladder.attempt, 1);
  assert.equal(memory.recoveries.length, 1);
  assert.deepEqual(memory.rescue, {
    kind: "restart",
    step: "begun",
    attempt: 1,
    startedBootMs: at(5 * SECOND).bootMs,
    incarnation: GATEWAY,
    invocationId: GATEWAY.invocationId,
  });
});

Deno.test("F24: decide carries on with a restart whose guard died while the process hangs", () => {
  const memory = reached("restarting", tickAt(0, served(), HUNG).memory);
  const stopping = sight({ unit: { activeState: "deactivating", job: true } });
  const decision = tickAt(30 * SECOND, memory, stopping);
  assert.deepEqual(decision.actions, [{ kind: "finish-restart", attempt: 1 }]);
});

Deno.test("decide carries on with no restart of long ago, nor where no signal reaches", () => {
  const memory = reached("restarting", tickAt(0, served(), HUNG).memory);
  const stopping = { activeState: "deactivating", job: true };
  const kindsAt = (ms: number, rest: Partial<Observation>) => {
    const lastTick = at(ms - 30 * SECOND);
    const { wallMs, bootMs } = lastTick;
    const recent = { ...memory, lastTick: { wallMs, bootMs } };
    return kinds(tickAt(ms, recent, sight({ unit: stopping, rest })));
  };
  assert.deepEqual(kindsAt(4 * MINUTE, {}), ["finish-restart"]);
  assert.deepEqual(kindsAt(6 * MINUTE, {}), []);
  assert.deepEqual(kindsAt(MINUTE, { processState: "D" }), []);
  assert.deepEqual(kindsAt(MINUTE, { processState: "t" }), []);
});

Deno.test("an attempt made again keeps the kill it has cost in the budget, and its step", () => {
  const kill = { bootMs: at(20 * SECOND).bootMs, unclean: true };
  const begun = tickAt(0, served(), HUNG).memory;
  const limit = sight({
    unit: { activeState: "failed", result: "start-limit-hit", mainPid: 0 },
    probe: "refused",
    rest: { ...NO_PROCESS, confirmation: IDLE },
  });
  const died = reached("main-ended", { ...begun, recoveries: [kill] });
  const again = tickAt(MINUTE, died, limit);
  assert.deepEqual(again.actions, [{ kind: "start", attempt: 1 }]);
  assert.deepEqual(again.memory.recoveries, [kill]);
  // Without a kill it is counted when it is made.
  const asked = reached("restarting", begun);
  const restarted = tickAt(MINUTE, asked, HUNG);
  assert.deepEqual(restarted.actions, [{ kind: "restart", attempt: 1 }]);
  assert.equal(restarted.memory.recoveries.length, 1);
  assert.equal(
    restarted.memory.recoveries[0]?.bootMs,
    at(MINUTE + 5 * SECOND).bootMs,
  );
  // The request may be on its way: a stop that follows is no person's.
  assert.equal(restarted.memory.rescue?.step, "restarting");
});

Deno.test("a step done again takes no step back", () => {
  const begun = tickAt(0, served(), HUNG).memory;
  const far = reached("main-ended", begun);
  assert.equal(withStep(far, "evidence-kept").rescue?.step, "main-ended");
  assert.equal(withStep(begun, "evidence-kept").rescue?.step, "evidence-kept");
  assert.equal(withStep(served(), "stopping").rescue, null);
});

Deno.test("what is not done leaves the memory as it was: a try after a hold-down is not used up", () => {
  const ladder = {
    attempt: 4,
    holdDownUntilBootMs: at(-SECOND).bootMs,
    holdDowns: 1,
  };
  const first = tickAt(0, served({ ladder, verdict: "hung" }), HUNG);
  assert.deepEqual(kinds(first), ["force-clean"]);
  assert.deepEqual(first.unmade, {
    ...{ ladder, recoveries: [], rescue: null, rollbacks: [] },
  });
  const stoodBack = { ...first.memory, ...first.unmade };
  assert.deepEqual(kinds(tickAt(30 * SECOND, stoodBack, HUNG)), [
    "force-clean",
  ]);
});

const KILLS = [
  { what: "no kill before", before: [], forbidden: false },
  { what: "one kill before", before: [-MINUTE], forbidden: false },
  { what: "two kills before", before: [-MINUTE, -2], forbidden: true },
  { what: "two long before", before: [-6 * MINUTE, -2], forbidden: false },
];
for (const { what, before, forbidden } of KILLS) {
  Deno.test(`the budget is asked again at the kill: ${what}`, () => {
    const kills = before.map((ms) => ({
      bootMs: at(ms).bootMs,
      unclean: true,
    }));
    const own = { bootMs: at(0).bootMs, unclean: false };
    const ask = (recoveries: Memory["recoveries"]) =>
      killForbidden(recoveries, at(SECOND), DEFAULT_POLICY) !== null;
    assert.equal(ask([...kills, own]), forbidden);
    // Orphan and leftovers of the same attempt end before the same start.
    assert.equal(ask([...kills, { ...own, unclean: true }]), false);
    // One decision: where a kill is forbidden, no attempt is begun either.
    assert.equal(
      budgetLimit(kills, at(SECOND), DEFAULT_POLICY) !== null,
      forbidden,
    );
  });
}

Deno.test("decide leaves a draining gateway alone although its own restart asked for it", () => {
  const memory = reached("restarting", tickAt(0, served(), HUNG).memory);
  const draining = sight({
    unit: { activeState: "deactivating", job: true },
    probe: "failing",
    rest: { startup: "draining" },
  });
  assert.deepEqual(kinds(tickAt(30 * SECOND, memory, draining)), []);
});

Deno.test("F24: decide carries on with a force clean whose guard died before the start", () => {
  const ladder = { attempt: 3, holdDownUntilBootMs: null, holdDowns: 0 };
  const begun = tickAt(0, served({ ladder }), HUNG).memory;
  const memory = reached("stopping", begun);
  const inactive = sight({
    unit: { activeState: "inactive", mainPid: 0 },
    probe: "refused",
    rest: NO_PROCESS,
  });
  const decision = tickAt(30 * SECOND, memory, inactive);
  assert.deepEqual(decision.actions, [{
    kind: "finish-force-clean",
    attempt: 4,
  }]);
  // systemd refuses again and again: from then on it costs attempts.
  const late = tickAt(6 * MINUTE, {
    ...memory,
    lastTick: { wallMs: at(0).wallMs, bootMs: at(330 * SECOND).bootMs },
  }, inactive);
  assert.equal(late.verdict, "down");
  // What it left stopped itself is started before it holds back.
  assert.deepEqual(kinds(late), ["force-clean"]);
  assert.equal(late.memory.recoveries.length, 2);
});

Deno.test("decide leaves stopped what a person stopped long after systemd refused the guard's own stop", () => {
  const ladder = { attempt: 3, holdDownUntilBootMs: null, holdDowns: 0 };
  let memory = reached("stopping", tickAt(0, served({ ladder }), HUNG).memory);
  for (let ms = 30 * SECOND; ms <= 6 * MINUTE; ms += 30 * SECOND) {
    ({ memory } = tickAt(ms, memory, HUNG));
  }
  assert.equal(memory.ladder.holdDowns, 1);
  const stopped = sight({
    unit: { activeState: "inactive", mainPid: 0 },
    probe: "refused",
    rest: NO_PROCESS,
  });
  for (let ms = 6.5 * MINUTE; ms <= HOUR; ms += 30 * SECOND) {
    const decision = tickAt(ms, memory, stopped);
    memory = decision.memory;
    assert.equal(decision.verdict, "stopped");
    assert.deepEqual(kinds(decision), []);
  }
});

Deno.test("decide rescues a gateway that drains for ever, and only once its time is up", () => {
  const draining = sight({ probe: "failing", rest: { startup: "draining" } });
  let memory = served();
  const acted: number[] = [];
  for (let ms = 0; ms < 8 * MINUTE; ms += 30 * SECOND) {
    const decision = tickAt(ms, memory, draining);
    memory = decision.memory;
    if (decision.actions.length > 0) acted.push(ms);
  }
  // TimeoutStopSec of 330 s and 30 s more.
  assert.equal(acted[0], 390 * SECOND);
});

Deno.test("decide respects a drain that begins during the wait", () => {
  const first = decide(HUNG, served(), at(0), DEFAULT_POLICY, 0);
  const draining = sight({
    probe: "failing",
    rest: { startup: "draining", confirmation: IDLE },
  });
  const second = decide(draining, first.memory, at(5000), DEFAULT_POLICY, 0);
  assert.equal(second.verdict, "stopping");
  assert.deepEqual(kinds(second), []);
});

Deno.test("decide takes a wait longer than a tick's gap for no late tick", () => {
  const policy: Policy = { ...DEFAULT_POLICY, waitsMs: [120_000, 5000, 5000] };
  const first = decide(HUNG, served(), at(0), policy, 0.5);
  const second = decide(
    { ...HUNG, confirmation: { waitedMs: 120_000, cpuShare: 0 } },
    first.memory,
    at(125 * SECOND),
    policy,
    0,
  );
  assert.deepEqual(kinds(second), ["restart"]);
});

Deno.test("A10: checks that always come minutes apart act all the same", () => {
  const first = tickAt(2 * MINUTE, served(), HUNG);
  // The first late one may follow a suspend, so it pauses.
  assert.equal(first.verdict, "inconclusive");
  const second = tickAt(4 * MINUTE, first.memory, HUNG);
  assert.deepEqual(kinds(second), ["restart"]);
});

Deno.test("A10: a slow schedule is named once a day", () => {
  let memory = served();
  const told: number[] = [];
  for (let minute = 2; minute <= 20; minute += 2) {
    const decision = tickAt(minute * MINUTE, memory, HEALTHY);
    memory = decision.memory;
    if (decision.events.some(({ event }) => event === "slow-schedule")) {
      told.push(minute);
    }
  }
  assert.deepEqual(told, [4]);
});

Deno.test("A10: after each of two suspends the machine gets its time to settle", () => {
  let memory = served();
  for (const ms of [10 * MINUTE, 3 * HOUR]) {
    const decision = tickAt(ms, memory, HUNG);
    memory = decision.memory;
    assert.equal(decision.verdict, "inconclusive");
    assert.deepEqual(kinds(decision), []);
  }
});

Deno.test("A10: a check in time ends the row of late ones", () => {
  const late = tickAt(2 * MINUTE, served(), HEALTHY);
  const inTime = tickAt(2.5 * MINUTE, late.memory, HEALTHY);
  assert.equal(inTime.memory.lateGapMs, null);
  assert.equal(
    tickAt(4.5 * MINUTE, inTime.memory, HUNG).verdict,
    "inconclusive",
  );
});

Deno.test("decide begins no second ladder within 15 min of an attempt", () => {
  const ladder = { attempt: 3, holdDownUntilBootMs: null, holdDowns: 0 };
  const after = (minutes: number) =>
    decide(
      HEALTHY,
      served({
        ladder,
        healthySinceBootMs: at(-11 * MINUTE).bootMs,
        recoveries: [{ bootMs: at(-minutes * MINUTE).bootMs, unclean: false }],
      }),
      at(0),
      DEFAULT_POLICY,
      0.5,
    ).memory.ladder.attempt;
  assert.equal(after(14), 3);
  assert.equal(after(15), 0);
});

Deno.test("decide closes the incident of an old gateway that answers again", () => {
  const broken = tickAt(0, served(), HUNG).memory;
  const old = { ...sight({ probe: "unsupported" }), incarnation: NEWBORN };
  const first = tickAt(30 * SECOND, broken, old);
  assert.equal(first.verdict, "unsupported");
  assert.deepEqual(kinds(first), ["backup-config"]);
  const second = tickAt(60 * SECOND, first.memory, old);
  assert.equal(second.memory.incident, null);
});

Deno.test("F23: decide drops what it counted before a suspend of 40 min (#148898)", () => {
  const memory = served({
    failure: { countedBootMs: at(0).bootMs, busyTicks: 3 },
  });
  const awake = tickAt(40 * MINUTE, memory, HUNG, BURNING);
  assert.equal(awake.verdict, "inconclusive");
  assert.deepEqual(kinds(awake), []);
  assert.equal(awake.memory.failure, null);
  const settled = tickAt(
    40 * MINUTE + 60 * SECOND,
    awake.memory,
    HUNG,
    BURNING,
  );
  assert.equal(settled.verdict, "busy");
});

const JUMPS = [["into the future", 5 * 365 * 24 * HOUR], [
  "back to 1970",
  -at(0).wallMs,
]] as const;
for (const [where, jumpMs] of JUMPS) {
  Deno.test(`decide does not care about a wall clock that jumps ${where}`, () => {
    const now = at(0);
    const jumped = { ...now, wallMs: now.wallMs + jumpMs };
    const decision = decide(HUNG, served(), jumped, DEFAULT_POLICY, 0);
    assert.deepEqual(kinds(decision), ["confirm"]);
    const healthy = decide(HEALTHY, served(), jumped, DEFAULT_POLICY, 0);
    assert.equal(healthy.verdict, "healthy");
  });
}

const PLACE = { configPath: "/told.json", stateDir: "/state" };

Deno.test("decide starts afresh after a reboot", () => {
  const memory = served({
    bootId: "boot-0",
    ladder: { attempt: 4, holdDownUntilBootMs: at(HOUR).bootMs, holdDowns: 1 },
    recoveries: [{ bootMs: at(0).bootMs, unclean: true }],
    places: { told: PLACE, real: { ...PLACE, configPath: "/real.json" } },
  });
  const { memory: after } = decide(HEALTHY, memory, at(0), DEFAULT_POLICY, 0);
  assert.equal(after.ladder.attempt, 0);
  assert.deepEqual(after.recoveries, []);
  // A boot moves no files.
  assert.deepEqual(after.places, memory.places);
});

Deno.test("decide acts in spite of a state file with times in the future", () => {
  const future = { wallMs: at(HOUR).wallMs, bootMs: at(HOUR).bootMs };
  const memory = served({ lastTick: future, sinceBootMs: future.bootMs });
  const oldEnough = { ...HUNG, ageMs: HOUR };
  assert.deepEqual(kinds(tickAt(0, memory, oldEnough)), ["restart"]);
});

Deno.test("decide is not silenced by single times in the future", () => {
  const future = at(1000 * HOUR).bootMs;
  const memory = served({
    lateTickBootMs: future,
    healthySinceBootMs: future,
    failure: { countedBootMs: future, busyTicks: 0 },
    ladder: { attempt: 4, holdDownUntilBootMs: future, holdDowns: 1 },
    recoveries: [{ bootMs: future, unclean: true }],
  });
  // One hold-down, one hour of the budget, and the host has settled.
  let after = tickAt(0, memory, HUNG).memory;
  for (let ms = 30 * SECOND; ms < 61 * 60 * SECOND; ms += 30 * SECOND) {
    const { actions, memory } = tickAt(ms, after, HUNG);
    if (actions.some(({ kind }) => kind === "force-clean")) return;
    after = memory;
  }
  assert.fail("no attempt within an hour");
});

Deno.test("decide tells of a recovery once and closes the incident on the second healthy tick", () => {
  const broken = tickAt(0, served(), HUNG).memory;
  assert.equal(broken.incident?.verdict, "hung");
  const reborn = { ...HEALTHY, incarnation: NEWBORN };
  const first = tickAt(30 * SECOND, broken, reborn);
  assert.deepEqual(first.events.map((event) => event.event), ["recovered"]);
  assert.match(first.events[0]?.sentence ?? "", /healthy again, 25 s after/);
  // No outage was longer: the last good check was half a minute before.
  assert.equal(first.events[0]?.facts["outageMs"], 60 * SECOND);
  const second = tickAt(60 * SECOND, first.memory, reborn);
  assert.deepEqual(second.events, []);
  assert.equal(second.memory.incident, null);
  assert.equal(second.memory.lastAliveBootMs, null);
});

Deno.test("decide measures the outage of an incident over the one good check within it", () => {
  const outages = (first: Memory) => {
    let memory = first;
    const told: unknown[] = [];
    for (const [index, seen] of [HUNG, HEALTHY, HUNG, HEALTHY].entries()) {
      const decision = tickAt(index * 30 * SECOND, memory, seen);
      memory = decision.memory;
      told.push(
        ...decision.events.filter(({ event }) => event === "recovered")
          .map(({ facts }) => facts["outageMs"]),
      );
    }
    return told;
  };
  assert.deepEqual(outages(served()), [60 * SECOND, 120 * SECOND]);
  // Never seen well before: a good check within says nothing about how long.
  assert.deepEqual(outages(served({ verdict: null })), [null, null]);
});

Deno.test("an incident owns the attempts made in it, not those its ladder had before", () => {
  const ladder = { attempt: 2, holdDownUntilBootMs: null, holdDowns: 0 };
  const recoveries = [-9, -6].map((minutes) => ({
    bootMs: at(minutes * MINUTE).bootMs,
    unclean: false,
  }));
  const opened = (minutes: number) => ({
    openedBootMs: at(minutes * MINUTE).bootMs,
  });
  assert.equal(attemptsIn(opened(0), { ladder, recoveries }), 0);
  assert.equal(attemptsIn(opened(-6), { ladder, recoveries }), 1);
  assert.equal(attemptsIn(opened(-10), { ladder, recoveries }), 2);
  const fresh = { ...ladder, attempt: 0 };
  assert.equal(attemptsIn(opened(-10), { ladder: fresh, recoveries }), 0);
});

Deno.test("decide says a bad config at once, then once a day", () => {
  const bad = sight({
    unit: {
      activeState: "failed",
      mainPid: 0,
      result: "exit-code",
      execMainStatus: 78,
    },
    probe: "refused",
    rest: NO_PROCESS,
  });
  let memory = served();
  let said = 0;
  for (let ms = 0; ms < 25 * HOUR; ms += 30 * SECOND) {
    const decision = tickAt(ms, memory, bad);
    assert.deepEqual(kinds(decision), []);
    said += decision.events.length;
    memory = decision.memory;
  }
  assert.equal(said, 2);
});

Deno.test("F9: decide resets and starts a unit at its start limit, inside the budget (#116177)", () => {
  const limit = sight({
    unit: { activeState: "failed", mainPid: 0, result: "start-limit-hit" },
    probe: "refused",
    rest: NO_PROCESS,
  });
  const decision = tickAt(0, served(), limit);
  assert.deepEqual(decision.actions, [{ kind: "start", attempt: 1 }]);
  const spent = Array.from(
    { length: 6 },
    () => ({ bootMs: at(0).bootMs, unclean: false }),
  );
  assert.deepEqual(kinds(tickAt(0, served({ recoveries: spent }), limit)), []);
});

Deno.test("F14: decide starts an abandoned unit only if the settings say so, and only after a while (#84404)", () => {
  const left = (leftInactiveMs: number) =>
    sight({
      unit: { activeState: "inactive", mainPid: 0 },
      probe: "refused",
      rest: { ...NO_PROCESS, leftInactiveMs },
    });
  const smart: Policy = { ...DEFAULT_POLICY, leftInactive: "start" };
  const kindsWith = (policy: Policy, seen: Observation) =>
    kinds(
      decide({ ...seen, confirmation: IDLE }, served(), at(0), policy, 0.5),
    );
  const strict: Policy = { ...smart, leftInactive: "report" };
  assert.deepEqual(kindsWith(strict, left(HOUR)), []);
  assert.deepEqual(kindsWith(smart, left(9 * MINUTE)), []);
  assert.deepEqual(kindsWith(smart, left(11 * MINUTE)), ["start"]);
});

Deno.test("decide holds every counter while maintenance is on", () => {
  const memory = served({
    failure: { countedBootMs: at(-MINUTE).bootMs, busyTicks: 2 },
  });
  const paused = sight({
    rest: {
      maintenance: {
        source: "guard",
        untilMs: null,
        reason: "update",
        by: "me",
      },
    },
  });
  const decision = tickAt(0, memory, paused);
  assert.deepEqual(kinds(decision), []);
  assert.equal(decision.memory.failure?.busyTicks, 2);
  assert.match(decision.why, /update/);
});
