/** What a person did with a command, in the guard's log and history. */

import { appendHistory } from "../store/history.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { openLog } from "../store/log.ts";
import { translate } from "../text/speech.ts";

/**
 * Writes an event down; when that cannot be done it is said on the terminal and
 * the command goes on.
 *
 * @param event A stable word for machines.
 * @param sentence For people.
 */
export function noteEvent(
  context: Context,
  profile: string,
  event: string,
  sentence: string,
  facts: Readonly<Record<string, string | number | boolean | null>> = {},
): void {
  appendHistory(context, profile, { event, sentence, facts });
  const log = openLog(
    profilePaths(context, profile).log,
    context.clock,
    (problem) => context.terminal.err(`openclaw-guard: ${translate(problem)}`),
  );
  using _held = log; // a name of its own: see build/bundle.ts
  log.info(event, sentence, facts);
}
