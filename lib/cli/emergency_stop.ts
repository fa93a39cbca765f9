/** `emergency-stop`: guard off, gateway stopped, leftovers gone, port free. */

import type { EndMainHooks } from "../act/end_main.ts";
import { stopAndClean, type StopCleanResult } from "../act/stop_clean.ts";
import { CommandNotFoundError, GuardError, messageOf } from "../core/errors.ts";
import {
  checkProfileName,
  DEFAULT_PROFILE,
  unitName,
} from "../core/profile.ts";
import type { UnitFacts } from "../core/types.ts";
import { removeGuardLines } from "../install/guard_block.ts";
import {
  installedProfiles,
  readReceipt,
  type Receipt,
} from "../install/receipt.ts";
import { switchTimerOff, timerThere } from "../install/timer.ts";
import { TIMER } from "../install/timer_units.ts";
import { resolveEndpoint } from "../probe/endpoint.ts";
import { findListener } from "../probe/listener.ts";
import { readProcess } from "../probe/process.ts";
import { readUnit } from "../probe/unit.ts";
import { writeEmergencyStop } from "../store/maintenance.ts";
import { tryLoadSettings } from "../store/settings.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { retell, t } from "../text/speech.ts";
import { type Command, parseOptions } from "./command.ts";
import { confirmed } from "./confirmed.ts";
import { writeDown } from "./write_down.ts";
import { keepEvidence } from "./keep_evidence.ts";
import { whileShowing } from "./progress.ts";

const HELP =
  say`Usage: openclaw-guard emergency-stop [--profile NAME] [--yes] [--dry-run]

Stops everything at once: the guard's own cron lines are taken out (every other
line of the crontab stays as it is, byte for byte) or its systemd timer is
switched off, the gateway is stopped, a hung one is killed, leftovers are ended
and the port is free. "resume" undoes it.

  --profile NAME  only this gateway; without it all installed ones
  --yes           do not ask
  --dry-run       only say what would be done

Exit codes: 0 all stopped and the port free, 2 something is left (it says what).

Examples:
  openclaw-guard emergency-stop --dry-run
      what would be stopped; nothing is done
  openclaw-guard emergency-stop
      asks, then "All stopped. To come back: …" and exit code 0
  openclaw-guard emergency-stop --yes
      the same without a question, for scripts`;

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
      if (await timerThere(context)) out(t`would switch ${TIMER} off`);
      out(
        t`would take the guard's lines out of the crontab, stop ${units}, end what is left of it and free its port`,
      );
      return 0;
    }
    confirmed(
      context,
      t`Stop the guard and ${units} now?`,
      options.flag("yes"),
    );
    // First of all, so that a check that is at work right now stands back.
    let complete = profiles.map((profile) => switchOff(context, profile))
      .every(Boolean);
    const others = watchedBesides(context, profiles);
    if (others.length > 0) {
      out(
        receiptOrNull(context)?.scheduler === "systemd"
          ? t`timer: ${TIMER} stays on, it watches ${others.join(", ")}`
          : t`crontab: the guard's lines stay, they watch ${others.join(", ")}`,
      );
    } else {
      const off = [await cronOff(context), await timerOff(context)];
      complete = off.every(Boolean) && complete;
    }
    const results = await whileShowing(
      context.clock,
      false,
      say`stopping the gateway; a hung one takes some seconds`,
      (progress) => {
        const beside = progress.beside(context);
        return Promise.all(
          profiles.map((profile) => stopProfile(beside, profile)),
        );
      },
    );
    complete = results.every(Boolean) && complete;
    out(
      complete
        ? t`All stopped. To come back: "openclaw-guard resume"`
        : t`Not everything could be stopped, see above. To come back: "openclaw-guard resume"`,
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
    context.terminal.err(retell(error.describe()));
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
    context.terminal.out(t`${profile}: guard switched off`);
  } catch (error) {
    done = false;
    context.terminal.err(
      t`${profile}: cannot write down that the guard is off: ${
        messageOf(error)
      }`,
    );
  }
  writeDown(
    context,
    profile,
    "emergency-stop",
    say`a person asked for an emergency stop: guard off, gateway to be stopped`,
  );
  return done;
}

async function cronOff(context: Context): Promise<boolean> {
  const { out, err } = context.terminal;
  try {
    const { changed } = await removeGuardLines(context);
    out(
      changed
        ? t`crontab: the guard's lines are out, all others are as they were`
        : t`crontab: has no lines of the guard`,
    );
    return true;
  } catch (error) {
    if (error instanceof CommandNotFoundError) {
      out(t`crontab: there is none`);
      return true;
    }
    // The gateway must be stopped all the same, and checks stand back anyway.
    err(t`crontab: ${messageOf(error)}`);
    // Where the crontab is not ours to read, "install" put no lines in.
    const { scheduler = "cron" } = receiptOrNull(context) ?? {};
    return scheduler !== "cron";
  }
}

async function timerOff(context: Context): Promise<boolean> {
  const { out, err } = context.terminal;
  try {
    if (!await timerThere(context)) return true;
    const problem = await switchTimerOff(context);
    if (problem === null) out(t`timer: ${TIMER} is off`);
    else err(t`timer: ${problem}`);
    return problem === null;
  } catch (error) {
    err(t`timer: ${messageOf(error)}`);
    return false;
  }
}

/** What is wrong with it was said by profilesToStop(). */
function receiptOrNull(context: Context): Receipt | null {
  try {
    return readReceipt(context);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return null;
  }
}

async function stopProfile(
  context: Context,
  profile: string,
): Promise<boolean> {
  const { out, err } = context.terminal;
  const tell = (text: string) => out(t`${profile}: ${text}`);
  try {
    const unit = await readUnit(context, unitName(profile));
    const { port, result } = await stopUnit(context, profile, unit);
    tell(
      result.main === "stuck"
        ? t`the main process cannot be ended: it waits in the kernel (state D)`
        : result.main === "taken over"
        ? t`gateway stopped, but it was started again at once`
        : result.main === "killed"
        ? t`gateway stopped; its main process was hung and had to be killed`
        : t`gateway stopped`,
    );
    for (const sentence of [...result.ended, ...result.left]) {
      tell(retell(sentence));
    }
    const listener = await findListener(context, profile, port, unit);
    tell(
      listener === null
        ? t`port ${port} is free`
        : t`port ${port} is still held by pid ${listener.pid} of uid ${listener.uid} (${listener.command}), which is not the guard's to end`,
    );
    return result.main !== "stuck" && result.main !== "taken over" &&
      listener === null;
  } catch (error) {
    err(t`${profile}: ${retell(messageOf(error))}`);
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
  if (settingsError !== null) context.terminal.err(retell(settingsError));
  const given = settings.endpoint;
  const endpoint = resolveEndpoint(context, profile, unit, given);
  const { port } = endpoint;
  if (main !== null) {
    await keepEvidence(
      context,
      {
        ...{ profile, cause: "emergency-stop", attempt: null },
        ...{
          verdict: null,
          reason: null,
          why: say`a person stopped everything`,
        },
        ...{ unit, main, endpoint, observation: null },
      },
      EVIDENCE_LIMIT_MS,
      (problem) => context.terminal.err(t`${profile}: ${retell(problem)}`),
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
