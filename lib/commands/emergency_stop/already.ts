/** A second `emergency-stop` finds all of it done: that is one sentence. */

import { asLabel } from "../../base/safe_line.ts";
import { unitName } from "../../base/profile.ts";
import { mayBeScheduled } from "../../install/scheduled.ts";
import { groupProcesses } from "../../probe/control_group.ts";
import { resolveEndpoint } from "../../probe/endpoint.ts";
import { findListener } from "../../probe/listener.ts";
import { readUnit } from "../../probe/unit.ts";
import { readEmergencyStop } from "../../store/maintenance.ts";
import { tryLoadSettings } from "../../settings/load.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";
import { whenText } from "../../cli/when_text.ts";

/**
 * Looks whether an emergency stop is in force and nothing has come back since.
 *
 * @param profiles To be stopped.
 * @param watched Others that go on being watched, so that the schedule stays.
 * @param option ` --profile NAME` when only that one is to be stopped.
 * @returns What to tell, or null: there is something to do, or it cannot be
 * told.
 */
export async function alreadyStopped(
  context: Context,
  profiles: readonly string[],
  watched: readonly string[],
  option: string,
): Promise<string[] | null> {
  const lines: string[] = [];
  try {
    for (const profile of profiles) {
      const mark = readEmergencyStop(context, profile);
      if (mark === null || !await isDown(context, profile)) return null;
      const { sinceMs } = mark;
      const now = context.clock.now().wallMs;
      lines.push(
        sinceMs === null
          ? t`${asLabel(profile)}: stopped already`
          : t`${asLabel(profile)}: stopped already, since ${
            whenText(sinceMs, now)
          }`,
      );
    }
    if (watched.length === 0 && await mayBeScheduled(context)) return null;
  } catch {
    // An emergency is no time for a second opinion: it is all done again.
    return null;
  }
  return [
    ...lines,
    t`Nothing is left to stop. "openclaw-guard resume${option}" starts the gateway and lets the guard be started again.`,
  ];
}

async function isDown(context: Context, profile: string): Promise<boolean> {
  const unit = await readUnit(context, unitName(profile));
  if (!["inactive", "failed"].includes(unit.activeState)) return false;
  if (unit.mainPid !== 0) return false;
  if (groupProcesses(context, unit.controlGroup).length > 0) return false;
  const { settings } = await tryLoadSettings(context, profile);
  const endpoint = resolveEndpoint(context, profile, unit, settings.endpoint);
  return await findListener(context, profile, endpoint.port, unit) === null;
}
