/** Which OpenClaw a unit starts, without running it (its CLI costs seconds). */

import type { UnitFacts } from "../core/types.ts";
import { readPlainText } from "../sys/plain_file.ts";

const MAX_PACKAGE_BYTES = 1024 * 1024;

/**
 * The version in the package.json above the script the unit starts, such as
 * `…/node_modules/openclaw/dist/index.js`; links (npm's `bin`) are followed.
 *
 * @returns Null when there is none that is OpenClaw's.
 */
export function installedVersion(
  { execStart }: Pick<UnitFacts, "execStart">,
): string | null {
  return installedPackage(execStart)?.version ?? null;
}

/**
 * The version a process runs that was started at a certain moment: the
 * installed one, unless that came later. For an OpenClaw without /startup.
 *
 * @param startedMs Wall clock ms.
 */
export function versionSince(
  { execStart }: Pick<UnitFacts, "execStart">,
  startedMs: number,
): string | null {
  const found = installedPackage(execStart);
  return found !== null && found.changedMs < startedMs ? found.version : null;
}

function installedPackage(
  execStart: readonly string[],
): { readonly version: string; readonly changedMs: number } | null {
  for (const argument of execStart.slice(0, 8)) {
    if (!argument.startsWith("/")) continue;
    let path: string;
    try {
      path = Deno.realPathSync(argument);
    } catch {
      continue; // an argument that is no file, or one that is not ours to see
    }
    for (let up = 0; up < 3; up++) {
      path = path.slice(0, path.lastIndexOf("/"));
      if (path === "") break;
      const found = readPackage(`${path}/package.json`);
      if (found !== null) return found;
    }
  }
  return null;
}

function readPackage(path: string) {
  try {
    const { ctime } = Deno.statSync(path);
    const text = readPlainText(path, MAX_PACKAGE_BYTES);
    if (text === null) return null;
    const { name, version } = JSON.parse(text) as Record<string, unknown>;
    return name === "openclaw" && typeof version === "string" &&
        /^[\w.+-]{1,64}$/.test(version)
      // The change time is told in whole seconds, rounded down.
      ? { version, changedMs: (ctime?.getTime() ?? 0) + 999 }
      : null;
  } catch {
    return null; // not readable or no JSON: not the package that is meant
  }
}
