/** The mark `emergency-stop` leaves until `resume`: the guard keeps its hands off. */

import { parseJsonAs } from "../base/parse_json.ts";
import * as z from "zod/mini";
import type { MaintenanceFact } from "../core/types.ts";
import { exists, removeFile } from "../sys/files.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";
import { profilePaths } from "./paths.ts";
import { personName } from "./person.ts";

/** Bytes of the largest mark whose contents are read. */
const MAX_MARK_BYTES = 64 * 1024;

const schema = z.object({
  schema: z.literal(1),
  sinceMs: z.number(),
  by: z.nullable(z.string()),
});

/** What the mark says. */
interface EmergencyStopFact extends MaintenanceFact {
  /** Wall clock ms; null when the file does not tell. */
  readonly sinceMs: number | null;
}

/** The mark, null when there is none. That the file exists counts, not what is in it. */
export function readEmergencyStop(
  context: Context,
  profile: string,
): EmergencyStopFact | null {
  const fact: EmergencyStopFact = {
    source: "emergency-stop",
    untilMs: null,
    reason: "emergency-stop",
    by: null,
    sinceMs: null,
    profile,
  };
  try {
    const text = readPlainText(
      profilePaths(context, profile).emergency,
      MAX_MARK_BYTES,
    );
    if (text === null) return null;
    const { by = null, sinceMs = null } = parseJsonAs(schema, text) ?? {};
    return { ...fact, by, sinceMs };
  } catch {
    return fact; // whatever it is, it is there
  }
}

/**
 * Whether somebody has left the mark. One that cannot be looked at keeps checks
 * away (see {@linkcode readEmergencyStop}), but is nobody's stop.
 */
export function hasEmergencyStop(context: Context, profile: string): boolean {
  try {
    return exists(profilePaths(context, profile).emergency);
  } catch {
    return false;
  }
}

/**
 * Leaves the mark. One that is there and tells since when stays.
 *
 * @throws {Error} of the failing system call.
 */
export function writeEmergencyStop(context: Context, profile: string): void {
  const { dir, emergency } = profilePaths(context, profile);
  if ((readEmergencyStop(context, profile)?.sinceMs ?? null) !== null) return;
  ensurePrivateDir(dir);
  const sinceMs = context.clock.now().wallMs;
  writeFileAtomic(
    emergency,
    JSON.stringify({ schema: 1, sinceMs, by: personName(context) }) + "\n",
  );
}

/**
 * Takes the mark away.
 *
 * @returns Whether there was one.
 * @throws {Error} of the failing system call.
 */
export function clearEmergencyStop(context: Context, profile: string): boolean {
  return removeFile(profilePaths(context, profile).emergency);
}
