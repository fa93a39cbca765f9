/**
 * When the last fast check was. A file of its own, written without the lock
 * and without reading or replacing the state: it can be wrong about nothing
 * but the time of one check, whoever else is at work.
 *
 * A check adds a line. Replacing the file would cost half a millisecond more:
 * ext4 allocates what is renamed over a file at once (auto_da_alloc, ext4(5)).
 */

import { folderOf } from "../base/path.ts";
import { messageOf } from "../base/errors.ts";
import { setAside } from "../sys/files.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { say } from "../base/say.ts";

/** A moment on both clocks, ms. */
export interface FastTick {
  readonly wallMs: number;
  readonly bootMs: number;
}

/** A longer file is started anew: after about 17 checks. */
const MAX_CHARACTERS = 1000;
/** What the guard itself writes never gets so long. */
const MAX_BYTES = 4096;

/** Where it lies: beside the state file. */
export function fastTicksPath(statePath: string): string {
  return `${folderOf(statePath)}/quiet-ticks.jsonl`;
}

/**
 * The file's text; empty when there is none. Null when it cannot be read: it
 * must not be written to either (a FIFO would block), so the check is a full one.
 */
export function readFastTicks(statePath: string): string | null {
  try {
    return readPlainText(fastTicksPath(statePath), MAX_BYTES) ?? "";
  } catch {
    return null;
  }
}

/**
 * Puts aside what cannot be read under the file's name. For full checks: until
 * then there are no others.
 *
 * @returns What is to be told about it; null when all was well.
 */
export function mendFastTicks(
  statePath: string,
  nowWallMs: number,
): string | null {
  const path = fastTicksPath(statePath);
  try {
    readPlainText(path, MAX_BYTES);
    return null;
  } catch (error) {
    const problem = messageOf(error);
    try {
      const aside = setAside(path, nowWallMs);
      return say`the times of quiet checks were unreadable (${problem}) and are now ${aside}`;
    } catch {
      return null; // the state cannot be written there either, which is told
    }
  }
}

/**
 * The last fast check since a full one. Null when there was none, or when the
 * last line cannot be understood: then the full one counts as the last.
 *
 * @param text From {@linkcode readFastTicks}.
 * @param fullBootMs When the last full check was, as the state tells it. A
 * fast check before it, or of an earlier boot, does not count.
 */
export function lastFastTick(
  text: string,
  fullBootMs: number,
): FastTick | null {
  try {
    const value: unknown = JSON.parse(text.slice(text.lastIndexOf("\n") + 1));
    if (typeof value !== "object" || value === null) return null;
    const { after, wallMs, bootMs } = value as Record<string, unknown>;
    return after === fullBootMs && isTime(wallMs) && isTime(bootMs) &&
        bootMs >= fullBootMs
      ? { wallMs, bootMs }
      : null;
  } catch {
    return null;
  }
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0;
}

/**
 * Writes down a fast check. Without fsync, which would cost 1 to 30 ms of a
 * disk's time twice a minute: what a power cut loses also ends the boot it is
 * about.
 *
 * @param text What the file holds, from {@linkcode readFastTicks}.
 * @throws {Error} of the failing system call.
 */
export function addFastTick(
  statePath: string,
  text: string,
  fullBootMs: number,
  { wallMs, bootMs }: FastTick,
): void {
  Deno.writeTextFileSync(
    fastTicksPath(statePath),
    // The end of the line comes first: a line cut short spoils no other.
    `\n{"after":${fullBootMs},"wallMs":${wallMs},"bootMs":${bootMs}}`,
    { append: text.length < MAX_CHARACTERS, mode: 0o600 },
  );
}
