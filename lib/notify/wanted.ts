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
export function isWanted(channel: ChannelSettings, notice: Notice): boolean {
  const { minSeverity, reminders, resolve } = channel;
  const { phase, severity } = notice;
  switch (phase) {
    case "test":
      return true;
    case "over":
      // Who was told of the trouble is told of its end, mild as that may be.
      return resolve && hasHeard(channel, notice);
    case "opened":
      // It has grown: those who heard of it when it was small know it.
      return atLeast(severity, minSeverity) && !hasHeard(channel, notice);
    case "reminder":
      return reminders && atLeast(severity, minSeverity);
    default:
      return atLeast(severity, minSeverity);
  }
}

/** Whether a channel was told of it before; one that was added since was not. */
function hasHeard(
  { name, minSeverity }: ChannelSettings,
  { toldBefore, heardBy }: Notice,
): boolean {
  return toldBefore !== null && atLeast(toldBefore, minSeverity) &&
    (heardBy === undefined || heardBy.includes(name));
}

/** The channels that get a notice, by name. */
export function hearersOf(
  channels: readonly ChannelSettings[],
  notice: Notice,
): string[] {
  return channels.filter((channel) => isWanted(channel, notice))
    .map(({ name }) => name);
}
