/** Files that are either the old or the new bytes, never half of both. */

import { ensureDirSync } from "@std/fs/ensure-dir";
import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { shellWord } from "../base/shell_word.ts";

/**
 * Creates a folder only its owner can enter, and corrects the mode of an older one.
 *
 * @throws {GuardError} when the folder is another user's, who could replace
 * whatever is in it.
 * @throws {Error} of the failing system call.
 */
export function ensurePrivateDir(path: string): void {
  ensureDirSync(path);
  const { mode, uid } = Deno.statSync(path);
  const self = Deno.uid();
  if (uid !== null && self !== null && uid !== self) {
    throw new GuardError(
      say`${path} belongs to user ${uid}, not to you (${self})`,
      say`Run "sudo chown -R ${self} ${shellWord(path)}"`,
    );
  }
  if (mode !== null && (mode & 0o077) !== 0) Deno.chmodSync(path, 0o700);
}

/**
 * Replaces a file atomically: temporary file in the same folder, fsync, rename.
 *
 * @param mode Permission bits. Default 0o600.
 * @throws {Error} of the failing system call (full disk, read-only); the old
 * file is then untouched and no temporary file is left.
 */
export function writeFileAtomic(
  path: string,
  data: string | Uint8Array,
  mode = 0o600,
): void {
  const written = prepareFile(path, data, mode);
  // Twice: the minifier drops a `using` whose variable is mentioned once.
  using _held = written;
  written.commit();
}

/** A file whose new bytes are on disk, but not under its name yet. */
interface PreparedFile extends Disposable {
  /** Puts it in place. */
  commit(): void;
}

/**
 * The first half of {@linkcode writeFileAtomic}, for several files that belong
 * together: all that a full disk can refuse is over before the first one is
 * replaced. Disposing of it takes back what was not committed.
 *
 * @throws {Error} of the failing system call; no temporary file is left.
 */
export function prepareFile(
  path: string,
  data: string | Uint8Array,
  mode = 0o600,
): PreparedFile {
  const bytes = typeof data === "string"
    ? new TextEncoder().encode(data)
    : data;
  const temporary = `${path}.tmp-${Deno.pid}-${
    crypto.randomUUID().slice(0, 8)
  }`;
  let committed = false;
  const prepared: PreparedFile = {
    commit() {
      Deno.renameSync(temporary, path);
      committed = true;
    },
    [Symbol.dispose]() {
      if (committed) return;
      try {
        Deno.removeSync(temporary);
      } catch {
        // It may not exist; the error that led here is the one that matters.
      }
    },
  };
  try {
    {
      // createNew: never follows a link somebody planted under that name.
      using file = Deno.openSync(temporary, {
        write: true,
        createNew: true,
        mode,
      });
      let rest = bytes;
      while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
      file.syncDataSync();
    }
    Deno.chmodSync(temporary, mode); // the umask may have taken bits away
    return prepared;
  } catch (error) {
    prepared[Symbol.dispose]();
    throw error;
  }
}

/**
 * Makes new names in a folder outlive a power cut. Some file systems cannot;
 * they then keep their own promises.
 */
export function syncFolder(path: string): void {
  try {
    const folder = Deno.openSync(path);
    using _held = folder; // see writeFileAtomic()
    folder.syncSync();
  } catch {
    // Not supported here: the files are in place all the same.
  }
}

/** No write takes this long, ms. */
const STALE_AFTER_MS = 60 * 60 * 1000;

/** Removes temporary files of {@linkcode prepareFile} whose process was killed. */
export function removeStaleTemporaries(dir: string, nowWallMs: number): void {
  for (const { isFile, name } of Deno.readDirSync(dir)) {
    if (!isFile || !/\.tmp-\d{1,10}-[0-9a-f]{8}$/.test(name)) continue;
    try {
      const { mtime } = Deno.lstatSync(`${dir}/${name}`);
      const age = nowWallMs - (mtime?.getTime() ?? nowWallMs);
      if (age > STALE_AFTER_MS) Deno.removeSync(`${dir}/${name}`);
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}
