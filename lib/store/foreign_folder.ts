/**
 * As root the guard keeps files only where nobody else can change a part of the
 * path: HOME and the XDG folders may still be those of the user before `sudo -E`
 * or `su` (openclaw#78493).
 */

import { lookAt } from "../sys/files.ts";
import { homeFromPasswd, type Surroundings } from "../sys/surroundings.ts";
import { settingsPath, stateRoot } from "./paths.ts";

/**
 * The first folder on the way to the guard's own files that is neither the
 * user's nor root's, links on the way included; null when there is none.
 */
export function foreignFolder(surroundings: Surroundings): string | null {
  const { home, uid } = surroundings;
  for (
    const path of [home, stateRoot(surroundings), settingsPath(surroundings)]
  ) {
    const found = foreignPart(path, uid);
    if (found === null) continue;
    // A container may give root's own home another owner: who has that home has
    // root, whatever the guard does.
    const own = homeFromPasswd(uid);
    if (own === undefined || !`${path}/`.startsWith(`${own}/`)) return found;
  }
  return null;
}

/** The part of one path that is neither the user's nor root's, or null. */
export function foreignPart(path: string, uid: number): string | null {
  let target: string | null = null;
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    try {
      const info = lookAt(at);
      if (info === null) continue;
      if (info.uid !== uid && info.uid !== 0) return at;
      target ??= Deno.realPathSync(at);
    } catch {
      // Below a file, or a link to nowhere: nothing is kept there.
    }
  }
  return target === null || `${path}/`.startsWith(`${target}/`)
    ? null
    : foreignPart(target, uid);
}
