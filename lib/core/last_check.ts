/** How long ago the last check was, and whether that is too long. */

import type { Instant } from "../base/instant.ts";
import type { Memory } from "./memory.ts";

/** Two checks have been left out, ms: nothing starts the guard any more. */
export const CHECK_OVERDUE_MS = 90_000;

/** A check that is at work for so long, ms, is stopped or stuck. */
export const SLOW_CHECK_MS = 3 * 60_000;

/**
 * The longest a check may take, ms; it ends itself then, and one that cannot is
 * ended by the next. The longest rescue the settings allow (a wait and two ends
 * of processes) takes half of this.
 */
export const MAX_CHECK_MS = 10 * 60_000;

/** One that still lives so long, ms, has had its chance and is ended. */
export const ENDED_AFTER_MS = MAX_CHECK_MS + 60_000;

/**
 * Milliseconds since the last check, on the boot clock if that was in this
 * boot; null when there was none. Negative: the clock was set back.
 */
export function lastCheckAgeMs(
  { lastTick, bootId }: Pick<Memory, "lastTick" | "bootId">,
  now: Instant,
): number | null {
  if (lastTick === null) return null;
  return bootId === now.bootId
    ? now.bootMs - lastTick.bootMs
    : now.wallMs - lastTick.wallMs;
}

/**
 * Why no check has come lately although all may be well: one is at work, which
 * may wait for minutes, or the first one since then is still to come.
 */
export type PendingCheck = "at-work" | "installed" | "resumed" | "booted";

/** Milliseconds since what a first check follows; null: never, or not known. */
interface Beginnings {
  readonly installed: number | null;
  /** The end of an emergency stop. */
  readonly resumed: number | null;
  readonly booted: number;
}

/** The last of what a check is still to follow; null: it is overdue. */
export function firstCheckAfter(
  { installed, resumed, booted }: Beginnings,
): Exclude<PendingCheck, "at-work"> | null {
  const isYoung = (ageMs: number | null) =>
    ageMs !== null && ageMs >= 0 && ageMs < CHECK_OVERDUE_MS;
  if (isYoung(resumed)) return "resumed";
  if (isYoung(installed)) return "installed";
  return isYoung(booted) ? "booted" : null;
}

/** Checks do not come any more, or never came. */
export function isOverdue(ageMs: number | null): boolean {
  return ageMs === null || ageMs < 0 || ageMs > CHECK_OVERDUE_MS;
}
