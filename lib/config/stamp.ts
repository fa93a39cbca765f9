/** Looks at `openclaw.json` and reads it whole. */

import { GuardError } from "../base/errors.ts";
import { readPlainFile } from "../sys/plain_file.ts";
import { say } from "../base/say.ts";

/** How a file looked when it was read, to tell cheaply that it is the same. */
export interface Stamp {
  readonly path: string;
  readonly device: number;
  readonly inode: number;
  readonly size: number;
  readonly modifiedMs: number;
  /** The latest moment at which the file can have been changed or put there. */
  readonly changedMs: number;
}

/** A file may have been changed so much earlier than {@linkcode Stamp.changedMs}. */
export const CHANGE_TIME_SLACK_MS = 999;

/** Bytes of the largest config that is read and kept. Real ones have a few KiB. */
export const MAX_CONFIG_BYTES = 4 * 1024 * 1024;

/**
 * Facts by which a change of the file shows without reading it.
 *
 * @returns null when there is no such file.
 * @throws {GuardError} when it is not a plain file (a FIFO would block).
 * @throws {Error} of the failing system call.
 */
export function stampOf(path: string): Stamp | null {
  let link: Deno.FileInfo;
  let info: Deno.FileInfo;
  try {
    link = Deno.lstatSync(path);
    info = link.isSymlink ? Deno.statSync(path) : link;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
  if (!info.isFile) {
    throw new GuardError(say`cannot read ${path}: it is not a plain file`);
  }
  return {
    path,
    device: info.dev,
    inode: info.ino ?? 0,
    size: info.size,
    modifiedMs: time(info.mtime),
    changedMs: Math.max(
      time(info.mtime),
      // Deno gives the change time in whole seconds, rounded down. It is what
      // `mv` and `cp -p` cannot carry over from an older file.
      time(info.ctime) + CHANGE_TIME_SLACK_MS,
      time(link.ctime) + CHANGE_TIME_SLACK_MS,
    ),
  };
}

function time(date: Date | null): number {
  return date?.getTime() ?? 0;
}

/** Stands for a file that is not there. */
export function absentStamp(path: string): Stamp {
  return {
    path,
    device: 0,
    inode: 0,
    size: 0,
    modifiedMs: 0,
    changedMs: 0,
  };
}

/** Every file of earlier stamps still looks the same. */
export function allUnchanged(stamps: readonly Stamp[]): boolean {
  return stamps.every((stamp) =>
    sameStamp(stampOf(stamp.path) ?? absentStamp(stamp.path), stamp)
  );
}

/** The two stamps are of the same, unchanged file. */
export function sameStamp(one: Stamp, other: Stamp): boolean {
  return one.path === other.path && one.device === other.device &&
    one.inode === other.inode && one.size === other.size &&
    one.modifiedMs === other.modifiedMs && one.changedMs === other.changedMs;
}

/**
 * Reads a config file.
 *
 * @throws {GuardError} when it is too large or not a plain file.
 * @throws {Error} of the failing system call.
 */
export function readConfigBytes(stamp: Stamp): Uint8Array<ArrayBuffer> {
  if (stamp.size > MAX_CONFIG_BYTES) {
    throw new GuardError(
      say`cannot keep ${stamp.path}: it has ${stamp.size} bytes, more than ${MAX_CONFIG_BYTES}`,
    );
  }
  const bytes = readPlainFile(stamp.path, MAX_CONFIG_BYTES);
  if (bytes !== null) return bytes;
  throw new Deno.errors.NotFound(say`${stamp.path} has just been removed`);
}
