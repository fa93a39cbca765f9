/** Many outages in a short time are told as one thing. */

import type { Announcing } from "./announce_outage.ts";
import type { Instant } from "../base/instant.ts";
import { profileId } from "./notice_id.ts";
import type { Flapping, Outage } from "./told.ts";

const HOUR_MS = 60 * 60_000;
/** So many within an hour are too many to be told one by one. */
const FLAPPING_FROM = 4;

/** Those of the last hour. */
export function lately(
  recent: readonly number[] = [],
  now: Instant,
): readonly number[] {
  return recent.filter((bootMs) => now.bootMs - bootMs < HOUR_MS);
}

/**
 * Another outage has been found.
 *
 * @param recent This one included.
 * @returns Undefined: they are still few.
 */
export function counted(
  { profile, now }: Pick<Announcing, "profile" | "now">,
  flapping: Flapping | undefined,
  recent: readonly number[],
  { sinceWallMs }: Outage,
): Flapping | undefined {
  if (flapping !== undefined) {
    return { ...flapping, count: flapping.count + 1, lastBootMs: now.bootMs };
  }
  return recent.length < FLAPPING_FROM ? undefined : {
    id: `${profileId(profile)}.flapping.${Math.round(sinceWallMs)}`,
    sinceWallMs: now.wallMs - (now.bootMs - (recent[0] ?? now.bootMs)),
    count: recent.length,
    lastBootMs: now.bootMs,
    ...{ toldBootMs: now.bootMs, notices: 1 },
    ...{ told: "warning", escalated: [] },
  };
}

/** No other outage has come for an hour. */
export function isQuiet({ lastBootMs }: Flapping, now: Instant): boolean {
  return now.bootMs - lastBootMs >= HOUR_MS;
}

/** It is told once an hour. */
export function isHourOver({ toldBootMs }: Flapping, now: Instant): boolean {
  return now.bootMs - toldBootMs >= HOUR_MS;
}
