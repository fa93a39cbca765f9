/** How times and sizes look to people. */

export { formatDuration, parseDuration } from "../base/duration.ts";
export { formatLocalTime } from "../base/local_time.ts";
import { formatDuration } from "../base/duration.ts";
import { say } from "../base/say.ts";

/** "just now", "3 min ago", "in 20 min": the larger unit is enough here. */
export function formatAge(thenMs: number, nowMs: number): string {
  const age = nowMs - thenMs;
  if (Math.abs(age) < 1000) return say`just now`;
  const length = formatDuration(Math.abs(age), 1);
  return age < 0 ? say`in ${length}` : say`${length} ago`;
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
