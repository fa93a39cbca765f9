/** What happens next, and whether the guard is at work at all. */

import { describeAttempt } from "../core/respond.ts";
import { rowOf } from "../core/rules.ts";
import { retell, t } from "../text/speech.ts";
import { formatAge, formatDuration, formatLocalTime } from "./format.ts";
import type { StatusReport } from "./status_report.ts";
import { whenText } from "./when_text.ts";

/** A last check older than this means that nothing starts the guard, ms. */
const TICK_OVERDUE_MS = 90_000;

/** Checks come, as far as can be told; an emergency stop takes them away on purpose. */
export function isChecking(
  { json, maintenance, stateProblem }: StatusReport,
  nowMs: number,
): boolean {
  return maintenance?.source === "emergency-stop" || stateProblem !== null ||
    (json.lastTick !== null &&
      nowMs - Date.parse(json.lastTick) <= TICK_OVERDUE_MS);
}

/** When the guard last looked, and whether it goes on. */
export function guardText(report: StatusReport, nowMs: number): string {
  const { json, maintenance, stateProblem, installed, tickMs } = report;
  if (stateProblem !== null) {
    return t`its state file cannot be read (${
      retell(stateProblem)
    }); the next check puts it aside and starts afresh`;
  }
  if (json.lastTick === null) {
    return installed === true
      ? t`NOT CHECKING: installed, but no check has been made yet; if this stays for a minute, "openclaw-guard doctor" says why`
      : t`NOT CHECKING: it has never looked at this gateway`;
  }
  const lastMs = Date.parse(json.lastTick);
  const age = formatAge(lastMs, nowMs);
  const time = formatLocalTime(lastMs).slice(-8);
  if (maintenance?.source === "emergency-stop") {
    return t`off since the emergency stop, last check ${age}`;
  }
  return isChecking(report, nowMs)
    ? t`last check ${age} (${time}), every ${formatDuration(tickMs)}`
    : t`NOT CHECKING: last check ${
      whenText(lastMs, nowMs)
    }; "openclaw-guard doctor" says why`;
}

/** What the guard will do. */
export function nextText(report: StatusReport, nowMs: number): string {
  const { json, maintenance, actions, rule } = report;
  if (maintenance?.source === "emergency-stop") {
    return t`nothing, until "openclaw-guard resume"`;
  }
  if (report.stateProblem !== null) return t`the next check begins afresh`;
  if (!isChecking(report, nowMs)) {
    return t`nothing, as long as nobody starts the guard`;
  }
  if (maintenance !== null) {
    return json.maintenance.until === null
      ? t`nothing, until maintenance is switched off`
      : t`the guard looks again from ${
        whenText(Date.parse(json.maintenance.until), nowMs)
      }`;
  }
  const attempt = json.ladder.attempt + 1;
  const what = retell(describeAttempt(attempt));
  const { nextAt } = json.ladder;
  if (nextAt !== null) {
    const when = whenText(Date.parse(nextAt), nowMs);
    return json.ladder.holdDownUntil === nextAt
      ? t`holding back; one more try ${when}, if it is still needed`
      : t`attempt ${attempt} (${what}) ${when}, if it is still needed`;
  }
  const check = nextCheckText(report, nowMs);
  if (actions.includes("confirm")) {
    return t`${check}; if it still fails after a short wait, attempt ${attempt} (${what})`;
  }
  if (actions.includes("roll-back-config")) {
    return t`${check}; it goes back to a proven config`;
  }
  if (actions.some((kind) => kind.startsWith("finish-"))) {
    return t`${check}; it carries on with the rescue`;
  }
  if (actions.some((kind) => kind !== "backup-config")) {
    return t`${check}; it makes attempt ${attempt}`;
  }
  const row = json.verdict === "healthy" || rule === null ? null : rowOf(rule);
  return row === null ? check : retell(row.next);
}

function nextCheckText(
  { json, tickMs }: StatusReport,
  nowMs: number,
): string {
  const lastMs = json.lastTick === null ? nowMs : Date.parse(json.lastTick);
  const inMs = lastMs + tickMs - nowMs;
  // cron starts them by the second, and a check takes its time.
  return inMs < 1000
    ? t`the next check comes at any moment`
    : t`the next check comes in about ${formatDuration(inMs)}`;
}
