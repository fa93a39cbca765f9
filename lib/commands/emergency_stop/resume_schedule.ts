/** What starts the guard again after an emergency stop. */

import { GuardError, messageOf } from "../../base/errors.ts";
import { putGuardLines } from "../../install/cron/block.ts";
import { readReceipt } from "../../install/receipt.ts";
import { putTimer } from "../../install/timer/timer.ts";
import { TIMER } from "../../install/timer/units.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";

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
