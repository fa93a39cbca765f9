/** `emergency-stop`: guard off, gateway stopped, leftovers gone, port free. */

import { gatewayUnit } from "../../store/gateway_unit.ts";
import { asLabel } from "../../base/safe_line.ts";
import { DEFAULT_PROFILE, profileOption } from "../../base/profile.ts";
import { shellWord } from "../../base/shell_word.ts";
import { checksElsewhere } from "../../install/state_mismatch.ts";
import {
  knownInstalledProfiles,
  tryReadReceipt,
} from "../../install/receipt.ts";
import {
  hasEmergencyStop,
  readEmergencyStop,
  writeEmergencyStop,
} from "../../store/emergency_stop.ts";
import { unreadableError } from "../../store/unwritable.ts";
import type { Context } from "../../sys/context.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { confirmed } from "../../cli/confirm.ts";
import { alreadyStopped, stopProfile } from "./gateway.ts";
import { cronOff, tellWhatGoes, tellWhatStays, timerOff } from "./schedule.ts";
import { whileShowing } from "../../cli/progress.ts";
import { noteEvent } from "../../cli/note_event.ts";
import { endDrill, lockForStop } from "./wait.ts";
import { tellPeople } from "../../cli/tell_people.ts";
import { stopNotices } from "./tell.ts";
import { emergencyStopDescription } from "./description.ts";

/** See the help text. */
export const emergencyStopCommand: Command = {
  async run(args, context) {
    const options = parseOptions(emergencyStopDescription, args);
    const named = options.namedProfile();
    const profiles = named === undefined ? profilesToStop(context) : [named];
    const option = named === undefined ? "" : profileOption(named);
    const { out } = context.terminal;
    // They go on being watched.
    const others = knownInstalledProfiles(context)
      .filter((name) => !profiles.includes(name));
    const already = await alreadyStopped(context, profiles, others, option);
    if (already !== null) {
      already.forEach(out);
      return 0;
    }
    for (const profile of profiles) tellUnreadable(context, profile);
    const units = profiles.map((profile) => gatewayUnit(context, profile).name)
      .join(", ");
    if (options.flag("dry-run")) {
      if (others.length > 0) tellWhatStays(context, others);
      else await tellWhatGoes(context);
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
    if (others.length > 0) tellWhatStays(context, others);
    else {
      const off = [await cronOff(context), await timerOff(context)];
      complete = off.every(Boolean) && complete;
    }
    const results = await whileShowing(
      context,
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
    // Last of all: nobody waits for a service to read that it is done.
    await tellPeople(
      context,
      profiles[0] ?? DEFAULT_PROFILE,
      (notify) => {
        const notices = profiles.flatMap((profile, index) =>
          stopNotices(context, profile, notify, locks[index] !== null)
        );
        held.dispose(); // nor, while it is sent, for the locks
        return notices;
      },
    );
    return complete ? 0 : 2;
  },
};

/** Where install.json does not tell, at least the default one is stopped. */
function profilesToStop(context: Context): readonly string[] {
  const { receipt, error } = tryReadReceipt(context);
  if (error !== null) context.terminal.err(translate(error.describe()));
  return receipt?.profiles ?? [DEFAULT_PROFILE];
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

/** Whether an emergency stop is in force cannot be told then; it is all done all the same. */
function tellUnreadable(context: Context, profile: string): void {
  const isBarred = readEmergencyStop(context, profile) !== null &&
    !hasEmergencyStop(context, profile);
  const error = isBarred ? unreadableError(context, profile) : null;
  if (error !== null) {
    context.terminal.err(`${asLabel(profile)}: ${translate(error.describe())}`);
  }
}

/** A full disk must not keep anybody from stopping everything. */
function switchOff(context: Context, profile: string): boolean {
  const { out, err } = context.terminal;
  const label = asLabel(profile);
  let done = true;
  try {
    writeEmergencyStop(context, profile);
    out(t`${label}: guard switched off`);
  } catch (error) {
    done = false;
    err(
      t`${label}: cannot write down that the guard is off: ${reasonOf(error)}`,
    );
  }
  noteEvent(
    context,
    profile,
    "emergency-stop",
    say`a person asked for an emergency stop: guard off, gateway to be stopped`,
  );
  return done;
}
