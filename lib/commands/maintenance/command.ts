/** `maintenance`: pause the guard while a person works on the gateway (S10); what `status` shows. */

import { UsageError } from "../../base/errors.ts";
import { profileOption } from "../../base/profile.ts";
import { say } from "../../base/say.ts";
import {
  chooseWord,
  type Command,
  type ParsedOptions,
  parseOptions,
} from "../../cli/options.ts";
import {
  formatAge,
  formatDuration,
  formatLocalTime,
  parseDuration,
  rfc3339,
} from "../../cli/format.ts";
import { switchOn } from "./on.ts";
import { switchOff } from "./off.ts";
import { maintenanceDescription } from "./description.ts";
import { readMaintenance, readOwnSwitch } from "../../store/maintenance.ts";
import { readTmpFlag } from "../../store/tmp_flag.ts";
import type { Context } from "../../sys/context.ts";
import { t, translate } from "../../text/speech.ts";
import { padToWidth } from "../../base/width.ts";

/** See the help. */
export const maintenanceCommand: Command = {
  async run(args, context) {
    const options = parseOptions(
      maintenanceDescription,
      args,
      // "maintenance on 30m"
      (extra, [action]) =>
        action === "on" && parseDuration(extra) !== null
          ? say`Did you mean ${`--for ${extra}`}?`
          : undefined,
    );
    const profile = options.profile();
    const action = chooseWord(maintenanceDescription, options.words[0]);
    refuseMisplaced(options, action);
    switch (action) {
      case "on":
        return await switchOn(options, context, profile);
      case "off":
        return await switchOff(options, context, profile);
      case "status":
        return showMaintenance(options, context, profile);
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

/** `maintenance status`. */
function showMaintenance(
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
    for (
      const [name, value] of describeFact(context, profile, fact, own, now)
    ) {
      terminal.out(`  ${padToWidth(name, 8)}${value}`);
    }
  }
  const flag = readTmpFlag(context);
  if (flag.kind === "ignored") terminal.out(t`Note: ${flag.why}.`);
  return 0;
}

function describeFact(
  context: Context,
  profile: string,
  fact: NonNullable<ReturnType<typeof readMaintenance>>,
  own: ReturnType<typeof readOwnSwitch>,
  now: number,
): [name: string, value: string][] {
  const lines: [name: string, value: string][] = [];
  const option = profileOption(profile);
  const end = {
    guard: t`you run "openclaw-guard maintenance off${option}"`,
    tmp: t`${context.roots.tmp}/openclaw-maintenance is removed`,
    "emergency-stop": t`you run "openclaw-guard resume${option}"`,
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
    const reason = ownSinceMs === null ? translate(fact.reason) : fact.reason;
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
