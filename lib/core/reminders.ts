/** What is told while nothing is done: a new verdict, and what only a person can mend. */

import { say } from "../base/say.ts";
import { formatDuration } from "../base/duration.ts";
import {
  type GuardEvent,
  noAction,
  type Plan,
  type Planning,
} from "./decision.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import { type Memory, noticeDue, withNotice } from "./memory.ts";
import { planRollBack } from "./roll_back.ts";

/** Told when it is new, rolled back when the policy says so. */
export function refusedConfig(planning: Planning, memory: Memory): Plan {
  const { judgement: { why, verdict }, now, policy } = planning;
  const { unit, config, mayOnlyWatch } = planning.observation;
  // Another mistake in the file is other news.
  const blocker = `config ${config?.id} ${config?.untried ? "untried" : ""}`;
  const isNews = memory.blocker !== blocker;
  const reminded = remind(planning, memory, verdict, isNews);
  // A config put back is of no use while nobody may start the unit.
  if (unit === null || config === null || mayOnlyWatch) {
    return { ...reminded, blocker };
  }
  const plan = planRollBack(why, unit, config, reminded.memory, now, policy);
  return { ...plan, blocker, events: [...reminded.events, ...plan.events] };
}

/**
 * Something only a person can mend: said at once, then once a day.
 *
 * @param isNews It is something else than before, so it is said again.
 */
export function remind(
  { judgement, now }: Pick<Planning, "judgement" | "now">,
  memory: Memory,
  notice: string,
  isNews = false,
): Plan {
  if (!isNews && !noticeDue(memory, notice, now)) return noAction(memory);
  return {
    ...noAction(withNotice(memory, notice, now)),
    events: [verdictEvent(judgement, judgement.why, false)],
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
