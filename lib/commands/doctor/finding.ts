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

/** What a check can say, by level. */
export type Check = Readonly<
  Record<Level, (found: string, fix?: string | null) => Finding>
>;

/** What the check of this name says; see {@linkcode Finding}. */
export function checkNamed(check: string): Check {
  const at = (level: Level) => (found: string, fix: string | null = null) => ({
    check,
    level,
    found,
    fix,
  });
  return {
    ok: at("ok"),
    note: at("note"),
    warning: at("warning"),
    problem: at("problem"),
  };
}

/** The worst level there is. */
export function worstLevel(findings: readonly Finding[]): Level {
  const ranks = findings.map(({ level }) => LEVELS.indexOf(level));
  return LEVELS[Math.max(0, ...ranks)] ?? "ok";
}
