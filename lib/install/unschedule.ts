/** Takes away whatever starts the guard. */

import { CommandNotFoundError, GuardError, messageOf } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { readCrontab } from "./cron/read.ts";
import { removeGuardLines } from "./cron/block.ts";
import type { Job } from "./report.ts";
import { tellTimerRemoval } from "./schedule.ts";
import { timerThere } from "./timer/timer.ts";
import { findTimerFiles } from "./timer/files.ts";

/**
 * Takes away whatever starts the guard: cron's lines, the timer, or both.
 *
 * @param purge The old crontab is not kept either.
 */
export async function unschedule(purge: boolean, job: Job): Promise<void> {
  const { context, tell } = job;
  const timer = await timerThere(context);
  // Before anything goes: a damaged block in the crontab refuses it all.
  await removeLines(purge, timer, job);
  if (timer) await tellTimerRemoval(job);
  for (const path of findTimerFiles(context).foreign) {
    tell(
      "timer",
      "left",
      say`${path}, which was not written by the guard: please look at it yourself`,
    );
  }
}

async function removeLines(
  purge: boolean,
  timer: boolean,
  { context, dryRun, tell }: Job,
): Promise<void> {
  try {
    await readCrontab(context);
  } catch (error) {
    if (error instanceof CommandNotFoundError) {
      if (!timer) {
        tell("crontab", "already", say`no crontab command, so no lines`);
      }
    } else if (error instanceof GuardError && timer) {
      // The timer was chosen because of that, most likely.
      tell("crontab", "warning", messageOf(error));
    } else throw error;
    return;
  }
  const { changed, backup } = await removeGuardLines(context, dryRun);
  if (!changed) {
    // For whom the timer starts the guard that is no news.
    if (!timer) tell("crontab", "already", say`no lines of the guard`);
  } else {
    tell(
      "crontab",
      "done",
      purge || backup === null
        ? say`remove the guard's lines`
        : say`removed the guard's lines; the old table is saved in ${backup}`,
    );
  }
}
