/** The incident that is under way, or how the last one ended. */

import { describeAttempt } from "../core/respond.ts";
import { ALIVE } from "../core/verdicts.ts";
import { retell, t } from "../text/speech.ts";
import { formatDuration } from "./format.ts";
import type { EndedIncident } from "./status_incident.ts";
import type { StatusReport } from "./status_report.ts";
import { codeWord } from "./verdict_text.ts";
import { whenText } from "./when_text.ts";

/** Null when there is nothing to tell. */
export function incidentText(
  { json, memory, closeIncidentTicks }: StatusReport,
  nowMs: number,
): string | null {
  const { incident } = memory;
  const { endedIncident: ended } = json;
  if (incident === null) {
    return ended === null ? null : endedText(ended, nowMs);
  }
  const left = closeIncidentTicks - incident.goodTicks;
  if (ended !== null && incident.goodTicks > 0 && ALIVE.has(json.verdict)) {
    return t`${
      endedText(ended, nowMs)
    }; good checks until it counts as closed: ${left}`;
  }
  const opened = t`${codeWord(incident.verdict, incident.reason)} since ${
    whenText(incident.openedWallMs, nowMs)
  }`;
  const { attempt } = json.ladder;
  return attempt === 0
    ? opened
    : t`${opened}; last attempt: ${attempt} (${
      retell(describeAttempt(attempt))
    })`;
}

function endedText(
  { verdict, reason, endedAt, outageAtMostMs }: EndedIncident,
  nowMs: number,
): string {
  const over = t`over: ${codeWord(verdict, reason)}, found well again ${
    whenText(Date.parse(endedAt), nowMs)
  }`;
  return outageAtMostMs === null
    ? over
    : t`${over}, an outage of at most ${formatDuration(outageAtMostMs)}`;
}
