/** What went wrong in the past, who did what about it, and how long it took: from the events. */

import type { Verdict } from "./types.ts";

/** What is needed of an event of the history. */
export interface PastEvent {
  /** RFC 3339. */
  readonly at: string;
  readonly event: string;
  readonly verdict: string | null;
  readonly reason: string | null;
  readonly sentence: string;
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
  readonly decision?: { readonly rule: string } | undefined;
}

/** Who had a hand in it. `other`: systemd, a person, an update or OpenClaw itself. */
export type Doer = "guard" | "systemd" | "person" | "other";

/** What can be done to a gateway. */
export const DEEDS = [
  "restart",
  "force-clean",
  "start",
  "clean-orphan",
  "kill",
  "rollback",
  "hold-down",
  "budget",
  "new-process",
  "wished-start",
  "config-restored",
  "maintenance-on",
  "emergency-stop",
] as const;
/** See {@linkcode DEEDS}. */
export type DeedKind = typeof DEEDS[number];

/** Something that somebody did. */
export interface Deed {
  /** Wall clock ms. */
  readonly atMs: number;
  readonly by: Doer;
  readonly kind: DeedKind;
  /** It was tried and could not be carried out. */
  readonly failed: boolean;
  /** Id of the evidence that was kept before; null: none. */
  readonly evidence: string | null;
}

/** How it ended. */
export type Ending =
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
const WELL: ReadonlySet<string> = new Set<Verdict>([
  "healthy",
  "degraded",
  "unsupported",
]);
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
type Stop = { -readonly [Name in keyof PlannedStop]: PlannedStop[Name] };

/**
 * @param events Oldest first. An event whose time cannot be read is left out.
 * @param nowMs Wall clock ms.
 */
export function pastOf(events: readonly PastEvent[], nowMs: number): Past {
  const incidents: Building[] = [];
  const planned: Stop[] = [];
  let open: Building | null = null;
  let stop: Stop | null = null;
  let drill = false;
  let systemd = false;
  /** Who switched maintenance on, until a check sees it. */
  let switched: Pick<PlannedStop, "by" | "reason"> | null = null;
  for (const event of events) {
    const atMs = Date.parse(event.at);
    if (Number.isNaN(atMs)) continue;
    const { verdict } = event;
    if (event.event === "drill-began") drill = true;
    else if (DRILL_END.test(event.event)) drill = false;
    if (event.event === "maintenance-on") {
      switched = {
        by: textOf(event.facts["by"]),
        reason: textOf(event.facts["reason"]),
      };
    }
    if (verdict !== null) {
      systemd = OF_SYSTEMD.has(verdict) ||
        (systemd && !WELL.has(verdict)) ||
        // The news of a new life comes with the check that finds it well.
        (systemd && event.event === "new-process");
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
    const deed = deedOf(event, atMs, systemd);
    if (deed !== null && open !== null) {
      open.deeds = [...open.deeds, deed];
      open.drill ||= drill;
    }
    if (event.event === "emergency-stop") {
      open = ended(open, atMs, "taken-over");
      stop = endedStop(stop, atMs);
      stop = stopped("emergency-stop", atMs, null);
      planned.push(stop);
    } else if (event.event === "resume") {
      stop = endedStop(stop, atMs);
    } else if (verdict !== null && WELL.has(verdict)) {
      // The first word of a new life may come before that of the recovery.
      if (event.event !== "new-process" && event.event !== "wished-start") {
        if (open !== null) recovered(incidents, open, event, atMs);
        open = null;
      }
      stop = endedStop(stop, atMs);
    } else if (verdict !== null && LEFT_ALONE.has(verdict)) {
      open = ended(open, atMs, "taken-over");
      if (verdict !== "duplicate" && stop?.kind !== verdict) {
        // An emergency stop is one until it is ended, whatever a check says.
        if (stop?.kind !== "emergency-stop") {
          stop = endedStop(stop, atMs);
          stop = stopped(
            verdict === "maintenance" ? verdict : "stopped",
            atMs,
            verdict === "maintenance" ? switched : null,
          );
          planned.push(stop);
        }
      }
      if (verdict === "maintenance") switched = null;
    } else if (verdict !== null && stop?.kind !== "emergency-stop") {
      stop = endedStop(stop, atMs);
    }
  }
  if (open !== null) open.outageMs = Math.max(0, nowMs - open.startedMs);
  return { incidents: named(incidents), planned };
}

/** A drill that was killed ends when a check puts back what it left. */
const DRILL_END = /^drill-(passed|failed|interrupted|put-back)$/;

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

function ended(
  open: Building | null,
  atMs: number,
  ending: Ending,
): null {
  if (open !== null) {
    open.endedMs = atMs;
    open.ending = ending;
    open.outageMs = Math.max(0, atMs - open.startedMs);
  }
  return null;
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
  ended(open, atMs, "well");
  if (event !== "recovered") return;
  const { outageMs, downMs } = facts;
  const before = incidents.at(-2);
  if (
    typeof downMs === "number" && before?.ending === "well" &&
    before.endedMs !== null && atMs - downMs < before.endedMs - SAME_MS
  ) {
    incidents.pop();
    before.deeds = [...before.deeds, ...open.deeds];
    ended(before, atMs, "well");
  }
  const last = incidents.at(-1);
  if (last !== undefined && typeof outageMs === "number" && outageMs >= 0) {
    last.outageMs = outageMs;
  }
}

/** Two moments are the same if they are not further apart, ms. */
const SAME_MS = 1000;

function stopped(
  kind: PlannedStop["kind"],
  atMs: number,
  who: Pick<PlannedStop, "by" | "reason"> | null,
): Stop {
  return {
    kind,
    startedMs: atMs,
    endedMs: null,
    by: who?.by ?? null,
    reason: who?.reason ?? null,
  };
}

function endedStop(stop: Stop | null, atMs: number): null {
  if (stop !== null) stop.endedMs = atMs;
  return null;
}

function textOf(
  value: string | number | boolean | null | undefined,
): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

/** What an event tells that somebody did; null: nothing. */
function deedOf(
  { event, facts }: PastEvent,
  atMs: number,
  systemd: boolean,
): Deed | null {
  const evidence = textOf(facts["evidence"]);
  const deed = (by: Doer, kind: DeedKind, failed = false): Deed => ({
    ...{ atMs, by, kind, failed, evidence },
  });
  switch (event) {
    case "done":
    case "failed": {
      const action = String(facts["action"] ?? "").replace(/^finish-/, "");
      const kind = DEEDS.find((known) => known === action);
      return kind === undefined ? null : deed("guard", kind, event !== "done");
    }
    case "rolled-back":
      // Its notes are events of the same name.
      return facts["replaced"] == null ? null : deed("guard", "rollback");
    case "kill":
    case "hold-down":
    case "budget":
      return deed("guard", event);
    case "new-process":
      return deed(systemd ? "systemd" : "other", event);
    case "wished-start":
    case "config-restored":
    case "maintenance-on":
    case "emergency-stop":
      return deed("person", event);
    default:
      return null;
  }
}

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
