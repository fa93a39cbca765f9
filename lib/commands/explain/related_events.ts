/** Which events of the history belong to which decision. */

import type { HistoryEvent } from "../../store/history.ts";

/** Something that followed from a decision. */
export interface Followed {
  /** RFC 3339. */
  readonly at: string;
  readonly event: string;
  readonly sentence: string;
  /** Id of the evidence that was kept before it. */
  readonly evidence: string | null;
}

/** What carrying out a decision leaves in the history. */
const CARRIED_OUT = new Set([
  "kill",
  "done",
  "failed",
  "held",
  "stood-back",
  "rolled-back",
  "evidence",
  "journal",
  "repair",
]);
/** No rescue takes longer, ms. */
const LONGEST_RESCUE_MS = 10 * 60_000;

/** The event whose decision led to this one: itself, or the one it carries out. */
export function sourceOf(
  events: readonly HistoryEvent[],
  event: HistoryEvent,
): HistoryEvent | undefined {
  if (event.decision !== undefined) return event;
  if (!CARRIED_OUT.has(event.event)) return undefined;
  const source = events.slice(0, events.indexOf(event))
    .findLast(({ decision }) => decision !== undefined);
  return source !== undefined && withinRescue(source.at, event.at)
    ? source
    : undefined;
}

/** What was done about the decision made at a moment, near an index. */
export function followers(
  events: readonly HistoryEvent[],
  index: number,
  decidedWallMs: number,
): Followed[] {
  const first = events.findLastIndex((event, position) =>
    position <= index && event.decision?.atWallMs === decidedWallMs
  );
  if (first === -1) return [];
  const found: Followed[] = [];
  for (const event of events.slice(first + 1)) {
    if (event.decision !== undefined) break;
    if (!CARRIED_OUT.has(event.event)) continue;
    if (!withinRescue(events[first]?.at ?? "", event.at)) break;
    const { at, event: name, sentence, facts: { evidence } } = event;
    const id = typeof evidence === "string" ? evidence : null;
    found.push({ at, event: name, sentence, evidence: id });
  }
  return found;
}

function withinRescue(from: string, to: string): boolean {
  return Math.abs(Date.parse(to) - Date.parse(from)) <= LONGEST_RESCUE_MS;
}
