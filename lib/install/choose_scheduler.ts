/** What starts the guard every 30 seconds: cron, a systemd timer, or neither. */

import { CommandNotFoundError, GuardError } from "../base/errors.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { hasBlock } from "./cron/table.ts";
import { refuseUnfaithful } from "./cron/file.ts";
import { readCrontab } from "./cron/read.ts";
import { cronRuns } from "./host.ts";
import type { Receipt } from "./receipt.ts";
import type { Scheduler } from "./scheduler.ts";
import { formerTimer } from "./timer/files.ts";
import { timerProblem, timerThere } from "./timer/timer.ts";

/** What was found on this machine. */
export interface SchedulerFacts {
  /** What `install` chose before, "cron" when it knew only that; undefined: not installed. */
  readonly recorded: Scheduler | undefined;
  /** The crontab, one character per byte; null: it cannot be read. */
  readonly table: string | null;
  /** Why the crontab cannot be read; null when it can. */
  readonly tableError: GuardError | null;
  /** Why it cannot be changed, though it can be read; null when it can. */
  readonly unfaithful: GuardError | null;
  /** The guard's lines are in it. */
  readonly cronLines: boolean;
  /** null: cannot be told. */
  readonly cronRuns: boolean | null;
  readonly timer: boolean;
  /** Why a timer would not work; null when it would. */
  readonly timerProblem: string | null;
}

/** What is to start the guard, and why. */
export interface Choice {
  readonly scheduler: Scheduler;
  readonly why: string;
}

/**
 * Looks at cron and systemd.
 *
 * @throws {GuardError} when the guard's block in the crontab is damaged, or
 * nobody can tell whether it is there.
 */
export async function schedulerFacts(
  context: Context,
  receipt: Receipt | null,
): Promise<SchedulerFacts> {
  let table: string | null = null;
  let tableError: GuardError | null = null;
  let unfaithful: GuardError | null = null;
  try {
    table = await readCrontab(context);
    await refuseUnfaithful(context, table, table);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    if (table === null) tableError = error;
    else unfaithful = error;
  }
  return {
    recorded: receipt === null ? undefined : receipt.scheduler ?? "cron",
    table,
    tableError,
    unfaithful,
    cronLines: table !== null && hasBlock(table),
    cronRuns: await cronRuns(context),
    timer: formerTimer(context) !== null || await timerThere(context),
    timerProblem: await timerProblem(context),
  };
}

/**
 * Keeps what works; else cron; else systemd.
 *
 * @throws {GuardError} when what is wanted, or anything at all, is impossible.
 */
export function chooseScheduler(
  wanted: Scheduler | "auto",
  facts: SchedulerFacts,
): Choice {
  if (wanted !== "auto") return asked(wanted, facts);
  const cron = cronProblem(facts);
  const { recorded, cronLines, timer, timerProblem } = facts;
  if (recorded === "none" && !cronLines && !timer) {
    return { scheduler: "none", why: say`as before` };
  }
  if (
    timer && timerProblem === null && (recorded === "systemd" || !cronLines)
  ) {
    return { scheduler: "systemd", why: say`as before` };
  }
  if (cronLines && cron === null) {
    return { scheduler: "cron", why: say`as before` };
  }
  if (cron === null) return { scheduler: "cron", why: cronWorks(facts) };
  refuseUnseenLines(facts);
  if (timerProblem === null) return { scheduler: "systemd", why: cron };
  throw new GuardError(
    say`cannot install: nothing can start the guard: ${cron}, and ${timerProblem}`,
    say`Install cron (Debian: "apt install cron"; Fedora, Arch: "cronie"), or mend the other, or use --scheduler none`,
  );
}

function asked(wanted: Scheduler, facts: SchedulerFacts): Choice {
  const { tableError, timerProblem } = facts;
  if (wanted === "cron" && tableError !== null) {
    throw isMissing(tableError)
      ? new GuardError(
        say`cannot install: there is no crontab command, and cron is what starts the guard`,
        say`Install cron (Debian: "apt install cron"; Fedora, Arch: "cronie"), or use --scheduler systemd`,
        { cause: tableError },
      )
      : tableError;
  }
  if (wanted === "systemd") refuseUnseenLines(facts);
  if (wanted === "systemd" && timerProblem !== null) {
    throw new GuardError(
      say`cannot install: a systemd timer cannot start the guard: ${timerProblem}`,
      say`Mend that, or use --scheduler cron`,
    );
  }
  return { scheduler: wanted, why: say`as --scheduler ${wanted} says` };
}

/** Lines that nobody can see, let alone remove, would start the guard as well. */
function refuseUnseenLines({ recorded, tableError }: SchedulerFacts): void {
  if (recorded === "cron" && tableError !== null && !isMissing(tableError)) {
    throw tableError;
  }
}

/** Why cron cannot start the guard; null when it can. */
function cronProblem(
  { tableError, unfaithful, cronLines, cronRuns }: SchedulerFacts,
): string | null {
  if (tableError !== null) {
    return isMissing(tableError)
      ? say`there is no crontab command`
      : tableError.message;
  }
  // Lines that are there may stay.
  if (unfaithful !== null && !cronLines) return unfaithful.message;
  return cronRuns === false ? say`no cron daemon is running` : null;
}

function cronWorks({ cronRuns }: SchedulerFacts): string {
  return cronRuns === null
    ? say`there is a crontab; whether a cron daemon runs cannot be told`
    : say`a cron daemon is running, and the crontab is yours to change`;
}

function isMissing(error: GuardError): boolean {
  return error instanceof CommandNotFoundError;
}
