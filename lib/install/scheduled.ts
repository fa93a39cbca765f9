/** Does cron or the guard's timer start checks? */

import { CommandNotFoundError, GuardError } from "../base/errors.ts";
import type { Context } from "../sys/context.ts";
import { guardLinesPresent } from "./cron/block.ts";
import { cronRuns } from "./host.ts";
import { receiptOrNull } from "./receipt.ts";
import { readTimer } from "./timer/state.ts";

/** Whether checks are started: for who counts on one. In doubt it says no. */
export async function isScheduled(context: Context): Promise<boolean> {
  if ((await readTimer(context))?.activeState === "active") return true;
  try {
    return await guardLinesPresent(context) &&
      await cronRuns(context) !== false;
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return false; // unreadable, or a damaged block; doctor says so
  }
}

/** Whether a check may still be started: for who wants none. In doubt it says yes. */
export async function mayBeScheduled(context: Context): Promise<boolean> {
  const timer = await readTimer(context);
  if (timer === null || timer.activeState !== "inactive" || timer.enabled) {
    return true;
  }
  try {
    return await guardLinesPresent(context);
  } catch (error) {
    if (error instanceof CommandNotFoundError) return false;
    // Where the crontab is not ours to read, "install" put no lines in.
    return (receiptOrNull(context)?.scheduler ?? "cron") === "cron";
  }
}
