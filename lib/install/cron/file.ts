/**
 * The user's crontab, read and written through crontab(1) so that it works
 * with every cron. A table is replaced only after the old one was saved, only
 * if "crontab -l" shows it as it is, and only if it is still the same just
 * before; what was written is read back, and a table of somebody else's that is
 * found then is left alone. `crontab -r` is for a table of which nothing is
 * left: it was the guard alone that made the user have one.
 */

import { GuardError } from "../../base/errors.ts";
import { bytesFromLatin1 } from "../../base/latin1.ts";
import { ensurePrivateDir, writeFileAtomic } from "../../store/atomic.ts";
import { stateRoot } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { hasBlock } from "./table.ts";
import { entriesOf, exists } from "../../sys/files.ts";
import { fileTime } from "../../base/file_time.ts";
import { shellWord } from "../../base/shell_word.ts";
import {
  crontab,
  readCrontab,
  tableOrNull,
  whyFailed,
  whyUnfaithful,
} from "./read.ts";

/** Saved tables kept. */
const KEPT_BACKUPS = 10;
const BACKUP_NAME = /^crontab\.bak-[0-9TZ.]+$/;

/** What {@linkcode editCrontab} did, or would do. */
export interface CrontabChange {
  readonly changed: boolean;
  /** Where the replaced table was saved; null when nothing was changed. */
  readonly backup: string | null;
}

/**
 * Refuses to write a table that "crontab -l" does not show as it is: lines that
 * are not the guard's would come back changed.
 *
 * @param before What was read.
 * @param after What is to be written.
 * @throws {GuardError} with what a person can do instead.
 */
export async function refuseUnfaithful(
  context: Context,
  before: string,
  after: string,
): Promise<void> {
  const whole = await readCrontab(context, true);
  if (!whole.endsWith(before)) throw changedByOthers();
  const why = whyUnfaithful(before, whole) ?? whyUnfaithful(after, after);
  if (why === null) return;
  throw new GuardError(
    say`cannot change your crontab without harm to lines that are not the guard's: ${why}`,
    hasBlock(before)
      ? say`It is as it was. Take the lines from "# BEGIN openclaw-guard" to "# END openclaw-guard" out with "crontab -e"`
      : say`It is as it was. "openclaw-guard install" with --scheduler systemd needs no crontab`,
  );
}

/**
 * Changes the user's crontab: saves the old table, writes the new one and reads
 * it back. A table that somebody else installs meanwhile stays.
 *
 * @param edit Gives the new table; an unchanged one is not written.
 * @param dryRun Only say whether something would change, or why it cannot.
 * @throws {GuardError} when reading or writing failed, or somebody else changed
 * the table; it is then not the guard's, or the message names the file in which
 * the old one was saved.
 */
export async function editCrontab(
  context: Context,
  edit: (table: string) => string,
  dryRun = false,
): Promise<CrontabChange> {
  const before = await readCrontab(context);
  const edited = edit(before);
  if (edited === before) return { changed: false, backup: null };
  // cron ignores, or crontab(1) refuses, a last line without a newline.
  const after = edited === "" || edited.endsWith("\n") ? edited : edited + "\n";
  await refuseUnfaithful(context, before, after);
  if (dryRun) return { changed: true, backup: null };

  ensurePrivateDir(stateRoot(context));
  const backup = backUp(context, before);
  if (after !== "" || !await removeTable(context, before)) {
    const problem = await replaceTable(context, before, after);
    await judgeResult(context, { before, after, backup, problem, edit });
  }
  pruneBackups(context);
  return { changed: true, backup };
}

/** What {@linkcode judgeResult} goes by. */
interface Written {
  readonly before: string;
  readonly after: string;
  readonly backup: string;
  /** Why crontab(1) says it was not installed; null when it was. */
  readonly problem: string | null;
  readonly edit: (table: string) => string;
}

