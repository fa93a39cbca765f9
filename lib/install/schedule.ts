/** Lets cron or systemd start the guard, never both and never neither. */

import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { removeBlock, takeScriptLines } from "./cron/table.ts";
import { editCrontab, refuseUnfaithful } from "./cron/file.ts";
import { tableOrNull } from "./cron/read.ts";
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
  const { replaceScript, program, dryRun } = change;
  const others = (table: string) =>
    replaceScript ? takeScriptLines(table).table : table;
  if (scheduler === "cron") {
    await byCron(
      (table) => withGuardBlock(context, others(table), program),
      change,
      context,
      tell,
    );
    if (await timerThere(context)) {
      await tellTimerRemoval(dryRun, context, tell);
    }
    return;
  }
  const rest = (table: string) => removeBlock(others(table));
  const table = await tableOrNull(context);
  // In one that cannot be read none were ever put: see refuseUnseenLines().
  const replaces = table !== null && rest(table) !== table;
  // Before the timer comes, or both would start the guard.
  if (replaces) await refuseUnfaithful(context, table, rest(table));
  await byTimer(change, context, tell);
  if (replaces) await withoutLines(rest, dryRun, context, tell);
}

async function byCron(
  edit: (table: string) => string,
  { program, replaceScript, dryRun }: ScheduleChange,
  context: Context,
  tell: Tell,
): Promise<void> {
  const { changed, backup } = await editCrontab(context, edit, dryRun);
  const saved = backup ?? "";
  tell(
    "crontab",
    changed ? "done" : "already",
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
  { program, dryRun }: ScheduleChange,
  context: Context,
  tell: Tell,
): Promise<void> {
  const { changed, folder } = await putTimer(context, program, dryRun);
  tell(
    "timer",
    changed ? "done" : "already",
    !changed
      ? say`${TIMER}, every 30 seconds`
      : dryRun
      ? say`${TIMER} in ${folder}, which starts ${program}`
      : say`${TIMER}, every 30 seconds, in ${folder}`,
  );
}

/** Removes the timer, which is there, and tells it. */
export async function tellTimerRemoval(
  dryRun: boolean,
  context: Context,
  tell: Tell,
): Promise<void> {
  const problem = dryRun ? null : await removeTimer(context);
  if (problem === null) tell("timer", "done", say`remove ${TIMER}`);
  else {
    tell(
      "timer",
      "warning",
      say`${TIMER} is removed, but may tick until you log out: ${problem}`,
    );
  }
}

/** Removes the lines where the timer has taken over. */
async function withoutLines(
  edit: (table: string) => string,
  dryRun: boolean,
  context: Context,
  tell: Tell,
): Promise<void> {
  const { backup } = await editCrontab(context, edit, dryRun);
  tell(
    "crontab",
    "done",
    backup === null
      ? say`remove the lines the timer replaces`
      : say`removed the lines the timer replaces; the old table is saved in ${backup}`,
  );
}
