/** What is drawn on the page, with what belongs to it: the bars of days, the line of answer times. */

import { DAY_MS, formatDuration } from "../../base/duration.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import type { Day, Level } from "../../core/day_grid.ts";
import { answerSlots } from "../../core/time_slots.ts";
import { uptimeText } from "../../core/uptime.ts";
import { t } from "../../text/speech.ts";
import { type Html, markup, NOTHING } from "./markup.ts";
import { heading, more, type Section } from "./page_parts.ts";
import { LEVEL_MOODS } from "./view.ts";
import { answersText, daysText, dayText, levelText } from "./words.ts";

const WIDTH = 720;

/** Height and colour tell the same: who cannot see one sees the other. */
const HEIGHTS: Readonly<Record<Level, number>> = {
  "not-watched": 6,
  "unknown": 12,
  "planned": 16,
  "well": 24,
  "short": 30,
  "medium": 35,
  "long": 40,
};
const ROW = 40;
const GAP = 8;
/** Days in a row; 400 in one could not be told apart. */
const ROW_DAYS = 100;

/** A bar for each day, and the days that were not plainly well. */
export function bars(section: Section): Html {
  const { days, prefix, rows } = section;
  const told = days.filter(({ level, partly }) => level !== "well" || partly)
    .filter(({ level }) => level !== "not-watched").toReversed();
  return markup`${
    heading(
      section,
      days.length === 1 ? t`Today` : t`The last ${days.length} days`,
      "days",
    )
  }${barsSvg(days, `${prefix}days`)}<p class="ends"><span>${
    days[0]?.date ?? ""
  }</span><span>${days.at(-1)?.date ?? ""}</span></p><ul class="key">${
    legend(days)
  }${
    days.some(isHollow)
      ? markup`<li>${t`an outline: watched for less than half of the day`}</li>`
      : NOTHING
  }</ul>${told.length === 0 ? NOTHING : dayTable(told, rows)}`;
}

function isHollow({ partly, level }: Day): boolean {
  return partly && level !== "not-watched";
}

function barsSvg(days: readonly Day[], id: string): Html {
  const perRow = Math.min(ROW_DAYS, Math.max(days.length, 1));
  const rows = Math.ceil(days.length / perRow);
  const step = WIDTH / perRow;
  const height = rows * (ROW + GAP) - GAP;
  const rects = days.map((day, index) => {
    const mood = LEVEL_MOODS[day.level];
    const hollow = isHollow(day);
    const tall = HEIGHTS[day.level] - (hollow ? 1 : 0);
    const bottom = Math.floor(index / perRow) * (ROW + GAP) + ROW;
    const x = rounded(index % perRow * step);
    return markup`<rect class="${hollow ? `${mood} part` : mood}" x="${x}" y="${
      bottom - tall
    }" width="${rounded(step * 0.75)}" height="${tall}"><title>${day.date}: ${
      dayText(day)
    }</title></rect>`;
  });
  return markup`<svg class="bars" viewBox="0 0 ${WIDTH} ${height}" preserveAspectRatio="none" style="height:${
    rounded(height / 12)
  }rem" role="img" aria-labelledby="${id} ${id}-text"><desc id="${id}-text">${
    daysText(days)
  }</desc>${rects}</svg>`;
}

/** What the bars mean that are there, as items of a list. */
function legend(days: readonly Day[]): Html[] {
  return (Object.keys(HEIGHTS) as Level[])
    .filter((level) => days.some((day) => day.level === level))
    .toReversed().map((level) => {
      const tall = HEIGHTS[level];
      return markup`<li><svg viewBox="0 0 8 40" preserveAspectRatio="none" aria-hidden="true"><rect class="${
        LEVEL_MOODS[level]
      }" y="${ROW - tall}" width="8" height="${tall}"/></svg>${
        levelText(level)
      }</li>`;
    });
}

/** The days that are not plainly well. */
function dayTable(days: readonly Day[], rows: number): Html {
  return markup`<details><summary>${t`Days that were not plainly well: ${days.length}`}</summary><table><thead><tr><th scope="col">${t`Day`}</th><th scope="col">${t`What`}</th><th scope="col" class="n">${t`Uptime`}</th></tr></thead><tbody>${
    days.slice(0, rows).map((day) =>
      markup`<tr><th scope="row"><time>${day.date}</time></th><td>${
        dayText(day)
      }</td><td class="n nw">${uptimeText(day.sum)}</td></tr>`
    )
  }</tbody></table>${more(days.length - rows)}</details>`;
}

/** Points of a line of answer times: every 5 minutes, of several every 10. */
const POINTS = 288;
const POINTS_OF_SEVERAL = 144;
const TALL = 80;
/** A worst answer of so many times the middle one would flatten all others. */
const LOG_FROM = 20;

/** How fast it answered in the last 24 hours; nothing where nobody asked. */
export function answers(section: Section): Html {
  const { minutes, windows, nowMs, prefix } = section;
  const fromMs = nowMs - DAY_MS;
  const count = prefix === "" ? POINTS : POINTS_OF_SEVERAL;
  const slots = answerSlots(minutes, { fromMs, toMs: nowMs, count });
  const known = slots.filter((slot) => slot !== null)
    .toSorted((one, other) => one - other);
  const mostMs = known.at(-1);
  const text = answersText(windows[0].sum);
  if (mostMs === undefined || text === null) return NOTHING;
  const middle = known[Math.floor(known.length / 2)] ?? 0;
  const logarithmic = mostMs > LOG_FROM * Math.max(middle, 1);
  const share = (ms: number) =>
    logarithmic
      ? Math.log1p(ms) / Math.log1p(mostMs)
      : ms / Math.max(mostMs, 1e-9);
  const path = linePath(
    slots.map((slot) => slot === null ? null : share(slot)),
  );
  const id = `${prefix}answers`;
  const most = formatDuration(mostMs);
  return markup`${
    heading(section, t`Answer time, 24 h`, "answers")
  }<svg class="line" viewBox="0 0 ${WIDTH} ${TALL}" preserveAspectRatio="none" role="img" aria-labelledby="${id} ${id}-text"><desc id="${id}-text">${text}</desc><path class="grid" d="M0 4H${WIDTH}M0 42H${WIDTH}"/><path d="${path}"/></svg><p class="ends"><span>${
    formatLocalTime(fromMs).slice(0, 16)
  }</span><span>${
    logarithmic ? t`height: 0 to ${most}, logarithmic` : t`height: 0 to ${most}`
  }</span></p><p class="mu sm">${text}</p>`;
}

/** @param shares Of the height, from 0 to 1; null: a gap. */
function linePath(shares: readonly (number | null)[]): string {
  let path = "";
  let open = false;
  for (const [index, share] of shares.entries()) {
    if (share === null) {
      open = false;
      continue;
    }
    const point = `${rounded((index + 0.5) * WIDTH / shares.length)} ${
      rounded(TALL - share * (TALL - 4))
    }`;
    // One that stands alone is a dot: the ends of a line are round.
    path += open
      ? `L${point}`
      : shares[index + 1] == null
      ? `M${point}h.1`
      : `M${point}`;
    open = true;
  }
  return path;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
