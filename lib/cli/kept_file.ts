/**
 * Files that the checks keep up to date for others: the page of the history, the
 * metrics. What goes wrong is told once, and no check fails for it.
 */

import { GuardError, messageOf } from "../base/errors.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { wellKnownReason } from "../base/reason.ts";
import { say } from "../base/say.ts";
import { noteEvent } from "./note_event.ts";
import { foreignPart } from "../store/foreign_folder.ts";
import type { Context } from "../sys/context.ts";

/** Such a file. */
export interface KeptFile {
  readonly path: string;
  /** The stable word for what is told of it. */
  readonly event: string;
  write(): Promise<void>;
  /** The sentence for why it cannot be written. */
  problem(why: string): string;
  /** The sentence for when it can be again. */
  readonly again: string;
  /** The problem that was told last; null: none, or it was written since. */
  told(): string | null;
  /** Keeps for {@linkcode KeptFile.told} what it is this time. */
  remember(problem: string | null): void;
}

/** Writes it, and tells what is new about that. */
export async function keepFile(
  context: Context,
  file: KeptFile,
): Promise<void> {
  const problem = await problemWith(context, file);
  try {
    // With every check the same would be no news.
    if (problem !== file.told()) {
      noteEvent(context, DEFAULT_PROFILE, file.event, problem ?? file.again);
    }
    file.remember(problem);
  } catch (error) {
    // The guard's folder cannot be used, which the check has told.
    if (error instanceof GuardError || wellKnownReason(error) !== null) return;
    throw error;
  }
}

async function problemWith(
  { uid }: Context,
  file: KeptFile,
): Promise<string | null> {
  try {
    // Who owns the folder could have root write elsewhere, with every check.
    const foreign = uid === 0 ? foreignPart(file.path, 0) : null;
    if (foreign !== null) {
      return file.problem(
        say`${foreign} is another user's, and this is root`,
      );
    }
    await file.write();
    return null;
  } catch (error) {
    return file.problem(messageOf(error));
  }
}
