/** Which notices a channel gets. */

import { type Notice, SEVERITIES, type Severity } from "../core/notice.ts";
import type { ChannelSettings } from "./notify_settings.ts";

/** Whether one is at least as grave as the other. */
function atLeast(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) >= SEVERITIES.indexOf(other);
}

/** The gravest of some, `info` of none. */
export function gravest(all: readonly Severity[]): Severity {
  return all.reduce((one, other) => atLeast(one, other) ? one : other, "info");
}

/** What counts is how grave it is, and whether the channel has heard of it. */
export function isWanted(
  { minSeverity, reminders, resolve }: ChannelSettings,
  { phase, severity, toldBefore }: Notice,
): boolean {
  switch (phase) {
    case "test":
      return true;
    case "over":
      // Who was told of the trouble is told of its end, mild as that may be.
      return resolve &&
        atLeast(gravest([severity, toldBefore ?? "info"]), minSeverity);
    case "opened":
      // It has grown: those who heard of it when it was small know it.
      return atLeast(severity, minSeverity) &&
        !(toldBefore !== null && atLeast(toldBefore, minSeverity));
    case "reminder":
      return reminders && atLeast(severity, minSeverity);
    default:
      return atLeast(severity, minSeverity);
  }
}
