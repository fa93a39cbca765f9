/**
 * Slow is not silent: a gateway that answers well, but only after seconds, check
 * after check. It is told and never acted on.
 */

import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { say } from "../base/say.ts";
import type { GuardEvent } from "./decision.ts";
import { type Memory, noticeDue } from "./memory.ts";
import type { Observation } from "./types.ts";

/** A healthy gateway answers in 1 to 50 ms; from here on people notice, ms. */
const SLOW_MS = 2000;
/** One slow answer may be chance. */
const TOLD_FROM = 3;

const SLOW_ANSWERS = "slow-answers";

/** Only a good answer in good time ends a row of slow ones. */
export function withSlowness({ probe }: Observation, memory: Memory): Memory {
  if (probe?.outcome !== "healthy") return memory;
  const { slow, ...rest } = memory;
  const { latencyMs } = probe;
  return latencyMs < SLOW_MS
    ? rest
    : { ...rest, slow: { checks: (slow?.checks ?? 0) + 1, latencyMs } };
}

/** What to tell of it; null: nothing. */
export function slowText({ slow }: Memory): string | null {
  return slow === undefined || slow.checks < TOLD_FROM
    ? null
    : say`/health is answered well, but only after seconds: ${slow.checks} checks in a row, ${
      formatDuration(slow.latencyMs)
    } the last time; something keeps its event loop busy`;
}

/** Told once a day. */
export function slowAnswers(
  { eventLoop }: Observation,
  memory: Memory,
  now: Instant,
): GuardEvent[] {
  const sentence = slowText(memory);
  if (sentence === null || !noticeDue(memory, SLOW_ANSWERS, now)) return [];
  return [{
    level: "warn",
    event: SLOW_ANSWERS,
    sentence,
    facts: {
      latencyMs: memory.slow?.latencyMs ?? null,
      loopUsed: eventLoop?.utilization ?? null,
      loopDelayMaxMs: eventLoop?.delayMaxMs ?? null,
    },
  }];
}
