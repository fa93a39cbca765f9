/** Gathers what `explain` tells, from the state and the history alone. */

import { GuardError } from "../../base/errors.ts";
import type { DecisionRecord, ObservedFacts } from "../../core/types.ts";
import { type Row, rowOf } from "../../core/rules.ts";
import { type HistoryEvent, readHistory } from "../../store/history.ts";
import { profilePaths } from "../../store/paths.ts";
import { peekState } from "../../store/state.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { type Blocker, findBlocker } from "./blocker.ts";
import { type Followed, followers, sourceOf } from "./related_events.ts";
import { formatLocalTime, rfc3339, timeOrNull } from "../../cli/format.ts";
import { profileOption } from "../../base/profile.ts";
import { unreadableError } from "../../store/unwritable.ts";

/** `explain --json`, schema 1. */
export interface Explanation {
  readonly schema: 1;
  readonly profile: string;
  readonly kind: "last-check" | "event";
  /** Counted back in the history, 1 is the newest; null for the last check. */
  readonly number: number | null;
  /** RFC 3339. */
  readonly at: string;
  /** Null for the last check. */
  readonly event: string | null;
  /** What was seen and what followed from it, one sentence. */
  readonly why: string;
  readonly verdict: string | null;
  readonly reason: string | null;
  /** The row of the decision table; null when no decision led to the event. */
  readonly rule: string | null;
  readonly row: Row | null;
  readonly observed: ObservedFacts;
  readonly facts: HistoryEvent["facts"];
  /** What was decided to be done; empty for nothing. */
  readonly actions: readonly string[];
  readonly followed: readonly Followed[];
  /** RFC 3339 of the next attempt when one is being held back. */
  readonly nextAt: string | null;
  /** What now keeps the next check from looking; null when nothing does, or other decisions came later. */
  readonly hindrance: Blocker | null;
}

/**
 * Explains the last check; where the state is gone (uninstall takes it), the
 * last event.
 *
 * @throws {GuardError} when there was none.
 */
export function explainLastCheck(
  context: Context,
  profile: string,
): Explanation {
  const state = peekState(
    profilePaths(context, profile).state,
    context.clock.now(),
  );
  const { memory } = state;
  if (state.problem !== null) {
    // What cannot be read is a riddle, but for why that is.
    const error = unreadableError(context, profile);
    if (error !== null) throw error;
  }
  const { lastDecision: decision, lastTick, verdict, incarnation } = memory;
  const { events } = readHistory(context, profile);
  if (lastTick === null || verdict === null) {
    if (events.length > 0) return explainEvent(context, profile, 1);
    const option = profileOption(profile);
    throw new GuardError(
      say`there is nothing to explain: no check of profile ${profile} has been made yet`,
      say`"openclaw-guard check${option}" makes one, "openclaw-guard install${option}" lets them come by themselves`,
    );
  }
  // Nothing is written down about a healthy check that is not known anyway.
  const rule = decision?.rule ?? "answers-well";
  const observed = decision?.observed ?? {
    probe: "healthy",
    ...incarnation === null ? {} : { pid: incarnation.pid },
  };
  return {
    schema: 1,
    profile,
    kind: "last-check",
    number: null,
    at: rfc3339(decision?.atWallMs ?? lastTick.wallMs),
    event: null,
    why: memory.why,
    verdict,
    reason: memory.reason,
    rule,
    row: rowOf(rule),
    observed,
    facts: {},
    actions: decision?.actions ?? [],
    followed: decision === null
      ? []
      : followers(events, events.length, toldAt(events, decision)),
    nextAt: timeOrNull(decision?.nextWallMs ?? null),
    hindrance: findBlocker(context, profile),
  };
}

/** When it was written down: a crash loop lasts, and its journal is told once. */
function toldAt(
  events: readonly HistoryEvent[],
  { rule, atWallMs }: DecisionRecord,
): number {
  if (rule !== "crash-loop") return atWallMs;
  const told = events.findLast(({ event }) => event === rule);
  return told?.decision?.atWallMs ?? atWallMs;
}

/**
 * Explains one event.
 *
 * @param number Counted back from 1, the newest.
 * @throws {GuardError} when there are not so many.
 */
export function explainEvent(
  context: Context,
  profile: string,
  number: number,
): Explanation {
  const { events } = readHistory(context, profile);
  const event = events.at(-number);
  if (event === undefined) {
    throw new GuardError(
      say`there is no event ${number} of profile ${profile}: the history has ${events.length}`,
      events.length === 0
        ? ""
        : say`"openclaw-guard explain --list -n ${events.length}${
          profileOption(profile)
        }" shows them`,
    );
  }
  return explanationOf(context, profile, events, event);
}

function explanationOf(
  context: Context,
  profile: string,
  events: readonly HistoryEvent[],
  event: HistoryEvent,
): Explanation {
  const index = events.indexOf(event);
  const source = sourceOf(events, event);
  const decision = source?.decision;
  return {
    schema: 1,
    profile,
    kind: "event",
    number: events.length - index,
    at: event.at,
    event: event.event,
    // What carried a decision out is told with what follows from it.
    why: source?.sentence ?? event.sentence,
    verdict: source?.verdict ?? null,
    reason: source?.reason ?? null,
    rule: decision?.rule ?? null,
    row: decision === undefined ? null : rowOf(decision.rule),
    observed: decision?.observed ?? {},
    facts: event.facts,
    actions: decision?.actions ?? [],
    followed: decision === undefined
      ? []
      : followers(events, index, decision.atWallMs),
    nextAt: timeOrNull(decision?.nextWallMs ?? null),
    hindrance: events.slice(index + 1).some(({ decision }) => decision)
      ? null
      : findBlocker(context, profile),
  };
}

/** What a person means by a time, wall clock ms: a minute, a second. */
export interface TimeSpan {
  readonly fromMs: number;
  /** The last ms that belongs to it. */
  readonly toMs: number;
}

/**
 * Explains the events of a time span, oldest first; when there are none, the
 * last one before it, which held then. What carried a decision out is told with
 * the decision, not once more.
 *
 * @throws {GuardError} when the history does not go back so far.
 */
export function explainTime(
  context: Context,
  profile: string,
  { fromMs, toMs }: TimeSpan,
): Explanation[] {
  const { events } = readHistory(context, profile);
  const last = events.findLast(({ at }) => Date.parse(at) <= toMs);
  if (last === undefined) {
    const [first] = events;
    throw new GuardError(
      first === undefined
        ? say`there is nothing to explain: the history of profile ${profile} is empty`
        : say`cannot explain ${formatLocalTime(toMs)}: the history begins at ${
          formatLocalTime(Date.parse(first.at))
        }`,
      say`"openclaw-guard explain --list${
        profileOption(profile)
      }" shows what there is`,
    );
  }
  const within = events.filter(({ at }) => {
    const atMs = Date.parse(at);
    return atMs >= fromMs && atMs <= toMs;
  });
  const told = new Set<HistoryEvent>();
  return (within.length === 0 ? [last] : within).flatMap((event) => {
    const story = sourceOf(events, event) ?? event;
    if (told.has(story)) return [];
    told.add(story);
    return [explanationOf(context, profile, events, event)];
  });
}
