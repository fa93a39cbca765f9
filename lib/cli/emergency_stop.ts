/** `emergency-stop`: guard off, gateway stopped, leftovers gone, port free. */

import type { EndMainHooks } from "../act/end_main.ts";
import { stopAndClean, type StopCleanResult } from "../act/stop_clean.ts";
import { GuardError, messageOf } from "../core/errors.ts";
import {
  checkProfileName,
  DEFAULT_PROFILE,
  unitName,
} from "../core/profile.ts";
import type { UnitFacts } from "../core/types.ts";
import { removeGuardLines } from "../install/crontab_file.ts";
import { installedProfiles } from "../install/receipt.ts";
import { resolveEndpoint } from "../probe/endpoint.ts";
import { findListener } from "../probe/listener.ts";
import { readProcess } from "../probe/process.ts";
import { readUnit } from "../probe/unit.ts";
import { writeEmergencyStop } from "../store/maintenance.ts";
import { tryLoadSettings } from "../store/settings.ts";
import type { Context } from "../sys/context.ts";
import { type Command, parseOptions } from "./command.ts";
import { confirmed } from "./confirmed.ts";
import { writeDown } from "./write_down.ts";
import { keepEvidence } from "./keep_evidence.ts";

const HELP =
  `Usage: openclaw-guard emergency-stop [--profile NAME] [--yes] [--dry-run]

Stops everything at once: the guard's own cron lines are taken out (every other
line of the crontab stays as it is, byte for byte), the gateway is stopped, a
hung one is killed, leftovers are ended and the port is free. "resume" undoes it.

  --profile NAME  only this gateway; without it all installed ones
  --yes           do not ask
  --dry-run       only say what would be done

Exit codes: 0 all stopped and the port free, 2 something is left (it says what).`;

/** A hung event loop cannot run its SIGTERM handler; in an emergency 4 s are enough to tell. */
const TERMINATE_TIMEOUT_MS = 4000;

/** Nobody who is in an emergency waits for papers, ms. */
const EVIDENCE_LIMIT_MS = 1000;

/** In an emergency nothing holds the guard back. */
const NO_HOLD: EndMainHooks = {
  isDraining: () => Promise.resolve(false),
  isHeld: () => false,
  beforeKill: () => {},
  onStep: () => {},
};

/** See the help text. */
export const emergencyStopCommand: Command = {
  help: HELP,
  async run(args, context) {
    const options = parseOptions("emergency-stop", args, {
      boolean: ["yes", "dry-run"],
      string: ["profile"],
    });
    const named = options.value("profile");
    const profiles = named === undefined
      ? profilesToStop(context)
      : [checkProfileName(named)];
    const { out } = context.terminal;
    const units = profiles.map(unitName).join(", ");
    if (options.flag("dry-run")) {
      out(
        `would take the guard's lines out of the crontab, stop ${units}, end what is left of it and free its port`,
      );
      return 0;
    }
    confirmed(context, `Stop the guard and ${units} now?`, options.flag("yes"));
    // First of all, so that a check that is at work right now stands back.
    let complete = profiles.map((profile) => switchOff(context, profile))
      .every(Boolean);
    const others = watchedBesides(context, profiles);
    if (others.length > 0) {
      out(`crontab: the guard's lines stay, they watch ${others.join(", ")}`);
    } else complete = await cronOff(context) && complete;
    const results = await Promise.all(
      profiles.map((profile) => stopProfile(context, profile)),
    );
    complete = results.every(Boolean) && complete;
    out(
      complete
        ? 'All stopped. To come back: "openclaw-guard resume"'
        : 'Not everything could be stopped, see above. To come back: "openclaw-guard resume"',
    );
    return complete ? 0 : 2;
  },
};

/** Where install.json does not tell, at least the default one is stopped. */
function profilesToStop(context: Context): readonly string[] {
  try {
    return installedProfiles(context);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    context.terminal.err(error.describe());
    return [DEFAULT_PROFILE];
  }
}

/** Profiles that go on being watched. */
function watchedBesides(
  context: Context,
  stopped: readonly string[],
): readonly string[] {
  try {
    return installedProfiles(context).filter((name) => !stopped.includes(name));
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return []; // said already
  }
}

/** A full disk must not keep anybody from stopping everything. */
function switchOff(context: Context, profile: string): boolean {
  let done = true;
  try {
    writeEmergencyStop(context, profile);
    context.terminal.out(`${profile}: guard switched off`);
  } catch (error) {
    done = false;
    context.terminal.err(
      `${profile}: cannot write down that the guard is off: ${
        messageOf(error)
      }`,
    );
  }
  writeDown(
    context,
    profile,
    "emergency-stop",
    "a person asked for an emergency stop: guard off, gateway to be stopped",
  );
  return done;
}

async function cronOff(context: Context): Promise<boolean> {
  const { out, err } = context.terminal;
  try {
    const { changed } = await removeGuardLines(context);
    out(
      changed
        ? "crontab: the guard's lines are out, all others are as they were"
        : "crontab: has no lines of the guard",
    );
    return true;
  } catch (error) {
    // The gateway must be stopped all the same, and checks stand back anyway.
    err(`crontab: ${messageOf(error)}`);
    return false;
  }
}

async function stopProfile(
  context: Context,
  profile: string,
): Promise<boolean> {
  const { out, err } = context.terminal;
  const say = (text: string) => out(`${profile}: ${text}`);
  try {
    const unit = await readUnit(context, unitName(profile));
    const { port, result } = await stopUnit(context, profile, unit);
    say(
      result.main === "stuck"
        ? "the main process cannot be ended: it waits in the kernel (state D)"
        : result.main === "taken over"
        ? "gateway stopped, but it was started again at once"
        : result.main === "killed"
        ? "gateway stopped; its main process was hung and had to be killed"
        : "gateway stopped",
    );
    for (const sentence of [...result.ended, ...result.left]) say(sentence);
    const listener = await findListener(context, profile, port, unit);
    say(
      listener === null
        ? `port ${port} is free`
        : `port ${port} is still held by pid ${listener.pid} of uid ${listener.uid} (${listener.command}), which is not the guard's to end`,
    );
    return result.main !== "stuck" && result.main !== "taken over" &&
      listener === null;
  } catch (error) {
    err(`${profile}: ${messageOf(error)}`);
    return false;
  }
}

async function stopUnit(
  context: Context,
  profile: string,
  unit: UnitFacts,
): Promise<{ port: number; result: StopCleanResult }> {
  const main = unit.mainPid === 0 ? null : readProcess(context, unit.mainPid);
  // A mistake in the guard's own settings must not keep the gateway running.
  const { settings, settingsError } = await tryLoadSettings(context, profile);
  if (settingsError !== null) context.terminal.err(settingsError);
  const given = settings.endpoint;
  const endpoint = resolveEndpoint(context, profile, unit, given);
  const { port } = endpoint;
  if (main !== null) {
    await keepEvidence(
      context,
      {
        ...{ profile, cause: "emergency-stop", attempt: null },
        ...{ verdict: null, reason: null, why: "a person stopped everything" },
        ...{ unit, main, endpoint, observation: null },
      },
      EVIDENCE_LIMIT_MS,
      (problem) => context.terminal.err(`${profile}: ${problem}`),
    );
  }
  const result = await stopAndClean(
    context,
    profile,
    unit,
    main === null ? null : {
      pid: main.pid,
      startTicks: main.startTicks,
      invocationId: unit.invocationId,
    },
    port,
    TERMINATE_TIMEOUT_MS,
    NO_HOLD,
  );
  return { port, result };
}
