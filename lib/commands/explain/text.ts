/** An explanation as people read it. */

import { formatDuration } from "../../base/duration.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { t, translate } from "../../text/speech.ts";
import { tableLines } from "../../base/width.ts";
import { blockerText } from "./blocker.ts";
import type { Explanation } from "./report.ts";
import type { Followed } from "./related_events.ts";
import { formatAge, formatLocalTime } from "../../cli/format.ts";
import { observedRows } from "./observed.ts";
import { profileOption } from "../../base/profile.ts";

/** What `explain` prints. */
export function explanationLines(
  explanation: Explanation,
  nowMs: number,
): string[] {
  const { rule, row } = explanation;
  const sections: [title: string, lines: readonly string[]][] = [
    [t`What the guard saw`, seen(explanation)],
  ];
  if (rule !== null) {
    sections.push([
      t`Which rule matched`,
      row === null
        ? [t`${rule} (of another version of the guard)`]
        : [t`${rule}: ${translate(row.when)}`],
    ]);
  }
  sections.push([t`Why`, [translate(explanation.why)]]);
  if (rule !== null) {
    sections.push([t`What the guard did`, done(explanation)]);
  }
  const following = next(explanation, nowMs);
  if (following.length > 0) sections.push([t`What happens next`, following]);
  return [
    title(explanation, nowMs),
    ...sections.flatMap(([heading, lines]) => [
      "",
      heading,
      ...lines.map((line) => `  ${line}`),
    ]),
  ];
}

/** What is said first when nothing happened at the time asked about. */
export function earlierLines(
  explanations: readonly Explanation[],
  askedMs: number,
): string[] {
  const earlierMs = askedMs - Date.parse(explanations[0]?.at ?? "");
  return earlierMs < 60_000 ? [] : [
    t`Nothing was written down at that time. What held then began ${
      formatDuration(earlierMs)
    } before:`,
    "",
  ];
}

function title(explanation: Explanation, nowMs: number): string {
  const { kind, number, event, verdict, reason } = explanation;
  const atMs = Date.parse(explanation.at);
  const time = formatLocalTime(atMs);
  const age = formatAge(atMs, nowMs);
  const what = kind === "last-check"
    ? t`Last check, ${time} (${age})`
    : t`Event ${number ?? 0}, "${event ?? ""}", ${time} (${age})`;
  return verdict === null ? what : t`${what}: ${codeWord(verdict, reason)}`;
}

function seen({ observed, facts, rule }: Explanation): string[] {
  const rows = rule === null
    ? Object.entries(facts).filter(([, value]) => value !== null)
      .map(([name, value]) => [name, String(value)])
    : observedRows(observed);
  if (rows.length > 0) return tableLines(rows);
  return [
    rule === null
      ? t`not a check: a person or the guard's own housekeeping did this`
      : t`nothing: there was no need to look`,
  ];
}

function done(
  { actions, followed, row, profile }: Explanation,
): string[] {
  return [
    ...row === null ? [] : [t`the rule: ${row.does}`],
    actions.length === 0
      ? t`so the gateway was left alone`
      : t`decided: ${actions.map(actionText).join(t`, `)}`,
    ...followed.flatMap((one) => followedLines(one, profileOption(profile))),
  ];
}

/** "restart 2" as people read it. */
function actionText(action: string): string {
  const [kind = "", detail = ""] = action.split(" ");
  switch (kind) {
    case "confirm":
      return t`look again after a wait`;
    case "restart":
      return t`restart (attempt ${detail})`;
    case "force-clean":
      return t`force clean (attempt ${detail})`;
    case "start":
      return t`reset-failed and start (attempt ${detail})`;
    case "clean-orphan":
      return t`end the orphan (attempt ${detail})`;
    case "finish-restart":
      return t`finish the interrupted restart (attempt ${detail})`;
    case "finish-force-clean":
      return t`finish the interrupted force-clean (attempt ${detail})`;
    case "finish-start":
      return t`finish the interrupted start (attempt ${detail})`;
    case "roll-back-config":
      return t`put the proven config ${detail} back and start`;
    default:
      return action; // of another version
  }
}

function followedLines(
  { at, event, sentence, evidence }: Followed,
  option: string,
): string[] {
  const time = formatLocalTime(Date.parse(at)).slice(-8);
  return [
    t`${`${time} ${event}`}: ${translate(sentence)}`,
    ...evidence === null
      ? []
      : [t`evidence: "openclaw-guard evidence show ${evidence}${option}"`],
  ];
}

function next(explanation: Explanation, nowMs: number): string[] {
  const { nextAt, row, actions, followed, hindrance: blocker, profile } =
    explanation;
  if (blocker !== null) return [blockerText(blocker, profile, nowMs)];
  if (actions.includes("confirm")) {
    return [t`after the wait it decides again, with what it then sees`];
  }
  if (nextAt !== null) {
    const atMs = Date.parse(nextAt);
    return [
      t`the next attempt is made not before ${formatLocalTime(atMs)} (${
        formatAge(atMs, nowMs)
      }), if it is still needed; any good answer before cancels it`,
    ];
  }
  if (followed.some(({ event }) => event === "stood-back")) {
    return [t`the next check decides again, with what it then sees`];
  }
  if (actions.length > 0) {
    return [
      followed.some(({ event }) => event === "done")
        ? t`a new process gets its start-up time; a check that finds it well closes the incident, one that does not makes the next attempt`
        : t`the next check, within 30 seconds, carries on with it`,
    ];
  }
  return row === null ? [] : [translate(row.next)];
}
