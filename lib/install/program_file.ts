/** The program on disk, and whether it is ours to replace. */

import { folderOf } from "../base/path.ts";
import { GuardError } from "../base/errors.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { exists } from "../sys/files.ts";
import { compiledPath } from "../sys/running_program.ts";

/** Where the program and what belongs to it lie. */
export interface ProgramPlace {
  readonly program: string;
  /** What `--rollback` goes back to. */
  readonly previous: string;
  readonly folder: string;
}

/** The names beside a program. */
export function placeOf(program: string): ProgramPlace {
  return {
    program,
    previous: `${program}.previous`,
    folder: folderOf(program),
  };
}

/**
 * The running program, for an upgrade.
 *
 * @throws {GuardError} when it is not the compiled one.
 */
export function runningProgram(): string {
  const path = compiledPath();
  if (path !== null) return path;
  throw new GuardError(
    say`cannot upgrade: the guard runs from its source`,
    say`Update the checkout with git, then run "deno task compile"`,
  );
}

/**
 * The same, for a schedule to start it.
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
  if (exists(path)) return path;
  // An updated program that still runs: "/path/openclaw-guard (deleted)".
  throw new GuardError(
    say`cannot install: the program ${path} is not there any more`,
    say`Start it again from where it is now`,
  );
}

/** Folders a package manager looks after; /usr/local is everybody's. */
const MANAGED = /^\/(?:usr\/(?!local\/)|bin\/|sbin\/|lib|nix\/|gnu\/|snap\/)/;

/**
 * Why a program that is there is not this user's to replace or to remove; null
 * when it is.
 */
export function strangerProblem(context: Context, path: string): string | null {
  if (MANAGED.test(path)) return say`it belongs to a package manager`;
  if (!Deno.lstatSync(path).isFile) return say`it is not a plain file`;
  return ownerProblem(context, path);
}

/** The same of a link to a program. */
export function ownerProblem({ uid }: Context, path: string): string | null {
  const owner = Deno.lstatSync(path).uid ?? 0;
  return owner === uid
    ? null
    : say`it belongs to user ${owner}, not to you (${uid})`;
}

/**
 * Refuses a program that somebody else put there.
 *
 * @throws {GuardError} saying whose it is.
 */
export function refuseForeign(context: Context, { program }: ProgramPlace) {
  // Replaced while it runs: "/path/openclaw-guard (deleted)".
  if (!exists(program) && !MANAGED.test(program)) {
    throw new GuardError(
      say`cannot upgrade: the program ${program} is not there any more`,
      say`Start it again from where it is now`,
    );
  }
  const problem = strangerProblem(context, program);
  if (problem === null) return;
  throw new GuardError(
    say`cannot upgrade: ${program}: ${problem}`,
    say`Upgrade it the way it was installed`,
  );
}
