/** How the last incident ended, from the history. */

import type { HistoryEvent } from "../../store/history.ts";
import { LATELY_MS } from "./history.ts";

/** An incident that is over. */
export interface EndedIncident {
  /** What was wrong when it was confirmed. */
  readonly verdict: string;
  readonly reason: string | null;
  /** RFC 3339 of the check that found it well again. */
  readonly endedAt: string;
  /** From the last good check before it to that one, ms: no outage was longer. Null: not known. */
  readonly outageAtMostMs: number | null;
}

/**
 * The last one that ended lately; null when none did.
 *
 * @param events Oldest first.
 */
export function endedIncident(
  events: readonly HistoryEvent[],
  nowMs: number,
): EndedIncident | null {
  const event = events.findLast(({ event }) => event === "recovered");
  if (event === undefined || nowMs - Date.parse(event.at) >= LATELY_MS) {
    return null;
  }
  const { verdict, reason, outageMs } = event.facts;
  return {
    verdict: String(verdict),
    reason: typeof reason === "string" ? reason : null,
    endedAt: event.at,
    outageAtMostMs: typeof outageMs === "number" ? outageMs : null,
  };
}
