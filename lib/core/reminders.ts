/** What is told while nothing is done: a new verdict, and what only a person can mend. */

import { say } from "../base/say.ts";
import type { GuardEvent } from "./decision.ts";
import type { Outcome } from "./incident.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import { type Memory, noticeDue, withNotice } from "./memory.ts";
import type { Policy } from "./policy.ts";
import { planRollBack } from "./roll_back.ts";
import type { Observation } from "./types.ts";

/** Told when it is new, rolled back when the policy says so. */
export function refusedConfig(
  judgement: Judgement,
  { unit, config }: Observation,
  nothing: Outcome,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Outcome {
  const { why, verdict } = judgement;
  // Another mistake in the file is other news.
  const blocker = `config ${config?.id} ${config?.untried ? "untried" : ""}`;
  const known = memory.blocker === blocker;
  const told = known ? remind(judgement, nothing, memory, now, verdict) : {
    ...nothing,
    events: [verdictEvent(judgement, why, false)],
    memory: withNotice(memory, verdict, now),
  };
  if (unit === null || config === null) return { ...told, blocker };
  const plan = planRollBack(why, unit, config, told.memory, now, policy);
  return {
    ...told,
    ...plan,
    blocker,
    events: [...told.events, ...plan.events],
  };
}

/** Something only a person can mend: said at once, then once a day. */
export function remind(
  judgement: Judgement,
  nothing: Outcome,
  memory: Memory,
  now: Instant,
  notice: string,
): Outcome {
  if (!noticeDue(memory, notice, now)) return { ...nothing, memory };
  return {
    ...nothing,
    events: [verdictEvent(judgement, judgement.why, false)],
    memory: withNotice(memory, notice, now),
  };
}

const QUIET_VERDICTS = new Set([
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
    level: QUIET_VERDICTS.has(judgement.verdict) ? "info" : "warn",
    event: judgement.verdict,
    sentence: first ? say`first check: ${why}` : why,
    facts: judgement.reason === null ? {} : { reason: judgement.reason },
  };
}
