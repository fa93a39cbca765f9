/** What is drawn on the page: a bar for each day, a line of answer times. */

import { DAY_MS } from "../../base/duration.ts";
import type { Day, Level } from "../../core/day_grid.ts";
import type { Span } from "../../core/rollup.ts";
import { answerSlots } from "../../core/time_slots.ts";
import { type Html, markup } from "./markup.ts";
import type { Mood } from "./view.ts";
import { dayText, levelText } from "./words.ts";

/** Height and colour tell the same: who cannot see one sees the other. */
const BARS: Readonly<Record<Level, readonly [height: number, mood: Mood]>> = {
  "not-watched": [6, "none"],
  "unknown": [12, "none"],
  "planned": [16, "planned"],
  "well": [24, "ok"],
  "short": [30, "warn"],
  "medium": [35, "warn"],
  "long": [40, "crit"],
};
const LEVELS = Object.keys(BARS) as Level[];

const WIDTH = 720;
const ROW = 40;
const GAP = 8;
/** Days in a row; 400 in one could not be told apart. */
const ROW_DAYS = 100;

/**
 * A bar for each day.
 *
 * @param heading Id of what names it.
 * @param described Id for what describes it.
 */
export function barsSvg(
  days: readonly Day[],
  heading: string,
  described: string,
  description: string,
): Html {
  const perRow = Math.min(ROW_DAYS, Math.max(days.length, 1));
  const rows = Math.ceil(days.length / perRow);
  const step = WIDTH / perRow;
  const height = rows * (ROW + GAP) - GAP;
  const bars = days.map((day, index) => {
    const [tall, mood] = BARS[day.level];
    const hollow = day.partly && day.level !== "not-watched";
    const bottom = Math.floor(index / perRow) * (ROW + GAP) + ROW;
    const x = rounded(index % perRow * step);
    return markup`<rect class="${hollow ? `${mood} part` : mood}" x="${x}" y="${
      bottom - tall + (hollow ? 1 : 0)
    }" width="${rounded(step * 0.75)}" height="${
      hollow ? tall - 1 : tall
    }"><title>${day.date}: ${dayText(day)}</title></rect>`;
  });
  return markup`<svg class="bars" viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none" style="height:${
    rounded(height / 12)
  }rem" role="img" aria-labelledby="${heading} ${described}"><desc id="${described}">${description}</desc>${bars}</svg>`;
}

/** What the bars mean that are there, as items of a list. */
export function legend(days: readonly Day[]): Html[] {
  return LEVELS.filter((level) => days.some((day) => day.level === level))
    .toReversed().map((level) => {
      const [tall, mood] = BARS[level];
      return markup`<li><svg viewBox="0 0 8 40" preserveAspectRatio="none" aria-hidden="true"><rect class="${mood}" y="${
        ROW - tall
      }" width="8" height="${tall}"/></svg>${levelText(level)}</li>`;
    });
}

const TALL = 80;
/** A worst answer of so many times the middle one would flatten all others. */
const LOG_FROM = 20;

/** The line, and how its height is to be read. */
export interface Line {
  readonly svg: Html;
  readonly mostMs: number;
  readonly logarithmic: boolean;
}

/**
 * Answer times of the last 24 hours, from 0 upwards; gaps where none came.
 *
 * @param count Of slots, each is a point.
 * @returns null when there is none at all.
 */
export function answersSvg(
  minutes: readonly Span[],
  nowMs: number,
  heading: string,
  described: string,
  description: string,
  count: number,
): Line | null {
  const slots = answerSlots(minutes, {
    fromMs: nowMs - DAY_MS,
    toMs: nowMs,
    count,
  });
  const known = slots.filter((slot) => slot !== null)
    .toSorted((one, other) => one - other);
  const mostMs = known.at(-1);
  if (mostMs === undefined) return null;
  const middle = known[Math.floor(known.length / 2)] ?? 0;
  const logarithmic = mostMs > LOG_FROM * Math.max(middle, 1);
  const share = (ms: number) =>
    logarithmic
      ? Math.log1p(ms) / Math.log1p(mostMs)
      : ms / Math.max(mostMs, 1e-9);
  let path = "";
  let drawing = false;
  for (const [index, slot] of slots.entries()) {
    if (slot === null) {
      drawing = false;
      continue;
    }
    const point = `${rounded((index + 0.5) * WIDTH / count)} ${
      rounded(TALL - share(slot) * (TALL - 4))
    }`;
    // One that stands alone is a dot: the ends of a line are round.
    path += drawing
      ? `L${point}`
      : slots[index + 1] == null
      ? `M${point}h.1`
      : `M${point}`;
    drawing = true;
  }
  return {
    mostMs,
    logarithmic,
    svg:
      markup`<svg class="line" viewBox="0 0 ${WIDTH} ${TALL}" preserveAspectRatio="none" role="img" aria-labelledby="${heading} ${described}"><desc id="${described}">${description}</desc><path class="grid" d="M0 4H${WIDTH}M0 42H${WIDTH}"/><path d="${path}"/></svg>`,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
