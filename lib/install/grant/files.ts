/** Root's files with what users' guards may do: put in place, found, removed. */

import { GuardError } from "../../base/errors.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import type { Context } from "../../sys/context.ts";
import { entriesOf, exists, lookAt } from "../../sys/files.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import {
  type Grant,
  GRANT_FILES,
  grantIn,
  type GrantKind,
  grantPath,
  grantText,
  isGrant,
  type PlannedGrant,
} from "./texts.ts";

const MAX_BYTES = 64 * 1024;

/** A file as it is to be. */
interface GrantFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
}

/**
 * What is to be written.
 *
 * @throws {GuardError} for a name that cannot be.
 */
export function plannedGrant(
  context: Context,
  kind: GrantKind,
  grant: PlannedGrant,
): GrantFile {
  return {
    path: grantPath(context, kind, grant),
    text: grantText(kind, grant),
    mode: GRANT_FILES[kind].mode,
  };
}

/**
 * Writes it, after `visudo` has found no mistake in lines for sudo: one mistake
 * there, and nobody can use sudo any more.
 *
 * @returns False: it was as it should be.
 * @throws {GuardError} when it cannot be written, or is somebody else's file.
 */
export async function putGrant(
  context: Context,
  kind: GrantKind,
  { path, text, mode }: GrantFile,
): Promise<boolean> {
  const there = readPlainText(path, MAX_BYTES);
  const isLink = lookAt(path)?.isSymlink === true;
  if (there === text && !isLink) return false;
  if (isLink || (there !== null && !isGrant(there))) {
    throw new GuardError(
      say`cannot write ${path}: the file there was not written by the guard`,
      say`Move that file away`,
    );
  }
  if (kind === "sudo") await checkSudoers(context, text);
  try {
    writeFileAtomic(path, text, mode);
  } catch (error) {
    throw new GuardError(
      say`cannot write ${path}: ${reasonOf(error)}`,
      say`Make that folder writable, or write the rule yourself`,
      { cause: error },
    );
  }
  return true;
}

async function checkSudoers(context: Context, text: string): Promise<void> {
  const { code, stdout, stderr } = await context.run(
    "visudo",
    ["--check", "--file=-"],
    { stdin: text, env: { LC_ALL: "C" } },
  );
  if (code === 0) return;
  throw new GuardError(
    say`visudo refuses the lines for sudo: ${
      (stderr || stdout).trim().split("\n")[0] || say`exit code ${code}`
    }`,
    say`Nothing was written; please report it`,
  );
}

/** A grant that is there. */
export interface FoundGrant extends Grant {
  readonly path: string;
}

/** All that `grant` has written, for whomever. */
export function allGrants({ roots }: Context): FoundGrant[] {
  return (Object.keys(GRANT_FILES) as GrantKind[]).flatMap((kind) => {
    const folder = `${roots.etc}/${GRANT_FILES[kind].folder}`;
    return entriesOf(folder).flatMap(({ name, isFile }) => {
      const grant = isFile ? grantIn(kind, name) : null;
      const path = `${folder}/${name}`;
      return grant !== null && isGrant(readPlainText(path, MAX_BYTES) ?? "")
        ? [{ ...grant, path }]
        : [];
    });
  });
}

/**
 * Whether a user's grant may be there. Its folder is mostly closed to users:
 * then sudo looks, where it lets this user do everything anyway.
 *
 * @param path As of {@linkcode grantPath}.
 */
export async function mayBeGranted(
  context: Context,
  kind: GrantKind,
  path: string,
): Promise<boolean> {
  try {
    return exists(path);
  } catch {
    if (kind !== "sudo") return true;
  }
  const look = ["-n", "--", "/usr/bin/test", "-e", path];
  const { code, stderr } = await context.run("sudo", look, {
    env: { LC_ALL: "C" },
  });
  return code !== 1 || stderr !== "";
}
