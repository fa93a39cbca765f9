/** Takes away whatever starts the guard. */

import { CommandNotFoundError, GuardError, messageOf } from "../base/errors.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { readCrontab } from "./cron/read.ts";
import { removeGuardLines } from "./cron/block.ts";
import type { Tell } from "./report.ts";
import { tellTimerRemoval } from "./schedule.ts";
import { timerThere } from "./timer/timer.ts";
import { findTimerFiles } from "./timer/files.ts";

/** How thoroughly. */
export interface UnscheduleWishes {
  /** Nothing of it is kept. */
  readonly purge: boolean;
  /** It is only told what would be done. */
  readonly dryRun: boolean;
}

/** Takes away whatever starts the guard: cron's lines, the timer, or both. */
export async function unschedule(
  wishes: UnscheduleWishes,
  context: Context,
  tell: Tell,
): Promise<void> {
  const timer = await timerThere(context);
  // Before anything goes: a damaged block in the crontab refuses it all.
  await removeLines(wishes, timer, context, tell);
  if (timer) await tellTimerRemoval(wishes.dryRun, context, tell);
  for (const path of findTimerFiles(context).foreign) {
    tell(
      "timer",
      "left",
      say`${path}, which was not written by the guard: please look at it yourself`,
    );
  }
}

async function removeLines(
  { purge, dryRun }: UnscheduleWishes,
  timer: boolean,
  context: Context,
  tell: Tell,
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
