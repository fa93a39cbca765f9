/** Which program the crontab starts. */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";
import { compiledPath } from "../sys/running_program.ts";

/**
 * The absolute path of the running guard.
 *
 * @throws {GuardError} when it is not the compiled program, or that is gone.
 */
export function compiledProgram(): string {
  const path = compiledPath();
  if (path === null) {
    throw new GuardError(
      say`cannot install: the guard runs from its source, and cron needs the compiled program`,
      say`Run "deno task compile", then "dist/openclaw-guard install"`,
    );
  }
  try {
    Deno.statSync(path);
  } catch (error) {
    // An updated program that still runs: "/path/openclaw-guard (deleted)".
    throw new GuardError(
      say`cannot install: the program ${path} is not there any more`,
      say`Start it again from where it is now`,
      { cause: error },
    );
  }
  return path;
}
