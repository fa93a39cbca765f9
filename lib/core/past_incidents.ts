/** What went wrong in the past, who did what about it, and how long it took: from the events. */

import { type Deed, deedOf, type PastEvent } from "./deed.ts";
import { ALIVE } from "./incident.ts";
import { type PlannedStop, plannedStops } from "./planned_stops.ts";
import type { Verdict } from "./types.ts";

/** How it ended. */
type Ending =
  /** It still goes on. */
  | "open"
  /** A check found it well. */
  | "well"
  /** A person stopped it, paused the guard, or runs another gateway there. */
  | "taken-over";

/** An incident: from the first check that found it in trouble to the one that did not any more. */
export interface PastIncident {
  /** Of when it began, the same whenever it is made: "20261124T010306Z". */
  readonly id: string;
  /** The gravest word for it: that of the attempt, if there was one. */
  readonly verdict: string;
  readonly reason: string | null;
  /** What the check said that found it, English. */
  readonly sentence: string;
  /** Wall clock ms. */
  readonly startedMs: number;
  /** Wall clock ms; null while it is open. */
  readonly endedMs: number | null;
  readonly ending: Ending;
  /** At most, ms: from the last good check before it, where that is known. */
  readonly outageMs: number;
  /** Oldest first. */
  readonly deeds: readonly Deed[];
  /** It was made on purpose. */
  readonly drill: boolean;
}

/** Oldest first, both. */
export interface Past {
  readonly incidents: readonly PastIncident[];
  readonly planned: readonly PlannedStop[];
}

/**
 * Verdicts that begin an incident. The others neither begin nor end one:
 * "starting" may be a person's restart, and what cannot be told is no news.
 */
const TROUBLE: ReadonlySet<string> = new Set<Verdict>([
  "misconfigured",
  "abandoned",
  "systemd-acting",
  "bad-config",
  "start-limit",
  "busy",
  "foreign-listener",
  "down",
  "failing",
  "hung",
  "crash-loop",
]);
/** Worse words replace these, which only say that it has begun. */
const MILD: ReadonlySet<string> = new Set<Verdict>(["busy", "systemd-acting"]);
const WELL: ReadonlySet<string> = ALIVE;
const LEFT_ALONE: ReadonlySet<string> = new Set<Verdict>([
  "maintenance",
  "stopped",
  "duplicate",
]);
/** Under these systemd starts it, and a new process is of its making. */
const OF_SYSTEMD: ReadonlySet<string> = new Set<Verdict>([
  "systemd-acting",
  "crash-loop",
  "unstable",
]);

type Building = { -readonly [Name in keyof PastIncident]: PastIncident[Name] };

/**
 * @param events Oldest first. An event whose time cannot be read is left out.
 * @param nowMs Wall clock ms.
 */
export function pastOf(events: readonly PastEvent[], nowMs: number): Past {
  return {
    incidents: named(incidentsOf(events, nowMs)),
    planned: plannedStops(events),
  };
}

function incidentsOf(events: readonly PastEvent[], nowMs: number): Building[] {
  const incidents: Building[] = [];
  let open: Building | null = null;
  let drill = false;
  let systemd = false;
  for (const event of events) {
    const atMs = Date.parse(event.at);
    if (Number.isNaN(atMs)) continue;
    const { verdict } = event;
    // A new life may be found well by the check that tells of it.
    const tellsOfLife = event.event === "new-process" ||
      event.event === "wished-start";
    if (event.event === "drill-began") drill = true;
    else if (DRILL_END.test(event.event)) drill = false;
    if (verdict !== null) {
      systemd = OF_SYSTEMD.has(verdict) ||
        systemd && (!WELL.has(verdict) || tellsOfLife);
    }
    // With its own files unusable the guard has not looked at the gateway.
    const isBlind = event.decision?.rule === "own-files";
    if (verdict !== null && TROUBLE.has(verdict) && !isBlind) {
      if (open === null) {
        open = begun(event, atMs, verdict, drill);
        incidents.push(open);
      } else if (MILD.has(open.verdict) && !MILD.has(verdict)) {
        open.verdict = verdict;
        open.reason = event.reason;
        open.sentence = event.sentence;
      }
    }
    if (open === null) continue;
    const deed = deedOf(event, atMs, systemd);
    if (deed !== null) {
      open.deeds = [...open.deeds, deed];
      open.drill ||= drill;
    }
    if (
      event.event === "emergency-stop" ||
      verdict !== null && LEFT_ALONE.has(verdict)
    ) {
      end(open, atMs, "taken-over");
      open = null;
    } else if (verdict !== null && WELL.has(verdict) && !tellsOfLife) {
      recovered(incidents, open, event, atMs);
      open = null;
    }
  }
  if (open !== null) open.outageMs = Math.max(0, nowMs - open.startedMs);
  return incidents;
}

/** A drill that was killed ends when a check puts back what it left. */
export const DRILL_END = /^drill-(passed|failed|interrupted|put-back)$/;

function begun(
  { reason, sentence }: PastEvent,
  atMs: number,
  verdict: string,
  drill: boolean,
): Building {
  return {
    id: "",
    ...{ verdict, reason, sentence, drill },
    startedMs: atMs,
    endedMs: null,
    ending: "open",
    outageMs: 0,
    deeds: [],
  };
}

function end(open: Building, atMs: number, ending: Ending): void {
  open.endedMs = atMs;
  open.ending = ending;
  open.outageMs = Math.max(0, atMs - open.startedMs);
}

/**
 * Ends it as the guard counted it: from the last good check before. One that was
 * well for a moment and failed again is the same incident, as it is for the guard.
 */
function recovered(
  incidents: Building[],
  open: Building,
  { event, facts }: PastEvent,
  atMs: number,
): void {
  end(open, atMs, "well");
  if (event !== "recovered") return;
  const { outageMs, downMs } = facts;
  const before = incidents.at(-2);
  if (
    typeof downMs === "number" && before?.ending === "well" &&
    before.endedMs !== null && atMs - downMs < before.endedMs - SAME_MS
  ) {
    incidents.pop();
    before.deeds = [...before.deeds, ...open.deeds];
    end(before, atMs, "well");
  }
  const last = incidents.at(-1);
  if (last !== undefined && typeof outageMs === "number" && outageMs >= 0) {
    last.outageMs = outageMs;
  }
}

/** Two moments are the same if they are not further apart, ms. */
const SAME_MS = 1000;

/** Ids by when they began; a second one of the same second gets a number. */
function named(incidents: readonly PastIncident[]): PastIncident[] {
  const taken = new Map<string, number>();
  return incidents.map((incident) => {
    const stamp = new Date(incident.startedMs).toISOString()
      .replaceAll(/[-:]|\.\d+/g, "");
    const count = (taken.get(stamp) ?? 0) + 1;
    taken.set(stamp, count);
    return { ...incident, id: count === 1 ? stamp : `${stamp}-${count}` };
  });
}
