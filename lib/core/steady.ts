/** When a check can change nothing: what lets the healthy path skip `decide`. */

import type { Memory } from "./memory.ts";

/**
 * How long the unit, the settings and the rest may go unasked, ms: a changed
 * unit is noticed after this long at the latest, and at the first failure.
 */
export const LOOK_FULLY_AFTER_MS = 10 * 60 * 1000;

/**
 * A longer gap between two checks may be a late one. The shortest `lateTick`
 * the settings allow, so that they need not be read.
 */
export const STEADY_GAP_MS = 45_000;

/**
 * True when `decide`, seeing the same process answer well again in time, would
 * do nothing and remember nothing but that it looked. tests/core/steady_test.ts
 * holds the two against each other.
 */
export function isSteady(memory: Memory): boolean {
  const { ladder, told } = memory;
  return memory.verdict === "healthy" && memory.reason === null &&
    memory.incarnation !== null && memory.served &&
    memory.healthySinceBootMs !== null && memory.failure === null &&
    memory.incident === null && memory.rescue === null &&
    memory.lateGapMs === null && memory.slow === undefined &&
    // There is an end to be told, or an hour to be counted.
    told?.outage === undefined && told?.flapping === undefined &&
    told?.unsent === undefined &&
    ladder.attempt === 0 && ladder.holdDowns === 0 &&
    ladder.holdDownUntilBootMs === null;
}
