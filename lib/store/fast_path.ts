/**
 * When fast checks were. A file of its own, written without the lock and
 * without reading or replacing the state: it can be wrong about nothing but the
 * times of checks, whoever else is at work.
 *
 * A check adds a line, and only that: full checks put the file away
 * (quiet_ticks.ts), which no line that is just being written can get lost in.
 * Replacing the file would cost half a millisecond more: ext4 allocates what is
 * renamed over a file at once (auto_da_alloc, ext4(5)).
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

/** A longer file needs a full check, which puts it away: 80 checks, 20 are due. */
const MAX_CHARACTERS = 3600;
/** What the guard itself writes never gets so long. */
export const MAX_FAST_TICKS_BYTES = 4096;

/** No later moment has a date (ECMAScript's last one is a little later), ms. */
export const MAX_DATE_MS = 8e15;

/** Where it lies: beside the state file. */
export function fastTicksPath(statePath: string): string {
  return `${folderOf(statePath)}/quiet-ticks.jsonl`;
}

/**
 * The file's text; empty when there is none. Null when it cannot be read (it
 * must not be written to either: a FIFO would block) or has become too long, so
 * the check is a full one.
 */
export function readFastTicks(statePath: string): string | null {
  try {
    const text = readPlainText(fastTicksPath(statePath), MAX_FAST_TICKS_BYTES);
    if (text === null) return "";
    return text.length > MAX_CHARACTERS ? null : text;
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
    readPlainText(path, MAX_FAST_TICKS_BYTES);
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
  const tick = fastTickIn(text.slice(text.lastIndexOf("\n") + 1));
  return tick !== null && tick.after === fullBootMs &&
      tick.bootMs >= fullBootMs
    ? { wallMs: tick.wallMs, bootMs: tick.bootMs }
    : null;
}

/** A line of the file. */
export interface WrittenFastTick extends FastTick {
  /** When the full check was that it follows, boot clock ms. */
  readonly after: number;
  /** How long the answer took, ms. */
  readonly probeMs: number;
}

/** What a line says; null when it cannot be understood. */
export function fastTickIn(line: string): WrittenFastTick | null {
  try {
    const value: unknown = JSON.parse(line);
    if (!Array.isArray(value) || !value.every(isTime)) return null;
    const [after, wallMs, bootMs, probeMs] = value;
    return after === undefined || wallMs === undefined ||
        bootMs === undefined || probeMs === undefined
      ? null
      : { after, wallMs, bootMs, probeMs };
  } catch {
    return null;
  }
}

function isTime(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= MAX_DATE_MS;
}

/**
 * Writes down a fast check. Without fsync, which would cost 1 to 30 ms of a
 * disk's time twice a minute: what a power cut loses also ends the boot it is
 * about.
 *
 * @param probeMs How long the answer took.
 * @throws {Error} of the failing system call.
 */
export function addFastTick(
  statePath: string,
  fullBootMs: number,
  { wallMs, bootMs }: FastTick,
  probeMs: number,
): void {
  const tenths = Math.round(probeMs * 10) / 10;
  Deno.writeTextFileSync(
    fastTicksPath(statePath),
    // The end of the line comes first: a line cut short spoils no other.
    `\n[${fullBootMs},${wallMs},${bootMs},${tenths}]`,
    { append: true, mode: 0o600 },
  );
}
