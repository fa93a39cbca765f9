/** Writes down that the program was changed. */

import { writeFileAtomic } from "../../store/atomic.ts";
import { receiptPath } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";

/** Bytes of the largest install.json that is read. */
const MAX_RECEIPT_BYTES = 256 * 1024;

/**
 * Puts the new version into install.json, when that is about this program.
 * What else is in the file stays as it is, known to this version or not.
 *
 * @returns What went wrong, or null. The program works without.
 */
export function noteVersion(
  context: Context,
  program: string,
  version: string,
): string | null {
  const path = receiptPath(context);
  try {
    const text = readPlainText(path, MAX_RECEIPT_BYTES);
    if (text === null) return null;
    const receipt = JSON.parse(text);
    if (receipt?.program !== program) return null;
    const changed = { ...receipt, version };
    writeFileAtomic(path, JSON.stringify(changed, null, 2) + "\n");
    return null;
  } catch (error) {
    return say`cannot write the new version into ${path}: ${reasonOf(error)}`;
  }
}
