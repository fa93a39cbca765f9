/** What starts the guard: nothing any more after `emergency-stop`, the same as before after `resume`. */

import {
  CommandNotFoundError,
  GuardError,
  messageOf,
} from "../../base/errors.ts";
import { putGuardLines, removeGuardLines } from "../../install/cron/block.ts";
import { readReceipt, receiptOrNull } from "../../install/receipt.ts";
import type { Scheduler } from "../../install/scheduler.ts";
import {
  putTimer,
  switchTimerOff,
  timerThere,
} from "../../install/timer/timer.ts";
import { TIMER } from "../../install/timer/units.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";

/** As `install` was told; cron where it cannot be told. */
function schedulerOf(context: Context): Scheduler {
  return receiptOrNull(context)?.scheduler ?? "cron";
}

/** Says that others go on being watched. */
export function tellWhatStays(
  context: Context,
  others: readonly string[],
): void {
  const { out } = context.terminal;
  const names = others.join(", ");
  const scheduler = schedulerOf(context);
  if (scheduler === "systemd") {
    out(t`timer: ${TIMER} stays on, it watches ${names}`);
  } else if (scheduler === "cron") {
    out(t`crontab: the guard's lines stay, they watch ${names}`);
  }
}

/** With --dry-run: what would not start the guard any more. */
export async function tellWhatGoes(context: Context): Promise<void> {
  const { out } = context.terminal;
  if (await timerThere(context)) out(t`would switch ${TIMER} off`);
  if (schedulerOf(context) === "cron") {
    out(t`would take the guard's lines out of the crontab`);
  }
}

/** Takes the guard's lines out of the crontab; whether none are left. */
export async function cronOff(context: Context): Promise<boolean> {
  const { out, err } = context.terminal;
  // For whom the timer starts the guard, a crontab without its lines is no news.
  const byCron = schedulerOf(context) === "cron";
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

/**
 * Has the guard started again by what started it before, and tells about it.
 *
 * @param profiles Those that are to be watched again.
 * @returns Whether something starts it for all of them.
 * @throws {GuardError} when install.json cannot be understood.
 */
export async function guardOn(
  context: Context,
  profiles: readonly string[],
): Promise<boolean> {
  const { out, err } = context.terminal;
  const receipt = readReceipt(context);
  if (receipt === null) {
    err(
      t`guard: nothing starts it, it is not installed; "openclaw-guard install" does it`,
    );
    return false;
  }
  const { program, scheduler = "cron" } = receipt;
  try {
    if (scheduler === "none") {
      out(
        t`guard: on, but not started by itself (--scheduler none): let something run "${program} check" every 30 seconds`,
      );
    } else if (scheduler === "systemd") {
      const { changed } = await putTimer(context, program);
      out(changed ? t`timer: ${TIMER} is on again` : t`timer: ${TIMER} is on`);
    } else {
      const { changed } = await putGuardLines(context, program);
      out(
        changed
          ? t`crontab: the guard's lines are back`
          : t`crontab: the guard's lines are there`,
      );
    }
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    // The gateway is to come back all the same.
    err(
      scheduler === "systemd"
        ? t`timer: ${messageOf(error)}`
        : t`crontab: ${messageOf(error)}`,
    );
    return false;
  }
  const unwatched = profiles.filter((name) => !receipt.profiles.includes(name));
  for (const name of unwatched) {
    err(
      t`guard: it does not watch profile ${name}; "openclaw-guard install --profile ${name}" does it`,
    );
  }
  return unwatched.length === 0;
}
