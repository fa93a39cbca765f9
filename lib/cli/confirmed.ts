/** Asks before something is changed. */

import { UsageError } from "../core/errors.ts";
import type { Context } from "../sys/context.ts";

/**
 * Returns when the person agrees.
 *
 * @param yes `--yes` was given.
 * @throws {UsageError} when the answer is no, or nobody can be asked.
 */
export function confirmed(
  context: Context,
  question: string,
  yes: boolean,
): void {
  if (yes) return;
  if (!context.terminal.interactive) {
    throw new UsageError(
      "cannot ask for confirmation: this is not a terminal",
      "Add --yes",
    );
  }
  const answer = context.terminal.ask(`${question} [y/N]`);
  if (!/^(y|yes|是|好)$/i.test((answer ?? "").trim())) {
    throw new UsageError("nothing was done: not confirmed");
  }
}
