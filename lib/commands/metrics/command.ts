/** `metrics`: figures for Prometheus. */

import { VERSION } from "../../base/version.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { shownProfiles } from "../../cli/watched_profiles.ts";
import { metricsText } from "../../core/metrics.ts";
import { outboxCount } from "../../notify/outbox.ts";
import { readNotificationCounts } from "../../store/notification_counts.ts";
import { readCounters } from "../../store/rollups.ts";
import type { Context } from "../../sys/context.ts";
import { userName } from "../../sys/user_name.ts";
import { metricsDescription } from "./description.ts";

export const metricsCommand: Command = {
  async run(args, context) {
    parseOptions(metricsDescription, args);
    // The terminal ends the last line.
    const text = (await gatherMetrics(context)).replace(/\n$/, "");
    text.split("\n").forEach(context.terminal.out);
    return 0;
  },
};

/** The metrics of all profiles of this user's guard, as text. */
export async function gatherMetrics(context: Context): Promise<string> {
  const profiles = await shownProfiles(context);
  return metricsText({
    user: userName(context),
    version: VERSION,
    profiles: profiles.map((profile) => ({
      profile,
      ...readCounters(context, profile),
    })),
    notifications: readNotificationCounts(context),
    queued: outboxCount(context),
  });
}
