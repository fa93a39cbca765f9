/**
 * The user's crontab, read and written through crontab(1) so that it works
 * with every cron. A table is replaced only after the old one was saved, and
 * what was written is read back. `crontab -r` is for a table of which nothing
 * is left: it was the guard alone that made the user have one.
 */

import { GuardError } from "../core/errors.ts";
import { bytesFromLatin1 } from "../core/latin1.ts";
import { ensurePrivateDir, writeFileAtomic } from "../store/atomic.ts";
import { stateRoot } from "../store/paths.ts";
import type { RunResult } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { exists } from "./exists.ts";
import { fileTime } from "./file_time.ts";

/** A crontab this long was cut off by our own limit: never write it back. */
const MAX_BYTES = 8 << 20;
/** Saved tables kept. */
const KEPT_BACKUPS = 10;
const BACKUP_NAME = /^crontab\.bak-[0-9TZ.]+$/;

/** What {@linkcode editCrontab} did. */
export interface CrontabChange {
  readonly changed: boolean;
  /** Where the replaced table was saved; null when nothing changed. */
  readonly backup: string | null;
}

/**
 * How the crontab(1) of vixie cron and cronie, of the BSDs, and of BusyBox say
 * that the user has none yet. All of them exit with 1, as they do for "not
 * allowed" and for a broken spool; systemd-cron's exits with 2.
 */
const NO_CRONTAB =
  /^(?:(?:crontab: )?no crontab for \S+|crontab: can't open '[^'\/]+': No such file or directory)$/;

function crontab(context: Context, args: string[]): Promise<RunResult> {
  return context.run("crontab", args, {
    encoding: "latin1",
    maxBytes: MAX_BYTES,
    timeoutMs: 20_000,
    // Debian's cron shows its own header lines when CRONTAB_NOHEADER is N.
    env: { LC_ALL: "C", LANGUAGE: "", CRONTAB_NOHEADER: "Y" },
  });
}

function whyFailed(result: RunResult): string {
  if (result.timedOut) return say`it did not end within 20 s`;
  const said = result.stderr.trim() || result.stdout.trim().slice(0, 200);
  return said.replaceAll(/\s*\n\s*/g, "; ") || say`exit code ${result.code}`;
}

/**
 * The user's crontab, one character per byte; "" when there is none.
 *
 * @throws {GuardError} when that cannot be told for sure.
 */
export async function readCrontab(context: Context): Promise<string> {
  const result = await crontab(context, ["-l"]);
  if (result.timedOut || result.stdout.length >= MAX_BYTES) {
    const why = result.timedOut
      ? whyFailed(result)
      : say`it is over 8 MiB long`;
    throw new GuardError(say`cannot read your crontab: ${why}`);
  }
  if (result.code === 0) return result.stdout;
  const none = (result.code === 1 || result.code === 2) &&
    result.stdout === "" &&
    NO_CRONTAB.test(result.stderr.trim());
  if (none) return "";
  throw new GuardError(
    say`cannot read your crontab: "crontab -l": ${whyFailed(result)}`,
    say`Make "crontab -l" work, then try again`,
  );
}

/**
 * Changes the user's crontab: saves the old table, writes the new one, reads
 * it back, and puts the old one back when that is not what was written.
 *
 * @param edit Gives the new table; an unchanged one is not written.
 * @throws {GuardError} when reading or writing failed; the table is then the
 * old one, or the message names the file it was saved in.
 */
export async function editCrontab(
  context: Context,
  edit: (table: string) => string,
): Promise<CrontabChange> {
  const before = await readCrontab(context);
  const edited = edit(before);
  if (edited === before) return { changed: false, backup: null };
  // cron ignores, or crontab(1) refuses, a last line without a newline.
  const after = edited === "" || edited.endsWith("\n") ? edited : edited + "\n";

  ensurePrivateDir(stateRoot(context));
  const backup = backUp(context, before);
  const removed = after === "" && await removeTable(context, before);
  const problem = removed ? null : await replaceTable(context, after);
  if (problem !== null) {
    if (await tableOrNull(context) !== before) {
      await rollBack(context, before, backup, problem);
    }
    throw new GuardError(
      say`cannot change your crontab: ${problem}`,
      say`It is as it was before`,
    );
  }
  pruneBackups(context);
  return { changed: true, backup };
}

/**
 * Installs a table and reads it back; null when it went well. It goes through
 * a file: were the guard killed while writing to a pipe, crontab(1) would
 * install the half it got.
 */
async function replaceTable(
  context: Context,
  table: string,
): Promise<string | null> {
  const path = `${stateRoot(context)}/crontab.new`;
  writeFileAtomic(path, bytesFromLatin1(table));
  try {
    const result = await crontab(context, [path]);
    if (result.timedOut || result.code !== 0) return whyFailed(result);
  } finally {
    Deno.removeSync(path);
  }
  return await tableOrNull(context) === table
    ? null
    : say`what was read back is not what was written`;
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

async function tableOrNull(context: Context): Promise<string | null> {
  try {
    return await readCrontab(context);
  } catch (error) {
    if (error instanceof GuardError) return null;
    throw error;
  }
}

async function rollBack(
  context: Context,
  table: string,
  backup: string,
  problem: string,
): Promise<void> {
  const second = await replaceTable(context, table);
  if (second === null) return;
  throw new GuardError(
    say`cannot change your crontab: ${problem}; nor could the old one be put back: ${second}`,
    say`It is saved in ${backup}: run "crontab ${backup}"`,
  );
}

/** Saves a table under a name not used before, and returns its path. */
function backUp(context: Context, table: string): string {
  let wallMs = context.clock.now().wallMs;
  let path: string;
  do path = `${stateRoot(context)}/crontab.bak-${fileTime(wallMs++)}`; while (
    exists(path)
  );
  writeFileAtomic(path, bytesFromLatin1(table));
  return path;
}

function pruneBackups(context: Context): void {
  const root = stateRoot(context);
  const names = [...Deno.readDirSync(root)]
    .filter((entry) => entry.isFile && BACKUP_NAME.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  for (const name of names.slice(0, -KEPT_BACKUPS)) {
    Deno.removeSync(`${root}/${name}`);
  }
}
