/**
 * The page: one file, no script, nothing from outside. The same history makes
 * the same bytes.
 */

import { formatLocalTime, localTimestamp } from "../../base/local_time.ts";
import { maskSecrets } from "../../base/mask.ts";
import { rfc3339 } from "../../cli/format.ts";
import { uptimeText } from "../../core/uptime.ts";
import { t } from "../../text/speech.ts";
import { type Html, markup, NOTHING } from "./markup.ts";
import { incidents, planned } from "./page_incidents.ts";
import { restarts, type Section, sign, tiles } from "./page_parts.ts";
import { STYLE } from "./page_style.ts";
import { answers, bars } from "./plots.ts";
import {
  type HistoryView,
  moodOf,
  type ProfileHistory,
  shownOf,
  worstFirst,
} from "./view.ts";
import { headline, problemLines, shortHeadline, sinceLines } from "./words.ts";

/** No page of one gateway is larger, bytes, and for each further one so much. */
const MAX_PAGE_BYTES = 100_000;
const MORE_BYTES = 15_000;
/** Of several gateways no more days are shown. */
const DAYS_OF_SEVERAL = 90;
/** More incidents and days than these are only counted. */
const MOST_ROWS = 200;

/** @returns The page, UTF-8. */
export function historyPage(view: HistoryView): string {
  const { profiles, days } = view;
  const limit = MAX_PAGE_BYTES + MORE_BYTES * (profiles.length - 1);
  const shown = profiles.length > 1
    ? { ...view, days: Math.min(days, DAYS_OF_SEVERAL) }
    : view;
  // Rows are what makes it large; half as many are enough at some time.
  for (let rows = MOST_ROWS;; rows = Math.floor(rows / 2)) {
    const page = wholePage(shown, rows);
    if (new TextEncoder().encode(page).length < limit || rows < 5) return page;
  }
}

function wholePage(view: HistoryView, rows: number): string {
  const { profiles, language, version } = view;
  const [worst] = worstFirst(profiles);
  const several = profiles.length !== 1 || worst === undefined;
  const name = several
    ? t`OpenClaw Gateways: ${profiles.length}`
    : t`OpenClaw Gateway (${worst.profile})`;
  const title = worst === undefined
    ? name
    : several
    ? t`${name}; ${worst.profile}: ${shortHeadline(worst)}`
    : t`${name}: ${shortHeadline(worst)}`;
  return markup`<!doctype html>
<html lang="${
    language === "zh-CN" ? "zh-Hans" : "en"
  }"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="generator" content="openclaw-guard ${version}"><title>${title}</title><style>
${{ html: STYLE }}
</style></head><body><main${{ html: several ? ' class="many"' : "" }}>
<h1>${name} · ${view.host}</h1>
${several ? [index(view), written(view)] : NOTHING}
${
    profiles.map((history, at) => {
      if (!several) return parts(history, view, "", rows);
      const id = `p${at + 1}`;
      return markup`<section aria-labelledby="${id}"><h2 id="${id}">${history.profile}</h2>${
        parts(history, view, `${id}-`, rows)
      }</section>`;
    })
  }
<footer><p>${t`Uptime is the time in which it was found well, of the time in which it was watched, without planned stops and times in which it could not be told. What was not watched counts for nothing.`}</p><p>${t`Outages are counted from the last good check before to the first one after: none was longer.`}</p><p>openclaw-guard ${version}</p></footer>
</main></body></html>
`.html;
}

function index(view: HistoryView): Html {
  const items = view.profiles.map((history, at) => {
    const mood = moodOf(history);
    const { windows } = shownOf(history, view);
    const { sum } = windows.at(-1) ?? windows[0];
    return markup`<li class="${mood}"><span>${sign(mood)} <a href="#p${
      at + 1
    }">${history.profile}</a> ${
      shortHeadline(history)
    }</span><span class="mu sm">${t`uptime ${uptimeText(sum)}`}</span></li>`;
  });
  return markup`<nav aria-label="${t`Gateways`}"><ul class="index">${items}</ul></nav>`;
}

/** A page cannot know that it is old: its reader has to. */
function written({ nowMs, kept }: HistoryView): Html {
  const time = localTimestamp(nowMs);
  return markup`<p class="mu sm"><time datetime="${rfc3339(nowMs)}">${
    kept
      ? t`Written ${time}; if that is more than 5 minutes ago, nobody is checking.`
      : t`Written ${time}; it does not change by itself.`
  }</time></p>`;
}

/** All there is about one gateway. */
function parts(
  history: ProfileHistory,
  view: HistoryView,
  prefix: string,
  rows: number,
): Html {
  const { profile, rollups: { minutes } } = history;
  const { nowMs, language } = view;
  const section: Section = {
    ...shownOf(history, view),
    ...{ profile, minutes, nowMs, language, prefix, rows },
  };
  const mood = moodOf(history);
  const since = sinceLines(history, formatLocalTime);
  const problems = problemLines(history).map((line) =>
    markup`<p>${sign("warn")} ${maskSecrets(line)}</p>`
  );
  return markup`<div class="sum ${mood}"><p>${sign(mood)} <strong>${
    headline(history)
  }</strong></p>${
    since.length === 0
      ? NOTHING
      : markup`<p class="mu sm">${since.join(t`, `)}</p>`
  }${problems}${prefix === "" ? written(view) : NOTHING}</div>${[
    tiles(section),
    bars(section),
    answers(section),
    incidents(section),
    planned(section),
    restarts(section),
  ]}`;
}
