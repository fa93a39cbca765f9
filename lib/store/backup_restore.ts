/** Puts a kept generation back in the place of `openclaw.json` (S13). */

import { ensureDirSync } from "@std/fs/ensure-dir";
import { GuardError, messageOf } from "../core/errors.ts";
import type { Instant } from "../core/instant.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import type { Context } from "../sys/context.ts";
import { readPlainFile } from "../sys/plain_file.ts";
import {
  ensurePrivateDir,
  prepareFile,
  removeStaleTemporaries,
  syncFolder,
} from "./atomic.ts";
import { type GenerationFiles, unpackGeneration } from "./backup_bundle.ts";
import {
  type Generation,
  generationPath,
  MAX_BUNDLE_BYTES,
  readTrueIndex,
  sha256Hex,
} from "./backup_index.ts";
import { identify, keepGeneration, saveIndex } from "./backup_keep.ts";
import { type BackupLimits, newestFirst } from "./backup_prune.ts";
import {
  type ConfigFiles,
  readConfigFiles,
  whyInvalid,
} from "./config_files.ts";
import { openclawCopies, type OpenclawCopy } from "./openclaw_copies.ts";
import { profilePaths } from "./paths.ts";
import { keepOwner, readTargets, type Target } from "./restore_targets.ts";
import { readRestoreRecord, writeRestoreRecord } from "./restore_record.ts";
import { say } from "../text/say.ts";

/** The config as it is now. */
export interface CurrentConfig {
  /** null when there is no such file. */
  readonly id: string | null;
  /** Why no gateway would start from it, null when one would. */
  readonly invalid: string | null;
  readonly files: ConfigFiles | null;
}

/** What can be restored, and what is there now. */
export interface RestoreChoices {
  /** Newest first. */
  readonly generations: readonly Generation[];
  /** OpenClaw's own copies, the best first. */
  readonly copies: readonly OpenclawCopy[];
  readonly current: CurrentConfig;
}

/** What is to be restored. */
export interface RestoreRequest {
  readonly configPath: string;
  readonly id: string;
  readonly by: "person" | "guard";
  /** OpenClaw's version now, which the replaced config belongs to. */
  readonly version: string | null;
  /** Fail if the config is not this one any more; undefined: whatever is there. */
  readonly expected?: string | null;
}

/** What {@linkcode restoreConfig} did. */
export interface RestoreResult {
  /** The file that was replaced: the target of `openclaw.json` when that is a link. */
  readonly path: string;
  readonly restored: Generation;
  /** The generation that holds the replaced bytes, null when there was no file. */
  readonly replacedId: string | null;
}

/**
 * Looks at what there is; changes nothing.
 *
 * @throws {GuardError} when the config cannot be read.
 */
export async function restoreChoices(
  context: Context,
  profile: string,
  configPath: string,
): Promise<RestoreChoices> {
  const current = await readCurrent(configPath);
  const index = await readTrueIndex(profilePaths(context, profile).backups);
  return {
    generations: newestFirst(index.generations),
    copies: await openclawCopies(configPath),
    current,
  };
}

/** The config as it is now. */
export async function readCurrent(configPath: string): Promise<CurrentConfig> {
  let files: ConfigFiles | null;
  try {
    files = readConfigFiles(configPath);
  } catch (error) {
    throw new GuardError(
      say`cannot read ${configPath}: ${messageOf(error)}`,
      "",
      { cause: error },
    );
  }
  return files === null
    ? { id: null, invalid: say`not there`, files }
    : { id: (await identify(files)).id, invalid: files.invalid, files };
}

/**
 * Replaces `openclaw.json`, and the files it included, by a generation. What
 * is replaced is kept as a generation of its own first, whatever it is; when
 * that fails nothing is changed. Modes and owners stay.
 *
 * Every file is at every moment the old or the new one; the main file comes
 * last. A restore that dies in between is found in {@linkcode interruptedRestore}.
 *
 * @throws {GuardError} when there is no such copy, its bytes are not what
 * they were, a file belongs to another user, or something cannot be written.
 */
export async function restoreConfig(
  context: Context,
  profile: string,
  request: RestoreRequest,
  now: Instant,
  limits: BackupLimits = DEFAULT_POLICY,
): Promise<RestoreResult> {
  const { configPath, id, by } = request;
  const dir = profilePaths(context, profile).backups;
  const { restored, files } = await find(dir, configPath, id);
  const targets = readTargets(configPath, files);
  refuseOthersFiles(context, id, targets);
  const path = targets.at(-1)?.path ?? configPath;
  let replacedId: string | null = null;
  try {
    if (request.expected !== undefined) {
      const { id: currentId } = await readCurrent(configPath);
      if (currentId !== request.expected) throw changedByOthers();
    }
    ensurePrivateDir(dir);
    const earlier = await interruptedRestore(dir, configPath);
    // Both must outlive the pruning: one is in use from now on, one is the undo.
    replacedId = earlier?.restored === id
      ? earlier.replaced
      : await keepReplaced(dir, targets, restored, request, now, limits);
    const record = { restored: id, replaced: replacedId, configPath, by };
    const atMs = now.wallMs;
    if (targets.some((target) => !target.unchanged())) throw changedByOthers();
    writeRestoreRecord(dir, { ...record, atMs, done: false });
    replaceAll(targets);
    writeRestoreRecord(dir, { ...record, atMs, done: true });
  } catch (error) {
    throw new GuardError(
      say`cannot restore config ${id} to ${path}: ${messageOf(error)}`,
      targets.at(-1)?.unchanged()
        ? say`The file was not changed`
        : say`Run the command again`,
      { cause: error },
    );
  }
  targets.forEach(keepOwner);
  removeStaleTemporaries(folderOf(path), now.wallMs);
  return { path, restored, replacedId };
}

