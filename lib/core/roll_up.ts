/**
 * Makes minutes, hours and days of the marks that checks leave. Pure: what was
 * before goes in, what is after comes out.
 *
 * Time is counted on the boot clock and placed by the wall clock. Of a clock
 * that was set back the same hour is lived twice, and more than its length may
 * have been watched: nothing that was seen is lost.
 */

import { DAY_MS, HOUR_MS, MINUTE_MS } from "../base/duration.ts";
import { daysOf, type Place } from "./local_day.ts";
import type { Kind, Mark } from "./roll.ts";
import {
  type Counters,
  PROBE_BUCKETS_MS,
  type Rollups,
  type Span,
  STARTERS,
} from "./rollup.ts";
import { sumOf } from "./uptime.ts";

/** What is kept of each, by number: a clock that is wrong for a moment must not empty it. */
const KEPT = { minutes: 1440, hours: 720, days: 400 } as const;
/** What is shown of each, ms before now. Days may have 25 hours. */
const SHOWN_MS = {
  minutes: DAY_MS,
  hours: 30 * DAY_MS,
  days: 401 * DAY_MS,
} as const;
type Grain = keyof typeof KEPT;
const GRAINS = Object.keys(KEPT) as Grain[];

/** Rollups, and what is needed to go on with them. */
export interface RolledUp extends Rollups {
  /** How long the outage that goes on has lasted, ms; null: there is none. */
  readonly outageMs: number | null;
}

/** Nothing watched yet. */
export function noRollups(zone: string, sinceMs: number): RolledUp {
  return {
    zone,
    minutes: [],
    hours: [],
    days: [],
    counters: {
      sinceMs,
      checks: {},
      incidents: {},
      actions: {},
      downtimeMs: 0,
      notifications: {},
    },
    outageMs: null,
  };
}

const { elapsedMs: _elapsedMs, ...NOTHING } = sumOf([], 0);

/** A span of which nothing was watched. */
export function emptySpan(fromMs: number, lengthMs: number): Span {
  return { fromMs, lengthMs, ...NOTHING };
}

/**
 * The rollups with these marks.
 *
 * @param zone The zone of the days from now on; those there are stay as they are.
 * @param nowMs Wall clock: where there are too many, what is farthest from it goes.
 */
export function rollUp(
  rollups: RolledUp,
  marks: readonly Mark[],
  zone: string,
  nowMs: number,
): RolledUp {
  const places: Readonly<Record<Grain, (ms: number) => Place>> = {
    minutes: (ms) => ({ fromMs: floor(ms, MINUTE_MS), lengthMs: MINUTE_MS }),
    hours: (ms) => ({ fromMs: floor(ms, HOUR_MS), lengthMs: HOUR_MS }),
    days: daysOf(zone),
  };
  const byBeginning = (spans: readonly Span[]) =>
    new Map(spans.map((span) => [span.fromMs, span]));
  const spans = {
    minutes: byBeginning(rollups.minutes),
    hours: byBeginning(rollups.hours),
    days: byBeginning(rollups.days),
  };
  let { counters, outageMs } = rollups;
  for (const mark of marks) {
    counters = counted(counters, mark);
    const began = mark.kind === "outage" && outageMs === null;
    for (const grain of GRAINS) {
      credit(spans[grain], places[grain], mark, began, outageMs ?? 0);
    }
    // What could not be told is neither its end nor a part of it.
    if (mark.kind === "outage") outageMs = (outageMs ?? 0) + mark.ms;
    if (mark.kind === undefined || mark.kind === "planned") outageMs = null;
  }
  return {
    zone,
    minutes: kept(spans.minutes, KEPT.minutes, nowMs),
    hours: kept(spans.hours, KEPT.hours, nowMs),
    days: kept(spans.days, KEPT.days, nowMs),
    counters,
    outageMs,
  };
}

/** What readers get: nothing that is too old, or still to come. */
export function shownRollups(rollups: RolledUp, nowMs: number): Rollups {
  const shown = (grain: Grain) =>
    rollups[grain].filter(({ fromMs, lengthMs }) =>
      fromMs <= nowMs && fromMs + lengthMs > nowMs - SHOWN_MS[grain]
    );
  const { zone, counters } = rollups;
  return {
    zone,
    minutes: shown("minutes"),
    hours: shown("hours"),
    days: shown("days"),
    counters,
  };
}

