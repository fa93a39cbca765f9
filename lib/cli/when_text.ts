/** A moment as people say it: "14:05:30 (3 min ago)", "yesterday 14:05 (20 h ago)". */

import { DAY_MS } from "../base/duration.ts";
import { t } from "../text/speech.ts";
import { formatAge, formatLocalTime } from "./format.ts";

/** Both wall clock ms. */
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
