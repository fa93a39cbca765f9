/** What all parts of the page share, and those without a list or a drawing. */

import { formatDuration } from "../../base/duration.ts";
import { type Span, STARTERS } from "../../core/rollup.ts";
import { type Sum, uptimeText, watchedText } from "../../core/uptime.ts";
import { t } from "../../text/speech.ts";
import { type Html, markup, NOTHING } from "./markup.ts";
import type { HistoryView, Mood, Shown } from "./view.ts";
import { outagesText, starterText, windowText } from "./words.ts";

/** What the page has of one gateway. */
export interface Section
  extends Shown, Pick<HistoryView, "nowMs" | "language"> {
  readonly profile: string;
  /** Of the last 24 hours. */
  readonly minutes: readonly Span[];
  /** Of all ids in it; "" where it is the only one. */
  readonly prefix: string;
  /** How long its lists may be. */
  readonly rows: number;
}

/** A heading of a part, with the id it is found by. */
export function heading({ prefix }: Section, text: string, id: string): Html {
  return prefix === ""
    ? markup`<h2 id="${id}">${text}</h2>`
    : markup`<h3 id="${prefix}${id}">${text}</h3>`;
}

const SIGNS: Readonly<Record<Mood, string>> = {
  ok: "✔",
  warn: "!",
  crit: "✖",
  planned: "‖",
  none: "?",
};

/** A sign beside every colour; the words tell the same. */
export function sign(mood: Mood): Html {
  return markup`<span class="${mood}"><span class="sg" aria-hidden="true">${
    SIGNS[mood]
  }</span></span>`;
}

/** How many more there are than are shown. */
export function more(count: number): Html {
  return count <= 0
    ? NOTHING
    : markup`<p class="mu sm">${t`and ${count} more`}</p>`;
}

/** Uptime and outages, a box for each stretch of time. */
export function tiles({ windows }: Section): Html {
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

/** Who started it anew, and how often. */
export function restarts(section: Section): Html {
  const { windows } = section;
  if (windows.every(({ sum }) => sum.watchedMs === 0)) return NOTHING;
  const rows: [string, (sum: Sum) => number][] = [
    ...STARTERS.map((who): typeof rows[number] => [
      starterText(who),
      (sum) => sum.starts[who],
    ]),
    [t`cleaned by force`, (sum) => sum.forceCleans],
    [t`config rolled back`, (sum) => sum.rollbacks],
  ];
  return markup`${
    heading(section, t`Restarts`, "restarts")
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
