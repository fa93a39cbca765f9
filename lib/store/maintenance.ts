/**
 * The maintenance switch: the guard's own file, the article's
 * `/tmp/openclaw-maintenance`, and the mark `emergency-stop` leaves.
 */

import * as z from "zod/mini";
import { messageOf } from "../base/errors.ts";
import type { MaintenanceFact } from "../core/types.ts";
import { removeFile } from "../sys/files.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";
import { readEmergencyStop } from "./emergency_stop.ts";
import { profilePaths } from "./paths.ts";
import { readTmpFlag } from "./tmp_flag.ts";

export {
  clearEmergencyStop,
  readEmergencyStop,
  writeEmergencyStop,
} from "./emergency_stop.ts";
import { say } from "../base/say.ts";

/** What the guard's own switch says. */
export interface OwnSwitch extends MaintenanceFact {
  readonly source: "guard";
  /** Wall clock ms when it was switched on, null when unknown. */
  readonly sinceMs: number | null;
  /** Its time is over: it is off, only the file is still there. */
  readonly expired: boolean;
}

/** Bytes of the largest switch that is read; a reason is a sentence. */
const MAX_SWITCH_BYTES = 64 * 1024;

const time = z.number().check(z.gte(0));
const schema = z.object({
  schema: z.literal(1),
  sinceMs: time,
  untilMs: time,
  reason: z.nullable(z.string()),
  by: z.nullable(z.string()),
});

/**
 * What keeps the guard from acting, null when nothing does. Costs three failed
 * system calls then.
 *
 * @param nowWallMs Wall clock ms.
 */
export function readMaintenance(
  context: Context,
  profile: string,
  nowWallMs: number,
): MaintenanceFact | null {
  const stopped = readEmergencyStop(context, profile);
  if (stopped !== null) return stopped;
  const own = readOwnSwitch(context, profile, nowWallMs);
  if (own !== null && !own.expired) return own;
  const flag = readTmpFlag(context);
  return flag.kind === "on" ? flag.fact : null;
}

/**
 * The guard's own switch, also when it has expired; null when it is off. One
 * that cannot be read counts as on: doing nothing does no harm.
 */
export function readOwnSwitch(
  context: Context,
  profile: string,
  nowWallMs: number,
): OwnSwitch | null {
  const path = profilePaths(context, profile).maintenance;
  const unreadable = (why: string): OwnSwitch => ({
    source: "guard",
    untilMs: null,
    reason: say`${path} cannot be read (${why}), which counts as on`,
    by: null,
    sinceMs: null,
    expired: false,
    profile,
  });
  let value: unknown;
  try {
    const text = readPlainText(path, MAX_SWITCH_BYTES);
    if (text === null) return null;
    value = JSON.parse(text);
  } catch (error) {
    return unreadable(
      error instanceof SyntaxError ? say`not JSON` : messageOf(error),
    );
  }
  const result = schema.safeParse(value);
  if (!result.success) return unreadable(say`not a maintenance file`);
  const { schema: _version, ...fields } = result.data;
  const expired = fields.untilMs <= nowWallMs;
  return { source: "guard", ...fields, profile, expired };
}

/**
 * Switches maintenance on, or changes until when it is on.
 *
 * @throws {Error} of the failing system call.
 */
export function writeOwnSwitch(
  context: Context,
  profile: string,
  value: Omit<z.infer<typeof schema>, "schema">,
): void {
  const { dir, maintenance } = profilePaths(context, profile);
  ensurePrivateDir(dir);
  writeFileAtomic(maintenance, JSON.stringify({ schema: 1, ...value }) + "\n");
}

/**
 * Switches the guard's own switch off.
 *
 * @returns Whether there was one.
 * @throws {Error} of the failing system call.
 */
export function clearOwnSwitch(context: Context, profile: string): boolean {
  return removeFile(profilePaths(context, profile).maintenance);
}
