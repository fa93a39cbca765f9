/** Every day of the last weeks, watched or not, and how bad it was. */

import { formatLocalTime } from "../base/local_time.ts";
import type { Span } from "./rollup.ts";
import { type Sum, sumOf } from "./uptime.ts";

/** How bad a day was, by all its outages together. */
export type Level =
  | "not-watched"
  /** Watched, but it could mostly not be told how it was. */
  | "unknown"
  /** Mostly maintenance, or stopped by a person. */
  | "planned"
  | "well"
  /** Out of service for a minute at most. */
  | "short"
  /** … for 15 minutes at most. */
  | "medium"
  | "long";

/** A local day. */
export interface Day {
  /** "2026-11-28". */
  readonly date: string;
  readonly sum: Sum;
  readonly level: Level;
  /** Less than half of it was watched. */
  readonly partly: boolean;
}

/** Limits of the levels, ms. */
const SHORT_MS = 60_000;
const MEDIUM_MS = 15 * 60_000;

/**
 * @param days Of the rollups, in any order.
 * @param nowMs Wall clock ms.
 * @returns So many days, the last one is today; oldest first.
 */
export function dayGrid(
  days: readonly Span[],
  nowMs: number,
  count: number,
): Day[] {
  const byDate = new Map<string, Span[]>();
  for (const span of days) {
    // Its middle is on the same day, whatever has become of the zone since.
    const date = dateOf(span.fromMs + span.lengthMs / 2);
    byDate.set(date, [...byDate.get(date) ?? [], span]);
  }
  const today = new Date(nowMs);
  const midnight = (back: number) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() - back)
      .getTime();
  return Array.from({ length: count }, (_, index) => {
    const back = count - 1 - index;
    const fromMs = midnight(back);
    const date = dateOf(fromMs);
    const sum = sumOf(
      byDate.get(date) ?? [],
      Math.min(midnight(back - 1), nowMs) - fromMs,
    );
    return {
      date,
      sum,
      level: levelOf(sum),
      partly: sum.watchedMs < sum.elapsedMs / 2,
    };
  });
}

function dateOf(wallMs: number): string {
  return formatLocalTime(wallMs).slice(0, 10);
}

function levelOf(
  { watchedMs, outageMs, outages, plannedMs, unknownMs }: Sum,
): Level {
  if (outageMs > 0 || outages > 0) {
    return outageMs <= SHORT_MS
      ? "short"
      : outageMs <= MEDIUM_MS
      ? "medium"
      : "long";
  }
  if (watchedMs <= 0) return "not-watched";
  if (plannedMs >= watchedMs / 2) return "planned";
  return unknownMs >= watchedMs / 2 ? "unknown" : "well";
}

/** Days added up. */
export function sumOfDays(days: readonly Day[]): Sum {
  const elapsedMs = days.reduce((all, { sum }) => all + sum.elapsedMs, 0);
  return sumOf(
    days.map(({ sum }) => ({ ...sum, fromMs: 0, lengthMs: sum.elapsedMs })),
    elapsedMs,
  );
}
