/** What `install` and `uninstall` tell about their steps. */

/** What became of a step. */
export type Outcome =
  /** Looked at, nothing to do. */
  | "found"
  | "done"
  /** It was like that before. */
  | "already"
  /** Would be done without `--dry-run`. */
  | "planned"
  /** Stays as it is, on purpose. */
  | "left"
  /** Works for now; the person should do something. */
  | "warning";

/** One step. */
export interface Step {
  /** Stable name for programs. */
  readonly step: string;
  readonly outcome: Outcome;
  /** One line for people. */
  readonly text: string;
}

/** Notes a step, and shows it to the person. */
export type Tell = (step: string, outcome: Outcome, text: string) => void;

/** One line of the report. */
export function stepLine({ outcome, text }: Step): string {
  return `${outcome.padEnd(8)} ${text}`;
}
