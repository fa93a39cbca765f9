/** Keeps the working `openclaw.json` on healthy checks. */

import { DAY_MS } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import type { Context } from "../sys/context.ts";
import { ensurePrivateDir } from "../store/atomic.ts";
import { allUnchanged, changedBefore, stampOf } from "./stamp.ts";
import {
  type BackupIndex,
  type Generation,
  readIndex,
  readTrueIndex,
  writeIndex,
} from "./index.ts";
import { keepGeneration, type Kept, saveIndex } from "./keep.ts";
import { type BackupLimits, newestFirst } from "./prune.ts";
import { readConfigFiles } from "./files.ts";
import { profilePaths } from "../store/paths.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";

/** What is known about the healthy gateway. */
interface HealthyConfig {
  readonly configPath: string;
  /** Names this life of the gateway; no other one ever has the same. */
  readonly incarnation: string;
  /** Wall clock ms when the gateway's process started; 0 when that cannot be told. */
  readonly incarnationStartedWallMs: number;
  /** OpenClaw's version, null when unknown. */
  readonly version: string | null;
  /** Why nothing is proven although it serves, part of a sentence; null: it may be. */
  readonly doubt?: string | null;
}

/** What {@linkcode recordHealthyConfig} did. */
export interface RecordResult {
  /**
   * - unchanged: nothing to do (also: changed within the last seconds, wait for the next tick)
   * - missing: there is no config file
   * - kept: a new generation
   * - proven: a known generation is proven now
   * - invalid: the file on disk would not start a gateway; said once per change
   * - failed: full disk, no permission; comes again with every tick, so the
   *   caller says it once in a while
   */
  readonly kind:
    | "unchanged"
    | "missing"
    | "kept"
    | "proven"
    | "invalid"
    | "failed";
  /** For the log, without a word of the config; null when there is nothing to say. */
  readonly message: string | null;
  readonly level: "info" | "warn";
}

function result(
  kind: RecordResult["kind"],
  message: string | null = null,
): RecordResult {
  const isWrong = kind === "invalid" || kind === "failed";
  return { kind, message, level: isWrong ? "warn" : "info" };
}

const UNCHANGED = result("unchanged");

/** A file changed this recently may be changed again without its times moving. */
const SETTLE_MS = 3000;

/**
 * Keeps the config of a gateway that is healthy now. An unchanged file costs
 * a few system calls and reading the index.
 *
 * The generation is proven only when this process of the gateway must have
 * started from these bytes: nothing about the file has changed since before its
 * start. Otherwise it is a candidate: OpenClaw skips an invalid edit and runs
 * on, so a healthy process says nothing about the file on disk.
 *
 * Never throws: a full disk must not break a check.
 */
export function recordHealthyConfig(
  context: Context,
  profile: string,
  config: HealthyConfig,
  now: Instant,
  limits: BackupLimits = DEFAULT_POLICY,
): Promise<RecordResult> {
  return record(context, profile, config, now, limits).catch((error) =>
    result(
      "failed",
      say`cannot keep a copy of ${config.configPath}: ${reasonOf(error)}`,
    )
  );
}

async function record(
  context: Context,
  profile: string,
  config: HealthyConfig,
  now: Instant,
  limits: BackupLimits,
): Promise<RecordResult> {
  const { configPath, incarnation, version, doubt = null } = config;
  if (stampOf(configPath) === null) return result("missing");
  const dir = profilePaths(context, profile).backups;
  const fast = readIndex(dir);
  if (fast !== null && isUpToDate(fast, config, now)) return UNCHANGED;
  const files = readConfigFiles(configPath);
  // Changed while it was read: the next tick reads it in peace.
  if (files === null || !allUnchanged(files.stamps)) return UNCHANGED;
  const { stamps, includes, invalid } = files;
  // A change time in the future (the clock was set back) is no reason to wait.
  const settling = stamps.some(({ changedMs }) =>
    Math.abs(now.wallMs - changedMs) < SETTLE_MS
  );
  if (settling) return UNCHANGED;
  const seen = fast?.seen ?? null;
  // Whatever the clocks say: it was another one earlier in this very life.
  const changedSince = seen !== null && seen.incarnation === incarnation &&
    (!seen.startedFrom || !allUnchanged(seen.files));
  const startedFrom = doubt === null && !changedSince && invalid === null &&
    await changedBefore(context, stamps, config.incarnationStartedWallMs);

  ensurePrivateDir(dir);
  const index = await readTrueIndex(dir);
  const look = { files: stamps, incarnation, startedFrom };
  if (invalid !== null) {
    writeIndex(dir, { ...index, seen: { ...look, id: null } }, now.wallMs);
    return result(
      "invalid",
      say`${configPath} is ${invalid}; the gateway runs on what it had read before but would not start from this file`,
    );
  }
  const kept = await keepGeneration(dir, index.generations, files, {
    source: "healthy-check",
    proven: startedFrom,
    openclawVersion: version,
    valid: true,
  }, now.wallMs);
  const { generations } = kept;
  saveIndex(
    dir,
    { seen: { ...look, id: kept.generation.id }, generations },
    limits,
    now.wallMs,
  );
  return resultOf(kept, includes.length, files.outside, doubt);
}

/** Nothing can be learned from the files that the index does not say. */
function isUpToDate(
  { seen, generations }: BackupIndex,
  { configPath, incarnation, version }: HealthyConfig,
  now: Instant,
): boolean {
  if (seen === null || seen.files[0]?.path !== configPath) return false;
  if (!allUnchanged(seen.files)) return false;
  if (seen.id === null) return true;
  const generation = generations.find(({ id }) => id === seen.id);
  if (generation === undefined) return false;
  if (now.wallMs - generation.lastSeenMs >= DAY_MS) return false;
  // Another life may have started from it.
  if (seen.incarnation !== incarnation) return false;
  return !seen.startedFrom || version === null ||
    generation.openclawVersion === version;
}

function resultOf(
  { generation, before }: Kept,
  included: number,
  outside: readonly string[],
  doubt: string | null,
): RecordResult {
  const { id, proven } = generation;
  if (before === null) {
    const kept = included === 0
      ? say`config ${id} kept`
      : included === 1
      ? say`config ${id} kept with 1 included file`
      : say`config ${id} kept with ${included} included files`;
    const judged = proven
      ? say`${kept}, proven: the gateway started from it and is healthy`
      : doubt !== null
      ? say`${kept}, a candidate: ${doubt}`
      : say`${kept}, a candidate: the gateway had started before it was written`;
    return result(
      "kept",
      outside.length === 0
        ? judged
        : say`${judged}; not kept, because outside its folder: ${
          outside.join(", ")
        }`,
    );
  }
  if (proven && !before.proven) {
    return result(
      "proven",
      say`config ${id} is proven: the gateway started from it and is healthy`,
    );
  }
  return UNCHANGED;
}

/**
 * The kept generations, newest first. Entries whose index line was lost are
 * not among them until the next change; {@linkcode readTrueIndex} finds them.
 *
 * @throws {Error} of the failing system call.
 */
export function listBackups(context: Context, profile: string): Generation[] {
  const index = readIndex(profilePaths(context, profile).backups);
  return newestFirst(index?.generations ?? []);
}