function floor(ms: number, unit: number): number {
  return Math.floor(ms / unit) * unit;
}

/** Puts a mark where it belongs; what happened belongs to the end of its time. */
function credit(
  spans: Map<number, Span>,
  placeOf: (ms: number) => Place,
  mark: Mark,
  began: boolean,
  outageBeforeMs: number,
): void {
  const { at, ms, kind = "healthy" } = mark;
  const change = (place: Place, by: (span: Span) => Span) => {
    const { fromMs, lengthMs } = place;
    spans.set(fromMs, by(spans.get(fromMs) ?? emptySpan(fromMs, lengthMs)));
  };
  const startMs = at - ms;
  for (let fromMs = startMs; fromMs < at;) {
    const place = placeOf(fromMs);
    const toMs = Math.min(at, place.fromMs + place.lengthMs);
    const lasted = outageBeforeMs + toMs - startMs;
    change(place, (span) => watched(span, kind, toMs - fromMs, lasted));
    fromMs = toMs;
  }
  if (began) {
    change(placeOf(startMs), (span) => ({
      ...span,
      outages: span.outages + 1,
    }));
  }
  const isPlain = mark.probe === undefined && mark.done === undefined &&
    mark.starts === undefined && mark.rollback === undefined;
  if (isPlain) return;
  change(placeOf(ms > 0 ? at - 1 : at), (span) => happened(span, mark));
}

function watched(span: Span, kind: Kind, ms: number, lastedMs: number): Span {
  const field = `${kind}Ms` as const;
  return {
    ...span,
    watchedMs: span.watchedMs + ms,
    [field]: span[field] + ms,
    ...kind === "outage"
      ? { worstOutageMs: Math.max(span.worstOutageMs, lastedMs) }
      : {},
  };
}

function happened(
  span: Span,
  { probe, done = [], starts = {}, rollback }: Mark,
): Span {
  return {
    ...span,
    starts: {
      ...span.starts,
      ...Object.fromEntries(
        STARTERS.map((by) => [by, span.starts[by] + (starts[by] ?? 0)]),
      ),
    },
    forceCleans: span.forceCleans +
      done.filter((action) => action.startsWith("force-clean ")).length,
    rollbacks: span.rollbacks + (rollback === true ? 1 : 0),
    ...probe === undefined ? {} : { probe: withProbe(span.probe, probe) },
  };
}

function withProbe(
  { counts, sumMs, maxMs }: Span["probe"],
  ms: number,
): Span["probe"] {
  const found = PROBE_BUCKETS_MS.findIndex((limit) => ms <= limit);
  const bucket = found === -1 ? PROBE_BUCKETS_MS.length : found;
  return {
    counts: counts.with(bucket, (counts[bucket] ?? 0) + 1),
    // In tenths: sums of many stay exact.
    sumMs: Math.round((sumMs + ms) * 10) / 10,
    maxMs: Math.max(maxMs, ms),
  };
}

/** The counters with a mark. */
export function counted(counters: Counters, mark: Mark): Counters {
  const { verdict = "healthy", incident, done = [] } = mark;
  return {
    ...counters,
    checks: withMore(counters.checks, verdict),
    incidents: incident === undefined
      ? counters.incidents
      : withMore(counters.incidents, incident),
    actions: done.reduce(withMore, counters.actions),
    downtimeMs: counters.downtimeMs + (mark.kind === "outage" ? mark.ms : 0),
  };
}

/** The counts with one more of these. */
export function withMore(
  counts: Readonly<Record<string, number>>,
  name: string,
): Readonly<Record<string, number>> {
  return { ...counts, [name]: (counts[name] ?? 0) + 1 };
}

function kept(
  spans: ReadonlyMap<number, Span>,
  most: number,
  nowMs: number,
): Span[] {
  const all = [...spans.values()].sort((a, b) => a.fromMs - b.fromMs);
  if (all.length <= most) return all;
  const far = ({ fromMs }: Span) => Math.abs(nowMs - fromMs);
  return all.sort((a, b) => far(a) - far(b)).slice(0, most)
    .sort((a, b) => a.fromMs - b.fromMs);
}