/**
 * A restore that died in between: every file is either the replaced or the
 * restored one, so it can be finished.
 *
 * @returns Null when there is none, or somebody has edited a file since.
 */
export async function interruptedRestore(
  dir: string,
  configPath: string,
): Promise<
  { readonly restored: string; readonly replaced: string | null } | null
> {
  const record = readRestoreRecord(dir);
  if (record === null || record.done || record.configPath !== configPath) {
    return null;
  }
  const { generations } = await readTrueIndex(dir);
  const filesOf = async (id: string | null) => {
    const generation = generations.find((known) => known.id === id);
    return generation === undefined
      ? null
      : await readGeneration(dir, generation);
  };
  const after = await filesOf(record.restored);
  if (after === null) return null;
  const before = await filesOf(record.replaced);
  const old = new Map(before?.includes.map(({ name, bytes }) => [name, bytes]));
  const ours = readTargets(configPath, after).every(
    ({ name, bytes, current }) => {
      if (current === null) return true;
      const was = name === null ? before?.main : old.get(name);
      return sameBytes(current, bytes) ||
        (was !== undefined && sameBytes(current, was));
    },
  );
  return ours ? record : null;
}

/**
 * The files of a generation, checked.
 *
 * @throws {GuardError} when they are not what they were.
 */
export async function readGeneration(
  dir: string,
  generation: Generation,
): Promise<GenerationFiles> {
  const path = generationPath(dir, generation);
  const bytes = readPlainFile(path, MAX_BUNDLE_BYTES);
  if (bytes === null || await sha256Hex(bytes) !== generation.sha256) {
    throw new GuardError(
      say`cannot use config ${generation.id}: the bytes in ${path} are not the ones that were kept`,
      say`Choose another copy`,
    );
  }
  return unpackGeneration(bytes, generation.includes.length > 0);
}

async function find(
  dir: string,
  configPath: string,
  id: string,
): Promise<{ restored: Generation; files: GenerationFiles }> {
  const { generations } = await readTrueIndex(dir);
  const restored = generations.find((known) => known.id === id);
  if (restored !== undefined) {
    return { restored, files: await readGeneration(dir, restored) };
  }
  const copy = (await openclawCopies(configPath))
    .find(({ generation }) => generation.id === id);
  if (copy === undefined) {
    throw new GuardError(
      say`cannot restore config ${id}: there is no such copy`,
      say`Run "openclaw-guard restore-config --list"`,
    );
  }
  return {
    restored: copy.generation,
    files: { main: copy.bytes, includes: [] },
  };
}

function refuseOthersFiles(
  context: Context,
  id: string,
  targets: readonly Target[],
): void {
  for (const { path, owner } of targets) {
    if (owner === null || context.uid === 0 || owner.uid === context.uid) {
      continue;
    }
    throw new GuardError(
      say`cannot restore config ${id}: ${path} belongs to user ${
        String(owner.uid)
      }, not to you (${context.uid})`,
      say`Run this as the owner of the gateway`,
    );
  }
}

/** Keeps what is about to be replaced, and an OpenClaw copy that is used. */
async function keepReplaced(
  dir: string,
  targets: readonly Target[],
  restored: Generation,
  { version }: RestoreRequest,
  now: Instant,
  limits: BackupLimits,
): Promise<string | null> {
  const index = await readTrueIndex(dir);
  let { generations } = index;
  const keep = async (
    files: GenerationFiles,
    facts: Parameters<typeof keepGeneration>[3],
  ) => {
    const kept = await keepGeneration(
      dir,
      { ...index, generations },
      files,
      facts,
      now.wallMs,
    );
    ({ generations } = kept);
    return kept.generation.id;
  };
  const main = targets.at(-1);
  if (restored.source === "openclaw" && main !== undefined) {
    await keep({ main: main.bytes, includes: [] }, restored);
  }
  let replacedId: string | null = null;
  if (main !== undefined && main.current !== null) {
    replacedId = await keep({
      main: main.current,
      includes: targets.flatMap(({ name, current }) =>
        name === null || current === null ? [] : [{ name, bytes: current }]
      ),
    }, {
      source: "replaced",
      proven: false,
      openclawVersion: version,
      valid: whyInvalid(main.current) === null,
    });
  }
  saveIndex(
    dir,
    {
      seen: index.seen,
      generations: generations.map((known) =>
        known.id === restored.id ? { ...known, lastSeenMs: now.wallMs } : known
      ),
    },
    limits,
    now.wallMs,
  );
  return replacedId;
}

/** All new bytes are on disk before the first name is taken. */
function replaceAll(targets: readonly Target[]): void {
  const prepared = new DisposableStack();
  // Twice: the minifier drops a `using` whose variable is mentioned once.
  using _held = prepared;
  const folders = new Set(targets.map(({ path }) => folderOf(path)));
  folders.forEach((folder) => ensureDirSync(folder));
  const files = targets
    .filter(({ bytes, current }) =>
      current === null || !sameBytes(bytes, current)
    )
    .map(({ path, bytes, mode }) =>
      prepared.use(prepareFile(path, bytes, mode))
    );
  if (targets.some((target) => !target.unchanged())) throw changedByOthers();
  files.forEach((file) => file.commit());
  folders.forEach(syncFolder);
}

function changedByOthers(): GuardError {
  return new GuardError(
    say`the config was changed by someone else in this moment`,
    say`Run the command again`,
  );
}

function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length &&
    one.every((byte, index) => byte === other[index]);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(1, path.lastIndexOf("/")));
}
