/** Lets cron or systemd start the guard, never both and never neither; or takes all away. */

import { CommandNotFoundError, GuardError, messageOf } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { removeBlock, takeScriptLines } from "./cron/table.ts";
import { editCrontab, refuseUnfaithful } from "./cron/file.ts";
import { readCrontab, tableOrNull } from "./cron/read.ts";
import { removeGuardLines, withGuardBlock } from "./cron/block.ts";
import type { Job } from "./report.ts";
import { findTimerFiles, formerTimer, timerScope } from "./timer/files.ts";
import { putTimer, removeTimer, timerThere } from "./timer/timer.ts";
import { TIMER } from "./timer/units.ts";

/** What is to be done. */
interface ScheduleChange {
  /** Absolute path of the guard. */
  readonly program: string;
  /** Also take the lines of the article's script out of the crontab. */
  readonly replaceScript: boolean;
}

/**
 * Puts one of them in place and then removes the other: for a moment there are
 * two, and the lock lets only one check at work.
 *
 * @throws {GuardError} when the one wanted cannot be put in place; the other
 * one is then as it was.
 */
export async function schedule(
  scheduler: "cron" | "systemd",
  change: ScheduleChange,
  job: Job,
): Promise<void> {
  const { replaceScript, program } = change;
  const { context } = job;
  const others = (table: string) =>
    replaceScript ? takeScriptLines(table).table : table;
  if (scheduler === "cron") {
    const edit = (table: string) =>
      withGuardBlock(context, others(table), program);
    await byCron(edit, change, job);
    if (await timerThere(context)) await tellTimerRemoval(job);
    await withoutFormer(job);
    return;
  }
  const rest = (table: string) => removeBlock(others(table));
  const table = await tableOrNull(context);
  // In one that cannot be read none were ever put: see refuseUnseenLines().
  const replaces = table !== null && rest(table) !== table;
  // Before the timer comes, or both would start the guard.
  if (replaces) await refuseUnfaithful(context, table, rest(table));
  await byTimer(program, job);
  await withoutFormer(job);
  if (replaces) await withoutLines(rest, job);
}

async function byCron(
  edit: (table: string) => string,
  { program, replaceScript }: ScheduleChange,
  { context, dryRun, tell }: Job,
): Promise<void> {
  const { changed, backup } = await editCrontab(context, edit, dryRun);
  const saved = backup ?? "";
  tell[changed ? "done" : "already"](
    "crontab",
    !changed
      ? say`two lines, every 30 seconds`
      : dryRun
      ? say`two lines that start ${program}`
      : replaceScript
      ? say`two lines in place of the old ones, every 30 seconds; the old table is saved in ${saved}`
      : say`two lines, every 30 seconds; the old table is saved in ${saved}`,
  );
}

async function byTimer(
  program: string,
  { context, dryRun, tell }: Job,
): Promise<void> {
  const { changed, folder } = await putTimer(context, program, dryRun);
  tell[changed ? "done" : "already"](
    "timer",
    !changed
      ? say`${TIMER}, every 30 seconds`
      : dryRun
      ? say`${TIMER} in ${folder}, which starts ${program}`
      : say`${TIMER}, every 30 seconds, in ${folder}`,
  );
}

/** Removes the timer, which is there, and tells it. */
async function tellTimerRemoval(
  { context, dryRun, tell }: Job,
): Promise<void> {
  const scope = timerScope(context);
  const problem = dryRun ? null : await removeTimer(context);
  if (problem === null) tell.done("timer", say`remove ${TIMER}`);
  else {
    tell.warning(
      "timer",
      scope === "user"
        ? say`${TIMER} is removed, but may tick until you log out: ${problem}`
        : say`${TIMER} is removed, but may tick until the next boot: ${problem}`,
    );
  }
}

async function withoutFormer(job: Job): Promise<void> {
  const context = formerTimer(job.context);
  if (context !== null) await tellTimerRemoval({ ...job, context });
}

/** Removes the lines where the timer has taken over. */
async function withoutLines(
  edit: (table: string) => string,
  { context, dryRun, tell }: Job,
): Promise<void> {
  const { backup } = await editCrontab(context, edit, dryRun);
  tell.done(
    "crontab",
    backup === null
      ? say`remove the lines the timer replaces`
      : say`removed the lines the timer replaces; the old table is saved in ${backup}`,
  );
}

/**
 * Takes away whatever starts the guard: cron's lines, the timer, or both.
 *
 * @param purge The old crontab is not kept either.
 */
export async function unschedule(purge: boolean, job: Job): Promise<void> {
  const { context, tell } = job;
  const timer = await timerThere(context);
  const { foreign } = findTimerFiles(context);
  // Before anything goes: a damaged block in the crontab refuses it all.
  await removeLines(purge, timer, job);
  await withoutFormer(job);
  if (timer) await tellTimerRemoval(job);
  for (const path of foreign) {
    tell.left(
      "timer",
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
        tell.already("crontab", say`no crontab command, so no lines`);
      }
    } else if (error instanceof GuardError && timer) {
      // The timer was chosen because of that, most likely.
      tell.warning("crontab", messageOf(error));
    } else throw error;
    return;
  }
  const { changed, backup } = await removeGuardLines(context, dryRun);
  if (!changed) {
    // For whom the timer starts the guard that is no news.
    if (!timer) tell.already("crontab", say`no lines of the guard`);
  } else {
    tell.done(
      "crontab",
      purge || backup === null
        ? say`remove the guard's lines`
        : say`removed the guard's lines; the old table is saved in ${backup}`,
    );
  }
}
