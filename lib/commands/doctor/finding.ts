/** What a check of `doctor` says. */

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

/** All is well with it. */
export function fine(check: string, found: string): Finding {
  return { check, level: "ok", found, fix: null };
}

/** Something is to be said about it. */
export function finding(
  check: string,
  level: Exclude<Level, "ok">,
  found: string,
  fix: string | null,
): Finding {
  return { check, level, found, fix };
}

/** The worst level there is. */
export function worstLevel(findings: readonly Finding[]): Level {
  const ranks = findings.map(({ level }) => LEVELS.indexOf(level));
  return LEVELS[Math.max(0, ...ranks)] ?? "ok";
}
