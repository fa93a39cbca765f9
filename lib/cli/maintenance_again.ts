/** What `maintenance on` makes of a maintenance that is on already. */

import type { OwnSwitch } from "../store/maintenance.ts";
import { t } from "../text/speech.ts";
import { formatLocalTime } from "./format.ts";

/** The switch as it will be, and what is said about it. */
export interface Renewal {
  readonly reason: string | null;
  /** Lines for the person, true before and after it is done. */
  readonly told: readonly string[];
}

/**
 * The new time counts, and the new reason; without one the old reason stays.
 *
 * @param own The guard's own switch, null when it is off.
 * @param reason Of `--reason`, null when it was not given.
 */
export function renewal(own: OwnSwitch | null, reason: string | null): Renewal {
  // One that cannot be read has no reason of a person.
  const before = own === null || own.expired || own.untilMs === null
    ? null
    : own;
  const told: string[] = [];
  if (before?.untilMs != null) {
    told.push(
      t`It was on already, to end at ${formatLocalTime(before.untilMs)}.`,
    );
  }
  const old = before?.reason ?? null;
  // A person's own words are left alone: never a value of a sentence.
  if (reason !== null) {
    told.push(`  ${t`reason`}  ${reason}`);
    if (old !== null && old !== reason) {
      told.push(`  ${t`reason until now`}  ${old}`);
    }
  } else if (old !== null) {
    told.push(`  ${t`reason, as before`}  ${old}`);
  }
  return { reason: reason ?? old, told };
}
