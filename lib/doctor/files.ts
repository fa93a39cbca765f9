/** Who may read and write what the guard and the gateway rely on? */

import { settingsPath, stateRoot } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { type Finding, finding, fine, shellWord } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** One file or folder that is there. */
export interface FileFact {
  readonly path: string;
  readonly uid: number | null;
  /** Permission bits. */
  readonly mode: number;
  readonly isFolder: boolean;
  /** Others must not even read it. */
  readonly secret: boolean;
}

/** Looks at owners and modes. */
export function examineFiles(
  context: Context,
  { endpoint }: Subject,
): Finding[] {
  const settings = settingsPath(context);
  const paths: readonly [path: string, secret: boolean][] = [
    [stateRoot(context), true],
    [settings.slice(0, settings.lastIndexOf("/")), false],
    [settings, false],
    [endpoint.stateDir, true],
    [endpoint.configPath, true],
  ];
  return judgeFiles(
    paths.flatMap(([path, secret]) => factOf(path, secret)),
    context.uid,
  );
}

function factOf(path: string, secret: boolean): FileFact[] {
  try {
    const { uid, mode, isDirectory } = Deno.statSync(path);
    const bits = (mode ?? 0) & 0o777;
    return [{ path, uid, mode: bits, isFolder: isDirectory, secret }];
  } catch {
    return []; // not there: other checks say whether it should be
  }
}

/** What that means. */
export function judgeFiles(facts: readonly FileFact[], uid: number): Finding[] {
  const findings = facts.flatMap((fact) => judgeFile(fact, uid) ?? []);
  return findings.length > 0 ? findings : [
    fine(
      "file-modes",
      say`only you can write to state, settings and config`,
    ),
  ];
}

function judgeFile(fact: FileFact, uid: number): Finding | null {
  const { path, mode } = fact;
  const word = shellWord(path);
  if (fact.uid !== null && fact.uid !== uid) {
    return finding(
      "file-modes",
      "problem",
      say`${path} belongs to uid ${fact.uid}, not to you (${uid})`,
      `sudo chown -R ${uid} ${word}`,
    );
  }
  if ((mode & 0o022) !== 0) {
    return finding(
      "file-modes",
      "problem",
      say`${path} can be written by other users (mode ${octal(mode)})`,
      `chmod go-w ${word}`,
    );
  }
  if (fact.secret && (mode & 0o077) !== 0) {
    // The folder's mode protects what is in it; OpenClaw itself asks for 600.
    return finding(
      "file-modes",
      fact.isFolder ? "note" : "warning",
      say`${path} can be read by other users (mode ${octal(mode)})`,
      `chmod ${fact.isFolder ? 700 : 600} ${word}`,
    );
  }
  return null;
}

function octal(mode: number): string {
  return mode.toString(8).padStart(3, "0");
}
