/**
 * The article's maintenance switch, `touch /tmp/openclaw-maintenance`. Anyone
 * can write in that folder, so it counts only when it is a plain file of this
 * user or of root with no other name; it is never opened.
 */

import type { MaintenanceFact } from "../core/types.ts";
import type { Surroundings } from "../sys/surroundings.ts";
import { say } from "../base/say.ts";

/** What lies under the flag's name. */
type TmpFlag =
  | { readonly kind: "off" }
  | {
    readonly kind: "on";
    readonly path: string;
    /** Owner: this user or 0. */
    readonly uid: number;
    readonly fact: MaintenanceFact;
  }
  /** Something that does not count, and why: one sentence for the log. */
  | { readonly kind: "ignored"; readonly path: string; readonly why: string };

/** Where the flag is; one for all profiles. */
export function tmpFlagPath(surroundings: Surroundings): string {
  return `${surroundings.roots.tmp}/openclaw-maintenance`;
}

/** Looks at the flag with one system call. */
export function readTmpFlag(surroundings: Surroundings): TmpFlag {
  const path = tmpFlagPath(surroundings);
  const ignored = (problem: string): TmpFlag => ({
    kind: "ignored",
    path,
    why: say`${path} is ignored as a maintenance switch: ${problem}`,
  });
  let info: Deno.FileInfo;
  try {
    info = Deno.lstatSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return { kind: "off" };
    return ignored(say`it cannot be looked at`);
  }
  if (info.isSymlink) return ignored(say`it is a link`);
  if (!info.isFile) return ignored(say`it is not a plain file`);
  // Another user can give the name to a file of this user: link(2) asks only
  // for fs.protected_hardlinks, which is off in some containers and old kernels.
  if (info.nlink !== 1) {
    return ignored(
      say`it has ${
        String(info.nlink)
      } names (hard links), so anybody may have put it there`,
    );
  }
  const { uid } = info;
  if (uid === null || (uid !== surroundings.uid && uid !== 0)) {
    return ignored(say`it belongs to another user (uid ${String(uid)})`);
  }
  return {
    kind: "on",
    path,
    uid,
    fact: {
      source: "tmp",
      untilMs: null,
      reason: null,
      by: uid === 0 ? "root" : `uid ${uid}`,
    },
  };
}

/** Why something under the flag's name does not count, to be said once; else null. */
export function suspiciousTmpFlag(surroundings: Surroundings): string | null {
  const flag = readTmpFlag(surroundings);
  return flag.kind === "ignored" ? flag.why : null;
}

/** The command that removes it: in /tmp only its owner may, and root's counts, too. */
export function removeFlagCommand(
  { by }: Pick<MaintenanceFact, "by">,
): string {
  const sudo = by === "root" && Deno.uid() !== 0 ? "sudo " : "";
  return `${sudo}rm /tmp/openclaw-maintenance`;
}
