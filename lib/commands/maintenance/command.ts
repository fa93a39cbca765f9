/** `maintenance`: pause the guard while a person works on the gateway (S10); what `status` shows. */

import { UsageError } from "../../base/errors.ts";
import { profileOption } from "../../base/profile.ts";
import type { MaintenanceFact } from "../../core/types.ts";
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

/** Options that only one of the three takes. */
const OWNERS = { for: "on", reason: "on", json: "status" };

/** An option that would be ignored was not meant to be. */
function refuseMisplaced(options: ParsedOptions, action: string): void {
  for (const [name, belongsTo] of Object.entries(OWNERS)) {
    const isGiven = options.flag(name) || options.value(name) !== undefined;
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
  const sinceMs = fact?.source === "guard" ? own?.sinceMs ?? null : null;
  if (options.flag("json")) {
    terminal.out(JSON.stringify({
      schema: 1,
      profile,
      active: fact !== null,
      source: fact?.source ?? null,
      since: sinceMs === null ? null : rfc3339(sinceMs),
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
    const rows = describeFact(context, profile, fact, sinceMs, now);
    for (const [name, value] of rows) {
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
  fact: MaintenanceFact,
  sinceMs: number | null,
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
  if (fact.reason !== null) {
    // A person's own words are left alone.
    const reason = sinceMs === null ? translate(fact.reason) : fact.reason;
    lines.push([t`reason`, reason]);
  }
  if (fact.by !== null) lines.push([t`by`, fact.by]);
  if (sinceMs !== null) {
    lines.push([
      t`since`,
      t`${formatLocalTime(sinceMs)} (${formatAge(sinceMs, now)})`,
    ]);
  }
  return lines;
}
