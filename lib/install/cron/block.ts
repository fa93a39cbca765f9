/** The guard's block in the user's own crontab. */

import type { Context } from "../../sys/context.ts";
import { missingVariables } from "../check_variables.ts";
import { hasBlock, putBlock, removeBlock } from "./table.ts";
import { type CrontabChange, editCrontab } from "./file.ts";
import { readCrontab } from "./read.ts";
import { tableVariables } from "./variables.ts";

/**
 * A table with the guard's block, whose lines give to a check what it needs to
 * use the same files as this command.
 *
 * @param table One character per byte (latin1).
 * @param program Absolute path of the guard.
 * @throws {GuardError} when the block cannot be written.
 */
export function withGuardBlock(
  context: Context,
  table: string,
  program: string,
): string {
  const given = tableVariables(table, context.home);
  const variables = missingVariables(context, given);
  return putBlock(table, { program, variables });
}

/**
 * Whether the guard's lines are in the user's crontab.
 *
 * @throws {GuardError} when the crontab cannot be read or understood.
 */
export async function guardLinesPresent(context: Context): Promise<boolean> {
  return hasBlock(await readCrontab(context));
}

/** Puts the guard's lines in the user's crontab; see {@linkcode editCrontab}. */
export function putGuardLines(
  context: Context,
  program: string,
): Promise<CrontabChange> {
  return editCrontab(
    context,
    (table) => withGuardBlock(context, table, program),
  );
}

/** Takes only the guard's lines out; see {@linkcode editCrontab}. */
export function removeGuardLines(
  context: Context,
  dryRun = false,
): Promise<CrontabChange> {
  return editCrontab(context, removeBlock, dryRun);
}
