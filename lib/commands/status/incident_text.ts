/** The incident that is under way, or how the last one ended. */

import { ALIVE, attemptsIn } from "../../core/incident.ts";
import { attemptText } from "../../core/attempt.ts";
import { retell, t } from "../../text/speech.ts";
import { exitCodeOf } from "../../cli/exit_code.ts";
import { formatDuration } from "../../cli/format.ts";
import type { EndedIncident } from "./incident.ts";
import type { StatusReport } from "./report.ts";
import { codeWord } from "./verdict.ts";
import { whenText } from "../../cli/when_text.ts";

/** Null when there is nothing to tell. */
export function incidentText(
  { json, memory, closeIncidentTicks }: StatusReport,
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
    const left = closeIncidentTicks - incident.goodTicks;
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
    : t`${opened}; last attempt: ${attempt} (${retell(attemptText(attempt))})`;
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
