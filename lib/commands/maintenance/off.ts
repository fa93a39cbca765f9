/** `maintenance off`, and what may keep the guard from checking all the same. */

import { profileOption } from "../../base/profile.ts";
import { GuardError, messageOf } from "../../base/errors.ts";
import { shellWord } from "../../base/shell_word.ts";
import { checksElsewhere } from "../../install/state_mismatch.ts";
import {
  clearOwnSwitch,
  readEmergencyStop,
  readOwnSwitch,
} from "../../store/maintenance.ts";
import { personName } from "../../store/person.ts";
import { readTmpFlag } from "../../store/tmp_flag.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import type { ParsedOptions } from "../../cli/options.ts";
import { formatAge } from "../../cli/format.ts";
import { guardLiveness } from "../../guard/liveness.ts";
import { noteEvent } from "../../cli/note_event.ts";

/**
 * `maintenance off`.
 *
 * @throws {GuardError} when a switch cannot be removed.
 */
export async function switchOff(
  options: ParsedOptions,
  context: Context,
  profile: string,
): Promise<number> {
  const { terminal } = context;
  const dryRun = options.flag("dry-run");
  const now = context.clock.now().wallMs;
  const own = readOwnSwitch(context, profile, now);
  const flag = readTmpFlag(context);
  const removeFlag = flag.kind === "on" && flag.uid === context.uid;
  if (!dryRun) {
    try {
      clearOwnSwitch(context, profile);
      if (removeFlag) Deno.removeSync(flag.path);
    } catch (error) {
      throw new GuardError(
        say`cannot switch maintenance off: ${messageOf(error)}`,
        say`Correct that and run the command again`,
        { cause: error },
      );
    }
  }
  const wasOn = own !== null && !own.expired;
  if (wasOn) {
    terminal.out(
      dryRun
        ? t`Would switch maintenance off for profile ${profile}.`
        : t`Switched maintenance off for profile ${profile}.`,
    );
  }
  if (removeFlag) {
    terminal.out(
      dryRun
        ? t`Would remove ${flag.path}, which paused all profiles.`
        : t`Removed ${flag.path}, which paused all profiles.`,
    );
  }
  if (flag.kind === "on" && !removeFlag) {
    terminal.out(
      t`${flag.path} belongs to root and stays, so the guard stays paused. Remove it with "sudo rm ${flag.path}".`,
    );
  }
  if (!wasOn && flag.kind !== "on") {
    terminal.out(t`Maintenance was not on for profile ${profile}.`);
  }
  await tellElsewhere(context, profile);
  if (!dryRun && (wasOn || removeFlag)) {
    noteEvent(
      context,
      profile,
      "maintenance-off",
      say`maintenance switched off by ${personName(context)}`,
      { by: personName(context) },
    );
  }
  return 0;
}

/** What is on in another folder is not ended here. */
async function tellElsewhere(context: Context, profile: string): Promise<void> {
  const elsewhere = await checksElsewhere(context);
  if (elsewhere === null) return tellNotChecking(context, profile);
  context.terminal.out(
    t`But checks of the guard keep their files in ${elsewhere.theirs}. What is on there ends with "XDG_STATE_HOME=${
      shellWord(elsewhere.stateHome)
    } openclaw-guard maintenance off${profileOption(profile)}".`,
  );
}

/** There may be no guard to be paused, or to go on. */
export function tellNotChecking(context: Context, profile: string): void {
  const { out } = context.terminal;
  const option = profileOption(profile);
  if (readEmergencyStop(context, profile) !== null) {
    out(
      t`The guard stays off after "emergency-stop". Come back with "openclaw-guard resume${option}".`,
    );
    return;
  }
  const guard = guardLiveness(context, profile);
  if (guard.checking !== false) return;
  out(
    guard.installed === false
      ? t`But no guard is checking this gateway now: it is not installed. "openclaw-guard install${option}" does it.`
      : guard.lastKnown === null
      ? t`But no guard is checking this gateway now, and none ever has. "openclaw-guard doctor${option}" says why.`
      : t`But no guard is checking this gateway now, the last check was ${
        formatAge(guard.lastKnown.wallMs, context.clock.now().wallMs)
      }. "openclaw-guard doctor${option}" says why.`,
  );
}
