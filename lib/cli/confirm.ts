/** Asks before something is changed. */

import { NotConfirmedError, UsageError } from "../base/errors.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { t } from "../text/speech.ts";
import { type ParsedOptions, wrongUse } from "./options.ts";

/**
 * With `--json` nobody is asked: what the question is about was not shown, and
 * it would stand before the object.
 *
 * @throws {UsageError} when the command would have to ask.
 */
export function refuseToAsk(command: string, options: ParsedOptions): void {
  if (!options.flag("json")) return;
  if (options.flag("yes") || options.flag("dry-run")) return;
  throw wrongUse(command, say`--json asks nothing: add --yes`);
}

/**
 * Returns when the person agrees.
 *
 * @param yes `--yes` was given.
 * @throws {NotConfirmedError} when the answer is no.
 * @throws {UsageError} when nobody can be asked.
 */
export function confirmed(
  context: Context,
  question: string,
  yes: boolean,
): void {
  if (yes) return;
  if (!context.terminal.interactive) {
    throw new UsageError(
      say`cannot ask for confirmation: this is not a terminal`,
      say`Add --yes`,
    );
  }
  const answer = context.terminal.ask(t`${question} [y/N]`);
  if (!isYes(answer)) {
    throw new NotConfirmedError(say`nothing was done: not confirmed`);
  }
}

/** Whether an answer means yes. Anything else, and none (null), is a no. */
export function isYes(answer: string | null): boolean {
  return /^(y|yes|是|好)$/i.test((answer ?? "").trim());
}
