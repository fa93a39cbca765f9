/** An attempt: its number and name, what it does, and what is written down before. */

import { say } from "../base/say.ts";
import type { Instant } from "../base/instant.ts";
import type { Plan, Planning } from "./decision.ts";
import {
  countedFailure,
  type Memory,
  type Recovery,
  type Rescue,
} from "./memory.ts";
import { isTransient } from "./judge_stopped.ts";
import type { UnitFacts } from "./types.ts";

/** Number of the attempt that cleans by force. */
export const FORCE_CLEAN_ATTEMPT = 4;

/** For people: what attempt number n is. */
export function attemptText(
  attempt: number,
  unit: UnitFacts | null = null,
): string {
  return attempt < FORCE_CLEAN_ATTEMPT
    ? say`restart ${attempt} of ${FORCE_CLEAN_ATTEMPT - 1}`
    : endsWithStop(unit)
    ? say`restart`
    : say`force clean`;
}

/** For people: what an attempt of a kind, as decisions name it, does. */
export function kindText(kind: string, attempt: number): string {
  const name = kind.replace(/^finish-/, "");
  return name in ACTION_NAMES
    ? ACTION_NAMES[name as keyof typeof ACTION_NAMES]
    : attemptText(attempt);
}

/** What stops a transient unit removes it, and nobody could start it again. */
function endsWithStop(unit: UnitFacts | null): boolean {
  return unit !== null && isTransient(unit);
}

/**
 * Makes an attempt.
 *
 * @param unused The one that was written down and came to nothing, if this is it.
 */
export function makeAttempt(
  { judgement, observation, now }: Planning,
  memory: Memory,
  attempt: number,
  unused: Rescue | null,
): Plan {
  const { unit, incarnation } = observation;
  const keeps = endsWithStop(unit);
  const orphan = judgement.verdict === "foreign-listener";
  // There is nothing to restart: the unit is not running, nor about to.
  const stopped = unit?.activeState === "inactive" ||
    unit?.activeState === "failed";
  // A unit that has given up is started as well once its port is free.
  const kind = !keeps && (attempt >= FORCE_CLEAN_ATTEMPT || orphan && stopped)
    ? "force-clean"
    : orphan
    ? "clean-orphan"
    : stopped
    ? "start"
    : "restart";
  return {
    actions: [{ kind, attempt }],
    events: [{
      level: "warn",
      event: kind,
      sentence: say`${judgement.why}; attempt ${attempt}: ${
        kind === "restart" ? attemptText(attempt, unit) : ACTION_NAMES[kind]
      }`,
      facts: {
        verdict: judgement.verdict,
        reason: judgement.reason,
        attempt,
        pid: incarnation?.pid ?? null,
      },
    }],
    // Written before acting: a guard that dies now has still used its attempt.
    memory: {
      ...memory,
      ladder: { ...memory.ladder, attempt, holdDownUntilBootMs: null },
      recoveries: withRecovery(memory.recoveries, now, unused !== null),
      failure: countedFailure(
        memory,
        now,
        observation.confirmation !== null,
        memory.failure?.busyTicks ?? 0,
      ),
      // An orphan is gone or not; there is nothing to be finished.
      rescue: kind === "clean-orphan" ? null : {
        kind,
        // What was asked for may still be on its way.
        step: unused?.kind === kind ? unused.step : "begun",
        attempt,
        // Not anew: or guards that die again and again would never stop.
        startedBootMs: unused?.startedBootMs ?? now.bootMs,
        incarnation,
        invocationId: unit?.invocationId ?? "",
      },
    },
    note: null,
    nextAttemptBootMs: null,
  };
}

/**
 * Counts an attempt. One that is made again is counted once, when it is made;
 * but a kill it has cost already stays the kill that it was.
 */
function withRecovery(
  recoveries: readonly Recovery[],
  { bootMs }: Instant,
  again: boolean,
): readonly Recovery[] {
  if (!again) return [...recoveries, { bootMs, unclean: false }];
  return recoveries.at(-1)?.unclean
    ? recoveries
    : [...recoveries.slice(0, -1), { bootMs, unclean: false }];
}

const ACTION_NAMES = {
  "force-clean": say`force clean`,
  start: say`reset-failed and start`,
  "clean-orphan": say`ending the orphan`,
} as const;
