/**
 * What the last restore did, or was doing when it died: `restore.json` beside
 * the generations. Written before the first file is replaced, so that whoever
 * comes next can carry on, and afterwards the way back.
 */

import { parseJsonAs } from "../base/parse_json.ts";
import * as z from "zod/mini";
import { GuardError } from "../base/errors.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { writeFileAtomic } from "../store/atomic.ts";

const id = z.string().check(z.regex(/^[0-9a-f]{12}$/));
const schema = z.object({
  schema: z.literal(1),
  restored: id,
  replaced: z.nullable(id),
  configPath: z.string(),
  atMs: z.number(),
  by: z.enum(["person", "guard"]),
  done: z.boolean(),
});

/** See the file's comment. */
export interface RestoreRecord {
  /** The generation that was put in place. */
  readonly restored: string;
  /** The generation with what had been there, null when there was nothing. */
  readonly replaced: string | null;
  readonly configPath: string;
  /** Wall clock ms. */
  readonly atMs: number;
  readonly by: "person" | "guard";
  /** False: it died in between. */
  readonly done: boolean;
}

const MAX_BYTES = 64 * 1024;

function pathIn(dir: string): string {
  return `${dir}/restore.json`;
}

/** The record, null when there is none that can be used. */
export function readRestoreRecord(dir: string): RestoreRecord | null {
  try {
    const text = readPlainText(pathIn(dir), MAX_BYTES);
    if (text === null) return null;
    const data = parseJsonAs(schema, text);
    if (data === null) return null;
    const { schema: _version, ...record } = data;
    return record;
  } catch (error) {
    // Damaged or not a file: restoring goes on without the way back.
    if (error instanceof GuardError) return null;
    throw error;
  }
}

/** @throws {Error} of the failing system call. */
export function writeRestoreRecord(dir: string, record: RestoreRecord): void {
  writeFileAtomic(pathIn(dir), JSON.stringify({ schema: 1, ...record }) + "\n");
}
