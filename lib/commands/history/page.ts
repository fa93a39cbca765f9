/**
 * The page: one file, no script, nothing from outside. The same history makes
 * the same bytes.
 */

import { maskSecrets } from "../../base/mask.ts";
import { messageFor } from "../../base/say.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { DAY_MS, formatDuration } from "../../base/duration.ts";
import { formatLocalTime, localTimestamp } from "../../base/local_time.ts";
import type { Day } from "../../core/day_grid.ts";
import type { PastIncident, PlannedStop } from "../../core/past_incidents.ts";
import { STARTERS } from "../../core/rollup.ts";
import { uptimeText, watchedText } from "../../core/uptime.ts";
import { rfc3339 } from "../../cli/format.ts";
import { t, translate } from "../../text/speech.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { verdictMeaning } from "../status/verdict.ts";
import { type Html, markup, NOTHING } from "./markup.ts";
import { STYLE } from "./page_style.ts";
import { answersSvg, barsSvg, legend } from "./plots.ts";
import {
  type HistoryView,
  type Mood,
  moodOf,
  type ProfileHistory,
  type Shown,
  shownOf,
} from "./view.ts";
import {
  answersText,
  daysText,
  dayText,
  deedsText,
  endingText,
  headline,
  lengthText,
  outagesText,
  plannedText,
  problemLines,
  shortHeadline,
  sinceLines,
  starterText,
  windowText,
} from "./words.ts";

/** No page of one gateway is larger, bytes, and for each further one so much. */
export const MAX_PAGE_BYTES = 100_000;
const MORE_BYTES = 15_000;
/** Of several gateways no more days are shown. */
const DAYS_OF_SEVERAL = 90;
/** Points of a line of answer times: every 5 minutes, of several every 10. */
const POINTS = 288;
const POINTS_OF_SEVERAL = 144;
/** Incidents shown at once; the others can be unfolded. */
const SHOWN_AT_ONCE = 30;
/** More incidents and days than these are only counted. */
const MOST_ROWS = 200;
/** Of what a check said, characters. */
const MAX_SENTENCE = 240;

/** A sign beside every colour. */
const SIGNS: Readonly<Record<Mood, string>> = {
  ok: "✔",
  warn: "!",
  crit: "✖",
  planned: "‖",
  none: "?",
};

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
  const [first] = profiles;
  const several = profiles.length !== 1 || first === undefined;
  const name = several
    ? t`OpenClaw Gateways: ${profiles.length}`
    : t`OpenClaw Gateway (${first.profile})`;
  const title = several
    ? worst(profiles).map((history) =>
      t`${name}; ${history.profile}: ${shortHeadline(history)}`
    )[0] ?? name
    : t`${name}: ${shortHeadline(first)}`;
  return markup`<!doctype html>
<html lang="${
    language === "zh-CN" ? "zh-Hans" : "en"
  }"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><meta name="referrer" content="no-referrer"><meta name="generator" content="openclaw-guard ${version}"><title>${title}</title><style>
${{ html: STYLE }}
</style></head><body><main${{ html: several ? ' class="many"' : "" }}>
<h1>${name} · ${view.host}</h1>
${several ? [index(view), written(view)] : NOTHING}
${
    profiles.map((history, at) =>
      section(history, view, { prefix: several ? `p${at + 1}-` : "", rows })
    )
  }
<footer><p>${t`Uptime is the time in which it was found well, of the time in which it was watched, without planned stops and times in which it could not be told. What was not watched counts for nothing.`}</p><p>${t`Outages are counted from the last good check before to the first one after: none was longer.`}</p><p>openclaw-guard ${version}</p></footer>
</main></body></html>
`.html;
}

/** What is wrong first. */
function worst(profiles: readonly ProfileHistory[]): ProfileHistory[] {
  const order: readonly Mood[] = ["crit", "none", "warn", "planned", "ok"];
  const rank = (history: ProfileHistory) => order.indexOf(moodOf(history));
  return profiles.toSorted((one, other) => rank(one) - rank(other));
}

