/** What happened lately, and how the last incident ended, from the history. */

import { DAY_MS } from "../../base/duration.ts";
import { DRILL_END } from "../../core/past_incidents.ts";
import type { HistoryEvent } from "../../store/history.ts";

/** This long ago is lately, ms. */
const LATELY_MS = DAY_MS;

/** The last time the guard brought the gateway back, or tried to. */
interface LastRestart {
  /** RFC 3339. */
  readonly at: string;
  /** "restart", "force-clean" or "start". */
  readonly action: string;
  /** What was wrong; null when the history does not go back so far. */
  readonly verdict: string | null;
  readonly reason: string | null;
  /** It was part of a drill: no real failure. */
  readonly drill: boolean;
  /** From `at` until it was found well; null: not yet, or a clock was set between. */
  readonly backAfterMs: number | null;
}

export interface Lately {
  /** Restarts by the guard within {@linkcode LATELY_MS}. */
  readonly restarts: number;
  /** New processes that the guard did not start: systemd, a person, an update. */
  readonly otherRestarts: number;
  /** New processes of a drill, which has systemd or itself start them. */
  readonly drillRestarts: number;
  /** Starts by a command of the guard that a person typed, such as "resume". */
  readonly wishedRestarts: number;
  /** Null when there was none as far as the history goes back. */
  readonly last: LastRestart | null;
}

/** Actions that start the gateway anew; "finish-" carries on with one that died. */
const RESTART = /^(finish-)?(restart|force-clean|start)$/;

/** @param events Oldest first. */
export function latelyOf(
  events: readonly HistoryEvent[],
  nowMs: number,
): Lately {
  const recent = events.filter(({ at }) => nowMs - Date.parse(at) < LATELY_MS);
  const others = recent.filter(({ event }) => event === "new-process");
  const ofDrill = duringDrills(events);
  return {
    restarts: recent.filter(isRestart).length,
    otherRestarts: others.filter((event) => !ofDrill.has(event)).length,
    drillRestarts: others.filter((event) => ofDrill.has(event)).length,
    wishedRestarts: recent.filter(({ event }) => event === "wished-start")
      .length,
    last: lastRestart(events, ofDrill),
  };
}

/** Events between the beginning and the end of a drill. */
function duringDrills(
  events: readonly HistoryEvent[],
): ReadonlySet<HistoryEvent> {
  let drill = false;
  return new Set(events.filter(({ event }) => {
    if (event === "drill-began") drill = true;
    else if (DRILL_END.test(event)) drill = false;
    return drill;
  }));
}

/** Carried out: what was only planned may have come to nothing. */
function isRestart({ event, facts }: HistoryEvent): boolean {
  return event === "done" && RESTART.test(String(facts["action"]));
}

/** @param ofDrill See {@linkcode duringDrills}. */
function lastRestart(
  events: readonly HistoryEvent[],
  ofDrill: ReadonlySet<HistoryEvent>,
): LastRestart | null {
  const index = events.findLastIndex(isRestart);
  const done = events[index];
  if (done === undefined) return null;
  const before = events.slice(0, index);
  const cause = before.findLast(({ decision }) => decision !== undefined);
  const drill = ofDrill.has(done);
  const backMs = foundWellMs(events.slice(index), drill);
  const tookMs = (backMs ?? NaN) - Date.parse(done.at);
  return {
    at: done.at,
    action: String(done.facts["action"]).replace(/^finish-/, ""),
    verdict: cause?.verdict ?? null,
    reason: cause?.reason ?? null,
    drill,
    backAfterMs: tookMs >= 0 ? tookMs : null,
  };
}

/** When it was found well after a restart, wall clock ms; null: not yet. */
function foundWellMs(
  events: readonly HistoryEvent[],
  drill: boolean,
): number | null {
  const check = events.find(({ event }) => event === "recovered");
  const drilled = drill
    ? events.find(({ event }) => DRILL_END.test(event))
    : undefined;
  const wellForMs = drilled?.facts["wellForMs"];
  // A drill asks more often than the checks do.
  return drilled !== undefined && typeof wellForMs === "number"
    ? Date.parse(drilled.at) - wellForMs
    : check === undefined
    ? null
    : Date.parse(check.at);
}

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
