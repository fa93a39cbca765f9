/** Many outages in a short time are told as one thing. */

import { heardWith, notice, tellWord } from "./announce_notice.ts";
import type { Announcing, Understood, Word } from "./announcing.ts";
import {
  flappingText,
  quietText,
  type Sentences,
  stoppedText,
  troubleText,
} from "./announce_text.ts";
import { HOUR_MS } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { type Notice, profileId } from "./notice.ts";
import type { Flapping, Told } from "./told.ts";

/** So many within an hour are too many to be told one by one. */
const FLAPPING_FROM = 4;

/** What became of a part of what is told. */
export interface Part {
  readonly told: Told;
  readonly notices: readonly Notice[];
}

/** Those of the last hour. */
export function lately(
  recent: readonly number[] = [],
  now: Instant,
): readonly number[] {
  return recent.filter((bootMs) => now.bootMs - bootMs < HOUR_MS);
}

/**
 * Counts an outage that has just been found.
 *
 * @param recent This one included.
 * @returns Undefined: they are still few.
 */
export function counted(
  { profile, now }: Announcing,
  flapping: Flapping | undefined,
  recent: readonly number[],
): Flapping | undefined {
  const { bootMs, wallMs } = now;
  if (flapping !== undefined) {
    return { ...flapping, count: flapping.count + 1, lastBootMs: bootMs };
  }
  if (recent.length < FLAPPING_FROM) return undefined;
  const sinceWallMs = wallMs - bootMs + (recent[0] ?? bootMs);
  return {
    id: `${profileId(profile)}.flapping.${Math.round(sinceWallMs)}`,
    ...{ sinceWallMs, count: recent.length, lastBootMs: bootMs },
    // Told at once.
    ...{ toldBootMs: bootMs - HOUR_MS, notices: 0, told: null },
    ...{ heardBy: [], escalated: [] },
  };
}

/** Of those that come and go only what a person has to mend is told. */
export function escalated(
  input: Announcing,
  flapping: Flapping,
  word: Word | null,
): { readonly flapping: Flapping; readonly notices: readonly Notice[] } {
  // First of all that they do.
  if (word?.phase !== "escalated" || flapping.told === null) {
    return { flapping, notices: [] };
  }
  const { phase, severity, persons } = word;
  const made = notice(input, flapping, {
    ...{ phase, severity, key: persons[0], toldBefore: flapping.told },
    text: troubleText(input, persons),
  });
  return {
    notices: [made],
    flapping: {
      ...flapping,
      told: severity,
      heardBy: heardWith(input, made),
      escalated: [...flapping.escalated, ...persons],
    },
  };
}

/** Tells of them once an hour, until an hour was quiet. */
export function tellFlapping(input: Understood, told: Told): Part {
  const { now, meaning: { state } } = input;
  const { flapping, outage, recent = [] } = told;
  if (flapping === undefined || state === "paused") {
    return { told, notices: [] };
  }
  const after = { ...told, flapping: undefined, recent: undefined };
  const { told: severity } = flapping;
  const end = (text: Sentences): Part => ({
    told: after,
    notices: severity === null ? [] : [notice(input, flapping, {
      ...{ phase: "over", severity, toldBefore: severity, text },
      endedWallMs: now.wallMs,
    })],
  });
  if (state === "stopped") return end(stoppedText(input));
  if (now.bootMs - flapping.lastBootMs < HOUR_MS) {
    return now.bootMs - flapping.toldBootMs < HOUR_MS
      ? { told, notices: [] }
      : tellHour(input, told, flapping, recent.length);
  }
  // A drill's is none of them.
  const last = outage?.muted ? outage : undefined;
  if (last === undefined && state === "well") {
    return end(quietText(input, flapping));
  }
  if (last === undefined || state !== "trouble" || severity === null) {
    return { told, notices: [] };
  }
  // The last one lasts: from here on it is told for itself.
  const { id, heardBy, escalated } = flapping;
  const word = { phase: "reminder", severity, persons: [] } as const;
  const own = { ...last, id, heardBy, escalated, told: severity, muted: false };
  const one = tellWord(input, own, word);
  return { notices: [one.notice], told: { ...after, outage: one.outage } };
}

function tellHour(
  input: Announcing,
  told: Told,
  flapping: Flapping,
  count: number,
): Part {
  const notices = flapping.notices + 1;
  const { told: before } = flapping;
  const made = notice(input, flapping, {
    ...{ phase: "flapping", severity: "warning", key: notices },
    toldBefore: before,
    text: flappingText(input, flapping, count),
  });
  return {
    told: {
      ...told,
      flapping: {
        ...{ ...flapping, notices, toldBootMs: input.now.bootMs },
        ...{ told: before ?? "warning", heardBy: heardWith(input, made) },
      },
    },
    notices: [made],
  };
}
