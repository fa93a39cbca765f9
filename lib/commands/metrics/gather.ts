/** The metrics of all profiles of this user's guard. */

import { GuardError } from "../../base/errors.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { VERSION } from "../../base/version.ts";
import { metricsText } from "../../core/metrics.ts";
import { watchedProfiles } from "../../install/watched.ts";
import { outboxCount } from "../../notify/outbox.ts";
import { readNotificationCounts } from "../../store/notification_counts.ts";
import { readCounters } from "../../store/rollups.ts";
import type { Context } from "../../sys/context.ts";
import { userName } from "../../sys/user_name.ts";

/** All of them as text. */
export async function gatherMetrics(context: Context): Promise<string> {
  const profiles = await profilesToTell(context);
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

/** As `check` does: when install.json does not tell, the default one says so. */
async function profilesToTell(context: Context): Promise<readonly string[]> {
  try {
    return await watchedProfiles(context);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return [DEFAULT_PROFILE];
  }
}
