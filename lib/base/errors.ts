/**
 * Errors a person may see. Each says what could not be done, why (with the
 * value), and what to do next. Only `main.ts` turns them into exit codes.
 */

import { reworded, say } from "./say.ts";

/** Exit codes of sysexits.h used for errors; verdicts use 0 to 3. */
export const EXIT_USAGE = 64;
/** A person said no when asked; apt and dpkg end with it, too. */
export const EXIT_NOT_CONFIRMED = 1;
/** See {@linkcode EXIT_USAGE}. */
export const EXIT_FAILURE = 70;

/** Something the guard was asked to do could not be done. */
export class GuardError extends Error {
  override readonly name: string = "GuardError";
  /** Process exit code for this error. */
  readonly exitCode: number = EXIT_FAILURE;
  /** What the person can do about it, an imperative sentence, or "". */
  readonly hint: string;

  /**
   * @param problem What could not be done, why, and the value at fault.
   * @param hint What to do next.
   */
  constructor(problem: string, hint = "", options?: ErrorOptions) {
    super(problem, options);
    this.hint = hint;
  }

  /** The one line a person reads. */
  describe(): string {
    return this.hint === "" ? this.message : say`${this.message}. ${this.hint}`;
  }
}

/** The command line was wrong. */
export class UsageError extends GuardError {
  override readonly name = "UsageError";
  override readonly exitCode = EXIT_USAGE;
}

/** A person was asked and did not agree. */
export class NotConfirmedError extends GuardError {
  override readonly name = "NotConfirmedError";
  override readonly exitCode = EXIT_NOT_CONFIRMED;
}

/** A needed program is not installed or cannot be run. */
export class CommandNotFoundError extends GuardError {
  override readonly name = "CommandNotFoundError";
  constructor(program: string, options?: ErrorOptions) {
    super(
      say`cannot run "${program}": no such program in PATH`,
      say`Install the package that has "${program}"`,
      options,
    );
  }
}

/** The text of any thrown value, on one line. */
export function messageOf(error: unknown): string {
  const text = error instanceof GuardError
    ? error.describe()
    : error instanceof Error
    ? error.message
    : String(error);
  return reworded(text, (it) => it.replaceAll(/\s*\n\s*/g, " ").trim());
}
