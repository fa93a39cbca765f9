/** The metrics of all profiles of this user's guard. */

import { VERSION } from "../../base/version.ts";
import { metricsText } from "../../core/metrics.ts";
import { watchedProfiles } from "../../install/watched.ts";
import { outboxCount } from "../../notify/outbox.ts";
import { readNotificationCounts } from "../../store/notification_counts.ts";
import { readDays } from "../../store/rollups.ts";
import type { Context } from "../../sys/context.ts";
import { userName } from "../../sys/user_name.ts";

/**
 * All of them as text.
 *
 * @throws {GuardError} when install.json cannot be understood.
 */
export async function gatherMetrics(context: Context): Promise<string> {
  const profiles = await watchedProfiles(context);
  return metricsText({
    user: userName(context),
    version: VERSION,
    profiles: profiles.map((profile) => {
      const { memory, rollups: { counters } } = readDays(context, profile);
      return { profile, memory, counters };
    }),
    notifications: readNotificationCounts(context),
    queued: outboxCount(context),
  });
}
