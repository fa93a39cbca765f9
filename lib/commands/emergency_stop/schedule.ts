/** `emergency-stop`: nothing starts the guard any more. */

import { CommandNotFoundError, messageOf } from "../../base/errors.ts";
import { removeGuardLines } from "../../install/cron/block.ts";
import { receiptOrNull } from "../../install/receipt.ts";
import { switchTimerOff, timerThere } from "../../install/timer/timer.ts";
import { TIMER } from "../../install/timer/units.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";

/** For whom the timer starts the guard, a crontab without its lines is no news. */
export function mayHaveLines(context: Context): boolean {
  const { scheduler = "cron" } = receiptOrNull(context) ?? {};
  return scheduler === "cron";
}

/** Takes the guard's lines out of the crontab; whether none are left. */
export async function cronOff(context: Context): Promise<boolean> {
  const { out, err } = context.terminal;
  const byCron = mayHaveLines(context);
  try {
    const { changed } = await removeGuardLines(context);
    if (changed) {
      out(t`crontab: the guard's lines are out, all others are as they were`);
    } else if (byCron) out(t`crontab: has no lines of the guard`);
    return true;
  } catch (error) {
    if (error instanceof CommandNotFoundError) {
      if (byCron) out(t`crontab: there is none`);
      return true;
    }
    // The gateway must be stopped all the same, and checks stand back anyway.
    err(t`crontab: ${messageOf(error)}`);
    // Where the crontab is not ours to read, "install" put no lines in.
    return !byCron;
  }
}

/** Switches the guard's timer off; whether it is. */
export async function timerOff(context: Context): Promise<boolean> {
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
