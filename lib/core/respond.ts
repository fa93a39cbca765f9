/**
 * The ladder: what to do about a failure. Attempts after 5, 10 and 20 s, then
 * the force clean, then hold-downs with one try each; never silent, never a storm.
 */

import { say } from "../text/say.ts";
import { budgetLimit } from "./budget.ts";
import type { Action, GuardEvent } from "./decision.ts";
import { formatDuration } from "./duration.ts";
import type { Instant } from "./instant.ts";
import type { Judgement } from "./judgement.ts";
import {
  hasInterfered,
  isRecent,
  type Memory,
  type Rescue,
  tickStartBootMs,
} from "./memory.ts";
import type { Policy } from "./policy.ts";
import type { Observation } from "./types.ts";

/** Number of the attempt that cleans by force. */
export const FORCE_CLEAN_ATTEMPT = 4;

/** What follows from an actionable failure. */
export interface Response {
  readonly actions: readonly Action[];
  readonly events: readonly GuardEvent[];
  readonly memory: Memory;
  /** Added to the reason for this tick. */
  readonly note: string | null;
  readonly nextAttemptBootMs: number | null;
}

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
  return act(
    judgement,
    observation,
    unused === null ? memory : withoutNewestRecovery(memory),
    now,
    attempt,
    unused,
  );
}

function held(memory: Memory, note: string, until: number | null): Response {
  return {
    actions: [],
    events: [],
    memory,
    note,
    nextAttemptBootMs: until,
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

/** It is written down anew when it is made. */
function withoutNewestRecovery(memory: Memory): Memory {
  return { ...memory, recoveries: memory.recoveries.slice(0, -1) };
}

/** What forbids an attempt now: the hold-down, or the budget. */
function restraint(
  judgement: Judgement,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Response | null {
  const { ladder } = memory;
  if (
    ladder.holdDownUntilBootMs !== null &&
    now.bootMs < ladder.holdDownUntilBootMs
  ) {
    return held(
      memory,
      say`holding back for another ${
        formatDuration(ladder.holdDownUntilBootMs - now.bootMs)
      }`,
      ladder.holdDownUntilBootMs,
    );
  }
  if (
    ladder.attempt >= FORCE_CLEAN_ATTEMPT &&
    ladder.holdDownUntilBootMs === null &&
    // What the guard itself left stopped is started before it holds back.
    judgement.rule !== "own-clean-unfinished"
  ) {
    return enterHoldDown(judgement, memory, now, policy);
  }
  const limit = budgetLimit(memory.recoveries, now, policy);
  if (limit !== null) {
    const note = say`no attempt before ${
      formatDuration(limit.untilBootMs - now.bootMs)
    } have passed: ${limit.why}`;
    const known = memory.why.includes(limit.why);
    return {
      ...held(memory, note, limit.untilBootMs),
      events: known ? [] : [{
        level: "error",
        event: "budget",
        sentence: say`${judgement.why}; ${note}`,
        facts: { verdict: judgement.verdict, reason: judgement.reason },
      }],
    };
  }
  return null;
}

function jittered(ms: number, jitter: number, random: number): number {
  return Math.round(ms * (1 - jitter * random));
}

/** For people: what attempt number n is. */
export function describeAttempt(attempt: number): string {
  return attempt < FORCE_CLEAN_ATTEMPT
    ? say`restart ${attempt} of ${FORCE_CLEAN_ATTEMPT - 1}`
    : say`force clean`;
}

function enterHoldDown(
  judgement: Judgement,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Response {
  const { holdDowns } = memory.ladder;
  const lengthMs = policy.holdDownMs[holdDowns] ?? policy.holdDownMs.at(-1) ??
    30 * 60_000;
  const untilBootMs = now.bootMs + lengthMs;
  const note =
    say`${memory.ladder.attempt} attempts did not help: holding back for ${
      formatDuration(lengthMs)
    }, then one more try`;
  return {
    actions: [],
    events: [{
      level: "error",
      event: "hold-down",
      sentence: say`${judgement.why}; ${note}`,
      facts: { verdict: judgement.verdict, reason: judgement.reason, lengthMs },
    }],
    memory: {
      ...memory,
      ladder: {
        ...memory.ladder,
        holdDownUntilBootMs: untilBootMs,
        holdDowns: holdDowns + 1,
      },
    },
    note,
    nextAttemptBootMs: untilBootMs,
  };
}

function act(
  judgement: Judgement,
  observation: Observation,
  memory: Memory,
  now: Instant,
  attempt: number,
  unused: Rescue | null,
): Response {
  const orphan = judgement.verdict === "foreign-listener";
  // A unit that has given up is started as well once its port is free.
  const kind =
    attempt >= FORCE_CLEAN_ATTEMPT || orphan && isStopped(observation)
      ? "force-clean"
      : isStopped(observation)
      ? "start"
      : orphan
      ? "clean-orphan"
      : "restart";
  const { incarnation } = observation;
  return {
    actions: [{ kind, attempt }],
    events: [{
      level: "warn",
      event: kind,
      sentence: say`${judgement.why}; attempt ${attempt}: ${
        kind === "restart" ? describeAttempt(attempt) : ACTION_NAMES[kind]
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
      recoveries: [...memory.recoveries, {
        bootMs: now.bootMs,
        unclean: false,
      }],
      failure: {
        countedBootMs: tickStartBootMs(
          memory,
          now,
          observation.confirmation !== null,
        ),
        busyTicks: memory.failure?.busyTicks ?? 0,
      },
      // An orphan is gone or not; there is nothing to be finished.
      rescue: kind === "clean-orphan" ? null : {
        kind,
        step: "begun",
        attempt,
        // Not anew: or guards that die again and again would never stop.
        startedBootMs: unused?.startedBootMs ?? now.bootMs,
        incarnation,
        invocationId: observation.unit?.invocationId ?? "",
      },
    },
    note: null,
    nextAttemptBootMs: null,
  };
}

/** There is nothing to restart: the unit is not running, nor about to. */
function isStopped({ unit }: Observation): boolean {
  return unit?.activeState === "inactive" || unit?.activeState === "failed";
}

const ACTION_NAMES = {
  "force-clean": say`force clean`,
  start: say`reset-failed and start`,
  "clean-orphan": say`ending the orphan`,
} as const;
