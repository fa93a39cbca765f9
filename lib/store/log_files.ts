/** Keeps the guard's own logs small and young. */

import { DAY_MS } from "../base/duration.ts";
import { entriesOf, lookAt, removeFile } from "../sys/files.ts";
import type { Policy } from "../core/policy.ts";

/** Bytes at which the log is rotated, and how many older ones are kept. */
export const LOG_ROTATION = { maxBytes: 5_000_000, keep: 5 } as const;

/** The log itself or a rotated one; nothing else in the folder is touched. */
const LOG_NAME = /^guard\.log(\.[1-9][0-9]{0,2})?$/;

/** Facts about a plain file, null when there is none; links are not followed. */
function plainFile(path: string): Deno.FileInfo | null {
  const info = lookAt(path);
  return info?.isFile ? info : null;
}

/**
 * Moves a log that has grown too large aside: `guard.log` becomes
 * `guard.log.1`, that becomes `guard.log.2`, and the oldest goes.
 *
 * @param maxBytes Larger logs are moved.
 * @param keep How many older logs stay.
 * @returns Whether it was moved.
 * @throws {Error} of the failing system call.
 */
export function rotateLog(
  path: string,
  maxBytes: number,
  keep: number,
): boolean {
  const info = plainFile(path);
  if (info === null || info.size <= maxBytes) return false;
  for (let number = keep; number >= 1; number--) {
    const older = number === 1 ? path : `${path}.${number - 1}`;
    // Renaming replaces the file that has the number already.
    if (plainFile(older) !== null) Deno.renameSync(older, `${path}.${number}`);
  }
  return true;
}

/**
 * Removes the guard's logs that are too old or too large.
 *
 * @param now Milliseconds since 1970.
 * @returns The paths that were removed.
 * @throws {Error} of the failing system call.
 */
export function cleanUpLogs(
  dir: string,
  now: number,
  limits: Pick<Policy, "logMaxAgeDays" | "logMaxBytes">,
): string[] {
  const removed: string[] = [];
  for (const { name } of entriesOf(dir)) {
    const path = `${dir}/${name}`;
    const info = LOG_NAME.test(name) ? plainFile(path) : null;
    if (info === null) continue;
    const age = now - (info.mtime?.getTime() ?? now);
    if (age > limits.logMaxAgeDays * DAY_MS || info.size > limits.logMaxBytes) {
      removeFile(path);
      removed.push(path);
    }
  }
  return removed.sort();
}