function index(view: HistoryView): Html {
  const items = view.profiles.map((history, at) => {
    const mood = moodOf(history);
    const last = shownOf(history, view).windows.at(-1);
    return markup`<li class="${mood}"><span>${sign(mood)} <a href="#p${
      at + 1
    }">${history.profile}</a> ${
      shortHeadline(history)
    }</span><span class="mu sm">${
      last === undefined ? "" : t`uptime ${uptimeText(last.sum)}`
    }</span></li>`;
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

/** How the parts of a page are told apart, and how long its lists may be. */
interface Place {
  /** Of all ids in the section; "" where it is the only one. */
  readonly prefix: string;
  readonly rows: number;
}

function section(
  history: ProfileHistory,
  view: HistoryView,
  place: Place,
): Html {
  const { prefix } = place;
  const shown = shownOf(history, view);
  const mood = moodOf(history);
  const alone = prefix === "";
  const heading: Heading = (text, id) =>
    alone
      ? markup`<h2 id="${id}">${text}</h2>`
      : markup`<h3 id="${prefix}${id}">${text}</h3>`;
  const since = sinceLines(history, formatLocalTime);
  const problems = problemLines(history).map((line) =>
    markup`<p>${sign("warn")} ${maskSecrets(line)}</p>`
  );
  const parts = [
    markup`<div class="sum ${mood}"><p>${sign(mood)} <strong>${
      headline(history)
    }</strong></p>${
      since.length === 0
        ? NOTHING
        : markup`<p class="mu sm">${since.join(t`, `)}</p>`
    }${problems}${alone ? written(view) : NOTHING}</div>`,
    tiles(shown),
    bars(shown, place, heading),
    answers(history, shown, view.nowMs, place, heading),
    incidents(history, shown, view, place, heading),
    planned(shown, view.nowMs, place, heading),
    restarts(shown, heading),
  ];
  return alone
    ? markup`${parts}`
    : markup`<section aria-labelledby="${prefix.slice(0, -1)}"><h2 id="${
      prefix.slice(0, -1)
    }">${history.profile}</h2>${parts}</section>`;
}

type Heading = (text: string, id: string) => Html;

function sign(mood: Mood): Html {
  return markup`<span class="${mood}"><span class="sg" aria-hidden="true">${
    SIGNS[mood]
  }</span></span>`;
}

function tiles({ windows }: Shown): Html {
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

function bars(
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

function more(count: number): Html {
  return count <= 0
    ? NOTHING
    : markup`<p class="mu sm">${t`and ${count} more`}</p>`;
}

function answers(
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

function incidents(
  history: ProfileHistory,
  shown: Shown,
  view: HistoryView,
  { rows }: Place,
  heading: Heading,
): Html {
  const title = heading(t`Incidents`, "incidents");
  const watched = shown.days.some(({ level }) => level !== "not-watched");
  if (shown.incidents.length === 0) {
    return markup`${title}<p>${
      watched
        ? t`No incident is known of this time.`
        : t`Nothing is known of this time: no check was made.`
    }</p>`;
  }
  const items = shown.incidents.slice(0, rows).map((incident) =>
    incidentItem(incident, history, view)
  );
  return markup`${title}<ol class="list">${items.slice(0, SHOWN_AT_ONCE)}</ol>${
    items.length <= SHOWN_AT_ONCE
      ? NOTHING
      : markup`<details><summary>${t`Older ones: ${
        items.length - SHOWN_AT_ONCE
      }`}</summary><ol class="list">${
        items.slice(SHOWN_AT_ONCE)
      }</ol></details>`
  }${more(shown.incidents.length - rows)}`;
}

function incidentItem(
  incident: PastIncident,
  { profile }: ProfileHistory,
  { language }: HistoryView,
): Html {
  const { verdict, reason, startedMs, ending, drill, sentence } = incident;
  const meaning = verdictMeaning(verdict);
  const evidence = incident.deeds.findLast((deed) => deed.evidence !== null)
    ?.evidence ?? null;
  const why = sentenceText(sentence, language);
  const small = [
    ...why === null ? [] : [why],
    ...evidence === null ? [] : [t`evidence: ${evidence}`],
  ];
  return markup`<li id="${incidentAnchor(profile, incident)}"><time datetime="${
    rfc3339(startedMs)
  }">${formatLocalTime(startedMs)}</time><div><p>${
    ending === "open" ? [sign("crit"), { html: " " }] : NOTHING
  }<strong>${codeWord(verdict, reason)}</strong>${
    meaning === null ? "" : ` · ${meaning}`
  }${drill ? t` (a drill)` : ""}</p><p><span class="len">${
    lengthText(incident)
  }</span>${t`; `}${deedsText(incident)}${t`; `}${endingText(incident)}</p>${
    small.length === 0
      ? NOTHING
      : markup`<p class="mu sm">${small.join(" · ")}</p>`
  }</div></li>`;
}

/** What a message can link to. */
export function incidentAnchor(profile: string, { id }: PastIncident): string {
  return profile === DEFAULT_PROFILE
    ? `i-${id}`
    : `i-${profile.replaceAll(/[^\w-]/g, "_")}-${id}`;
}

/** What the check said, if it can be said in the reader's language. */
function sentenceText(
  sentence: string,
  language: HistoryView["language"],
): string | null {
  if (sentence === "") return null;
  const known = language === "en" || messageFor(sentence) !== undefined ||
    translate(sentence) !== sentence;
  if (!known) return null;
  const text = maskSecrets(translate(sentence));
  const characters = [...text];
  return characters.length <= MAX_SENTENCE
    ? text
    : `${characters.slice(0, MAX_SENTENCE).join("")}…`;
}

function planned(
  { planned }: Shown,
  nowMs: number,
  { rows }: Place,
  heading: Heading,
): Html {
  if (planned.length === 0) return NOTHING;
  const item = (stop: PlannedStop) =>
    markup`<li><time datetime="${rfc3339(stop.startedMs)}">${
      formatLocalTime(stop.startedMs)
    }</time><p>${maskSecrets(plannedText(stop, nowMs))}</p></li>`;
  const few = Math.min(rows, 10);
  const items = planned.slice(0, rows).map(item);
  return markup`${heading(t`Planned stops`, "planned")}<ol class="list">${
    items.slice(0, few)
  }</ol>${
    items.length <= few
      ? NOTHING
      : markup`<details><summary>${t`Older ones: ${
        items.length - few
      }`}</summary><ol class="list">${items.slice(few)}</ol></details>`
  }`;
}

function restarts({ windows }: Shown, heading: Heading): Html {
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
