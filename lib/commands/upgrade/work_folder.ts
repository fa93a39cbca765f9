/**
 * Everything is made ready in a folder beside the program, and put in place from
 * there: each step of that is one link(2) or rename(2), which cannot be half
 * done, so the program in place is always a whole one. What a killed upgrade
 * leaves is removed by the next one.
 */

import { GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { syncFolder } from "../../store/atomic.ts";
import type { ProgramPlace } from "../../install/program_file.ts";

const PREFIX = ".openclaw-guard-upgrade-";

/**
 * Makes it; it is removed when it is disposed of. The caller holds the lock of
 * upgrades, so that older ones are nobody's.
 *
 * @param folder Of the program.
 * @throws {GuardError} when nothing can be written there.
 */
export function makeWorkFolder(
  folder: string,
): Disposable & { readonly path: string } {
  const path = `${folder}/${PREFIX}${crypto.randomUUID().slice(0, 8)}`;
  guarded(folder, () => {
    removeLeftovers(folder);
    Deno.mkdirSync(path, { mode: 0o700 });
  });
  return {
    path,
    [Symbol.dispose]() {
      try {
        Deno.removeSync(path, { recursive: true });
      } catch {
        // The next upgrade removes it; what came of this one matters more.
      }
    },
  };
}

function removeLeftovers(folder: string): void {
  for (const { name, isDirectory } of Deno.readDirSync(folder)) {
    if (!isDirectory || !name.startsWith(PREFIX)) continue;
    Deno.removeSync(`${folder}/${name}`, { recursive: true });
  }
}

/**
 * Opens a new file in it.
 *
 * @throws {GuardError} for what writing throws, too, when given to `write`.
 */
export function newFile(path: string): Disposable & {
  write(bytes: Uint8Array): void;
} {
  const file = guarded(
    path,
    () => Deno.openSync(path, { write: true, createNew: true, mode: 0o600 }),
  );
  return {
    write: (bytes) =>
      guarded(path, () => {
        let rest = bytes;
        while (rest.length > 0) rest = rest.subarray(file.writeSync(rest));
      }),
    [Symbol.dispose]: () => file.close(),
  };
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new GuardError(
      say`cannot upgrade: cannot write ${path}: ${reasonOf(error)}`,
      say`Check its owner and the free space`,
      { cause: error },
    );
  }
}

/**
 * Puts a new program in place; the old one becomes the previous one.
 *
 * @param fresh The new program, on the same file system.
 * @param work Folder for a name in between.
 * @throws {Error} of the failing system call.
 */
export function putInPlace(
  place: ProgramPlace,
  fresh: string,
  work: string,
): void {
  const kept = `${work}/kept`;
  secondName(place.program, kept);
  Deno.renameSync(kept, place.previous);
  Deno.renameSync(fresh, place.program);
  syncFolder(place.folder);
}

/**
 * Lets the program and the previous one change places.
 *
 * @param work Folder for names in between.
 * @throws {Error} of the failing system call.
 */
export function changePlaces(place: ProgramPlace, work: string): void {
  const [back, forth] = [`${work}/back`, `${work}/forth`];
  secondName(place.previous, back);
  secondName(place.program, forth);
  Deno.renameSync(back, place.program);
  Deno.renameSync(forth, place.previous);
  syncFolder(place.folder);
}

/** A second name for a file; a copy where the file system has no such thing. */
function secondName(from: string, to: string): void {
  try {
    Deno.linkSync(from, to);
  } catch (error) {
    const unknownHere = error instanceof Deno.errors.PermissionDenied ||
      error instanceof Deno.errors.NotSupported;
    if (!unknownHere) throw error;
    Deno.copyFileSync(from, to);
  }
}
