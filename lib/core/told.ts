/** What people have been told of a gateway, and what there is still to tell. */

import type { Instant } from "../base/instant.ts";
import type { Notice, Severity } from "./notice.ts";
import type { Reason, Verdict } from "./types.ts";

/**
 * A time in which the gateway does not work, as people are told of it. Times of
 * the boot clock are below 0 when they were in an earlier boot.
 */
export interface Outage {
  /** In all its notices. */
  readonly id: string;
  /** The last good check before it; where there was none, the one that found it. */
  readonly sinceWallMs: number;
  readonly sinceBootMs: number;
  /** When it was found to be trouble; null: it may only be starting. */
  readonly foundBootMs: number | null;
  /** What it was when it was last looked at. */
  readonly verdict: Verdict | null;
  readonly reason: Reason | null;
  /** The highest severity it was told with; null: nothing was told. */
  readonly told: Severity | null;
  /** Channels that have heard of it; missing: an older version told it. */
  readonly heardBy?: readonly string[] | undefined;
  /** When it was told of last; null: never. */
  readonly lastWordBootMs: number | null;
  /** What only a person can mend, and was told: a word for each. */
  readonly escalated: readonly string[];
  readonly reminders: number;
  /** It is one of many: they are told as flapping. */
  readonly muted: boolean;
  /** A drill made it. */
  readonly drill: boolean;
  /** What the guard has done about it so far. */
  readonly attempts: number;
  /** The last of those, for people. */
  readonly lastAttempt: string | null;
  /** Somebody else has had it started since. */
  readonly startedByOthers: boolean;
  /** The first good check since; null: there was none. */
  readonly well: { readonly wallMs: number; readonly bootMs: number } | null;
}

/** Outages come and go. */
export interface Flapping {
  readonly id: string;
  readonly sinceWallMs: number;
  /** Outages so far. */
  readonly count: number;
  /** When the last one was found. */
  readonly lastBootMs: number;
  /** When it was told of last, and how often. */
  readonly toldBootMs: number;
  readonly notices: number;
  /** See {@linkcode Outage.told}. */
  readonly told: Severity | null;
  /** See {@linkcode Outage.heardBy}. */
  readonly heardBy?: readonly string[] | undefined;
  /** See {@linkcode Outage.escalated}. */
  readonly escalated: readonly string[];
}

/** All of it; missing parts: there is nothing of the kind. */
export interface Told {
  readonly outage?: Outage | undefined;
  readonly flapping?: Flapping | undefined;
  /** When outages of the last hour were found, boot clock ms. */
  readonly recent?: readonly number[] | undefined;
  /** Not in the outbox yet, or the guard died before it could remember that. */
  readonly unsent?: readonly Notice[] | undefined;
  /** An incident of the guard's that goes on while people know how it ended; by its beginning. */
  readonly closedBootMs?: number | undefined;
}

/** Without what is empty; undefined: there is nothing. */
export function tidyTold(told: Told): Told | undefined {
  const kept = Object.entries(told).filter(([, part]) =>
    part !== undefined && !(Array.isArray(part) && part.length === 0)
  );
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The same with other times of the boot clock. */
function atOtherTimes(
  { outage, flapping, recent, closedBootMs, ...rest }: Told,
  change: (bootMs: number) => number,
): Told {
  const orNull = (bootMs: number | null) =>
    bootMs === null ? null : change(bootMs);
  return {
    ...rest,
    outage: outage && {
      ...outage,
      sinceBootMs: change(outage.sinceBootMs),
      foundBootMs: orNull(outage.foundBootMs),
      lastWordBootMs: orNull(outage.lastWordBootMs),
      well: outage.well &&
        { ...outage.well, bootMs: change(outage.well.bootMs) },
    },
    flapping: flapping && {
      ...flapping,
      lastBootMs: change(flapping.lastBootMs),
      toldBootMs: change(flapping.toldBootMs),
    },
    recent: recent?.map(change),
    closedBootMs: closedBootMs === undefined ? undefined : change(closedBootMs),
  };
}

/**
 * The same in terms of another boot's clock. How long the machine was off only
 * the wall clock tells.
 *
 * @param last The last check of the boot that is over.
 */
export function toldInThisBoot(
  told: Told,
  last: Pick<Instant, "wallMs" | "bootMs">,
  now: Instant,
): Told {
  const shift = now.bootMs - Math.max(0, now.wallMs - last.wallMs) -
    last.bootMs;
  return atOtherTimes(told, (bootMs) => bootMs + shift);
}

/** What lies in the future happened now. */
export function toldByNow(told: Told, { bootMs: nowMs }: Instant): Told {
  return atOtherTimes(told, (bootMs) => Math.min(bootMs, nowMs));
}
