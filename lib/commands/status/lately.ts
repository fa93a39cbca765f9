/** What happened lately, as rows: the incident, restarts, a rollback of the config. */

import { ALIVE, attemptsIn } from "../../core/incident.ts";
import { attemptText } from "../../core/attempt.ts";
import { t, translate } from "../../text/speech.ts";
import { exitCodeOf } from "../../cli/exit_code.ts";
import { formatDuration, listed, whenText } from "../../cli/format.ts";
import type { EndedIncident } from "./history.ts";
import type { StatusReport } from "./report.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { profileOption } from "../../base/profile.ts";
import type { StatusJson } from "./json.ts";

/** The incident that is under way, or how the last one ended; null for none. */
export function incidentText(
  { json, memory, policy }: StatusReport,
  nowMs: number,
): string | null {
  const { incident } = memory;
  const { endedIncident: ended } = json;
  if (incident === null) {
    return ended === null ? null : endedText(ended, nowMs, true);
  }
  const alive = ALIVE.has(json.verdict);
  // Found well once, and open until it was so often enough.
  if (
    ended !== null && incident.goodTicks > 0 && exitCodeOf(json.verdict) < 2
  ) {
    const left = policy.closeIncidentTicks - incident.goodTicks;
    const recovered = endedText(ended, nowMs, false);
    if (!alive) return recovered;
    return left === 1
      ? t`${recovered}; one more good check closes the incident`
      : t`${recovered}; ${left} more good checks close the incident`;
  }
  const opened = t`${codeWord(incident.verdict, incident.reason)} since ${
    whenText(incident.openedWallMs, nowMs)
  }`;
  if (alive) return t`${opened}; well now, the next check notes its end`;
  const { attempt } = json.ladder;
  return attemptsIn(incident, memory) === 0
    ? opened
    : t`${opened}; last attempt: ${attempt} (${
      translate(attemptText(attempt))
    })`;
}

function endedText(
  { verdict, reason, endedAt, outageAtMostMs }: EndedIncident,
  nowMs: number,
  closed: boolean,
): string {
  const what = codeWord(verdict, reason);
  const when = whenText(Date.parse(endedAt), nowMs);
  const ended = closed
    ? t`over: ${what}, found well again ${when}`
    : t`recovered: ${what}, found well again ${when}`;
  return outageAtMostMs === null
    ? ended
    : t`${ended}, an outage of at most ${formatDuration(outageAtMostMs)}`;
}

/** Restarts, by whomever. */
export function latelyText(
  { lately, verdict }: StatusJson,
  nowMs: number,
): string {
  const { restarts, otherRestarts, drillRestarts, wishedRestarts, last } =
    lately;
  const others = listed([
    wishedRestarts > 0 &&
    t`; by "openclaw-guard resume" or "restore-config": ${wishedRestarts}`,
    drillRestarts > 0 && t`; by drills: ${drillRestarts}`,
    otherRestarts > 0 &&
    t`; by others (systemd, you, an update): ${otherRestarts}`,
  ], "");
  if (last === null) {
    return t`no restart by the guard in the last 24 h` + others;
  }
  const how = listed([
    whenText(Date.parse(last.at), nowMs),
    last.drill && t`a drill`,
    last.verdict !== null && codeWord(last.verdict, last.reason),
    last.backAfterMs !== null
      ? t`back within ${formatDuration(last.backAfterMs)}`
      : verdict !== "healthy" && t`not back yet`,
  ]);
  const text = restarts === 0
    ? t`no restart by the guard in the last 24 h, the last one ${how}`
    : restarts === 1
    ? t`1 restart by the guard in the last 24 h: ${how}`
    : t`${restarts} restarts by the guard in the last 24 h, the last one ${how}`;
  return text + others;
}

/** Null when the guard has not replaced the config lately. */
export function rollbackText(
  { rollback, profile }: StatusJson,
  nowMs: number,
): string | null {
  if (rollback === null) return null;
  const option = profileOption(profile);
  const restored =
    t`the guard replaced the refused config by the proven ${rollback.restored}, ${
      whenText(Date.parse(rollback.at), nowMs)
    }`;
  const undo = `"openclaw-guard restore-config --undo${option}"`;
  return rollback.replaced === null
    ? t`${restored}; ${undo} brings the old state back`
    : t`${restored}; ${undo} brings ${rollback.replaced} back`;
}
