/** An explanation as people read it. */

import { formatDuration } from "../core/duration.ts";
import { escapeUnsafe } from "../sys/log_line.ts";
import type { Explanation, Followed } from "./explain_report.ts";
import { formatAge, formatLocalTime } from "./format.ts";
import { observedRows } from "./observed_text.ts";

/** A check older than this means that cron does not run the guard, ms. */
const OVERDUE_MS = 90_000;

/** What `explain` prints. */
export function explanationLines(
  explanation: Explanation,
  nowMs: number,
  askedWallMs: number | null,
): string[] {
  const { rule, row } = explanation;
  const atMs = Date.parse(explanation.at);
  const sections: [title: string, lines: readonly string[]][] = [
    ["What the guard saw", seen(explanation)],
  ];
  if (rule !== null) {
    sections.push([
      "Which rule matched",
      row === null
        ? [`${rule} (of another version of the guard)`]
        : [`${rule}: ${row.when}`],
    ]);
  }
  sections.push(["Why", [explanation.why]]);
  if (rule !== null) {
    sections.push(["What the guard did", done(explanation)]);
    sections.push(["What happens next", next(explanation, nowMs)]);
  }
  return [
    ...asked(askedWallMs, atMs),
    title(explanation, nowMs),
    ...sections.flatMap(([heading, lines]) => [
      "",
      heading,
      ...lines.map((line) => `  ${line}`),
    ]),
  ].map(escapeUnsafe);
}

function asked(askedWallMs: number | null, atMs: number): string[] {
  if (askedWallMs === null) return [];
  const earlierMs = askedWallMs - atMs;
  return earlierMs < 60_000 ? [] : [
    `Nothing was written down at that time. What held then began ${
      formatDuration(earlierMs)
    } before:`,
    "",
  ];
}

function title(explanation: Explanation, nowMs: number): string {
  const { kind, number, event, verdict, reason } = explanation;
  const atMs = Date.parse(explanation.at);
  const what = kind === "last-check"
    ? "Last check"
    : `Event ${number}, "${event}"`;
  const cause = reason === null ? "" : ` (${reason})`;
  return `${what}, ${formatLocalTime(atMs)} (${formatAge(atMs, nowMs)})` +
    (verdict === null ? "" : `: ${verdict}${cause}`);
}

function seen({ observed, facts, rule }: Explanation): string[] {
  const rows = rule === null
    ? Object.entries(facts).filter(([, value]) => value !== null)
      .map(([name, value]): [string, string] => [name, String(value)])
    : observedRows(observed);
  if (rows.length === 0) {
    return [
      rule === null
        ? "not a check: a person or the guard's own housekeeping did this"
        : "nothing: there was no need to look",
    ];
  }
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, text]) => `${label.padEnd(width)}  ${text}`);
}

function done({ actions, followed, row }: Explanation): string[] {
  const rule = row === null ? [] : [`the rule: ${row.does}`];
  const decided = actions.length === 0
    ? ["so it did nothing"]
    : [`decided: ${actions.map(actionText).join(", ")}`];
  return [...rule, ...decided, ...followed.flatMap(followedLines)];
}

const ACTIONS: Readonly<Record<string, string>> = {
  "confirm": "look again after a wait",
  "restart": "restart",
  "force-clean": "force clean",
  "start": "reset-failed and start",
  "clean-orphan": "end the orphan",
};

/** "restart 2" as people read it. */
function actionText(action: string): string {
  const [kind = "", attempt] = action.split(" ");
  if (kind === "roll-back-config") {
    return `put the proven config ${attempt} back and start`;
  }
  const text = kind.startsWith("finish-")
    ? `finish the interrupted ${kind.slice("finish-".length)}`
    : ACTIONS[kind] ?? kind;
  return attempt === undefined ? text : `${text} (attempt ${attempt})`;
}

function followedLines(
  { at, event, sentence, evidence }: Followed,
): string[] {
  const time = formatLocalTime(Date.parse(at)).slice(-8);
  return [
    `${time} ${event}: ${sentence}`,
    ...evidence === null
      ? []
      : [`evidence: "openclaw-guard evidence show ${evidence}"`],
  ];
}

function next(explanation: Explanation, nowMs: number): string[] {
  const { kind, nextAt, row, actions, followed } = explanation;
  const overdueMs = nowMs - Date.parse(explanation.at);
  if (kind === "last-check" && overdueMs > OVERDUE_MS) {
    return [
      `no check for ${
        formatDuration(overdueMs)
      }: is cron running? See "crontab -l" and "openclaw-guard status"`,
    ];
  }
  if (actions.includes("confirm")) {
    return ["after the wait it decides again, with what it then sees"];
  }
  if (nextAt !== null) {
    const atMs = Date.parse(nextAt);
    return [
      `the next attempt is made not before ${formatLocalTime(atMs)} (${
        formatAge(atMs, nowMs)
      }), if it is still needed; any good answer before cancels it`,
    ];
  }
  if (actions.length > 0) {
    const carriedOut = followed.some(({ event }) => event === "done");
    return [
      carriedOut
        ? "a new process gets its start-up time; a check that finds it well closes the incident, one that does not makes the next attempt"
        : "the next check, within 30 seconds, carries on with it",
    ];
  }
  return row === null ? [] : [row.next];
}
