/** `maintenance on`: for how long, and what it makes of one that is on already. */

import { profileOption } from "../../base/profile.ts";
import { GuardError, messageOf, UsageError } from "../../base/errors.ts";
import { shellWord } from "../../base/shell_word.ts";
import { checksElsewhere } from "../../install/state_mismatch.ts";
import {
  type OwnSwitch,
  readOwnSwitch,
  writeOwnSwitch,
} from "../../store/maintenance.ts";
import { personName } from "../../store/person.ts";
import type { Policy } from "../../core/policy.ts";
import { tryLoadSettings } from "../../settings/load.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import type { ParsedOptions } from "../../cli/options.ts";
import {
  formatDuration,
  formatLocalTime,
  parseDuration,
  rfc3339,
} from "../../cli/format.ts";
import { noteEvent } from "../../cli/note_event.ts";
import { tellNotChecking } from "./off.ts";
import { tableLines } from "../../base/width.ts";
import { durationText } from "../../base/duration.ts";

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
  const option = profileOption(profile);
  // Whoever wants to pause the guard must not have to mend its settings first.
  const { settings, settingsError } = await tryLoadSettings(context, profile);
  if (settingsError !== null) context.terminal.err(translate(settingsError));
  const elsewhere = await checksElsewhere(context);
  if (elsewhere !== null) {
    throw new GuardError(
      say`cannot switch maintenance on: checks of the guard keep their files in ${elsewhere.theirs}, this command in ${elsewhere.ours}, where none of them looks`,
      say`Run "XDG_STATE_HOME=${
        shellWord(elsewhere.stateHome)
      } openclaw-guard maintenance on${option}" or "touch /tmp/openclaw-maintenance"`,
    );
  }
  const lengthMs = readLength(options.value("for"), settings.policy, option);
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
  noteEvent(
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
    t`End it sooner with "openclaw-guard maintenance off${option}".`,
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
 * The new time counts, and the new reason; without one the old reason stays.
 *
 * @param own The guard's own switch, null when it is off.
 * @param reason Of `--reason`, null when it was not given.
 * @returns Also the lines for the person, true before and after it is done.
 */
function renewal(own: OwnSwitch | null, reason: string | null) {
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
  const told = [
    ...before?.untilMs == null
      ? []
      : [t`It was on already, to end at ${formatLocalTime(before.untilMs)}.`],
    ...tableLines(rows).map((line) => `  ${line}`),
  ];
  return { reason: reason ?? old, told };
}

const SHORTEST_MS = 1000;

/**
 * What `--for` says.
 *
 * @param text Undefined when it was not given.
 * @param option ` --profile NAME` for what else is to be typed.
 * @returns Milliseconds.
 * @throws {UsageError} when it is no length, too short or too long.
 */
function readLength(
  text: string | undefined,
  { maintenanceDefaultMs, maintenanceMaxMs }: Policy,
  option: string,
): number {
  if (text === undefined) return maintenanceDefaultMs;
  const ms = parseDuration(text);
  const quoted = JSON.stringify(text);
  const longest = durationText(maintenanceMaxMs);
  if (ms === null) {
    throw new UsageError(
      say`cannot switch maintenance on for ${quoted}: give a time from 1s to ${longest}`,
      say`A whole number and a unit (s, m, h or d) such as 30m or 2h`,
    );
  }
  if (ms < SHORTEST_MS) {
    throw new UsageError(
      say`cannot switch maintenance on for ${quoted}: that is too short, the shortest is 1s`,
      say`End it with "openclaw-guard maintenance off${option}"`,
    );
  }
  if (ms > maintenanceMaxMs) {
    throw new UsageError(
      say`cannot switch maintenance on for ${quoted}: that is too long, the longest is ${longest}`,
      say`Give at most ${longest} and run it again later; "maintenance.max" in the settings is the limit`,
    );
  }
  return ms;
}
