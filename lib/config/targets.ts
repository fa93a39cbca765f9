/** The files a restore replaces, and how they are now. */

import { folderOf } from "../base/path.ts";
import { GuardError, messageOf } from "../base/errors.ts";
import type { GenerationFiles } from "./bundle.ts";
import {
  absentStamp,
  allUnchanged,
  readConfigBytes,
  stampOf,
} from "./stamp.ts";
import { followLinks, realFolder } from "./files.ts";
import { say } from "../base/say.ts";
import { sameBytes } from "../base/same_bytes.ts";
import { shellWord } from "../base/shell_word.ts";

/** A file that is to be replaced. */
export interface Target {
  /** Name below the config's folder, null for the main file. */
  readonly name: string | null;
  /** Links are followed: what they point to is replaced, not they. */
  readonly path: string;
  /** The new contents. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The present contents, null when there is no such file. */
  readonly current: Uint8Array<ArrayBuffer> | null;
  /** Whom it belongs to; null when there is no such file. */
  readonly owner: Deno.FileInfo | null;
  readonly mode: number;
  /** It still is as it was when it was read. */
  unchanged(): boolean;
}

/**
 * The files of a generation in the order in which they are to be replaced; the
 * main file comes last.
 *
 * @throws {GuardError} when one cannot be read, or would be outside the
 * config's folder by now.
 */
export function readTargets(
  configPath: string,
  { main, includes }: GenerationFiles,
): Target[] {
  const root = realFolder(configPath);
  return [
    ...includes.map(({ name, bytes }) =>
      readTarget(name, includedPath(root, name), bytes)
    ),
    readTarget(null, followLinks(configPath), main),
  ];
}

function includedPath(root: string, name: string): string {
  const path = followLinks(`${root}/${name}`);
  try {
    const folder = existingFolder(path);
    if (folder === root || folder.startsWith(`${root}/`)) return path;
    throw new GuardError(say`it would be in ${folder}`);
  } catch (error) {
    throw new GuardError(
      say`cannot restore the included file ${name} in ${root}: ${
        messageOf(error)
      }`,
      "",
      { cause: error },
    );
  }
}

/** The nearest folder above a path that is there, links followed. */
function existingFolder(path: string): string {
  const folder = folderOf(path);
  try {
    return Deno.realPathSync(folder);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound) || folder === "/") throw error;
    return existingFolder(folder);
  }
}

function readTarget(
  name: string | null,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Target {
  try {
    const stamp = stampOf(path);
    const owner = stamp === null ? null : Deno.statSync(path);
    return {
      name,
      path,
      bytes,
      current: stamp === null ? null : readConfigBytes(stamp),
      owner,
      mode: (owner?.mode ?? 0o600) & 0o777,
      unchanged: () => allUnchanged([stamp ?? absentStamp(path)]),
    };
  } catch (error) {
    throw new GuardError(say`cannot read ${path}: ${messageOf(error)}`, "", {
      cause: error,
    });
  }
}

/** What is new, so that the file is replaced. */
export function isReplaced({ bytes, current }: Target): boolean {
  return current === null || !sameBytes(bytes, current);
}

/**
 * What becomes of hard links: a file is replaced whole, never written to in
 * place, where a crash would leave half of it. So its other names part from it.
 *
 * @returns A sentence for each file that has another name.
 */
export function otherNames(targets: readonly Target[]): string[] {
  return targets.flatMap(({ path, owner }) =>
    (owner?.nlink ?? 1) < 2 ? [] : [
      say`${path} has another name (a hard link), which keeps the old contents: "find ~ -xdev -inum ${
        String(owner?.ino)
      }" finds it`,
    ]
  );
}

/** A replaced file belongs to whoever replaces it; root must give it back. */
export function keepOwner({ path, owner }: Target): void {
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
      say`restored ${path}, but it still belongs to user ${String(uid)}: ${
        messageOf(error)
      }`,
      say`Run "sudo chown ${owner.uid}:${owner.gid} ${shellWord(path)}"`,
      { cause: error },
    );
  }
}
