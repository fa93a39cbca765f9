/**
 * Whether this user can replace a config at all. It may be managed elsewhere (a
 * link into a read-only store, OPENCLAW_CONFIG_READONLY), or be root's since an
 * edit with sudo. Asked before a restore is promised or tried.
 */

import { folderOf } from "../base/path.ts";
import { profileOption } from "../base/profile.ts";
import { say } from "../base/say.ts";
import { shellWord } from "../base/shell_word.ts";
import type { LockedConfig } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { statPlainFile } from "../sys/plain_file.ts";
import { followLinks, realFolder } from "./files.ts";

/**
 * Why a config file cannot be replaced, null when it can be. Changes nothing.
 *
 * @param path As OpenClaw is told it: links are followed.
 * @param variable See `readOnlyVariable` in probe/gateway_location.ts.
 */
export function whyLocked(
  { uid, home }: Pick<Context, "uid" | "home">,
  profile: string,
  path: string,
  variable: string | null,
): LockedConfig | null {
  const elsewhere = (why: string): LockedConfig => ({
    why,
    next: say`Change it there; "openclaw-guard restore-config --diff${
      profileOption(profile)
    }" shows what differs`,
    unlock: null,
  });
  const after = (why: string, unlock: string): LockedConfig => ({
    why,
    next: say`Run "${unlock}"`,
    unlock,
  });
  if (variable !== null) {
    return elsewhere(say`${path} is managed elsewhere (${variable}=1)`);
  }
  try {
    const real = followLinks(path);
    const folder = folderOf(real);
    const own = Deno.statSync(folder);
    const closed = uid !== 0 && !mayWrite(own, uid);
    const isAtHome = `${Deno.realPathSync(folder)}/`.startsWith(
      `${realFolder(`${home}/-`)}/`,
    );
    if (closed && !isAtHome) {
      return elsewhere(
        real === path
          ? say`${path} is where you may not write: it is managed elsewhere`
          : say`${path} is a link to ${real}, where you may not write: it is managed elsewhere`,
      );
    }
    if (closed && own.uid === uid) {
      return after(
        say`${folder} is a folder you may not write to`,
        `chmod u+w ${shellWord(folder)}`,
      );
    }
    const file = statPlainFile(real);
    const others = [
      ...closed ? [{ path: folder, owner: own.uid }] : [],
      ...uid !== 0 && file !== null && file.uid !== uid
        ? [{ path: real, owner: file.uid }]
        : [],
    ];
    if (others[0] !== undefined) {
      const words = others.map((other) => shellWord(other.path)).join(" ");
      return after(
        say`${others[0].path} belongs to user ${
          others[0].owner ?? 0
        }, not to you (${uid})`,
        `sudo chown ${uid} ${words}`,
      );
    }
    return null;
  } catch {
    return null; // not there, or not to be looked at: the restore says why
  }
}

function mayWrite({ uid: owner, mode }: Deno.FileInfo, uid: number): boolean {
  return ((mode ?? 0o777) & (owner === uid ? 0o200 : 0o022)) !== 0;
}

/** A command that changes the config, after what makes that possible. */
export function unlocked(
  locked: LockedConfig | null,
  command: string,
): string | null {
  if (locked === null) return command;
  return locked.unlock === null ? null : `${locked.unlock} && ${command}`;
}

/**
 * The command that lets the user read a config, or a file it includes; null
 * when that was not what an error was about, or it cannot be told.
 */
export function makeReadable(
  error: unknown,
  configPath: string,
  uid: number,
): string | null {
  if (!(error instanceof Deno.errors.PermissionDenied)) return null;
  // Deno's own words: "Permission denied (os error 13): open '/path'".
  const path = /'(\/.*)'$/.exec(error.message)?.[1] ?? configPath;
  try {
    const owner = Deno.statSync(path).uid;
    return owner === uid
      ? `chmod u+rw ${shellWord(path)}`
      // Not -R, which does not follow a link.
      : `sudo chown ${uid} ${shellWord(path)}`;
  } catch {
    return null; // a folder bars the way: doctor's "file-modes" has it
  }
}
