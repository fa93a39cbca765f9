/**
 * Reads files that may be something else by now: opening a FIFO blocks the
 * whole program until somebody writes to it (Deno cannot open with O_NONBLOCK),
 * and a device has no end. So a path is looked at before it is opened.
 */

import { GuardError } from "../core/errors.ts";
import { say } from "../text/say.ts";

/**
 * Looks at a path, following links.
 *
 * @returns Null when nothing is there.
 * @throws {GuardError} when it is anything but a plain file.
 * @throws {Error} of the failing system call.
 */
export function statPlainFile(path: string): Deno.FileInfo | null {
  let info: Deno.FileInfo;
  try {
    // Mostly no link: what else a quiet check looks at is lstat too, and the
    // first use of each costs it 0.2 ms.
    info = Deno.lstatSync(path);
    if (info.isSymlink) info = Deno.statSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    if (error instanceof Deno.errors.NotADirectory) {
      throw new GuardError(say`${path} is in something that is not a folder`);
    }
    throw error;
  }
  if (info.isFile) return info;
  throw new GuardError(
    info.isDirectory
      ? say`${path} is a folder, not a plain file`
      : say`${path} is a pipe, socket or device, not a plain file`,
  );
}

/**
 * Reads a file whole.
 *
 * @returns Null when there is none.
 * @throws {GuardError} when it is not a plain file or larger than `maxBytes`.
 * @throws {Error} of the failing system call.
 */
export function readPlainFile(
  path: string,
  maxBytes: number,
): Uint8Array<ArrayBuffer> | null {
  const info = statPlainFile(path);
  if (info === null) return null;
  if (info.size > maxBytes) {
    throw new GuardError(
      say`${path} has ${info.size} bytes, more than ${maxBytes}`,
    );
  }
  try {
    return Deno.readFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

/** {@linkcode readPlainFile} as text; invalid UTF-8 becomes U+FFFD. */
export function readPlainText(path: string, maxBytes: number): string | null {
  const bytes = readPlainFile(path, maxBytes);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/**
 * Refuses to open for writing what would block until somebody reads.
 *
 * @throws {GuardError} when it is a pipe.
 */
export function refusePipe(path: string): void {
  try {
    if (!Deno.statSync(path).isFifo) return;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  throw new GuardError(say`${path} is a pipe`);
}
