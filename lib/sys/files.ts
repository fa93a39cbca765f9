/** Files and folders, where "it is not there" is an answer and no error. */

/** Whether there is something at a path, a dangling link included. */
export function exists(path: string): boolean {
  return lookAt(path) !== null;
}

/** What is at a path, links not followed; null when there is nothing. */
export function lookAt(path: string): Deno.FileInfo | null {
  return unlessMissing(() => Deno.lstatSync(path));
}

/** What is in a folder; nothing when there is no such folder. */
export function entriesOf(folder: string): Deno.DirEntry[] {
  return unlessMissing(() => [...Deno.readDirSync(folder)]) ?? [];
}

/**
 * Removes a file, with `recursive` a whole folder; a link is removed, never
 * followed.
 *
 * @returns Whether there was one: another process may have been faster.
 */
export function removeFile(path: string, recursive = false): boolean {
  return unlessMissing(() => {
    Deno.removeSync(path, { recursive });
    return true;
  }) ?? false;
}

function unlessMissing<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/**
 * Puts a file aside beside itself, where it is kept for people.
 *
 * @returns Its new path.
 * @throws {Error} of the failing system call.
 */
export function setAside(path: string, wallMs: number): string {
  const aside = `${path}.bad-${compactTime(wallMs)}`;
  Deno.renameSync(path, aside);
  return aside;
}

/** A moment for the end of a file's name: what follows a dot would be its kind. */
export function compactTime(wallMs: number): string {
  return new Date(wallMs).toISOString().replaceAll(/[-:.]/g, "");
}
