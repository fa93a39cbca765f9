/** `maintenance on` and `maintenance off`. */

import { profileOption } from "../../base/profile.ts";
import { GuardError, messageOf, UsageError } from "../../base/errors.ts";
import { shellWord } from "../../base/shell_word.ts";
import { checksElsewhere } from "../../install/state_mismatch.ts";
import {
  clearOwnSwitch,
  readEmergencyStop,
  readOwnSwitch,
  writeOwnSwitch,
} from "../../store/maintenance.ts";
import { personName } from "../../store/person.ts";
import { tryLoadSettings } from "../../settings/load.ts";
import { readTmpFlag } from "../../store/tmp_flag.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { retell, t } from "../../text/speech.ts";
import type { ParsedOptions } from "../../cli/options.ts";
import {
  formatAge,
  formatDuration,
  formatLocalTime,
  rfc3339,
} from "../../cli/format.ts";
import { guardLiveness } from "../../guard/liveness.ts";
import { renewal } from "./again.ts";
import { readLength } from "./length.ts";
import { writeDown } from "../../cli/note_event.ts";

/**
 * `maintenance on`.
 *
 * @throws {GuardError} when the switch cannot be written.
 */
export async function switchOn(
  options: ParsedOptions,
  context: Context,
  profile: string,
): Promise<number> {
  // Whoever wants to pause the guard must not have to mend its settings first.
  const { settings, settingsError } = await tryLoadSettings(context, profile);
  if (settingsError !== null) context.terminal.err(retell(settingsError));
  const elsewhere = await checksElsewhere(context);
  if (elsewhere !== null) {
    throw new GuardError(
      say`cannot switch maintenance on: checks of the guard keep their files in ${elsewhere.theirs}, this command in ${elsewhere.ours}, where none of them looks`,
      say`Run "XDG_STATE_HOME=${
        shellWord(elsewhere.stateHome)
      } openclaw-guard maintenance on${
        profileOption(profile)
      }" or "touch /tmp/openclaw-maintenance"`,
    );
  }
  const { policy } = settings;
  const lengthMs = readLength(
    options.value("for"),
    policy.maintenanceDefaultMs,
    policy.maintenanceMaxMs,
    profile,
  );
  const now = context.clock.now().wallMs;
  const { reason, told } = renewal(
    readOwnSwitch(context, profile, now),
    readReason(options.value("reason")),
  );
  const untilMs = now + lengthMs;
  const until = formatLocalTime(untilMs);
  const length = formatDuration(lengthMs);
  if (options.flag("dry-run")) {
    context.terminal.out(
      t`Would switch maintenance on for profile ${profile} until ${until} (${length}).`,
    );
    told.forEach(context.terminal.out);
    return 0;
  }
  const by = personName(context);
  try {
    writeOwnSwitch(context, profile, { sinceMs: now, untilMs, reason, by });
  } catch (error) {
    throw new GuardError(
      say`cannot switch maintenance on: ${messageOf(error)}`,
      say`Use "touch /tmp/openclaw-maintenance" instead`,
      { cause: error },
    );
  }
  writeDown(
    context,
    profile,
    "maintenance-on",
    say`maintenance switched on until ${until} (${length}) by ${by}`,
    { until: rfc3339(untilMs), reason, by },
  );
  context.terminal.out(
    t`Maintenance is on for profile ${profile} until ${until} (${length}). The guard does nothing until then.`,
  );
  told.forEach(context.terminal.out);
  context.terminal.out(
    t`End it sooner with "openclaw-guard maintenance off${
      profileOption(profile)
    }".`,
  );
  tellNotChecking(context, profile);
  return 0;
}

function readReason(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (text.length > 200 || /\p{Cc}/u.test(text)) {
    throw new UsageError(
      say`cannot take a reason of ${text.length} characters: it must be one line of at most 200`,
      say`Shorten the text after --reason`,
    );
  }
  return text;
}

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
    writeDown(
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
function tellNotChecking(context: Context, profile: string): void {
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
