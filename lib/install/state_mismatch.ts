/**
 * Whether the checks that are started keep their state in another folder than
 * this command: they have the XDG folders of the shell that installed them, and
 * a switch that is written here does not reach them.
 */

import { stateRoot, xdgDir } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { contextOfCheck, type Variables } from "./check_variables.ts";
import { hasBlock } from "./cron/table.ts";
import { readCrontab } from "./cron/read.ts";
import { cronVariables } from "./cron/variables.ts";
import { readTimer } from "./timer/state.ts";

/** The folder of the checks. */
interface ChecksElsewhere {
  /** The guard's state folder as checks see it. */
  readonly theirs: string;
  /** The same as this command sees it. */
  readonly ours: string;
  /** XDG_STATE_HOME with which a command is about the same files as they. */
  readonly stateHome: string;
}

/**
 * Asks cron and the guard's timer what they give to a check. Null: the folder
 * is the same, or none of the two starts checks, or it cannot be told.
 */
export async function checksElsewhere(
  context: Context,
): Promise<ChecksElsewhere | null> {
  const ours = stateRoot(context);
  const starters = await Promise.all([byCron(context), byTimer(context)]);
  for (const variables of starters) {
    if (variables === null) continue;
    const check = contextOfCheck(context, variables);
    const theirs = stateRoot(check);
    if (isSameFolder(theirs, ours)) continue;
    const stateHome = xdgDir(check, "XDG_STATE_HOME", ".local/state");
    return { theirs, ours, stateHome };
  }
  return null;
}

async function byCron(context: Context): Promise<Variables | null> {
  try {
    const table = await readCrontab(context);
    return hasBlock(table) ? cronVariables(table, context.home) : null;
  } catch {
    return null; // no crontab to be read, or a damaged block: doctor says so
  }
}

async function byTimer(context: Context): Promise<Variables | null> {
  try {
    const timer = await readTimer(context);
    // What an older service does not set comes from the manager: not known.
    return timer?.activeState === "active" &&
        timer.environment["XDG_STATE_HOME"] !== undefined
      ? timer.environment
      : null;
  } catch {
    return null; // nobody to ask
  }
}

function isSameFolder(one: string, other: string): boolean {
  return resolved(one) === resolved(other);
}

function resolved(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path.replaceAll(/\/+/g, "/"); // not there yet
  }
}
