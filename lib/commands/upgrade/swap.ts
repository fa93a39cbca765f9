/**
 * Puts a program in place of another. Whatever happens between two of these
 * steps, the program in place is a whole one: each step is one link(2) or
 * rename(2).
 */

import { syncFolder } from "../../store/atomic.ts";
import type { ProgramPlace } from "../../install/program_file.ts";

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
