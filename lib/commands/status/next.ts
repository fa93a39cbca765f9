/** What happens next, what a person can do about it, and whether the guard is at work at all. */

import { attemptText } from "../../core/attempt.ts";
import { rowOf } from "../../core/rules.ts";
import { blockedText } from "../../probe/lock_holder.ts";
import { t, translate } from "../../text/speech.ts";
import {
  formatAge,
  formatDuration,
  formatLocalTime,
  whenText,
} from "../../cli/format.ts";
import { profileOption } from "../../base/profile.ts";
import {
  type GuardLiveness,
  isFirstCheckDue,
  isUnguarded,
} from "../../guard/liveness.ts";
import type { StatusReport } from "./report.ts";
import { codeWord, verdictAdvice } from "../../core/verdict_text.ts";
import { removeFlagCommand } from "../../store/tmp_flag.ts";

/** When the guard last looked, and whether it goes on. */
export function guardText(report: StatusReport, nowMs: number): string {
  const { json, maintenance, stateProblem, guard, policy } = report;
  if (guard.unwritable !== null) {
    const { path, why } = guard.unwritable;
    return t`NOT CHECKING: the guard's state cannot be written: ${path}: ${
      translate(why)
    }`;
  }
  if (maintenance?.source === "emergency-stop") {
    return json.lastTick === null
      ? t`off since the emergency stop`
      : t`off since the emergency stop, last check ${
        formatAge(Date.parse(json.lastTick), nowMs)
      }`;
  }
  if (stateProblem !== null) {
    return t`its state file cannot be read (${
      translate(stateProblem)
    }); the next check puts it aside and starts afresh`;
  }
  if (guard.blockedBy !== null) {
    return t`NOT CHECKING: ${translate(blockedText(guard.blockedBy))}`;
  }
  if (guard.pending === "at-work") return t`a check is at work now`;
  if (isUnguarded(guard) || json.lastTick === null) {
    return notCheckingText(guard, nowMs);
  }
  const lastMs = Date.parse(json.lastTick);
  const age = formatAge(lastMs, nowMs);
  const time = formatLocalTime(lastMs).slice(-8);
  const last = t`last check ${age} (${time}), every ${
    formatDuration(policy.tickMs)
  }`;
  return report.mayOnlyWatch
    ? t`${last}; it may only watch: "openclaw-guard doctor" has the command by which root allows more`
    : last;
}

function notCheckingText(
  { installed, pending, lastKnown }: GuardLiveness,
  nowMs: number,
): string {
  switch (pending) {
    case "installed":
      return t`just installed, no check yet: the first one comes within a minute`;
    case "resumed":
      return t`just resumed, no check yet: the first one comes within a minute`;
    case "booted":
      return t`just booted, no check yet: the first one comes within a minute`;
  }
  const known = lastKnown === null
    ? t`it has never looked at this gateway`
    : t`last known: ${codeWord(lastKnown.verdict, lastKnown.reason)}, ${
      whenText(lastKnown.wallMs, nowMs)
    }`;
  return installed === false
    ? t`NOT CHECKING: it is not installed; ${known}`
    : t`NOT CHECKING: nothing starts it; ${known}`;
}

/** What the guard will do. */
export function nextText(report: StatusReport, nowMs: number): string {
  const { json, maintenance, decision } = report;
  if (report.guard.unwritable !== null) {
    return t`nothing, until the guard can write its state`;
  }
  if (maintenance?.source === "emergency-stop") {
    return t`nothing, until "openclaw-guard resume${
      profileOption(json.profile)
    }"`;
  }
  if (report.stateProblem !== null) return t`the next check begins afresh`;
  if (isFirstCheckDue(report.guard)) return t`the first check`;
  if (report.guard.blockedBy !== null) {
    return t`nothing, until the check that hangs has ended`;
  }
  if (report.guard.checking === false) {
    return t`nothing, as long as nobody starts the guard`;
  }
  if (maintenance !== null) {
    return json.maintenance.until === null
      ? t`nothing, until maintenance is switched off`
      : t`the guard looks again from ${
        whenText(Date.parse(json.maintenance.until), nowMs)
      }`;
  }
  if (report.atWork) return t`a check is at work now`;
  const attempt = json.ladder.attempt + 1;
  const what = translate(attemptText(attempt));
  const { nextAt } = json.ladder;
  if (nextAt !== null) {
    const when = whenText(Date.parse(nextAt), nowMs);
    return json.ladder.holdDownUntil === nextAt
      ? t`holding back; one more try ${when}, if it is still needed`
      : t`attempt ${attempt} (${what}) ${when}, if it is still needed`;
  }
  const check = nextCheckText(report, nowMs);
  const actions = decision.actions.map(({ kind }) => kind);
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
  const row = json.verdict === "healthy" ? null : rowOf(decision.rule);
  return row === null ? check : translate(row.next);
}

function nextCheckText(
  { json, policy }: StatusReport,
  nowMs: number,
): string {
  const lastMs = json.lastTick === null ? nowMs : Date.parse(json.lastTick);
  const inMs = lastMs + policy.tickMs - nowMs;
  // cron starts them by the second, and a check takes its time.
  return inMs < 1000
    ? t`the next check comes at any moment`
    : t`the next check comes in about ${formatDuration(inMs)}`;
}

/** What a person can do: the command, and what it does. Null when there is nothing to do. */
export function adviceText(report: StatusReport): string | null {
  const { json, maintenance, guard } = report;
  const profile = profileOption(json.profile);
  if (guard.unwritable !== null) {
    const { command, mends } = guard.unwritable;
    return mends ? t`"${command}" mends it` : t`"${command}" shows more`;
  }
  if (maintenance?.source === "emergency-stop") {
    return t`"openclaw-guard resume${profile}" starts the gateway and the guard again`;
  }
  if (guard.checking === false) {
    return guard.installed === false
      ? t`"openclaw-guard install${profile}" has the guard started every 30 seconds`
      : t`"openclaw-guard doctor${profile}" tells what is wrong and what mends it`;
  }
  switch (maintenance?.source) {
    case "guard":
      return t`"openclaw-guard maintenance off${profile}" ends it now`;
    case "tmp":
      return t`"${removeFlagCommand(maintenance)}" ends it`;
  }
  if (maintenance !== null || isFirstCheckDue(guard)) return null;
  const advice = verdictAdvice(json.verdict, report.gatewayUnit);
  return advice === null ? null : translate(advice);
}
