/** What the files of a unit say that `systemctl show` does not tell. */

import type { UnitFacts } from "../core/types.ts";
import { tryPlainText } from "../sys/plain_file.ts";

const MAX_BYTES = 256 * 1024;

/** Of what cannot be read nothing is said. */
function textOf(path: string): string {
  return tryPlainText(path, MAX_BYTES) ?? "";
}

/**
 * The drop-in that keeps a unit from starting, which `openclaw gateway install
 * --force` does not change: the last one that says what to start; null without
 * any. With other mistakes systemd loads a unit all the same.
 */
export function faultyDropIn(dropIns: readonly string[]): string | null {
  return dropIns.findLast((path) => /^\s*ExecStart\s*=/m.test(textOf(path))) ??
    null;
}

/**
 * The file that gets a gateway's output instead of the journal
 * (`StandardOutput=append:FILE`); null when none does.
 */
export function outputFile(
  { fragmentPath, dropIns = [] }: Pick<UnitFacts, "fragmentPath" | "dropIns">,
  home: string,
): string | null {
  const text = [fragmentPath, ...dropIns].map(textOf).join("\n");
  // The last one counts. Other specifiers than the home folder are not known.
  const [, target = ""] =
    [...text.matchAll(/^\s*StandardOutput\s*=\s*(.*?)\s*$/gm)].at(-1) ?? [];
  const path = /^(?:append|file|truncate):(\/.*|%h\/.*)$/.exec(target)?.[1]
    ?.replace(/^%h/, home);
  return path === undefined || path.includes("%") ? null : path;
}
