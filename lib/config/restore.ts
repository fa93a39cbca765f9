/** Puts a kept generation back in the place of `openclaw.json` (S13). */

import { folderOf } from "../base/path.ts";
import { ensureDirSync } from "@std/fs/ensure-dir";
import { GuardError } from "../base/errors.ts";
import type { Instant } from "../base/instant.ts";
import { reasonOf } from "../base/reason.ts";
import { profileOption } from "../base/profile.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import {
  ensurePrivateDir,
  prepareFile,
  removeStaleTemporaries,
  syncFolder,
} from "../store/atomic.ts";
import type { GenerationFiles } from "./bundle.ts";
import { type Generation, readGeneration, readTrueIndex } from "./index.ts";
import type { BackupLimits } from "./prune.ts";
import { whyLocked } from "./locked.ts";
import { openclawCopies } from "./openclaw_copies.ts";
import { profilePaths } from "../store/paths.ts";
import { readCurrent } from "./choices.ts";
import { keepReplaced } from "./keep.ts";
import { interruptedRestore, writeRestoreRecord } from "./restore_record.ts";
import {
  isReplaced,
  keepOwner,
  otherNames,
  readTargets,
  type Target,
} from "./targets.ts";

/** What is to be restored. */
interface RestoreRequest {
  readonly configPath: string;
  readonly id: string;
  readonly by: "person" | "guard";
  /** OpenClaw's version now, which the replaced config belongs to. */
  readonly version: string | null;
  /** Fail if the config is not this one any more; undefined: whatever is there. */
  readonly expected?: string | null;
  /** The variable by which the config is declared read-only. */
  readonly readOnly?: string | null;
}

/** What {@linkcode restoreConfig} did. */
export interface RestoreResult {
  /** The file that was replaced: the target of `openclaw.json` when that is a link. */
  readonly path: string;
  readonly restored: Generation;
  /** The generation that holds the replaced bytes, null when there was no file. */
  readonly replacedId: string | null;
  /** What else is to be told, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * All that can be known before a restore; changes nothing.
 *
 * @throws {GuardError} when there is no such copy, its bytes are not what they
 * were, or a file cannot be replaced by this user.
 */
export async function planRestore(
  context: Context,
  profile: string,
  { configPath, id, readOnly = null }: Pick<
    RestoreRequest,
    "configPath" | "id" | "readOnly"
  >,
): Promise<
  Pick<RestoreResult, "restored" | "notes"> & {
    readonly targets: readonly Target[];
  }
> {
  const dir = profilePaths(context, profile).backups;
  const { restored, files } = await find(dir, profile, configPath, id);
  const targets = readTargets(configPath, files);
  const replaced = targets.filter(isReplaced);
  for (const { name, path } of replaced) {
    const named = name === null ? configPath : path;
    const locked = whyLocked(context, profile, named, readOnly);
    if (locked === null) continue;
    throw new GuardError(
      say`cannot restore config ${id}: ${locked.why}`,
      locked.next,
    );
  }
  return { restored, targets, notes: otherNames(replaced) };
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
 * they were, a file cannot be replaced by this user, or something cannot be
 * written.
 */
export async function restoreConfig(
  context: Context,
  profile: string,
  request: RestoreRequest,
  now: Instant,
  limits: BackupLimits = DEFAULT_POLICY,
): Promise<RestoreResult> {
  const { configPath, id, by, version } = request;
  const dir = profilePaths(context, profile).backups;
  const plan = await planRestore(context, profile, request);
  const { restored, targets, notes } = plan;
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
      : await keepReplaced(dir, targets, restored, version, now.wallMs, limits);
    const record = { restored: id, replaced: replacedId, configPath, by };
    const atMs = now.wallMs;
    if (targets.some((target) => !target.unchanged())) throw changedByOthers();
    writeRestoreRecord(dir, { ...record, atMs, done: false });
    replaceAll(targets);
    writeRestoreRecord(dir, { ...record, atMs, done: true });
  } catch (error) {
    throw new GuardError(
      say`cannot restore config ${id} to ${path}: ${reasonOf(error)}`,
      // The included ones come first.
      targets.every((target) => target.unchanged())
        ? say`The file was not changed`
        : say`Run the command again`,
      { cause: error },
    );
  }
  targets.forEach(keepOwner);
  removeStaleTemporaries(folderOf(path), now.wallMs);
  return { path, restored, replacedId, notes };
}

async function find(
  dir: string,
  profile: string,
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
      say`See "openclaw-guard restore-config --list${profileOption(profile)}"`,
    );
  }
  return {
    restored: copy.generation,
    files: { main: copy.bytes, includes: [] },
  };
}

/** All new bytes are on disk before the first name is taken. */
function replaceAll(targets: readonly Target[]): void {
  const prepared = new DisposableStack();
  // Twice: the minifier drops a `using` whose variable is mentioned once.
  using _held = prepared;
  const folders = new Set(targets.map(({ path }) => folderOf(path)));
  folders.forEach((folder) => ensureDirSync(folder));
  const files = targets
    .filter(isReplaced)
    .map(({ path, bytes, mode }) =>
      prepared.use(prepareFile(path, bytes, mode))
    );
  if (targets.some((target) => !target.unchanged())) throw changedByOthers();
  files.forEach((file) => file.commit());
  folders.forEach(syncFolder);
}

/** What to do then, the caller says. */
function changedByOthers(): GuardError {
  return new GuardError(
    say`the config was changed by someone else in this moment`,
  );
}
