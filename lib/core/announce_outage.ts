/** Follows an outage from check to check, and finds what of it is to be told. */

import type { Announcing, Understood, Word } from "./announcing.ts";
import { attemptIn } from "./announce_text.ts";
import { attemptText } from "./attempt.ts";
import type { Instant } from "../base/instant.ts";
import { attemptsIn, isAlive } from "./incident.ts";
import type { Memory } from "./memory.ts";
import { profileId, type Severity } from "./notice.ts";
import type { Outage } from "./told.ts";

/** Trouble that has lasted so long is told, ms, whatever the guard does. */
const OPENED_AFTER_MS = 60_000;
/** From then on it is no small thing, ms. */
const GRAVE_AFTER_MS = 5 * 60_000;

/** The outage as this check leaves it; undefined: there is none. */
export function follow(input: Understood): Outage | undefined {
  const { after, now, events, meaning: { state } } = input;
  const outage = after.told?.outage ?? begin(input);
  if (outage === undefined) return undefined;
  const startedByOthers = outage.startedByOthers ||
    events.some(({ event }) =>
      event === "new-process" || event === "wished-start"
    );
  switch (state) {
    case "paused":
      // What it was then is nobody's business any more.
      return outage.told === null ? undefined : outage;
    case "well":
      return {
        ...outage,
        startedByOthers,
        well: outage.well ?? { wallMs: now.wallMs, bootMs: now.bootMs },
      };
    case "stopped":
    case "unknown":
      return outage;
  }
  const attempts = attemptsOf(input);
  const more = attempts > outage.attempts;
  const followed = {
    ...outage,
    well: null,
    attempts: Math.max(outage.attempts, attempts),
    lastAttempt: more ? lastAttemptOf(after) : outage.lastAttempt,
    startedByOthers,
    // What is left of it when the drill has ended is no drill any more.
    drill: input.drill
      ? outage.drill || outage.told === null
      : outage.drill && state === "pending",
  };
  return state === "pending" ? followed : {
    ...followed,
    foundBootMs: outage.foundBootMs ?? now.bootMs,
    verdict: after.verdict,
    reason: after.reason,
  };
}

/** A new one; undefined: nothing speaks of any. */
function begin(
  { profile, before, after, drill, now, meaning: { state } }: Understood,
): Outage | undefined {
  const made = (since: Omit<Instant, "bootId">): Outage => ({
    id: `${profileId(profile)}.${Math.round(since.wallMs)}`,
    ...{ sinceWallMs: since.wallMs, sinceBootMs: since.bootMs },
    ...{ foundBootMs: null, verdict: null, reason: null },
    ...{ told: null, heardBy: [], lastWordBootMs: null },
    ...{ escalated: [], reminders: 0 },
    ...{ muted: false, drill, well: null },
    ...{ attempts: 0, lastAttempt: null, startedByOthers: false },
  });
  const lastGood = isAlive(before) ? before.lastTick : null;
  const { incident } = before;
  // A guard that acted may have died before it could tell, and when it began to
  // fail nobody may have been there to be told.
  const known = incident === null ||
      incident.openedBootMs === after.told?.closedBootMs
    ? null
    : {
      ...made({ wallMs: incident.openedWallMs, bootMs: incident.openedBootMs }),
      foundBootMs: incident.openedBootMs,
      verdict: incident.verdict,
      reason: incident.reason,
      attempts: attemptsIn(incident, before),
      lastAttempt: lastAttemptOf(before),
    };
  switch (state) {
    case "paused":
    case "stopped":
      return undefined;
    case "trouble":
      return known ?? made(lastGood ?? now);
  }
  if (known !== null && known.attempts > 0) return known;
  return state === "pending" && lastGood !== null ? made(lastGood) : undefined;
}

/** Attempts that the guard has made. */
function attemptsOf({ before, after }: Announcing): number {
  const incident = after.incident ?? before.incident;
  return incident === null ? 0 : attemptsIn(incident, after);
}

/** For people. A guard that died has told nobody what it did. */
function lastAttemptOf({ lastDecision, ladder }: Memory): string {
  return attemptIn(lastDecision?.actions ?? [])?.text ??
    attemptText(ladder.attempt);
}

/**
 * Whether nothing more is to come of it. Two good checks, as the guard itself
 * wants them.
 */
export function isOver(
  { before, after, meaning: { state } }: Understood,
): boolean {
  return state === "stopped" ||
    state === "well" && after.incident === null &&
      (before.incident !== null || isAlive(before));
}

/**
 * What is to be told of it now; null: nothing.
 *
 * @param escalated What of that kind was told already.
 */
export function dueWord(
  input: Understood,
  outage: Outage,
  escalated: readonly string[],
): Word | null {
  const { now, telling: { remindersMs }, meaning: { state } } = input;
  const { told, lastWordBootMs } = outage;
  const severity = gravity(input, outage);
  const open: Word = { phase: "opened", severity, persons: [] };
  const acted = outage.attempts > 0;
  switch (state) {
    case "paused":
    case "stopped":
      return null;
    case "well":
    case "unknown":
    case "pending": {
      // An end without a beginning is told only if there was one to be told.
      const wait = state === "well" && !isOver(input);
      return acted && told === null && !wait ? open : null;
    }
  }
  const lasted = lastedMs(input, outage) >= OPENED_AFTER_MS;
  const persons = personsNeeded(input, lasted)
    .filter((word) => !escalated.includes(word));
  if (persons.length > 0) {
    return { phase: "escalated", severity: "critical", persons };
  }
  if (told === null) return acted || lasted ? open : null;
  if (told === "info" && severity !== "info") return open;
  const next = remindersMs[Math.min(outage.reminders, remindersMs.length - 1)];
  return next === undefined || lastWordBootMs === null ||
      now.bootMs - lastWordBootMs < next
    ? null
    : { phase: "reminder", severity: told, persons: [] };
}

function lastedMs({ now }: Announcing, { foundBootMs }: Outage): number {
  return now.bootMs - (foundBootMs ?? now.bootMs);
}

/** What the first attempt mends within minutes is a small thing. */
function gravity(input: Announcing, outage: Outage): Severity {
  return input.after.ladder.attempt <= 1 &&
      lastedMs(input, outage) < GRAVE_AFTER_MS
    ? "info"
    : "warning";
}

/** What nobody but a person can mend: a word for each thing. */
export function personsNeeded(
  { after: { ladder, blocker }, policy, now, meaning }: Understood,
  lasted: boolean,
): string[] {
  const { person, passes } = meaning;
  // The guard does something about these two itself, a little later.
  const waits = passes ||
    person === "bad-config" && policy.rollback === "auto";
  const starts = person === "abandoned" && policy.leftInactive === "start";
  const held = ladder.holdDownUntilBootMs;
  return [
    ...person === undefined || starts || waits && !lasted ? [] : [person],
    ...held !== null && now.bootMs < held ? ["hold-down"] : [],
    ...blocker?.startsWith("limit ") ? ["budget"] : [],
    ...blocker === "permission" ? ["permission"] : [],
  ];
}
