/** Local days of any time zone. */

import { DAY_MS, MINUTE_MS } from "../base/duration.ts";
import type { Span } from "./rollup.ts";

/** A stretch of time. */
export type Place = Pick<Span, "fromMs" | "lengthMs">;

/**
 * Gives a function that finds the local day of a moment, wall clock ms. A day
 * has 23 to 25 hours, and its midnight may not exist: so its ends are searched
 * for, not computed.
 */
export function daysOf(zone: string): (ms: number) => Place {
  const format = dateFormat(zone);
  let last: Place = { fromMs: 0, lengthMs: 0 };
  return (ms) => {
    const { fromMs, lengthMs } = last;
    if (ms >= fromMs && ms < fromMs + lengthMs) return last;
    const date = format.format(ms);
    const isSame = (other: number) => format.format(other) === date;
    const begin = firstMs(ms - 2 * DAY_MS, ms, isSame);
    const end = firstMs(ms, ms + 2 * DAY_MS, (other) => !isSame(other));
    last = { fromMs: begin, lengthMs: end - begin };
    return last;
  };
}

function dateFormat(zone: string): Intl.DateTimeFormat {
  const options = {
    year: "numeric",
    month: "numeric",
    day: "numeric",
  } as const;
  try {
    return new Intl.DateTimeFormat("en", { ...options, timeZone: zone });
  } catch {
    // A zone that this version does not know.
    return new Intl.DateTimeFormat("en", { ...options, timeZone: "UTC" });
  }
}

/** The first minute of which something holds; all zones change at whole ones. */
function firstMs(
  beforeMs: number,
  atMs: number,
  holds: (ms: number) => boolean,
): number {
  let no = Math.floor(beforeMs / MINUTE_MS);
  let yes = Math.ceil(atMs / MINUTE_MS);
  while (yes - no > 1) {
    const middle = Math.floor((yes + no) / 2);
    if (holds(middle * MINUTE_MS)) yes = middle;
    else no = middle;
  }
  return yes * MINUTE_MS;
}
