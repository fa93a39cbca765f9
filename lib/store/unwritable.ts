/**
 * Why the guard cannot write its state. A check that meets this does nothing and
 * has nowhere to write down why, and cron throws away what it prints: so it is
 * looked for when no check has come.
 */

import { GuardError } from "../base/errors.ts";
import { shellWord } from "../base/shell_word.ts";
import type { Surroundings } from "../sys/surroundings.ts";
import { statPlainFile } from "../sys/plain_file.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";
import { prepareFile } from "./atomic.ts";
import { profilePaths, stateRoot } from "./paths.ts";

/** What cannot be written, and why. */
export interface Unwritable {
  readonly path: string;
  /** For people. */
  readonly why: string;
  readonly command: string;
  /** The command ends it; else it shows what a person has to look at. */
  readonly mends: boolean;
}

/** About as much as a state has. */
const PROBE = new Uint8Array(4096);

/**
 * Tries what a check does first: the folder, the lock, a new file. What it
 * writes has gone again when it returns; a folder that is missing is not made.
 *
 * @returns Null when a check can write.
 */
export function findUnwritable(
  surroundings: Surroundings,
  profile: string,
  uid = Deno.uid() ?? surroundings.uid,
): Unwritable | null {
  const { dir, lock } = profilePaths(surroundings, profile);
  const root = stateRoot(surroundings);
  const give = `sudo chown -R ${uid} ${shellWord(root)}`;
  const [folder, info] = nearestFolder(dir);
  const isOwn = `${folder}/`.startsWith(`${root}/`);
  const mode = info.mode ?? 0;
  if (!info.isDirectory) return shown(folder, say`it is not a folder`);
  if (info.uid === uid) {
    if ((mode & 0o300) !== 0o300) return mended(folder, modeOf(mode), allow);
  } else if (isOwn) {
    return mended(folder, belongsTo(info.uid, uid), () => give);
  } else if ((mode & 0o022) === 0) {
    const why = belongsTo(info.uid, uid);
    const make = `sudo install -d -m 700 -o ${uid} ${shellWord(root)}`;
    return (mode & 0o001) === 0
      ? shown(folder, why)
      : mended(folder, why, () => make);
  }
  if (!isOwn) return null;
  try {
    const held = statPlainFile(lock);
    if (held !== null && held.uid !== uid && uid !== 0) {
      return mended(lock, belongsTo(held.uid, uid), () => give);
    }
    if (held !== null && ((held.mode ?? 0) & 0o600) !== 0o600) {
      return mended(lock, modeOf(held.mode ?? 0), allow);
    }
  } catch (error) {
    return shown(lock, reasonOf(error));
  }
  try {
    prepareFile(`${folder}/state.json`, PROBE)[Symbol.dispose]();
    return null;
  } catch (error) {
    return {
      ...{ path: folder, why: reasonOf(error), mends: false },
      command: `findmnt -o TARGET,OPTIONS,AVAIL --target ${shellWord(folder)}`,
    };
  }
}

/** What is told where the guard's own files cannot be read; null: they can be. */
export function unreadableError(
  surroundings: Surroundings,
  profile: string,
): GuardError | null {
  const found = findUnwritable(surroundings, profile);
  return found === null ? null : new GuardError(
    say`cannot read what the guard knows: ${found.path}: ${found.why}`,
    say`Run "${found.command}"`,
  );
}

function mended(
  path: string,
  why: string,
  command: (word: string) => string,
): Unwritable {
  return { path, why, command: command(shellWord(path)), mends: true };
}

function shown(path: string, why: string): Unwritable {
  return { path, why, command: `ls -ld ${shellWord(path)}`, mends: false };
}

const allow = (word: string) => `chmod u+rwX ${word}`;

function modeOf(mode: number): string {
  return say`its mode is ${(mode & 0o777).toString(8).padStart(3, "0")}`;
}

function belongsTo(owner: number | null, uid: number): string {
  return say`it belongs to uid ${owner ?? 0}, not to you (${uid})`;
}

/** The folder, or the nearest thing above it that can be looked at. */
function nearestFolder(path: string): [path: string, info: Deno.FileInfo] {
  try {
    return [path, Deno.statSync(path)];
  } catch (error) {
    if (path === "/") throw error;
    return nearestFolder(path.slice(0, path.lastIndexOf("/")) || "/");
  }
}
