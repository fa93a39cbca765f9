/**
 * How much the guard may do in a window of time. Restarts can be what keeps an
 * outage going (openclaw#71127), and three unclean boots within five minutes
 * make OpenClaw itself suppress every channel (openclaw#133820).
 */

import { DAY_MS, HOUR_MS } from "../base/duration.ts";
import { say } from "../base/say.ts";
import type { Instant } from "../base/instant.ts";
import type { Memory, Recovery } from "./memory.ts";
import type { Policy } from "./policy.ts";

/** What limits the guard right now. */
interface BudgetLimit {
  /** Boot clock ms when it ends. */
  readonly untilBootMs: number;
  /** Restarts within an hour or a day, or kills. */
  readonly kind: "hour" | "day" | "kills";
  /** For people: what was used up. */
  readonly why: string;
}

/** The limit that ends last, or null when the guard may act. */
export function budgetLimit(
  recoveries: readonly Recovery[],
  now: Instant,
  policy: Policy,
): BudgetLimit | null {
  const limits = [
    windowLimit(
      "hour",
      recoveries,
      policy.maxRestartsPerHour,
      HOUR_MS,
      now,
      (used, most) => say`${used} restarts within an hour (limit ${most})`,
    ),
    windowLimit(
      "day",
      recoveries,
      policy.maxRestartsPerDay,
      DAY_MS,
      now,
      (used, most) => say`${used} restarts within a day (limit ${most})`,
    ),
    killLimit(recoveries, now, policy),
  ].filter((limit) => limit !== null);
  return limits.sort((one, other) => other.untilBootMs - one.untilBootMs)[0] ??
    null;
}

/**
 * The limit for unclean ends alone, or null. Asked before an attempt, which may
 * come to a kill, and again before each kill: an attempt that is carried on with
 * may have been planned long before.
 */
function killLimit(
  recoveries: readonly Recovery[],
  now: Instant,
  policy: Policy,
): BudgetLimit | null {
  return windowLimit(
    "kills",
    recoveries.filter((recovery) => recovery.unclean),
    policy.maxUncleanKills,
    policy.uncleanWindowMs,
    now,
    (used, most) =>
      say`${used} kills within the window of OpenClaw's crash-loop breaker (limit ${most})`,
  );
}

/**
 * What forbids the newest recovery a kill, or null. All its kills are one unclean
 * end to OpenClaw, which counts the starts after them: main process, orphan and
 * leftovers of one force clean come before one start.
 */
export function killForbidden(
  recoveries: readonly Recovery[],
  now: Instant,
  policy: Policy,
): BudgetLimit | null {
  return recoveries.at(-1)?.unclean === true
    ? null
    : killLimit(recoveries, now, policy);
}

/**
 * The newest recovery needed a kill; written down before the kill is sent. It
 * counts from the kill on, which may come a tick after the attempt.
 */
export function withUncleanKill(memory: Memory, now: Instant): Memory {
  return {
    ...memory,
    recoveries: [
      ...memory.recoveries.slice(0, -1),
      { bootMs: now.bootMs, unclean: true },
    ],
  };
}

function windowLimit(
  kind: BudgetLimit["kind"],
  recoveries: readonly Recovery[],
  most: number,
  windowMs: number,
  now: Instant,
  why: (used: number, most: number) => string,
): BudgetLimit | null {
  const within = recoveries.filter((recovery) =>
    now.bootMs - recovery.bootMs < windowMs
  );
  // The one whose leaving the window makes room for one more.
  const blocking = within.at(-most);
  if (within.length < most || blocking === undefined) return null;
  return {
    untilBootMs: blocking.bootMs + windowMs,
    kind,
    why: why(within.length, most),
  };
}
