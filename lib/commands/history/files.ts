/** Writes what others show: the page, the badge. */

import { GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { statPlainFile } from "../../sys/plain_file.ts";

/** Only for its owner, or for everybody to read. */
const PRIVATE = 0o600;
const READABLE = 0o644;

/**
 * Replaces a file at once: a reader has the old one or the new one. Who made it
 * readable for others by chmod(1) finds it so again.
 *
 * @param readable Everybody may read it.
 * @throws {GuardError} when it cannot be written, or is no plain file.
 */
export function writePublic(
  path: string,
  text: string,
  readable = false,
): void {
  try {
    const mode = statPlainFile(path)?.mode ?? 0;
    writeFileAtomic(
      path,
      text,
      readable ? READABLE : PRIVATE | (mode & READABLE),
    );
  } catch (error) {
    throw new GuardError(
      say`cannot write ${path}: ${reasonOf(error)}`,
      say`Give a file in a folder that you may write to`,
      { cause: error },
    );
  }
}
