/** The parts of the page but for its lists: sums, bars, answer times, restarts. */

import { DAY_MS, formatDuration } from "../../base/duration.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { type Day } from "../../core/day_grid.ts";
import { STARTERS } from "../../core/rollup.ts";
import { uptimeText, watchedText } from "../../core/uptime.ts";
import { t } from "../../text/speech.ts";
import { type Html, markup, NOTHING } from "./markup.ts";
import { answersSvg, barsSvg, legend } from "./plots.ts";
import { type Mood, type ProfileHistory, type Shown } from "./view.ts";
import {
  answersText,
  daysText,
  dayText,
  outagesText,
  starterText,
  windowText,
} from "./words.ts";

/** Points of a line of answer times: every 5 minutes, of several every 10. */
const POINTS = 288;
const POINTS_OF_SEVERAL = 144;

/** A sign beside every colour. */
const SIGNS: Readonly<Record<Mood, string>> = {
  ok: "✔",
  warn: "!",
  crit: "✖",
  planned: "‖",
  none: "?",
};

/** How the parts of a page are told apart, and how long its lists may be. */
export interface Place {
  /** Of all ids in the section; "" where it is the only one. */
  readonly prefix: string;
  readonly rows: number;
}

/** A heading of a part, with the id it is found by. */
export type Heading = (text: string, id: string) => Html;

/** A sign beside every colour; the words tell the same. */
export function sign(mood: Mood): Html {
  return markup`<span class="${mood}"><span class="sg" aria-hidden="true">${
    SIGNS[mood]
  }</span></span>`;
}

/** Uptime and outages, a box for each stretch of time. */
export function tiles({ windows }: Shown): Html {
  return markup`<dl class="tiles">${
    windows.map((window) => {
      const { sum } = window;
      return markup`<div><dt>${windowText(window)}</dt><dd><span class="big">${
        uptimeText(sum)
      }</span></dd><dd class="sm">${outagesText(sum)}</dd>${
        sum.worstOutageMs > 0
          ? markup`<dd class="mu sm">${t`longest ${
            formatDuration(sum.worstOutageMs)
          }`}</dd>`
          : NOTHING
      }<dd class="mu sm">${t`watched: ${watchedText(sum)}`}</dd></div>`;
    })
  }</dl>`;
}

/** A bar for each day, and the days that were not plainly well. */
export function bars(
  { days }: Shown,
  { prefix, rows }: Place,
  heading: Heading,
): Html {
  const told = days.filter(({ level, partly }) => level !== "well" || partly)
    .filter(({ level }) => level !== "not-watched").toReversed();
  return markup`${
    heading(
      days.length === 1 ? t`Today` : t`The last ${days.length} days`,
      "days",
    )
  }${
    barsSvg(days, `${prefix}days`, `${prefix}dd`, daysText(days))
  }<p class="ends"><span>${days[0]?.date ?? ""}</span><span>${
    days.at(-1)?.date ?? ""
  }</span></p><ul class="key">${legend(days)}${
    days.some(({ level, partly }) => partly && level !== "not-watched")
      ? markup`<li>${t`an outline: watched for less than half of the day`}</li>`
      : NOTHING
  }</ul>${told.length === 0 ? NOTHING : dayTable(told, rows)}`;
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

/** How many more there are than are shown. */
export function more(count: number): Html {
  return count <= 0
    ? NOTHING
    : markup`<p class="mu sm">${t`and ${count} more`}</p>`;
}

/** How fast it answered in the last 24 hours; nothing where nobody asked. */
export function answers(
  { rollups }: ProfileHistory,
  { windows }: Shown,
  nowMs: number,
  { prefix }: Place,
  heading: Heading,
): Html {
  const text = windows[0] === undefined ? null : answersText(windows[0].sum);
  const line = answersSvg(
    rollups.minutes,
    nowMs,
    `${prefix}answers`,
    `${prefix}ad`,
    text ?? "",
    prefix === "" ? POINTS : POINTS_OF_SEVERAL,
  );
  if (line === null || text === null) return NOTHING;
  const most = formatDuration(line.mostMs);
  const ago = formatLocalTime(nowMs - DAY_MS).slice(0, 16);
  return markup`${
    heading(t`Answer time, 24 h`, "answers")
  }${line.svg}<p class="ends"><span>${ago}</span><span>${
    line.logarithmic
      ? t`height: 0 to ${most}, logarithmic`
      : t`height: 0 to ${most}`
  }</span></p><p class="mu sm">${text}</p>`;
}

/** Who started it anew, and how often. */
export function restarts({ windows }: Shown, heading: Heading): Html {
  if (windows.every(({ sum }) => sum.watchedMs === 0)) return NOTHING;
  const rows: [string, (sum: Shown["windows"][number]["sum"]) => number][] = [
    ...STARTERS.map((who): typeof rows[number] => [
      starterText(who),
      (sum) => sum.starts[who],
    ]),
    [t`cleaned by force`, (sum) => sum.forceCleans],
    [t`config rolled back`, (sum) => sum.rollbacks],
  ];
  return markup`${
    heading(t`Restarts`, "restarts")
  }<table><thead><tr><th scope="col">${t`By whom`}</th>${
    windows.map((window) =>
      markup`<th scope="col" class="n">${windowText(window)}</th>`
    )
  }</tr></thead><tbody>${
    rows.map(([label, of]) =>
      markup`<tr><th scope="row">${label}</th>${
        windows.map(({ sum }) => markup`<td class="n">${of(sum)}</td>`)
      }</tr>`
    )
  }</tbody></table>`;
}
