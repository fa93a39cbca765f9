/** Lets cron or systemd start the guard, never both and never neither. */

import { GuardError } from "../base/errors.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { removeBlock, takeScriptLines } from "./cron/table.ts";
import { editCrontab, readCrontab, refuseUnfaithful } from "./cron/file.ts";
import { withGuardBlock } from "./cron/block.ts";
import type { Tell } from "./report.ts";
import { putTimer, removeTimer, timerThere } from "./timer/timer.ts";
import { TIMER } from "./timer/units.ts";

/** What is to be done. */
export interface ScheduleChange {
  /** Absolute path of the guard. */
  readonly program: string;
  /** Also take the lines of the article's script out of the crontab. */
  readonly replaceScript: boolean;
  readonly dryRun: boolean;
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
  context: Context,
  tell: Tell,
): Promise<void> {
  if (scheduler === "cron") {
    await byCron(change, context, tell);
    if (await timerThere(context)) {
      await tellTimerRemoval(change.dryRun, context, tell);
    }
  } else {
    const edit = await linesToGo(change, context);
    await byTimer(change, context, tell);
    if (edit !== null) await withoutLines(edit, change, context, tell);
  }
}

async function byCron(
  { program, replaceScript, dryRun }: ScheduleChange,
  context: Context,
  tell: Tell,
): Promise<void> {
  const edit = (table: string) =>
    withGuardBlock(
      context,
      replaceScript ? takeScriptLines(table).table : table,
      program,
    );
  if (dryRun) {
    const table = await readCrontab(context);
    if (edit(table) !== table) {
      await refuseUnfaithful(context, table, edit(table));
      tell("crontab", "planned", say`two lines that start ${program}`);
      return;
    }
  }
  const { changed, backup } = dryRun
    ? { changed: false, backup: null }
    : await editCrontab(context, edit);
  if (!changed) {
    tell("crontab", "already", say`two lines, every 30 seconds`);
    return;
  }
  const saved = backup ?? "";
  tell(
    "crontab",
    "done",
    replaceScript
      ? say`two lines in place of the old ones, every 30 seconds; the old table is saved in ${saved}`
      : say`two lines, every 30 seconds; the old table is saved in ${saved}`,
  );
}

async function byTimer(
  { program, dryRun }: ScheduleChange,
  context: Context,
  tell: Tell,
): Promise<void> {
  const { changed, folder } = await putTimer(context, program, dryRun);
  if (!changed) tell("timer", "already", say`${TIMER}, every 30 seconds`);
  else if (dryRun) {
    tell(
      "timer",
      "planned",
      say`${TIMER} in ${folder}, which starts ${program}`,
    );
  } else {
    tell("timer", "done", say`${TIMER}, every 30 seconds, in ${folder}`);
  }
}

/** Removes the timer, which is there, and tells it. */
export async function tellTimerRemoval(
  dryRun: boolean,
  context: Context,
  tell: Tell,
): Promise<void> {
  if (dryRun) {
    tell("timer", "planned", say`remove ${TIMER}`);
    return;
  }
  const problem = await removeTimer(context);
  if (problem === null) tell("timer", "done", say`removed ${TIMER}`);
  else {
    tell(
      "timer",
      "warning",
      say`${TIMER} is removed, but may tick until you log out: ${problem}`,
    );
  }
}

/**
 * What takes the lines away that the timer replaces; null when there are none.
 *
 * @throws {GuardError} when they cannot be taken away: before the timer comes,
 * or both would start the guard.
 */
async function linesToGo(
  { replaceScript }: ScheduleChange,
  context: Context,
): Promise<((table: string) => string) | null> {
  const edit = (table: string) =>
    removeBlock(replaceScript ? takeScriptLines(table).table : table);
  let table: string;
  try {
    table = await readCrontab(context);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return null; // then none were ever put in: see refuseUnseenLines()
  }
  const rest = edit(table);
  if (rest === table) return null;
  await refuseUnfaithful(context, table, rest);
  return edit;
}

/** Removes the guard's lines where the timer has taken over. */
async function withoutLines(
  edit: (table: string) => string,
  { dryRun }: ScheduleChange,
  context: Context,
  tell: Tell,
): Promise<void> {
  if (dryRun) {
    tell("crontab", "planned", say`remove the lines the timer replaces`);
    return;
  }
  const { backup } = await editCrontab(context, edit);
  tell(
    "crontab",
    "done",
    say`removed the lines the timer replaces; the old table is saved in ${
      backup ?? ""
    }`,
  );
}
