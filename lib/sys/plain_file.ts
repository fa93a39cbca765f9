/**
 * Reads files that may be something else by now: opening a FIFO blocks the
 * whole program until somebody writes to it (Deno cannot open with O_NONBLOCK),
 * a device has no end, and what calls itself a plain file may have none either
 * (proc(5), FUSE). So a path is looked at before it is opened, what was opened
 * is looked at again, and never more is read than was asked for.
 *
 * A FIFO put there between the look and the opening still blocks. Only who may
 * write to that folder can do so, and has worse at hand.
 *
 * Files of proc(5) and cgroup(7) are the kernel's: nobody can replace them, and
 * their size is told as 0. They are read directly.
 */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";

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
    // Mostly no link: what else a fast check looks at is lstat too, and the
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
  return plain(path, info);
}

function plain(path: string, info: Deno.FileInfo): Deno.FileInfo {
  if (info.isFile) return info;
  throw new GuardError(
    info.isDirectory
      ? say`${path} is a folder, not a plain file`
      : say`${path} is a pipe, socket or device, not a plain file`,
  );
}

/**
 * Opens a file for reading.
 *
 * @returns Null when there is none.
 * @throws {GuardError} when it is not a plain file.
 * @throws {Error} of the failing system call.
 */
export function openPlainFile(path: string): Deno.FsFile | null {
  if (statPlainFile(path) === null) return null;
  let file: Deno.FsFile;
  try {
    file = Deno.openSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  try {
    plain(path, file.statSync()); // another one may have the name by now
    return file;
  } catch (error) {
    file.close();
    throw error;
  }
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
  using file = openPlainFile(path);
  if (file === null) return null;
  const { size } = file.statSync();
  if (size > maxBytes) {
    throw new GuardError(
      say`${path} has ${size} bytes, more than ${maxBytes}`,
    );
  }
  const bytes = readToEnd(file, size, maxBytes);
  if (bytes.length <= maxBytes) return bytes;
  throw new GuardError(say`${path} has more than ${maxBytes} bytes`);
}

/** At most one byte more than allowed, which shows that it is too much. */
export function readToEnd(
  file: Deno.FsFile,
  size: number,
  maxBytes: number,
): Uint8Array<ArrayBuffer> {
  // One byte more than there is: then the end shows without growing.
  let bytes = new Uint8Array(size + 1);
  let length = 0;
  for (;;) {
    const read = file.readSync(bytes.subarray(length));
    if (read === null) return bytes.subarray(0, length);
    length += read;
    if (length > maxBytes) return bytes.subarray(0, length);
    if (length < bytes.length) continue;
    const larger = new Uint8Array(Math.min(2 * length + 4096, maxBytes + 1));
    larger.set(bytes);
    bytes = larger;
  }
}

/**
 * Reads the end of a file.
 *
 * @returns At most `maxBytes`; null when there is no such file.
 * @throws {GuardError} when it is not a plain file.
 * @throws {Error} of the failing system call.
 */
export function readPlainTail(
  path: string,
  maxBytes: number,
): { readonly bytes: Uint8Array<ArrayBuffer>; readonly whole: boolean } | null {
  using file = openPlainFile(path);
  if (file === null) return null;
  const { size } = file.statSync();
  const from = Math.max(0, size - maxBytes);
  if (from > 0) file.seekSync(from, Deno.SeekMode.Start);
  const bytes = readToEnd(file, size - from, maxBytes);
  return { bytes: bytes.subarray(0, maxBytes), whole: from === 0 };
}

/** {@linkcode readPlainFile} as text; invalid UTF-8 becomes U+FFFD. */
export function readPlainText(path: string, maxBytes: number): string | null {
  const bytes = readPlainFile(path, maxBytes);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}

/** The same for what may be anything or barred; null then, too. */
export function tryPlainText(path: string, maxBytes: number): string | null {
  try {
    return readPlainText(path, maxBytes);
  } catch {
    return null;
  }
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
