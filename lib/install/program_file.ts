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

/** Whether a package manager looks after the folder of a program. */
export function isManaged(program: string): boolean {
  return MANAGED.test(program);
}

/**
 * Refuses a program that somebody else put there.
 *
 * @throws {GuardError} saying whose it is.
 */
export function refuseForeign(context: Context, { program }: ProgramPlace) {
  const hint = say`Upgrade it the way it was installed`;
  if (isManaged(program)) {
    throw new GuardError(
      say`cannot upgrade: ${program} belongs to a package manager`,
      hint,
    );
  }
  let info: Deno.FileInfo;
  try {
    info = Deno.statSync(program);
  } catch (error) {
    // Replaced while it runs: "/path/openclaw-guard (deleted)".
    throw new GuardError(
      say`cannot upgrade: the program ${program} is not there any more`,
      say`Start it again from where it is now`,
      { cause: error },
    );
  }
  if (info.uid !== context.uid) {
    throw new GuardError(
      say`cannot upgrade: ${program} belongs to user ${
        String(info.uid)
      }, not to you (${context.uid})`,
      hint,
    );
  }
}
