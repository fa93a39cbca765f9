/** A history in the terminal. */

import { DAY_MS, formatDuration } from "../../base/duration.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { foldToWidth, tableLines } from "../../base/width.ts";
import { answerSlots } from "../../core/time_slots.ts";
import { STARTERS } from "../../core/rollup.ts";
import { type Sum, uptimeText, watchedText } from "../../core/uptime.ts";
import { t, translate } from "../../text/speech.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { listed, whenText } from "../../cli/format.ts";
import { safeLine } from "../../base/safe_line.ts";
import {
  barLines,
  type HistoryLook,
  legendLines,
  painted,
} from "./bars_text.ts";
import {
  type HistoryView,
  moodOf,
  type ProfileHistory,
  type Shown,
  shownOf,
} from "./view.ts";
import {
  answersText,
  deedsText,
  endingText,
  headline,
  lengthText,
  noIncidentText,
  plannedText,
  problemLines,
  sinceLines,
  starterText,
  windowText,
} from "./words.ts";

const SPARKS: readonly [utf8: string, ascii: string] = ["▁▂▃▄▅▆▇█", "_.-=+*%#"];

/** Half hours of a day. */
const SPARK_SLOTS = 48;
/** More incidents are only counted. */
const MAX_INCIDENTS = 20;
const MAX_PLANNED = 5;
/** Narrower columns than this only make a mess. */
const FEWEST_COLUMNS = 20;

/** What `history` prints. */
export function historyLines(view: HistoryView, look: HistoryLook): string[] {
  return view.profiles.flatMap((history, index) => [
    ...index === 0 ? [] : [""],
    ...profileLines(history, view, look),
  ]);
}

function profileLines(
  history: ProfileHistory,
  view: HistoryView,
  look: HistoryLook,
): string[] {
  const { nowMs } = view;
  const shown = shownOf(history, view);
  const fold = (line: string, indent: string) =>
    foldToWidth(
      safeLine(line),
      Math.max(look.columns - indent.length, FEWEST_COLUMNS),
    ).map((piece) => indent + piece);
  const indented = (lines: readonly string[]) =>
    lines.flatMap((line) => fold(line, "  "));
  const answers = answerLine(history, shown, nowMs, look);
  return [
    ...fold(t`OpenClaw Gateway (${history.profile}): ${headline(history)}`, "")
      .map((line) => painted(line, moodOf(history), look)),
    ...indented(sinceLines(history, (ms) => whenText(ms, nowMs))),
    ...indented(problemLines(history)),
    "",
    ...barLines(shown.days, look).map((line) => `  ${line}`),
    ...legendLines(shown.days, look).map((line) => `  ${line}`),
    "",
    ...tableLines(sumRows(shown)).map((line) => `  ${line.trimEnd()}`),
    ...answers === null ? [] : ["", ...indented(answers)],
    "",
    ...incidentLines(shown, look, fold),
    ...shown.planned.length === 0 ? [] : ["", t`Planned stops`],
    ...indented(
      shown.planned.slice(0, MAX_PLANNED).map((stop) =>
        `${formatLocalTime(stop.startedMs).slice(0, 16)}  ${
          plannedText(stop, nowMs)
        }`
      ),
    ),
    ...moreLine(shown.planned.length - MAX_PLANNED),
  ];
}

function sumRows({ windows }: Shown): string[][] {
  const row = (label: string, of: (sum: Sum) => string) => [
    label,
    ...windows.map(({ sum }) => of(sum)),
  ];
  const length = (ms: number, known: boolean) =>
    known ? translate(formatDuration(ms)) : "-";
  const starters = STARTERS.filter((who) =>
    windows.some(({ sum }) => sum.starts[who] > 0)
  );
  return [
    ["", ...windows.map(windowText)],
    row(t`Uptime`, uptimeText),
    row(t`Watched`, watchedText),
    row(
      t`Outages`,
      ({ outages, watchedMs }) => watchedMs > 0 ? String(outages) : "-",
    ),
    row(
      t`Out of service`,
      ({ outageMs, watchedMs }) => length(outageMs, watchedMs > 0),
    ),
    row(t`Longest`, ({ worstOutageMs: ms }) => length(ms, ms > 0)),
    ...starters.map((who) =>
      row(t`Restarts ${starterText(who)}`, ({ starts }) => String(starts[who]))
    ),
  ];
}

function answerLine(
  { rollups }: ProfileHistory,
  { windows }: Shown,
  nowMs: number,
  look: HistoryLook,
): string[] | null {
  const text = answersText(windows[0].sum);
  if (text === null) return null;
  const slots = answerSlots(rollups.minutes, {
    fromMs: nowMs - DAY_MS,
    toMs: nowMs,
    count: SPARK_SLOTS,
  });
  const known = slots.filter((slot) => slot !== null);
  const signs = SPARKS[look.utf8 ? 0 : 1];
  const most = Math.max(...known, 1);
  const line = slots.map((slot) =>
    slot === null ? " " : signs[Math.min(7, Math.floor(slot / most * 8))] ?? ""
  ).join("");
  return [t`Answer time, 24 h`, `|${line}|`, text];
}

function incidentLines(
  { incidents, days }: Shown,
  look: HistoryLook,
  fold: (line: string, indent: string) => string[],
): string[] {
  if (incidents.length === 0) return [noIncidentText(days)];
  return [
    t`Incidents, the newest first`,
    ...incidents.slice(0, MAX_INCIDENTS).flatMap((incident) => {
      const code = codeWord(incident.verdict, incident.reason);
      const mood = incident.ending === "open" ? "crit" : "none";
      const what = listed([
        `${formatLocalTime(incident.startedMs)}  ${code}`,
        lengthText(incident),
        incident.drill && t`a drill`,
      ]);
      const [first = "", ...rest] = fold(what, "  ");
      return [
        painted(first, mood, look),
        ...rest,
        ...fold(
          [deedsText(incident), endingText(incident)].join(t`; `),
          "      ",
        ),
      ];
    }),
    ...moreLine(incidents.length - MAX_INCIDENTS),
  ];
}

function moreLine(count: number): string[] {
  return count <= 0
    ? []
    : [`  ${t`and ${count} more: "openclaw-guard history --json" has all`}`];
}
