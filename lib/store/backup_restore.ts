/** Puts a kept generation back in the place of `openclaw.json` (S13). */

import { GuardError, messageOf } from "../core/errors.ts";
import type { Instant } from "../core/instant.ts";
import { DEFAULT_POLICY } from "../core/policy.ts";
import type { Context } from "../sys/context.ts";
import { readPlainFile } from "../sys/plain_file.ts";
import { ensurePrivateDir, writeFileAtomic } from "./atomic.ts";
import { keepGeneration, saveIndex } from "./backup_keep.ts";
import {
  MAX_CONFIG_BYTES,
  readConfigBytes,
  sameStamp,
  stampOf,
} from "./backup_file.ts";
import {
  type Generation,
  generationPath,
  readTrueIndex,
  sha256Hex,
  type Stamp,
  whyInvalid,
} from "./backup_index.ts";
import { type BackupLimits, newestFirst } from "./backup_prune.ts";
import { profilePaths } from "./paths.ts";

/** The config file as it is now. */
export interface CurrentConfig {
  /** null when there is no such file. */
  readonly sha256: string | null;
  /** Why no gateway would start from it, null when one would. */
  readonly invalid: string | null;
}

/** What can be restored, and what is there now. */
export interface RestoreChoices {
  /** Newest first. */
  readonly generations: readonly Generation[];
  readonly current: CurrentConfig;
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
  const { bytes } = readCurrent(configPath);
  const index = await readTrueIndex(profilePaths(context, profile).backups);
  return {
    generations: newestFirst(index.generations),
    current: {
      sha256: bytes === null ? null : await sha256Hex(bytes),
      invalid: bytes === null ? "not there" : whyInvalid(bytes),
    },
  };
}

/**
 * Replaces `openclaw.json` by a generation. The replaced bytes are kept as a
 * generation of their own first, whatever they are; when that fails nothing is
 * changed. Mode and owner of the file stay.
 *
 * @throws {GuardError} when there is no such generation, its bytes are not what
 * they were, the file belongs to another user, or something cannot be written.
 */
export async function restoreConfig(
  context: Context,
  profile: string,
  request: { readonly configPath: string; readonly id: string },
  now: Instant,
  limits: BackupLimits = DEFAULT_POLICY,
): Promise<RestoreResult> {
  const { configPath, id } = request;
  const dir = profilePaths(context, profile).backups;
  const index = await readTrueIndex(dir);
  const restored = index.generations.find((known) => known.id === id);
  if (restored === undefined) {
    throw new GuardError(
      `cannot restore config ${id}: there is no such generation`,
      'Run "openclaw-guard restore-config --list"',
    );
  }
  const bytes = await readVerified(dir, restored);
  const { path, stamp, bytes: replaced } = readCurrent(configPath);
  const owner = stamp === null ? null : Deno.statSync(path);
  if (owner !== null && context.uid !== 0 && owner.uid !== context.uid) {
    throw new GuardError(
      `cannot restore config ${id}: ${path} belongs to user ${owner.uid}, not to you (${context.uid})`,
      "Run this as the owner of the gateway",
    );
  }
  let replacedId: string | null = null;
  try {
    ensurePrivateDir(dir);
    if (replaced !== null) {
      const kept = await keepGeneration(dir, index, replaced, {
        source: "replaced",
        proven: false,
        openclawVersion: null,
        valid: whyInvalid(replaced) === null,
      }, now.wallMs);
      replacedId = kept.generation.id;
      // Both must outlive the pruning: one is in use from now on, one is the undo.
      const { generations } = kept;
      saveIndex(
        dir,
        {
          seen: null,
          generations: generations.map((known) =>
            known.id === id ? { ...known, lastSeenMs: now.wallMs } : known
          ),
        },
        limits,
        now.wallMs,
      );
    }
    const latest = stampOf(path);
    if (
      (stamp === null) !== (latest === null) ||
      (stamp !== null && latest !== null && !sameStamp(stamp, latest))
    ) {
      throw new GuardError(
        "the file was changed by someone else in this moment",
        "Run the command again",
      );
    }
    writeFileAtomic(path, bytes, (owner?.mode ?? 0o600) & 0o777);
  } catch (error) {
    throw new GuardError(
      `cannot restore config ${id} to ${path}: ${messageOf(error)}`,
      "The file was not changed",
      { cause: error },
    );
  }
  keepOwner(path, owner);
  return { path, restored, replacedId };
}

async function readVerified(
  dir: string,
  generation: Generation,
): Promise<Uint8Array<ArrayBuffer>> {
  const path = generationPath(dir, generation.id);
  const bytes = readPlainFile(path, MAX_CONFIG_BYTES);
  if (bytes === null || await sha256Hex(bytes) !== generation.sha256) {
    throw new GuardError(
      `cannot restore config ${generation.id}: the bytes in ${path} are not the ones that were kept`,
      "Choose another generation",
    );
  }
  return bytes;
}

/** The config's real file, following links, and what is in it. */
function readCurrent(configPath: string): {
  readonly path: string;
  readonly stamp: Stamp | null;
  readonly bytes: Uint8Array<ArrayBuffer> | null;
} {
  let path = configPath;
  try {
    // A dangling link is followed by hand: its target is what is missing.
    for (let links = 0; Deno.lstatSync(path).isSymlink; links++) {
      if (links === 40) throw new GuardError("too many links");
      const target = Deno.readLinkSync(path);
      path = target.startsWith("/")
        ? target
        : `${path.slice(0, path.lastIndexOf("/"))}/${target}`;
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) {
      throw new GuardError(
        `cannot read ${configPath}: ${messageOf(error)}`,
        "",
        {
          cause: error,
        },
      );
    }
  }
  try {
    const stamp = stampOf(path);
    const bytes = stamp === null ? null : readConfigBytes(stamp);
    return { path, stamp, bytes };
  } catch (error) {
    throw new GuardError(`cannot read ${path}: ${messageOf(error)}`, "", {
      cause: error,
    });
  }
}

/** A replaced file belongs to whoever replaces it; root must give it back. */
function keepOwner(path: string, owner: Deno.FileInfo | null): void {
  if (owner === null || owner.uid === null || owner.gid === null) return;
  const { uid, gid } = Deno.statSync(path);
  if (uid === owner.uid && gid === owner.gid) return;
  try {
    Deno.chownSync(path, owner.uid, owner.gid);
  } catch (error) {
    // A group this user is not a member of cannot be given; the owner is right.
    const lacksRight = error instanceof Deno.errors.PermissionDenied ||
      error instanceof Deno.errors.NotCapable;
    if (lacksRight && uid === owner.uid) return;
    throw new GuardError(
      `restored ${path}, but it still belongs to user ${uid}: ${
        messageOf(error)
      }`,
      `Run "chown ${owner.uid}:${owner.gid} ${path}"`,
      { cause: error },
    );
  }
}
