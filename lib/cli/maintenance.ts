/** `maintenance`: pause the guard while a person works on the gateway (S10). */

import { GuardError, messageOf, UsageError } from "../core/errors.ts";
import { checkProfileName, DEFAULT_PROFILE } from "../core/profile.ts";
import { appendHistory } from "../store/history.ts";
import {
  clearOwnSwitch,
  readEmergencyStop,
  readMaintenance,
  readOwnSwitch,
  writeOwnSwitch,
} from "../store/maintenance.ts";
import { personName } from "../store/person.ts";
import { tryLoadSettings } from "../store/settings.ts";
import { readTmpFlag } from "../store/tmp_flag.ts";
import type { Context } from "../sys/context.ts";
import {
  chooseWord,
  type Command,
  type ParsedOptions,
  parseOptions,
} from "./command.ts";
import {
  formatAge,
  formatDuration,
  formatLocalTime,
  rfc3339,
} from "./format.ts";
import { renewal } from "./maintenance_again.ts";
import { readLength } from "./maintenance_length.ts";
import { say } from "../text/say.ts";
import { retell, t } from "../text/speech.ts";
import { padToWidth } from "../text/width.ts";

const HELP =
  say`Usage: openclaw-guard maintenance on [--for TIME] [--reason TEXT] [--dry-run]
       openclaw-guard maintenance off [--dry-run]
       openclaw-guard maintenance status [--json]

While it is on, the guard looks at nothing and restarts nothing.

  --for TIME       for how long, such as 30m or 2h (default 1h, at most 24h)
  --reason TEXT    shown by "status" to whoever asks
  --dry-run        say what would be done, do nothing
  --json           for scripts (status)
  --profile NAME   the gateway of this OpenClaw profile

When it is on already, the new time counts, and the new reason; without one the
old reason stays.

"touch /tmp/openclaw-maintenance" also pauses the guard, for all profiles and
until the file is removed.

Examples:
  openclaw-guard maintenance on --for 30m --reason "moving to a new disk"
      the guard does nothing for half an hour, "status" says why
  openclaw-guard maintenance status
      until when, by whom, and the reason
  openclaw-guard maintenance off
      the next check looks again, within 30 seconds`;

/** See the help. */
export const maintenanceCommand: Command = {
  help: HELP,
  async run(args, context) {
    const options = parseOptions("maintenance", args, {
      boolean: ["json", "dry-run"],
      string: ["for", "reason", "profile"],
      maxWords: 1,
    });
    const profile = checkProfileName(
      options.value("profile") ?? DEFAULT_PROFILE,
    );
    const action = chooseWord("maintenance", options.words[0], [
      "on",
      "off",
      "status",
    ]);
    refuseMisplaced(options, action);
    switch (action) {
      case "on":
        return await switchOn(options, context, profile);
      case "off":
        return switchOff(options, context, profile);
      case "status":
        return showStatus(options, context, profile);
    }
  },
};

/** An option that would be ignored was not meant to be. */
function refuseMisplaced(
  options: ParsedOptions,
  action: string,
): void {
  const given: readonly [name: string, given: boolean, action: string][] = [
    ["for", options.value("for") !== undefined, "on"],
    ["reason", options.value("reason") !== undefined, "on"],
    ["json", options.flag("json"), "status"],
  ];
  for (const [name, isGiven, belongsTo] of given) {
    if (isGiven && action !== belongsTo) {
      throw new UsageError(
        say`cannot run "maintenance ${action}" with --${name}`,
        say`--${name} belongs to "maintenance ${belongsTo}"`,
      );
    }
  }
}

