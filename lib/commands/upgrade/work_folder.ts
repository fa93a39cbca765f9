/**
 * Everything is made ready in a folder beside the program, so that the last
 * step is a rename, which cannot be half done. What a killed upgrade leaves is
 * removed by the next one.
 */

import { GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";

const PREFIX = ".openclaw-guard-upgrade-";

/** Removed when it is disposed of. */
export interface WorkFolder extends Disposable {
  readonly path: string;
}

/**
 * Makes it. The caller holds the lock of upgrades, so that older ones are
 * nobody's.
 *
 * @param folder Of the program.
 * @throws {GuardError} when nothing can be written there.
 */
export function makeWorkFolder(folder: string): WorkFolder {
  const path = `${folder}/${PREFIX}${crypto.randomUUID().slice(0, 8)}`;
  try {
    removeLeftovers(folder);
    Deno.mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    throw new GuardError(
      say`cannot upgrade: cannot write in ${folder}: ${reasonOf(error)}`,
      say`Check its owner and the free space`,
      { cause: error },
    );
  }
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
  /** Sees to it that it outlives a power cut. */
  sync(): void;
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
    sync: () => guarded(path, () => file.syncDataSync()),
    [Symbol.dispose]: () => file.close(),
  };
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new GuardError(
      say`cannot upgrade: cannot write ${path}: ${reasonOf(error)}`,
      say`Check the free space`,
      { cause: error },
    );
  }
}
