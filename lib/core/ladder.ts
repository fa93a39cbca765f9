/**
 * The ladder: what to do about a failure. Attempts after 5, 10 and 20 s, then
 * the force clean, then hold-downs with one try each; never silent, never a storm.
 */

import { say } from "../base/say.ts";
import { attemptText, FORCE_CLEAN_ATTEMPT, makeAttempt } from "./attempt.ts";
import { budgetLimit } from "./budget.ts";
import {
  type GuardEvent,
  noAction,
  type Plan,
  type Planning,
} from "./decision.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import { hasInterfered, isRecent, type Memory, type Rescue } from "./memory.ts";
import type { Observation } from "./types.ts";

/** Plans the next step against a failure. */
export function planAttempt(planning: Planning, memory: Memory): Plan {
  const { judgement, observation, now, policy, random } = planning;
  const { failure, ladder } = memory;
  if (observation.mayOnlyWatch) return onlyWatch(planning, memory);
  if (
    failure !== null &&
    now.bootMs - failure.countedBootMs < policy.debounceMs &&
    observation.confirmation === null
  ) {
    return noAction(memory, say`this failure has just been counted`);
  }
  const unused = unusedAttempt(observation, memory, now);
  const restrained = unused === null ? restraint(planning, memory) : null;
  if (restrained !== null) return restrained;
  const attempt = unused?.attempt ?? ladder.attempt + 1;
  if (judgement.unconfirmed && observation.confirmation === null) {
    const longestMs = policy.waitsMs[attempt - 1] ?? policy.waitsMs[0] ?? 5000;
    const waitMs = Math.round(longestMs * (1 - policy.jitter * random));
    const wait = formatDuration(waitMs);
    const what = attemptText(attempt, observation.unit);
    return {
      ...noAction(memory, null, now.bootMs + waitMs),
      actions: [{ kind: "confirm", waitMs }],
      events: [{
        level: "warn",
        event: judgement.verdict,
        sentence:
          say`${judgement.why}; looking again for ${wait} before attempt ${attempt} (${what})`,
        facts: { reason: judgement.reason, attempt, waitMs },
      }],
    };
  }
  return makeAttempt(planning, memory, attempt, unused);
}

/** Told once, after a second look as before any attempt; shown as long as it lasts. */
function onlyWatch(
  { judgement, observation: { confirmation }, now, policy }: Planning,
  memory: Memory,
): Plan {
  const note =
    say`nothing is done: only root may restart the system's unit; "openclaw-guard doctor" has the command that allows it to the guard`;
  const blocker = "permission";
  const known = memory.blocker === blocker;
  if (judgement.unconfirmed && confirmation === null && !known) {
    const waitMs = policy.waitsMs[0] ?? 5000;
    return {
      ...noAction(memory, null, now.bootMs + waitMs),
      actions: [{ kind: "confirm", waitMs }],
    };
  }
  return {
    ...noAction(memory, note),
    blocker,
    events: known ? [] : [withheld(judgement, blocker, note)],
  };
}

/** Tells that nothing is done against it, and why. */
function withheld(
  { verdict, reason, why }: Judgement,
  event: string,
  note: string,
  more: GuardEvent["facts"] = {},
): GuardEvent {
  return {
    level: "error",
    event,
    sentence: say`${why}; ${note}`,
    facts: { verdict, reason, ...more },
  };
}

/** What forbids an attempt: the hold-down, or the budget. Null when none does. */
function restraint(planning: Planning, memory: Memory): Plan | null {
  const { judgement, now, policy } = planning;
  const { attempt, holdDownUntilBootMs: heldUntilMs } = memory.ladder;
  if (heldUntilMs !== null && now.bootMs < heldUntilMs) {
    const left = formatDuration(heldUntilMs - now.bootMs);
    return noAction(memory, say`holding back for another ${left}`, heldUntilMs);
  }
  if (
    attempt >= FORCE_CLEAN_ATTEMPT && heldUntilMs === null &&
    // What the guard itself left stopped is started before it holds back.
    judgement.rule !== "own-clean-unfinished"
  ) {
    return enterHoldDown(planning, memory);
  }
  const limit = budgetLimit(memory.recoveries, now, policy);
  if (limit !== null) {
    const left = formatDuration(limit.untilBootMs - now.bootMs);
    const note = say`no attempt before ${left} have passed: ${limit.why}`;
    const blocker = `limit ${limit.kind}`;
    return {
      ...noAction(memory, note, limit.untilBootMs),
      blocker,
      events: memory.blocker === blocker
        ? []
        : [withheld(judgement, "budget", note)],
    };
  }
  return null;
}

function enterHoldDown(
  { judgement, now, policy }: Planning,
  memory: Memory,
): Plan {
  const { attempt, holdDowns } = memory.ladder;
  const lengthMs = policy.holdDownMs[holdDowns] ?? policy.holdDownMs.at(-1) ??
    30 * 60_000;
  const untilBootMs = now.bootMs + lengthMs;
  const length = formatDuration(lengthMs);
  const note =
    say`${attempt} attempts did not help: holding back for ${length}, then one more try`;
  const ladder = {
    ...memory.ladder,
    holdDownUntilBootMs: untilBootMs,
    holdDowns: holdDowns + 1,
  };
  return {
    ...noAction({ ...memory, ladder }, note, untilBootMs),
    events: [withheld(judgement, "hold-down", note, { lengthMs })],
  };
}

/**
 * An attempt that was written down but came to nothing, because the guard died
 * or systemd refused: it is made now instead of being counted as one that did
 * not help.
 */
function unusedAttempt(
  { unit }: Observation,
  { rescue }: Memory,
  now: Instant,
): Rescue | null {
  if (rescue === null || unit === null || !isRecent(rescue, now)) return null;
  if (rescue.invocationId !== unit.invocationId) return null;
  const { step } = rescue;
  const undone = !hasInterfered(rescue) ||
    // What was written down last shows in nothing.
    (unit.activeState === "active" &&
      (step === "stopping" || step === "restarting")) ||
    // A stop changes nothing about a failed unit, reset-failed does.
    (unit.activeState === "failed" && step !== "start-requested");
  return undone ? rescue : null;
}