async function switchOn(
  options: ParsedOptions,
  context: Context,
  profile: string,
): Promise<number> {
  // Whoever wants to pause the guard must not have to mend its settings first.
  const { settings, settingsError } = await tryLoadSettings(context, profile);
  if (settingsError !== null) context.terminal.err(retell(settingsError));
  const { policy } = settings;
  const lengthMs = readLength(
    options.value("for"),
    policy.maintenanceDefaultMs,
    policy.maintenanceMaxMs,
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
  appendHistory(context, profile, {
    event: "maintenance-on",
    sentence: say`maintenance switched on until ${until} (${length}) by ${by}`,
    facts: { until: rfc3339(untilMs), reason, by },
  });
  context.terminal.out(
    t`Maintenance is on for profile ${profile} until ${until} (${length}). The guard does nothing until then.`,
  );
  told.forEach(context.terminal.out);
  context.terminal.out(
    t`End it sooner with "openclaw-guard maintenance off".`,
  );
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

function switchOff(
  options: ParsedOptions,
  context: Context,
  profile: string,
): number {
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
  if (readEmergencyStop(context, profile) !== null) {
    terminal.out(
      t`The guard stays off after "emergency-stop". Come back with "openclaw-guard resume".`,
    );
  }
  if (!wasOn && flag.kind !== "on") {
    terminal.out(t`Maintenance was not on for profile ${profile}.`);
  }
  if (!dryRun && (wasOn || removeFlag)) {
    appendHistory(context, profile, {
      event: "maintenance-off",
      sentence: say`maintenance switched off by ${personName(context)}`,
      facts: { by: personName(context) },
    });
  }
  return 0;
}

function showStatus(
  options: ParsedOptions,
  context: Context,
  profile: string,
): number {
  const { terminal } = context;
  const now = context.clock.now().wallMs;
  const fact = readMaintenance(context, profile, now);
  const own = readOwnSwitch(context, profile, now);
  if (options.flag("json")) {
    terminal.out(JSON.stringify({
      schema: 1,
      profile,
      active: fact !== null,
      source: fact?.source ?? null,
      since: fact?.source === "guard" && own?.sinceMs != null
        ? rfc3339(own.sinceMs)
        : null,
      until: fact?.untilMs == null ? null : rfc3339(fact.untilMs),
      remainingMs: fact?.untilMs == null ? null : fact.untilMs - now,
      reason: fact?.reason ?? null,
      by: fact?.by ?? null,
    }));
    return 0;
  }
  if (fact === null) {
    const ended = own?.untilMs ?? null;
    terminal.out(
      ended === null
        ? t`Maintenance is off for profile ${profile}.`
        : t`Maintenance is off for profile ${profile}. It ended ${
          formatAge(ended, now)
        }, at ${formatLocalTime(ended)}.`,
    );
  } else {
    terminal.out(t`Maintenance is on for profile ${profile}.`);
    for (const [name, value] of describeFact(context, fact, own, now)) {
      terminal.out(`  ${padToWidth(name, 8)}${value}`);
    }
  }
  const flag = readTmpFlag(context);
  if (flag.kind === "ignored") terminal.out(t`Note: ${flag.why}.`);
  return 0;
}

function describeFact(
  context: Context,
  fact: NonNullable<ReturnType<typeof readMaintenance>>,
  own: ReturnType<typeof readOwnSwitch>,
  now: number,
): [name: string, value: string][] {
  const lines: [name: string, value: string][] = [];
  const end = {
    guard: t`you run "openclaw-guard maintenance off"`,
    tmp: t`${context.roots.tmp}/openclaw-maintenance is removed`,
    "emergency-stop": t`you run "openclaw-guard resume"`,
    update: t`the update ends`,
  }[fact.source];
  lines.push([
    t`until`,
    fact.untilMs === null
      ? end
      : t`${formatLocalTime(fact.untilMs)} (${
        formatDuration(fact.untilMs - now)
      } left)`,
  ]);
  const ownSinceMs = fact.source === "guard" ? own?.sinceMs ?? null : null;
  if (fact.reason !== null) {
    // A person's own words are left alone.
    const reason = ownSinceMs === null ? retell(fact.reason) : fact.reason;
    lines.push([t`reason`, reason]);
  }
  if (fact.by !== null) lines.push([t`by`, fact.by]);
  if (ownSinceMs !== null) {
    lines.push([
      t`since`,
      t`${formatLocalTime(ownSinceMs)} (${formatAge(ownSinceMs, now)})`,
    ]);
  }
  return lines;
}
