/** The bars of days in the terminal, and its colours. */

import { displayWidth } from "../../base/width.ts";
import type { Day, Level } from "../../core/day_grid.ts";
import { LEVEL_MOODS, type Mood } from "./view.ts";
import { levelText } from "./words.ts";

/** How the lines are to look. */
export interface HistoryLook {
  readonly colour: boolean;
  /** More than ASCII can be drawn. */
  readonly utf8: boolean;
  /** Columns of the terminal; Infinity: lines are not broken. */
  readonly columns: number;
}

/** Every level has a sign of its own: colour only adds to it. */
const BARS: Readonly<Record<Level, readonly [utf8: string, ascii: string]>> = {
  "not-watched": ["·", "."],
  "unknown": ["?", "?"],
  "planned": ["▂", "p"],
  "well": ["▄", "-"],
  "short": ["▅", "+"],
  "medium": ["▆", "*"],
  "long": ["█", "#"],
};
const COLOURS: Readonly<Record<Mood, string | null>> = {
  ok: "\x1b[32m",
  warn: "\x1b[33m",
  crit: "\x1b[31m",
  planned: "\x1b[34m",
  none: null,
};
/** Days in one row of bars. */
const ROW_DAYS = 30;

/** A row for each 30 days, with the date of its first. */
export function barLines(days: readonly Day[], look: HistoryLook): string[] {
  const perRow = Math.max(7, Math.min(ROW_DAYS, look.columns - 14));
  const lines: string[] = [];
  for (let at = 0; at < days.length; at += perRow) {
    const row = days.slice(at, at + perRow);
    lines.push(`${row[0]?.date}  ${runs(row, look)}`);
  }
  return lines;
}

/** A colour for each run of the same, not for each bar. */
function runs(days: readonly Day[], look: HistoryLook): string {
  let text = "";
  let run = "";
  for (const [at, { level }] of days.entries()) {
    run += barOf(level, look);
    const mood = LEVEL_MOODS[level];
    const next = days[at + 1];
    if (next !== undefined && LEVEL_MOODS[next.level] === mood) continue;
    text += painted(run, mood, look);
    run = "";
  }
  return text;
}

function barOf(level: Level, { utf8 }: HistoryLook): string {
  return BARS[level][utf8 ? 0 : 1];
}

/** What the signs mean that are there; none is parted from its meaning. */
export function legendLines(days: readonly Day[], look: HistoryLook): string[] {
  const levels = (Object.keys(BARS) as Level[]).toReversed();
  const lines: string[] = [];
  for (const level of levels) {
    if (!days.some((day) => day.level === level)) continue;
    const item = `${barOf(level, look)} ${levelText(level)}`;
    const longer = `${lines.at(-1) ?? ""}  ${item}`;
    if (lines.length > 0 && displayWidth(longer) <= look.columns - 2) {
      lines[lines.length - 1] = longer;
    } else lines.push(item);
  }
  return lines;
}

/** In the colour of a mood, where there are colours. */
export function painted(
  text: string,
  mood: Mood,
  { colour }: HistoryLook,
): string {
  const code = COLOURS[mood];
  return colour && code !== null ? `${code}${text}\x1b[0m` : text;
}
