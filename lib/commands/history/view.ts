/** All that a history shows, as plain data: what is rendered is a pure function of it. */

import type { Language } from "../../base/language.ts";
import { DAY_MS } from "../../base/duration.ts";
import {
  type Day,
  dayGrid,
  type Level,
  sumOfDays,
} from "../../core/day_grid.ts";
import type { Past, PastIncident } from "../../core/past_incidents.ts";
import type { Rollups } from "../../core/rollup.ts";
import type { Reason, Verdict } from "../../core/types.ts";
import { type Sum, sumOf } from "../../core/uptime.ts";
import { exitCodeOf } from "../../cli/exit_code.ts";

/** One gateway. */
export interface ProfileHistory {
  readonly profile: string;
  /** What the last check found; null: there was none. */
  readonly verdict: Verdict | null;
  readonly reason: Reason | null;
  /** Since when, wall clock ms; null: not known. */
  readonly sinceMs: number | null;
  /** Wall clock ms; null: there was none. */
  readonly lastCheckMs: number | null;
  /** Whether checks come; null: it cannot be told yet. */
  readonly checking: boolean | null;
  readonly rollups: Rollups;
  readonly past: Past;
}

export interface HistoryView {
  readonly host: string;
  /** Of the guard. */
  readonly version: string;
  readonly language: Language;
  /** Wall clock ms. */
  readonly nowMs: number;
  /** How many days are shown. */
  readonly days: number;
  /** The page is written anew by the checks. */
  readonly kept: boolean;
  readonly profiles: readonly ProfileHistory[];
}

/** How it is, in one word for programs and for colours. */
export type Mood = "ok" | "warn" | "crit" | "planned" | "none";

/** A gateway that nobody checks is not well, whatever was found last. */
export function moodOf(
  { verdict, checking }: Pick<ProfileHistory, "verdict" | "checking">,
): Mood {
  if (verdict === null || checking === false) return "none";
  if (verdict === "maintenance" || verdict === "stopped") return "planned";
  return (["ok", "warn", "crit"] as const)[exitCodeOf(verdict)] ?? "none";
}

/** The gravest first. */
const GRAVEST: readonly Mood[] = ["crit", "none", "warn", "planned", "ok"];

export function worstFirst(
  profiles: readonly ProfileHistory[],
): readonly ProfileHistory[] {
  const rank = (history: ProfileHistory) => GRAVEST.indexOf(moodOf(history));
  return profiles.toSorted((one, other) => rank(one) - rank(other));
}

export const LEVEL_MOODS: Readonly<Record<Level, Mood>> = {
  "not-watched": "none",
  "unknown": "none",
  "planned": "planned",
  "well": "ok",
  "short": "warn",
  "medium": "warn",
  "long": "crit",
};

/** A stretch of time that ends now. */
export interface Window {
  /** Null: the last 24 hours. */
  readonly days: number | null;
  readonly sum: Sum;
}

/** What is shown of one gateway, worked out. */
export interface Shown {
  /** Oldest first. */
  readonly days: readonly Day[];
  /** The shortest first: the last 24 hours. */
  readonly windows: readonly [Window, ...Window[]];
  /** Newest first. */
  readonly incidents: readonly PastIncident[];
  /** Newest first. */
  readonly planned: Past["planned"];
}

export function shownOf(
  { rollups, past }: ProfileHistory,
  { nowMs, days: count }: Pick<HistoryView, "nowMs" | "days">,
): Shown {
  const days = dayGrid(rollups.days, nowMs, count);
  const last24 = rollups.minutes.filter(({ fromMs }) =>
    fromMs > nowMs - DAY_MS && fromMs <= nowMs
  );
  const lengths = new Set(
    [7, 30, 90, count].filter((length) => length <= count && length > 1),
  );
  const fromMs = Date.parse(`${days[0]?.date}T00:00:00`);
  const recent = <T extends { readonly endedMs: number | null }>(
    all: readonly T[],
  ) =>
    all.filter(({ endedMs }) => endedMs === null || endedMs >= fromMs)
      .toReversed();
  return {
    days,
    windows: [
      { days: null, sum: sumOf(last24, DAY_MS) },
      ...[...lengths].map((length) => ({
        days: length,
        sum: sumOfDays(days.slice(-length)),
      })),
    ],
    incidents: recent(past.incidents),
    planned: recent(past.planned),
  };
}
