/** Reads what a history shows; nothing is looked at or changed. */

import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { reworded } from "../../base/say.ts";
import { VERSION } from "../../base/version.ts";
import { pastOf } from "../../core/past_incidents.ts";
import { guardLiveness } from "../../guard/liveness.ts";
import { tryLoadSettings } from "../../settings/load.ts";
import { type HistoryEvent, historyEvents } from "../../store/history.ts";
import { readEmergencyStop } from "../../store/maintenance.ts";
import { profilePaths } from "../../store/paths.ts";
import { readRollups } from "../../store/rollups.ts";
import { peekState } from "../../store/state.ts";
import type { Context } from "../../sys/context.ts";
import { hostName } from "../../sys/host_name.ts";
import type { HistoryView, ProfileHistory } from "./view.ts";

/** @param how What else a view is made of. */
export async function gatherHistory(
  context: Context,
  profiles: readonly string[],
  how: Pick<HistoryView, "days" | "kept">,
): Promise<HistoryView> {
  const { settings } = await tryLoadSettings(context, DEFAULT_PROFILE);
  return {
    host: settings.host ?? hostName(),
    version: VERSION,
    language: context.language ?? "en",
    nowMs: context.clock.now().wallMs,
    ...how,
    profiles: profiles.map((profile) => profileHistory(context, profile)),
  };
}

function profileHistory(context: Context, profile: string): ProfileHistory {
  const now = context.clock.now();
  const { state } = profilePaths(context, profile);
  const { memory } = peekState(state, now);
  const { sinceWallMs, lastTick } = memory;
  // Checks that a person has switched off are no reason to worry.
  const off = readEmergencyStop(context, profile) !== null;
  const verdict = off ? "maintenance" : memory.verdict;
  const reason = off ? null : memory.reason;
  const events = historyEvents(context, profile)
    .map((event) => homeless(event, context.home));
  return {
    ...{ profile, verdict, reason },
    sinceMs: verdict === null || off ? null : sinceWallMs,
    lastCheckMs: lastTick?.wallMs ?? null,
    checking: off ? null : guardLiveness(context, profile).checking,
    rollups: readRollups(context, profile),
    past: pastOf(events, now.wallMs),
  };
}

/** A page may be shown to others: whose home folder it is, is not their business. */
function homeless(event: HistoryEvent, home: string): HistoryEvent {
  const sentence = reworded(
    event.sentence,
    (text) => text.replaceAll(`${home}/`, "~/"),
  );
  return { ...event, sentence };
}