/** Reads back; puts the old table back only in place of the guard's own. */
async function judgeResult(
  context: Context,
  { before, after, backup, problem, edit }: Written,
): Promise<void> {
  const now = await tableOrNull(context);
  if (problem === null && now === after) return;
  if (now === before) {
    throw new GuardError(
      say`cannot change your crontab: ${
        problem ?? say`what was read back is not what was written`
      }`,
      say`It is as it was before`,
    );
  }
  if (now === after) {
    return await rollBack(context, { before, after, backup, problem });
  }
  // Somebody installed another one right after ours; it may be made from ours.
  if (now !== null && problem === null && edit(now) === now) return;
  throw new GuardError(
    now === null
      ? say`cannot tell whether your crontab was changed: it can no longer be read`
      : say`cannot change your crontab: ${
        problem ?? say`somebody else installed another one at the same time`
      }`,
    say`What is there now was left alone. The table from before is saved in ${backup}: compare them, then try again`,
  );
}

/**
 * Installs a table in place of another; null when crontab(1) says that it went
 * well. It goes through a file: were the guard killed while writing to a pipe,
 * crontab(1) would install the half it got.
 *
 * @throws {GuardError} when the table has become another one meanwhile.
 */
async function replaceTable(
  context: Context,
  before: string,
  after: string,
): Promise<string | null> {
  const path = `${stateRoot(context)}/crontab.new`;
  writeFileAtomic(path, bytesFromLatin1(after));
  try {
    // crontab(1) cannot compare and replace in one: as late as can be.
    if (await readCrontab(context) !== before) throw changedByOthers();
    const result = await crontab(context, [path]);
    return result.timedOut || result.code !== 0 ? whyFailed(result) : null;
  } finally {
    Deno.removeSync(path);
  }
}

/**
 * Removes the table; false when that did not work, and it can be emptied.
 *
 * @param table What is in it: nothing of anybody else's.
 * @throws {GuardError} when it has become another one meanwhile.
 */
async function removeTable(context: Context, table: string): Promise<boolean> {
  if (await readCrontab(context) !== table) throw changedByOthers();
  const { code, timedOut } = await crontab(context, ["-r"]);
  const left = await tableOrNull(context);
  if (left === "") return true;
  // What is there now, was put there after the removal: it is not ours.
  if (code === 0 && !timedOut && left !== table) return true;
  if (await readCrontab(context) !== table) throw changedByOthers();
  return false;
}

function changedByOthers(): GuardError {
  return new GuardError(
    say`cannot change your crontab: it was changed by somebody else just now`,
    say`Try again`,
  );
}

async function rollBack(
  context: Context,
  { before, after, backup, problem }: Omit<Written, "edit">,
): Promise<never> {
  const second = await replaceTable(context, after, before);
  const why = problem ?? "";
  if (await tableOrNull(context) === before) {
    throw new GuardError(
      say`cannot change your crontab: ${why}`,
      say`It is as it was before`,
    );
  }
  throw new GuardError(
    say`cannot change your crontab: ${why}; nor could the old one be put back: ${
      second ?? say`what was read back is not what was written`
    }`,
    say`It is saved in ${backup}: run "crontab ${shellWord(backup)}"`,
  );
}

/** Saves a table under a name not used before, and returns its path. */
function backUp(context: Context, table: string): string {
  let { wallMs } = context.clock.now();
  const path = () => `${stateRoot(context)}/crontab.bak-${fileTime(wallMs)}`;
  while (exists(path())) wallMs++;
  writeFileAtomic(path(), bytesFromLatin1(table));
  return path();
}

/** Removes all but the newest. */
function pruneBackups(context: Context): void {
  const root = stateRoot(context);
  const names = entriesOf(root)
    .filter(({ isFile, name }) => isFile && BACKUP_NAME.test(name))
    .map(({ name }) => name).sort();
  for (const name of names.slice(0, -KEPT_BACKUPS)) {
    Deno.removeSync(`${root}/${name}`);
  }
}
