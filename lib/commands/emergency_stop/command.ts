/** `emergency-stop`: guard off, gateway stopped, leftovers gone, port free. */

import { asLabel } from "../../base/safe_line.ts";
import { GuardError } from "../../base/errors.ts";
import {
  checkProfileName,
  DEFAULT_PROFILE,
  profileOption,
  unitName,
} from "../../base/profile.ts";
import { shellWord } from "../../base/shell_word.ts";
import { checksElsewhere } from "../../install/state_mismatch.ts";
import { installedProfiles, receiptOrNull } from "../../install/receipt.ts";
import { timerThere } from "../../install/timer/timer.ts";
import { TIMER } from "../../install/timer/units.ts";
import { writeEmergencyStop } from "../../store/maintenance.ts";
import type { Context } from "../../sys/context.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { retell, t } from "../../text/speech.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { confirmed } from "../../cli/confirm.ts";
import { alreadyStopped } from "./already.ts";
import { stopProfile } from "./gateway.ts";
import { cronOff, mayHaveLines, timerOff } from "./schedule.ts";
import { whileShowing } from "../../cli/progress.ts";
import { writeDown } from "../../cli/note_event.ts";
import { isAtWork, tidyUpAfterDrill } from "../../act/undo_drill.ts";
import { readDrillRecord } from "../../store/drill_record.ts";
import { lockForStop } from "./lock.ts";
import { emergencyStopDescription } from "./description.ts";

/** See the help text. */
export const emergencyStopCommand: Command = {
  async run(args, context) {
    const options = parseOptions(emergencyStopDescription, args);
    const named = options.value("profile");
    const profiles = named === undefined
      ? profilesToStop(context)
      : [checkProfileName(named)];
    const option = named === undefined ? "" : profileOption(named);
    const { out } = context.terminal;
    const others = watchedBesides(context, profiles);
    const already = await alreadyStopped(
      context,
      profiles,
      others,
      option,
    );
    if (already !== null) {
      for (const line of already) out(line);
      return 0;
    }
    const units = profiles.map(unitName).join(", ");
    if (options.flag("dry-run")) {
      if (await timerThere(context)) out(t`would switch ${TIMER} off`);
      if (mayHaveLines(context)) {
        out(t`would take the guard's lines out of the crontab`);
      }
      out(t`would stop ${units}, end what is left of it and free its port`);
      return 0;
    }
    confirmed(
      context,
      t`Stop the guard and ${units} now?`,
      options.flag("yes"),
    );
    // First of all, so that whatever is at work right now stands back.
    let complete = profiles.map((profile) => switchOff(context, profile))
      .every(Boolean);
    const locks = await Promise.all(
      profiles.map((profile) => lockForStop(context, profile)),
    );
    const held = new DisposableStack();
    using _held = held; // a name of its own: see build/bundle.ts
    locks.forEach((lock) => held.use(lock));
    for (const profile of profiles) await endDrill(context, profile);
    await tellElsewhere(context, option);
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
      say`stopping the gateway; this may take some seconds`,
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
        ? t`All stopped. To come back: "openclaw-guard resume${option}"`
        : t`Not everything could be stopped, see above. To come back: "openclaw-guard resume${option}"`,
    );
    out(
      t`If the machine starts anew before that, an enabled gateway does too; the guard stays off.`,
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

/** Checks with other folders see nothing of the mark, only that nobody starts them. */
async function tellElsewhere(context: Context, option: string): Promise<void> {
  const elsewhere = await checksElsewhere(context);
  if (elsewhere === null) return;
  context.terminal.err(
    t`checks of the guard keep their files in ${elsewhere.theirs}, this command in ${elsewhere.ours}: they see nothing of this stop. Run "XDG_STATE_HOME=${
      shellWord(elsewhere.stateHome)
    } openclaw-guard emergency-stop${option}" as well, and "resume" in the same way`,
  );
}

/** A drill sees the mark with its next look at the gateway, and then puts back. */
const DRILL_WAIT_MS = 10_000;

/**
 * Lets a drill end by itself, as it may hold the port; one that died is
 * forgotten, or a check after "resume" would start what this stops.
 */
async function endDrill(context: Context, profile: string): Promise<void> {
  try {
    const deadline = context.clock.now().bootMs + DRILL_WAIT_MS;
    for (let told = false;; told = true) {
      const record = readDrillRecord(context, profile);
      if (record === null || !isAtWork(context, record)) break;
      if (context.clock.now().bootMs > deadline) break;
      if (!told) {
        context.terminal.out(
          t`${
            asLabel(profile)
          }: waiting until drill ${record.drill} (pid ${record.owner.pid}) has put back what it did, ${
            DRILL_WAIT_MS / 1000
          } s at the most`,
        );
      }
      await context.clock.sleep(200);
    }
    for (const done of await tidyUpAfterDrill(context, profile, false)) {
      context.terminal.out(`${asLabel(profile)}: ${retell(done)}`);
    }
  } catch (error) {
    context.terminal.err(`${asLabel(profile)}: ${retell(reasonOf(error))}`);
  }
}

/** A full disk must not keep anybody from stopping everything. */
function switchOff(context: Context, profile: string): boolean {
  let done = true;
  try {
    writeEmergencyStop(context, profile);
    context.terminal.out(t`${asLabel(profile)}: guard switched off`);
  } catch (error) {
    done = false;
    context.terminal.err(
      t`${asLabel(profile)}: cannot write down that the guard is off: ${
        reasonOf(error)
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
