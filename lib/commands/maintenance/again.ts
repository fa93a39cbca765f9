/** What `maintenance on` makes of a maintenance that is on already. */

import type { OwnSwitch } from "../../store/maintenance.ts";
import { t } from "../../text/speech.ts";
import { displayWidth, padToWidth } from "../../base/width.ts";
import { formatLocalTime } from "../../cli/format.ts";

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
  const old = before?.reason ?? null;
  // A person's own words are left alone: never a value of a sentence.
  const rows: (readonly [label: string, text: string])[] = reason === null
    ? old === null ? [] : [[t`reason, as before`, old]]
    : old === null || old === reason
    ? [[t`reason`, reason]]
    : [[t`reason`, reason], [t`reason until now`, old]];
  const width = Math.max(...rows.map(([label]) => displayWidth(label)));
  const told = [
    ...before?.untilMs == null
      ? []
      : [t`It was on already, to end at ${formatLocalTime(before.untilMs)}.`],
    ...rows.map(([label, text]) => `  ${padToWidth(label, width)}  ${text}`),
  ];
  return { reason: reason ?? old, told };
}
