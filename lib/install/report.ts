/** What the steps of `install` and `uninstall` work with, and tell. */

import type { Context } from "../sys/context.ts";
import { t } from "../text/speech.ts";

/** What became of a step. */
type StepOutcome =
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
interface Step {
  /** Stable name for programs. */
  readonly step: string;
  readonly outcome: StepOutcome;
  /** One line for people, in English. */
  readonly text: string;
}

/** Notes a step, and shows it to the person; in a dry run what is done is only planned. */
type Tell = Readonly<
  Record<
    Exclude<StepOutcome, "planned">,
    (step: string, text: string) => void
  >
>;

/** What each step works with; commands add their wishes. */
export interface Job {
  readonly context: Context;
  /** Only tell what would be done. */
  readonly dryRun: boolean;
  readonly tell: Tell;
}

/**
 * Begins a job.
 *
 * @param json Its steps are not shown one by one.
 * @returns `steps` has those that were told so far.
 */
export function startJob<W extends Pick<Job, "dryRun">>(
  context: Context,
  wishes: W,
  json: boolean,
): { readonly job: W & Job; readonly steps: readonly Step[] } {
  const steps: Step[] = [];
  const as = (outcome: StepOutcome) => (step: string, text: string) => {
    steps.push({ step, outcome, text });
    if (!json) context.terminal.prose(stepLine({ step, outcome, text }));
  };
  const tell: Tell = {
    found: as("found"),
    done: as(wishes.dryRun ? "planned" : "done"),
    already: as("already"),
    left: as("left"),
    warning: as("warning"),
  };
  return { job: { ...wishes, context, tell }, steps };
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
