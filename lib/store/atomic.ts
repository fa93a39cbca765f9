/** Files that are either the old or the new bytes, never half of both. */

import { ensureDirSync } from "@std/fs/ensure-dir";
import { GuardError } from "../core/errors.ts";

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
      `${path} belongs to user ${uid}, not to you (${self})`,
      `Run "sudo chown ${self} ${path}", or choose another folder`,
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
  const bytes = typeof data === "string"
    ? new TextEncoder().encode(data)
    : data;
  const temporary = `${path}.tmp-${Deno.pid}-${
    crypto.randomUUID().slice(0, 8)
  }`;
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
    Deno.renameSync(temporary, path);
  } catch (error) {
    try {
      Deno.removeSync(temporary);
    } catch {
      // It may not exist; the first error is the one that matters.
    }
    throw error;
  }
}
