/** What is told while nothing is done: a new verdict, and what only a person can mend. */

import { say } from "../base/say.ts";
import { formatDuration } from "../base/duration.ts";
import type { GuardEvent, Plan } from "./decision.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import { type Memory, noticeDue, withNotice } from "./memory.ts";
import type { Policy } from "./policy.ts";
import { planRollBack } from "./roll_back.ts";
import type { Observation } from "./types.ts";

/** Told when it is new, rolled back when the policy says so. */
export function refusedConfig(
  judgement: Judgement,
  { unit, config, mayOnlyWatch }: Observation,
  nothing: Plan,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Plan {
  const { why, verdict } = judgement;
  // Another mistake in the file is other news.
  const blocker = `config ${config?.id} ${config?.untried ? "untried" : ""}`;
  const known = memory.blocker === blocker;
  const reminded = known ? remind(judgement, nothing, memory, now, verdict) : {
    ...nothing,
    events: [verdictEvent(judgement, why, false)],
    memory: withNotice(memory, verdict, now),
  };
  if (unit === null || config === null) return { ...reminded, blocker };
  // A config put back is of no use while nobody may start the unit.
  if (mayOnlyWatch) return { ...reminded, blocker };
  const plan = planRollBack(why, unit, config, reminded.memory, now, policy);
  return {
    ...reminded,
    ...plan,
    blocker,
    events: [...reminded.events, ...plan.events],
  };
}

/** Something only a person can mend: said at once, then once a day. */
export function remind(
  judgement: Judgement,
  nothing: Plan,
  memory: Memory,
  now: Instant,
  notice: string,
): Plan {
  if (!noticeDue(memory, notice, now)) return { ...nothing, memory };
  return {
    ...nothing,
    events: [verdictEvent(judgement, judgement.why, false)],
    memory: withNotice(memory, notice, now),
  };
}

const EXPECTED_VERDICTS = new Set([
  "healthy",
  "maintenance",
  "stopped",
  "starting",
  "stopping",
  "systemd-acting",
]);

/** A new verdict as an event. */
export function verdictEvent(
  judgement: Judgement,
  why: string,
  first: boolean,
): GuardEvent {
  return {
    level: EXPECTED_VERDICTS.has(judgement.verdict) ? "info" : "warn",
    event: judgement.verdict,
    sentence: first ? say`first check: ${why}` : why,
    facts: judgement.reason === null ? {} : { reason: judgement.reason },
  };
}

const SLOW_SCHEDULE = "slow-schedule";

/** Told once a day, or nobody would know why each rescue takes so long. */
export function slowSchedule(
  memory: Memory,
  now: Instant,
  afterWait: boolean,
): GuardEvent[] {
  const { lateGapMs, lateTickBootMs } = memory;
  // The first late tick of a row pauses the guard, which is told as a verdict.
  const slow = lateGapMs !== null && lateTickBootMs !== now.bootMs;
  if (!slow || afterWait || !noticeDue(memory, SLOW_SCHEDULE, now)) return [];
  return [{
    level: "warn",
    event: SLOW_SCHEDULE,
    sentence: say`checks come ${
      formatDuration(lateGapMs)
    } apart, and one is due every 30 seconds: a rescue takes longer by that`,
    facts: { gapMs: lateGapMs },
  }];
}
