/** How long ago the last check was, and whether that is too long. */

import type { Instant } from "./instant.ts";
import type { Memory } from "./memory.ts";

/** Two checks have been left out, ms: nothing starts the guard any more. */
export const CHECK_OVERDUE_MS = 90_000;

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

/** Checks do not come any more, or never came. */
export function isOverdue(ageMs: number | null): boolean {
  return ageMs === null || ageMs < 0 || ageMs > CHECK_OVERDUE_MS;
}
