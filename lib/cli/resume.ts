/** `resume`: undoes emergency-stop. */

import { requestStart } from "../act/service.ts";
import { waitForHealthy } from "../act/wait_healthy.ts";
import { GuardError } from "../core/errors.ts";
import { checkProfileName, unitName } from "../core/profile.ts";
import { putGuardLines } from "../install/crontab_file.ts";
import { installedProfiles, readReceipt } from "../install/receipt.ts";
import { takeLock } from "../store/lock.ts";
import { clearEmergencyStop } from "../store/maintenance.ts";
import { profilePaths } from "../store/paths.ts";
import { readState, writeState } from "../store/state.ts";
import type { Context } from "../sys/context.ts";
import { type Command, parseOptions } from "./command.ts";
import { writeDown } from "./write_down.ts";

const HELP = `Usage: openclaw-guard resume [--profile NAME] [--no-start]

Comes back after emergency-stop: starts the gateway, waits until it is healthy,
and lets cron start the guard again.

  --profile NAME  only this gateway; without it all installed ones
  --no-start      leave the gateway stopped, only switch the guard on

Exit codes: 0 all is back, 2 the gateway did not become healthy in time.`;

/** A loaded machine needs 13 s (measured), users report minutes; cron's checks go on watching. */
/** A check that is at work stands back and ends within this, ms. */
const LOCK_WAIT_MS = 20_000;

const HEALTHY_TIMEOUT_MS = 120_000;

/** See the help text. */
export const resumeCommand: Command = {
  help: HELP,
  async run(args, context) {
    const options = parseOptions("resume", args, {
      // --yes: what one types after "emergency-stop --yes"; there is nothing to ask.
      boolean: ["no-start", "yes"],
      string: ["profile"],
    });
    const named = options.value("profile");
    const profiles = named === undefined
      ? installedProfiles(context)
      : [checkProfileName(named)];
    for (const profile of profiles) {
      if (!clearEmergencyStop(context, profile)) continue;
      writeDown(
        context,
        profile,
        "resume",
        "a person ended the emergency stop: guard on",
      );
    }
    await cronOn(context);
    if (options.flag("no-start")) {
      for (const profile of profiles) await forgetRescue(context, profile);
      context.terminal.out("gateway: left as it is (--no-start)");
      return 0;
    }
    const healthy = await Promise.all(
      profiles.map((profile) => startProfile(context, profile)),
    );
    return healthy.every(Boolean) ? 0 : 2;
  },
};

/** A rescue the emergency stop interrupted would start the gateway after all. */
async function forgetRescue(context: Context, profile: string): Promise<void> {
  const paths = profilePaths(context, profile);
  const lock = await takeLock(paths, LOCK_WAIT_MS);
  using _held = lock; // a name of its own: see build/compile.ts
  const { memory, snapshot, quiet } = readState(
    paths.state,
    context.clock.now(),
  );
  if (memory.rescue === null) return;
  writeState(paths.state, {
    memory: { ...memory, rescue: null },
    snapshot,
    quiet,
  });
}

async function cronOn(context: Context): Promise<void> {
  const receipt = readReceipt(context);
  if (receipt === null) {
    context.terminal.out(
      'crontab: the guard is not installed; "openclaw-guard install" does it',
    );
    return;
  }
  const { changed } = await putGuardLines(context, receipt.program);
  context.terminal.out(
    changed
      ? "crontab: the guard's lines are back"
      : "crontab: the guard's lines are there",
  );
}

async function startProfile(
  context: Context,
  profile: string,
): Promise<boolean> {
  const { out, err } = context.terminal;
  try {
    await requestStart(context, unitName(profile));
    out(`${profile}: start requested, waiting until it is healthy …`);
    const started = context.clock.now().bootMs;
    if (await waitForHealthy(context, profile, HEALTHY_TIMEOUT_MS)) {
      const tookMs = context.clock.now().bootMs - started;
      out(`${profile}: healthy after ${Math.round(tookMs / 1000)} s`);
      return true;
    }
    err(
      `${profile}: not healthy yet; "openclaw-guard status --profile ${profile}" tells more`,
    );
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    err(`${profile}: ${error.describe()}`);
  }
  return false;
}
