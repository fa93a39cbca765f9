/**
 * What a drill has done to the gateway and not put back yet, written down
 * before it is done: whoever finds it after the drill died puts it back.
 */

import { parseJsonAs } from "../base/parse_json.ts";
import * as z from "zod/mini";
import { removeFile } from "../sys/files.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";
import { profilePaths } from "./paths.ts";

const identity = z.object({
  pid: z.int().check(z.gte(2)),
  startTicks: z.int().check(z.gte(0)),
});
const schema = z.object({
  schema: z.literal(1),
  /** Its name. */
  drill: z.string(),
  bootId: z.string(),
  /** The drill's own process. */
  owner: identity,
  startedBootMs: z.number(),
  /** A process that got SIGSTOP. */
  frozen: z.nullable(identity),
  /** The unit was stopped; in the life it had then. */
  stopped: z.nullable(z.object({ invocationId: z.string() })),
  /** The drill's own maintenance, by the time it began. */
  maintenanceSinceMs: z.nullable(z.number()),
});

/** See the file's comment. */
export type DrillRecord = Readonly<z.infer<typeof schema>>;

const MAX_BYTES = 16 * 1024;

/** The record; null when there is none, or none that can be understood. */
export function readDrillRecord(
  context: Context,
  profile: string,
): DrillRecord | null {
  try {
    const { drill } = profilePaths(context, profile);
    return parseJsonAs(schema, readPlainText(drill, MAX_BYTES) ?? "");
  } catch {
    return null; // nothing can be put back by it
  }
}

/** @throws {Error} of the failing system call. */
export function writeDrillRecord(
  context: Context,
  profile: string,
  record: DrillRecord,
): void {
  const { dir, drill } = profilePaths(context, profile);
  ensurePrivateDir(dir);
  writeFileAtomic(drill, JSON.stringify(record) + "\n");
}

/** @throws {Error} of the failing system call. */
export function removeDrillRecord(context: Context, profile: string): void {
  removeFile(profilePaths(context, profile).drill);
}
