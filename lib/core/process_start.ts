/** When a process started, in terms of the clock that file times are in. */

/** What rounding can make of the difference of two clocks, ms. */
const TOLERANCE_MS = 100;

/**
 * The wall clock when a process started. The boot clock tells it exactly, but
 * in terms of today's wall clock; files have the times of the clock as it was.
 * systemd wrote down in whole seconds what the clock showed at the start: where
 * both disagree, the clock has been set since.
 *
 * @param toldMs What systemd wrote down, ms, whole seconds rounded down; null
 * when it does not tell.
 * @param computedMs The wall clock now less the process's age, ms.
 * @returns The latest moment before which a changed file was changed before the
 * start; 0 when that cannot be told: the clock was set back, so a file with an
 * older time may be newer.
 */
export function startedWallMs(
  toldMs: number | null,
  computedMs: number,
): number {
  if (toldMs === null) return computedMs;
  if (computedMs < toldMs - TOLERANCE_MS) return 0;
  return computedMs < toldMs + 1000 + TOLERANCE_MS ? computedMs : toldMs;
}
