/** What a check of `doctor` says. */

import { shellWord } from "../../base/shell_word.ts";

/** Whether it matters, from the least to the most. */
export const LEVELS = ["ok", "note", "warning", "problem"] as const;
/**
 * - ok: as it should be
 * - note: works, but is worth knowing
 * - warning: works today, and may fail when nobody looks
 * - problem: the guard cannot do its work, or the gateway cannot
 */
export type Level = typeof LEVELS[number];

/** One line of the report. */
export interface Finding {
  /** Stable name for programs. */
  readonly check: string;
  readonly level: Level;
  /** What was found and, if it is not well, what follows from it. */
  readonly found: string;
  /** The command that mends it; null when nothing is to be mended. */
  readonly fix: string | null;
}

/** What the check of this name says, by level; see {@linkcode Finding}. */
export function checkNamed(check: string) {
  const at =
    (level: Level) => (found: string, fix: string | null = null): Finding => (
      { check, level, found, fix }
    );
  return {
    ok: at("ok"),
    note: at("note"),
    warning: at("warning"),
    problem: at("problem"),
  };
}

/** The worst level there is. */
export function worstLevel(findings: readonly Finding[]): Level {
  return LEVELS.findLast((level) =>
    findings.some((finding) => finding.level === level)
  ) ?? "ok";
}

/** The person's editor, as a shell finds it. */
export const EDITOR = `"\${EDITOR:-vi}"`;

/** The command that opens a file of the person's. */
export function editCommand(path: string): string {
  return `${EDITOR} ${shellWord(path)}`;
}

/** Permission bits as chmod(1) takes them. */
export function octal(mode: number): string {
  return mode.toString(8).padStart(3, "0");
}
