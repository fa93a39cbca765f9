/** Decides, at the end of a full tick, whether the next ones may be quiet. */

import { MAX_CONFIG_BYTES } from "../../config/stamp.ts";
import type { Memory } from "../../core/memory.ts";
import { isSteady } from "../../core/steady.ts";
import { fileStamp } from "../../store/file_stamp.ts";
import { settingsPath } from "../../store/paths.ts";
import type { QuietTerms } from "../../store/fast_state.ts";
import type { Snapshot } from "../../store/state.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import type { Context } from "../../sys/context.ts";

/**
 * A file changed this recently may be changed again without its stamp moving
 * (Deno gives the change time in whole seconds), or be half written.
 */
const SETTLE_MS = 5000;

/**
 * How the settings looked before they were read; given to {@linkcode quietTerms}
 * at the end of the tick.
 */
export function settingsStamp(context: Context): string | null {
  try {
    return fileStamp(settingsPath(context));
  } catch {
    return null; // reading them will say why
  }
}

/**
 * The terms of the next ticks, null when they must be full ones. Never throws:
 * a config that cannot be looked at is looked at by every tick.
 *
 * @param settings From {@linkcode settingsStamp}.
 */
export function quietTerms(
  context: Context,
  memory: Memory,
  snapshot: Snapshot | null,
  settings: string | null,
): QuietTerms | null {
  try {
    return termsOf(context, memory, snapshot, settings);
  } catch {
    return null; // keeping a copy of it meets the same and says so
  }
}

function termsOf(
  context: Context,
  memory: Memory,
  snapshot: Snapshot | null,
  settings: string | null,
): QuietTerms | null {
  if (snapshot === null || snapshot.tls || !isSteady(memory)) return null;
  const { configPath } = snapshot;
  const now = context.clock.now();
  const config = fileStamp(configPath);
  const settled = isSettled(configPath, now.wallMs) &&
    isSettled(settingsPath(context), now.wallMs);
  // A config of several files is looked at by every tick.
  if (!settled || hasIncludes(configPath)) return null;
  return { settings, config };
}

function isSettled(path: string, nowWallMs: number): boolean {
  try {
    const { mtime, ctime } = Deno.statSync(path);
    const age = nowWallMs -
      Math.max(mtime?.getTime() ?? 0, ctime?.getTime() ?? 0);
    // A time in the future (the clock was set back) is no reason to wait.
    return age > SETTLE_MS || age < -SETTLE_MS;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return true;
    throw error;
  }
}

function hasIncludes(configPath: string): boolean {
  const text = readPlainText(configPath, MAX_CONFIG_BYTES);
  // In JSON5 the name may also be written with escapes.
  return text !== null && (text.includes("$include") || text.includes("\\"));
}
