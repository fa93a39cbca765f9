/** `install` and the crontab lines of the article's openclaw-health-check.sh. */

import { takeScriptLines } from "../../install/cron/table.ts";
import type { Tell } from "../../install/report.ts";
import type { InstallWishes } from "../../install/steps.ts";
import type { Terminal } from "../../sys/terminal.ts";
import { say } from "../../base/say.ts";
import { t } from "../../text/speech.ts";
import { isYes } from "../../cli/yes.ts";

/**
 * Decides about the article's lines: true when they are to be replaced.
 *
 * @param terminal Where to ask; null: nobody can be asked.
 * @param command What replaces them later.
 */
export function mayReplaceScript(
  table: string,
  wishes: InstallWishes,
  terminal: Terminal | null,
  command: string,
  tell: Tell,
): boolean {
  const { taken, kept } = takeScriptLines(table);
  for (const line of kept) {
    tell(
      "script",
      "left",
      say`this crontab line runs more than openclaw-health-check.sh, please look at it yourself: ${line}`,
    );
  }
  if (taken.length === 0) return false;
  for (const line of taken) tell("script", "found", say`old line: ${line}`);
  if (wishes.keepScript) {
    tell("script", "left", say`the old lines, as --keep-script says`);
    return false;
  }
  if (wishes.yes) return true;
  if (terminal?.interactive && !wishes.dryRun) {
    const answer = terminal.ask(
      t`Replace these lines? Two guards would restart the gateway twice. [y/N]`,
    );
    if (isYes(answer)) return true;
  }
  tell(
    "script",
    "warning",
    say`the old lines stay, and two guards get in each other's way: replace them with "${command}"`,
  );
  return false;
}
