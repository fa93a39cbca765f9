/** Durations as people write and read them. */

import { say } from "./say.ts";

/** A minute, ms. */
export const MINUTE_MS = 60_000;
/** An hour, ms. */
export const HOUR_MS = 3_600_000;
/** A day, ms. */
export const DAY_MS = 86_400_000;

const UNIT_MS = { ms: 1, s: 1000, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** How a duration is written, for messages. */
export const DURATION_FORM =
  say`a whole number and a unit (ms, s, m, h or d) such as "30s" or "2h"`;

/**
 * Reads a duration such as "500ms", "5s", "30m", "1h" or "7d".
 *
 * @returns Milliseconds; null when the text has another form.
 */
export function parseDuration(text: string): number | null {
  const match = /^([0-9]{1,12})(ms|s|m|h|d)$/.exec(text);
  if (match === null) return null;
  return Number(match[1]) * UNIT_MS[match[2] as keyof typeof UNIT_MS];
}

/**
 * The shortest text {@linkcode parseDuration} reads as this many whole
 * milliseconds; one day is "24h", as in the helps.
 */
export function durationText(ms: number): string {
  for (const unit of ["d", "h", "m", "s"] as const) {
    const count = ms / UNIT_MS[unit];
    const least = unit === "d" ? 2 : 1;
    if (count >= least && Number.isInteger(count)) return `${count}${unit}`;
  }
  return `${ms}ms`;
}

/**
 * A duration for people: the two largest units that matter.
 *
 * @param ms Milliseconds; negative counts as 0.
 * @param units With 1 only the largest.
 */
export function formatDuration(ms: number, units: 1 | 2 = 2): string {
  if (ms === Infinity) return say`for ever`;
  if (Math.round(ms) < 1000) return say`${Math.max(0, Math.round(ms))} ms`;
  const seconds = Math.round(ms / 1000);
  const d = Math.floor(seconds / 86_400);
  const h = Math.floor(seconds / 3600) % 24;
  const min = Math.floor(seconds / 60) % 60;
  const s = seconds % 60;
  if (d > 0) return h > 0 && units > 1 ? say`${d} d ${h} h` : say`${d} d`;
  if (h > 0) return min > 0 && units > 1 ? say`${h} h ${min} min` : say`${h} h`;
  if (min > 0) {
    return s > 0 && units > 1 ? say`${min} min ${s} s` : say`${min} min`;
  }
  return say`${s} s`;
}
