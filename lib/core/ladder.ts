/**
 * The ladder: what to do about a failure. Attempts after 5, 10 and 20 s, then
 * the force clean, then hold-downs with one try each; never silent, never a storm.
 */

import { say } from "../base/say.ts";
import { makeAttempt } from "./attempt.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import { hasInterfered, isRecent, type Memory, type Rescue } from "./memory.ts";
import type { Policy } from "./policy.ts";
import {
  describeAttempt,
  FORCE_CLEAN_ATTEMPT,
  held,
  type Response,
} from "./outcome.ts";
import { restraint } from "./restraint.ts";
import type { Observation } from "./types.ts";

/**
 * Plans the next step against a failure.
 *
 * @param random A number from 0 up to 1 that spreads the waits of many machines.
 */
export function respond(
  judgement: Judgement,
  observation: Observation,
  memory: Memory,
  now: Instant,
  policy: Policy,
  random: number,
): Response {
  const { failure, ladder } = memory;
  if (
    failure !== null &&
    now.bootMs - failure.countedBootMs < policy.debounceMs &&
    observation.confirmation === null
  ) {
    return held(memory, say`this failure has just been counted`, null);
  }
  const unused = unusedAttempt(observation, memory, now);
  const restrained = unused === null
    ? restraint(judgement, memory, now, policy)
    : null;
  if (restrained !== null) return restrained;
  const attempt = unused?.attempt ?? ladder.attempt + 1;
  if (judgement.unconfirmed && observation.confirmation === null) {
    const waitMs = jittered(
      policy.waitsMs[Math.min(attempt, FORCE_CLEAN_ATTEMPT) - 1] ??
        policy.waitsMs[0] ?? 5000,
      policy.jitter,
      random,
    );
    return {
      actions: [{ kind: "confirm", waitMs }],
      events: [{
        level: "warn",
        event: judgement.verdict,
        sentence: say`${judgement.why}; looking again for ${
          formatDuration(waitMs)
        } before attempt ${attempt} (${describeAttempt(attempt)})`,
        facts: { reason: judgement.reason, attempt, waitMs },
      }],
      memory,
      note: null,
      nextAttemptBootMs: now.bootMs + waitMs,
    };
  }
  return makeAttempt(
    judgement,
    observation,
    memory,
    now,
    attempt,
    unused,
  );
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

function jittered(ms: number, jitter: number, random: number): number {
  return Math.round(ms * (1 - jitter * random));
}
