/** Decides, at the end of a full tick, whether the next ones may be fast. */

import { MAX_CONFIG_BYTES } from "../../config/stamp.ts";
import type { Memory } from "../../core/memory.ts";
import { isUntriedLife } from "../../core/restarts.ts";
import { isSteady } from "../../core/steady.ts";
import type { Look } from "../../probe/observe.ts";
import { processAgeMs } from "../../probe/process.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import type { FastTerms } from "../../store/fast_terms.ts";
import { fileStamp } from "../../store/file_stamp.ts";
import { type ProfilePaths, settingsPath } from "../../store/paths.ts";
import { removeFile } from "../../sys/files.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import type { Context } from "../../sys/context.ts";

/**
 * A file changed this recently may be changed again without its stamp moving
 * (Deno gives the change time in whole seconds), or be half written.
 */
const SETTLE_MS = 5000;

/**
 * How the settings looked before they were read; given to
 * {@linkcode renewFastTerms} at the end of the tick.
 */
export function settingsStamp(context: Context): string | null {
  try {
    return fileStamp(settingsPath(context));
  } catch {
    return null; // reading them will say why
  }
}

/**
 * Writes the terms of the next ticks, or removes them when those must be full
 * ones. Never throws: without terms every tick looks at everything.
 *
 * @param memory What the state file holds: it was written just now, with the
 * profile still locked.
 * @param settings From {@linkcode settingsStamp}.
 * @param sends Something may have to be sent after each of them.
 */
export function renewFastTerms(
  context: Context,
  paths: ProfilePaths,
  look: Look,
  memory: Memory,
  settings: string | null,
  sends = false,
): void {
  try {
    const terms = termsOf(context, paths, look, memory, settings);
    if (terms === null) return dropFastTerms(paths);
    const all = sends ? { ...terms, sends } : terms;
    writeFileAtomic(paths.fastTerms, JSON.stringify(all) + "\n");
  } catch {
    // A full disk, say, or a config that cannot be looked at, which keeping a
    // copy of it tells. Older terms are those of an older state.
  }
}

/** The next tick is a full one. */
export function dropFastTerms({ fastTerms }: ProfilePaths): void {
  try {
    removeFile(fastTerms);
  } catch {
    // It is no file, or the disk is read-only: no fast check can be noted there.
  }
}

function termsOf(
  context: Context,
  paths: ProfilePaths,
  { endpoint, socket, observation: { incarnation } }: Look,
  memory: Memory,
  settings: string | null,
): FastTerms | null {
  const { bootId, lastTick, why } = memory;
  const state = fileStamp(paths.state);
  if (!isSteady(memory) || lastTick === null || state === null) return null;
  // TLS needs a certificate compared: the full tick's business.
  if (endpoint === null || endpoint.tls || incarnation === null) return null;
  // Found by its socket: without that anybody may have the address next time.
  if (endpoint.difference !== undefined && socket === null) return null;
  const { host, port, configPath } = endpoint;
  const now = context.clock.now();
  const { pid, startTicks } = incarnation;
  // Its config is proven once it has lasted.
  const lifeMs = processAgeMs(startTicks, now, context.clock);
  if (isUntriedLife(memory, lifeMs, now)) return null;
  const config = fileStamp(configPath);
  const settled = isSettled(configPath, now.wallMs) &&
    isSettled(settingsPath(context), now.wallMs);
  // A config of several files is looked at by every tick.
  if (!settled || hasIncludes(configPath)) return null;
  return {
    schema: 1,
    ...{ state, settings, config },
    ...{ bootId, fullBootMs: lastTick.bootMs },
    ...{ main: { pid, startTicks }, socket },
    ...{ host, port, configPath, why },
  };
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
