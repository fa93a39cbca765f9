/** How times, ages, sizes and lists look to people. */

import { DAY_MS, formatDuration } from "../base/duration.ts";
import { formatLocalTime } from "../base/local_time.ts";
import { say } from "../base/say.ts";
import { t } from "../text/speech.ts";

export { formatDuration, parseDuration } from "../base/duration.ts";
export { formatLocalTime } from "../base/local_time.ts";

/** "just now", "3 min ago", "in 20 min": the larger unit is enough here. */
export function formatAge(thenMs: number, nowMs: number): string {
  const age = nowMs - thenMs;
  if (Math.abs(age) < 1000) return say`just now`;
  const length = formatDuration(Math.abs(age), 1);
  return age < 0 ? say`in ${length}` : say`${length} ago`;
}

/** Those parts of a sentence that there are, as one; false and null: not there. */
export function listed(
  parts: readonly (string | false | null)[],
  separator = t`, `,
): string {
  return parts.filter((part) => typeof part === "string").join(separator);
}

/** "812 B", "3.1 KiB", "50 MiB". */
export function formatBytes(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let value = bytes;
  let unit = 0;
  // 1023.95 would be shown as 1024.0.
  while (value >= 1023.95 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${units[unit]}`;
}

/** A time for machines, e.g. "2026-11-23T01:03:55.000Z". */
export function rfc3339(wallMs: number): string {
  return new Date(wallMs).toISOString();
}

/** The same where there may be none. */
export function timeOrNull(wallMs: number | null): string | null {
  return wallMs === null ? null : rfc3339(wallMs);
}

/** "14:05:30 (3 min ago)", "yesterday 14:05 (20 h ago)"; both wall clock ms. */
export function whenText(thenMs: number, nowMs: number): string {
  return t`${dayAndTime(thenMs, nowMs)} (${formatAge(thenMs, nowMs)})`;
}

/** The same without the age. */
export function dayAndTime(thenMs: number, nowMs: number): string {
  const [date = "", time = ""] = formatLocalTime(thenMs).split(" ");
  const dayOf = (ms: number) => formatLocalTime(ms).slice(0, 10);
  if (date === dayOf(nowMs)) return time;
  const short = time.slice(0, 5);
  // A day is not always 24 hours, but noon minus 24 hours is the day before.
  const noon = new Date(nowMs).setHours(12, 0, 0, 0);
  return date === dayOf(noon - DAY_MS)
    ? t`yesterday ${short}`
    : date === dayOf(noon + DAY_MS)
    ? t`tomorrow ${short}`
    : `${date} ${short}`;
}
