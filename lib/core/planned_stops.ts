/** When the gateway was not to be looked after, or was stopped: from the events. */

import { type PastEvent, textOf } from "./deed.ts";
import type { Verdict } from "./types.ts";

/** A time in which the gateway was not to be looked after, or was stopped. */
export interface PlannedStop {
  readonly kind: "maintenance" | "stopped" | "emergency-stop";
  /** Wall clock ms. */
  readonly startedMs: number;
  /** Wall clock ms; null while it goes on. */
  readonly endedMs: number | null;
  /** In the words of who switched it on; null: nobody said. */
  readonly by: string | null;
  readonly reason: string | null;
}

type Stop = { -readonly [Name in keyof PlannedStop]: PlannedStop[Name] };

/** Verdicts by which a person wants it so. */
const STOPS: ReadonlySet<string> = new Set<Verdict>(["maintenance", "stopped"]);

/**
 * Oldest first.
 *
 * @param events Oldest first. An event whose time cannot be read is left out.
 */
export function plannedStops(events: readonly PastEvent[]): PlannedStop[] {
  const stops: Stop[] = [];
  let open: Stop | null = null;
  /** Who switched maintenance on, until a check sees it. */
  let switched: Pick<PlannedStop, "by" | "reason"> = NOBODY;
  const end = (atMs: number) => {
    if (open !== null) open.endedMs = atMs;
    open = null;
  };
  const begin = (
    kind: PlannedStop["kind"],
    startedMs: number,
    who: typeof switched,
  ) => {
    end(startedMs);
    open = { kind, startedMs, endedMs: null, ...who };
    stops.push(open);
  };
  for (const { at, event, verdict, facts } of events) {
    const atMs = Date.parse(at);
    if (Number.isNaN(atMs)) continue;
    if (event === "maintenance-on") {
      switched = { by: textOf(facts["by"]), reason: textOf(facts["reason"]) };
    } else if (event === "emergency-stop") begin(event, atMs, NOBODY);
    else if (event === "resume") end(atMs);
    // An emergency stop is one until it is ended, whatever a check says.
    if (verdict === null || kindOf(open) === "emergency-stop") continue;
    if (!STOPS.has(verdict)) end(atMs);
    else if (kindOf(open) !== verdict) {
      if (verdict === "maintenance") begin(verdict, atMs, switched);
      else begin("stopped", atMs, NOBODY);
    }
    if (verdict === "maintenance") switched = NOBODY;
  }
  return stops;
}

const NOBODY = { by: null, reason: null };

/** The compiler does not see that functions have changed it. */
function kindOf(stop: Stop | null): PlannedStop["kind"] | undefined {
  return stop?.kind;
}
