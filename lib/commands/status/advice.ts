/** What a person can do about it: the command, and what it does. */

import { DEFAULT_PROFILE } from "../../base/profile.ts";
import type { Verdict } from "../../core/types.ts";
import { t } from "../../text/speech.ts";
import { isFirstCheckDue } from "../../guard/liveness.ts";
import type { StatusReport } from "./report.ts";
import { removeFlagCommand } from "../../store/tmp_flag.ts";

/** Null when there is nothing to do. */
export function adviceText(report: StatusReport): string | null {
  const { json, maintenance, guard } = report;
  const profile = json.profile === DEFAULT_PROFILE
    ? ""
    : ` --profile ${json.profile}`;
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
  return verdictAdvice(json.verdict, json.unit?.name ?? "", profile);
}

function verdictAdvice(
  verdict: Verdict,
  unit: string,
  profile: string,
): string | null {
  switch (verdict) {
    case "stopped":
    case "abandoned":
      return t`"systemctl --user start ${unit}" starts it`;
    case "start-limit":
    case "unstable":
    case "crash-loop":
      return t`"journalctl --user -u ${unit} -n 50" tells why it ended`;
    case "misconfigured":
    case "foreign-listener":
    case "duplicate":
    case "inconclusive":
      return t`"openclaw-guard doctor${profile}" tells what is wrong and what mends it`;
    case "down":
    case "failing":
    case "hung":
    case "busy":
      return t`"openclaw-guard logs -f${profile}" shows the rescue, "openclaw-guard explain${profile}" the reasons`;
    case "degraded":
    case "unsupported":
      return t`"openclaw-guard explain${profile}" tells more`;
    default:
      return null;
  }
}
