/**
 * What is to start the guard after `install`, and the crontab lines of the
 * article's openclaw-health-check.sh, which it replaces.
 */

import { takeScriptLines } from "../../install/cron/table.ts";
import type { Job } from "../../install/report.ts";
import type { InstallJob } from "../../install/steps.ts";
import type { Terminal } from "../../sys/terminal.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { isYes } from "../../cli/confirm.ts";
import { UsageError } from "../../base/errors.ts";
import { nearestName } from "../../base/nearest.ts";
import {
  type Choice,
  chooseScheduler,
  type SchedulerFacts,
  schedulerFacts,
} from "../../install/choose_scheduler.ts";
import { readReceipt } from "../../install/receipt.ts";
import { type Scheduler, SCHEDULERS } from "../../install/scheduler.ts";

/**
 * Decides about the article's lines: true when they are to be replaced.
 *
 * @param terminal Where to ask; null: nobody can be asked.
 * @param command What replaces them later.
 */
export function mayReplaceScript(
  table: string,
  terminal: Terminal | null,
  command: string,
  { keepScript, yes, dryRun, tell }: InstallJob,
): boolean {
  const { taken, kept } = takeScriptLines(table);
  for (const line of kept) {
    tell.left(
      "script",
      say`this crontab line runs more than openclaw-health-check.sh, please look at it yourself: ${line}`,
    );
  }
  if (taken.length === 0) return false;
  for (const line of taken) tell.found("script", say`old line: ${line}`);
  if (keepScript) {
    tell.left("script", say`the old lines, as --keep-script says`);
    return false;
  }
  if (yes) return true;
  if (terminal?.interactive && !dryRun) {
    const answer = terminal.ask(
      t`Replace these lines? Two guards would restart the gateway twice. [y/N]`,
    );
    if (isYes(answer)) return true;
  }
  tell.warning(
    "script",
    say`the old lines stay, and two guards get in each other's way: replace them with "${command}"`,
  );
  return false;
}

/**
 * What `--scheduler` says.
 *
 * @throws {UsageError} when it is none.
 */
export function wantedScheduler(given: string | undefined): Scheduler | "auto" {
  const known: readonly (Scheduler | "auto")[] = ["auto", ...SCHEDULERS];
  const wanted = known.find((name) => name === given);
  if (given === undefined) return "auto";
  if (wanted !== undefined) return wanted;
  const nearest = nearestName(given, known);
  throw new UsageError(
    say`--scheduler ${JSON.stringify(given)} is not one of ${known.join("|") // as the help has it; "none" alone would be translated
    }`,
    nearest === undefined
      ? say`Leave it out to let "install" choose`
      : say`Did you mean ${`--scheduler ${nearest}`}?`,
  );
}

/** With "none" nothing is looked at, so that nothing there can stand in the way. */
export async function choose(
  { scheduler, context }: InstallJob,
): Promise<{ facts: SchedulerFacts | null; choice: Choice }> {
  if (scheduler === "none") {
    return { facts: null, choice: { scheduler, why: "" } };
  }
  const facts = await schedulerFacts(context, readReceipt(context));
  return { facts, choice: chooseScheduler(scheduler, facts) };
}

/** Says which one it is, and why. */
export function tellChoice({ scheduler, why }: Choice, { tell }: Job): void {
  if (scheduler === "none") return; // said when the schedule's turn comes
  tell.found(
    "scheduler",
    scheduler === "cron"
      ? say`cron starts the guard: ${why}`
      : say`a systemd timer starts the guard: ${why}`,
  );
}
