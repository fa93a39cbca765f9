/** Looks at `openclaw.json` and reads it whole. */

import type { Context } from "../sys/context.ts";
import { lookAt } from "../sys/files.ts";
import { readPlainFile, statPlainFile } from "../sys/plain_file.ts";
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
const CHANGE_TIME_SLACK_MS = 999;

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
  const link = lookAt(path);
  const info = statPlainFile(path);
  if (link === null || info === null) return null;
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
  return { path, device: 0, inode: 0, size: 0, modifiedMs: 0, changedMs: 0 };
}

/** Every file of earlier stamps still looks the same. */
export function allUnchanged(stamps: readonly Stamp[]): boolean {
  return stamps.every((stamp) =>
    sameStamp(stampOf(stamp.path) ?? absentStamp(stamp.path), stamp)
  );
}

/** The two stamps are of the same, unchanged file. */
function sameStamp(one: Stamp, other: Stamp): boolean {
  return one.path === other.path && one.device === other.device &&
    one.inode === other.inode && one.size === other.size &&
    one.modifiedMs === other.modifiedMs && one.changedMs === other.changedMs;
}

/**
 * Whether files were changed for the last time before a moment.
 *
 * Deno tells change times in whole seconds only. Whoever edits a config and
 * restarts the gateway within the same second wants to know, though: stat(1)
 * is asked, but only when that second matters.
 *
 * @param momentMs Wall clock ms.
 */
export async function changedBefore(
  context: Context,
  stamps: readonly Stamp[],
  momentMs: number,
): Promise<boolean> {
  const unclear = stamps.filter(({ changedMs }) => changedMs >= momentMs);
  if (unclear.length === 0) return true;
  const hopeless = unclear.some(({ changedMs, modifiedMs }) =>
    changedMs - CHANGE_TIME_SLACK_MS >= momentMs || modifiedMs >= momentMs
  );
  if (hopeless) return false;
  for (const { path } of unclear) {
    const changedMs = await exactChangeMs(context, path);
    if (changedMs === null || changedMs >= momentMs) return false;
  }
  return true;
}

/** Of a link and its target the later change; null when it cannot be told. */
async function exactChangeMs(
  context: Context,
  path: string,
): Promise<number | null> {
  const times: number[] = [];
  for (const follow of [[], ["--dereference"]]) {
    let text: string;
    try {
      const result = await context.run(
        "stat",
        [...follow, "--format=%.Z", "--", path],
        { timeoutMs: 2000, env: { LC_ALL: "C" } },
      );
      text = result.code === 0 ? result.stdout.trim() : "";
    } catch {
      return null; // no stat(1) here
    }
    // GNU coreutils: seconds with fraction. Others know no fraction.
    if (!/^\d+\.\d{3,}$/.test(text)) return null;
    times.push(Math.ceil(Number(text) * 1000));
  }
  return Math.max(...times);
}

/**
 * Reads a config file.
 *
 * @throws {GuardError} when it is too large or not a plain file.
 * @throws {Error} of the failing system call.
 */
export function readConfigBytes({ path }: Stamp): Uint8Array<ArrayBuffer> {
  const bytes = readPlainFile(path, MAX_CONFIG_BYTES);
  if (bytes !== null) return bytes;
  throw new Deno.errors.NotFound(say`${path} has just been removed`);
}
