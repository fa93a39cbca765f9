/** What `install` and `uninstall` tell about their steps. */

import type { Terminal } from "../sys/terminal.ts";
import { t } from "../text/speech.ts";

/** What became of a step. */
export type StepOutcome =
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
  readonly outcome: StepOutcome;
  /** One line for people, in English. */
  readonly text: string;
}

/** Notes a step, and shows it to the person; in a dry run what is done is only planned. */
export type Tell = (step: string, outcome: StepOutcome, text: string) => void;

/**
 * The steps, and what tells of them.
 *
 * @param terminal Where each is shown; null: nowhere.
 * @param dryRun What would be done is told, too.
 */
export function reportSteps(terminal: Terminal | null, dryRun: boolean) {
  const steps: Step[] = [];
  const tell: Tell = (step, told, text) => {
    const outcome = dryRun && told === "done" ? "planned" : told;
    steps.push({ step, outcome, text });
    terminal?.prose(stepLine({ step, outcome, text }));
  };
  return { steps, tell };
}

/** One line of the report, in the person's language. */
function stepLine({ outcome, text }: Step): string {
  switch (outcome) {
    case "found":
      return t`found    ${text}`;
    case "done":
      return t`done     ${text}`;
    case "already":
      return t`already  ${text}`;
    case "planned":
      return t`planned  ${text}`;
    case "left":
      return t`left     ${text}`;
    case "warning":
      return t`warning  ${text}`;
  }
}
