/** Keeps the working `openclaw.json` on healthy checks (S8, DESIGN section 5). */

import type { Instant } from "../core/instant.ts";
import { messageOf } from "../core/errors.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import type { Context } from "../sys/context.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";
import { readConfigBytes, sameStamp, stampOf } from "./backup_file.ts";
import {
  type BackupIndex,
  type Generation,
  generationPath,
  readIndex,
  readTrueIndex,
  sha256Hex,
  type Stamp,
  whyInvalid,
  writeIndex,
} from "./backup_index.ts";
import {
  type BackupLimits,
  generationsToKeep,
  newestFirst,
} from "./backup_prune.ts";
import { profilePaths } from "./paths.ts";

/** What is known about the healthy gateway. */
export interface HealthyConfig {
  readonly configPath: string;
  /** Wall clock ms when the gateway's process started. */
  readonly incarnationStartedWallMs: number;
  /** OpenClaw's version, null when unknown. */
  readonly version: string | null;
}

/** What {@linkcode recordHealthyConfig} did. */
export interface RecordResult {
  /**
   * - unchanged: nothing to do (also: changed within the last seconds, wait for the next tick)
   * - missing: there is no config file
   * - kept: a new generation
   * - proven: a known generation is proven now
   * - invalid: the file on disk would not start a gateway; said once per change
   * - failed: full disk, no permission; comes again with every tick
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

const UNCHANGED: RecordResult = {
  kind: "unchanged",
  message: null,
  level: "info",
};

/** A file changed this recently may be changed again without its times moving. */
const SETTLE_MS = 3000;

const DAY_MS = 86_400_000;

/**
 * Keeps the config of a gateway that is healthy now. An unchanged file costs
 * two system calls and reading the index.
 *
 * The generation is proven only when this process of the gateway must have
 * started from these bytes: nothing about the file has changed since before its
 * start. Otherwise it is a candidate: OpenClaw skips an invalid edit and runs
 * on, so a healthy process says nothing about the file on disk.
 *
 * Never throws: a full disk must not break a check.
 */
export async function recordHealthyConfig(
  context: Context,
  profile: string,
  config: HealthyConfig,
  now: Instant,
  limits: BackupLimits = DEFAULT_POLICY,
): Promise<RecordResult> {
  try {
    return await record(context, profile, config, now, limits);
  } catch (error) {
    return {
      kind: "failed",
      message: `cannot keep a copy of ${config.configPath}: ${
        messageOf(error)
      }`,
      level: "warn",
    };
  }
}

async function record(
  context: Context,
  profile: string,
  config: HealthyConfig,
  now: Instant,
  limits: BackupLimits,
): Promise<RecordResult> {
  const stamp = stampOf(config.configPath);
  if (stamp === null) return { ...UNCHANGED, kind: "missing" };
  const dir = profilePaths(context, profile).backups;
  const provable = stamp.changedMs < config.incarnationStartedWallMs;
  const fast = readIndex(dir);
  if (fast !== null && isUpToDate(fast, stamp, provable, config.version, now)) {
    return UNCHANGED;
  }
  const age = now.wallMs - stamp.changedMs;
  // A change time in the future (the clock was set back) is no reason to wait.
  if (age < SETTLE_MS && age > -SETTLE_MS) return UNCHANGED;

  const bytes = readConfigBytes(stamp);
  const after = stampOf(config.configPath);
  // Changed while it was read: the next tick reads it in peace.
  if (after === null || !sameStamp(stamp, after)) return UNCHANGED;

  ensurePrivateDir(dir);
  const index = await readTrueIndex(dir);
  const invalid = whyInvalid(bytes);
  if (invalid !== null) {
    writeIndex(dir, { ...index, seen: { ...stamp, id: null } }, now.wallMs);
    return {
      kind: "invalid",
      message: `${config.configPath} is ${invalid}; the gateway runs on what ` +
        "it had read before but would not start from this file",
      level: "warn",
    };
  }
  const kept = await keepGeneration(dir, index, bytes, {
    source: "healthy-check",
    proven: provable,
    openclawVersion: config.version,
    valid: true,
  }, now.wallMs);
  const seen = { ...stamp, id: kept.generation.id };
  saveIndex(dir, { seen, generations: kept.generations }, limits, now.wallMs);
  return describe(kept);
}

/** Nothing can be learned from the file that the index does not say. */
function isUpToDate(
  index: BackupIndex,
  stamp: Stamp,
  provable: boolean,
  version: string | null,
  now: Instant,
): boolean {
  const { seen, generations } = index;
  if (seen === null || !sameStamp(seen, stamp)) return false;
  if (seen.id === null) return true;
  const generation = generations.find(({ id }) => id === seen.id);
  if (generation === undefined) return false;
  if (now.wallMs - generation.lastSeenMs >= DAY_MS) return false;
  if (!provable) return true;
  return generation.proven &&
    (version === null || generation.openclawVersion === version);
}

interface Kept {
  readonly generation: Generation;
  readonly before: Generation | null;
  readonly generations: readonly Generation[];
}

/**
 * Writes the bytes if they are new and works out the entry for them.
 *
 * @returns All generations with the new or changed one; {@linkcode saveIndex} writes them down.
 */
export async function keepGeneration(
  dir: string,
  index: BackupIndex,
  bytes: Uint8Array<ArrayBuffer>,
  facts: Pick<Generation, "source" | "proven" | "openclawVersion" | "valid">,
  nowWallMs: number,
): Promise<Kept> {
  const sha256 = await sha256Hex(bytes);
  const id = sha256.slice(0, 12);
  const before = index.generations.find((known) => known.id === id) ?? null;
  // What has been proven stays so, with the version it was proven with last.
  const proven = facts.proven || (before?.proven ?? false);
  const generation: Generation = {
    id,
    sha256,
    size: bytes.length,
    firstSeenMs: before?.firstSeenMs ?? nowWallMs,
    lastSeenMs: nowWallMs,
    openclawVersion: facts.proven || before === null
      ? facts.openclawVersion ?? before?.openclawVersion ?? null
      : before.openclawVersion,
    proven,
    valid: facts.valid,
    source: facts.source === "replaced"
      ? before?.source ?? "replaced"
      : facts.source,
  };
  if (before === null) writeFileAtomic(generationPath(dir, id), bytes);
  return {
    generation,
    before,
    generations: [
      generation,
      ...index.generations.filter((known) => known.id !== id),
    ],
  };
}

/** Writes the index and then removes the bytes of what is no longer in it. */
export function saveIndex(
  dir: string,
  index: BackupIndex,
  limits: BackupLimits,
  nowWallMs: number,
): void {
  const kept = generationsToKeep(
    index.generations,
    limits,
    index.seen?.id ?? null,
    nowWallMs,
  );
  writeIndex(dir, { ...index, generations: kept }, nowWallMs);
  for (const { id } of index.generations) {
    if (kept.some((generation) => generation.id === id)) continue;
    try {
      Deno.removeSync(generationPath(dir, id));
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) throw error;
    }
  }
}

function describe({ generation, before }: Kept): RecordResult {
  const { id, proven } = generation;
  const because = proven
    ? "proven: the gateway started from it and is healthy"
    : "a candidate: the gateway had started before it was written";
  if (before === null) {
    return {
      kind: "kept",
      message: `config ${id} kept, ${because}`,
      level: "info",
    };
  }
  if (proven && !before.proven) {
    return {
      kind: "proven",
      message: `config ${id} is ${because}`,
      level: "info",
    };
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
