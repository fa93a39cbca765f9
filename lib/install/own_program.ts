/** The guard's own programs: the one in use, and what `upgrade` kept beside it. */

import { GuardError } from "../core/errors.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { isManaged, placeOf } from "../upgrade/own_program.ts";
import { tryProgram } from "../upgrade/trial.ts";
import { exists } from "./exists.ts";

/** A file that is, or seems to be, a program of the guard. */
export interface OwnProgram {
  readonly path: string;
  /** Why it is not the guard's to remove; null when it is. */
  readonly problem: string | null;
}

/**
 * The programs that are there. What is not the running one has to prove that
 * it is a guard by its answer, as before a rollback to it.
 *
 * @param running The compiled program that runs; null when it runs from source.
 * @param installed The one install.json names; null when there is no such file.
 */
export async function ownPrograms(
  context: Context,
  running: string | null,
  installed: string | null,
): Promise<OwnProgram[]> {
  const programs = [running, installed].filter((path) => path !== null);
  const paths = [...new Set(programs)].flatMap((program) => [
    program,
    placeOf(program).previous,
  ]).filter(exists);
  const found: OwnProgram[] = [];
  for (const path of paths) {
    const problem = strangerProblem(context, path) ??
      (path === running ? null : await answerProblem(context, path));
    found.push({ path, problem });
  }
  return found;
}

function strangerProblem({ uid }: Context, path: string): string | null {
  if (isManaged(path)) return say`it belongs to a package manager`;
  const info = Deno.lstatSync(path);
  if (!info.isFile) return say`it is not a plain file`;
  return info.uid === uid
    ? null
    : say`it belongs to user ${String(info.uid)}, not to you`;
}

async function answerProblem(
  context: Context,
  path: string,
): Promise<string | null> {
  try {
    await tryProgram(context, path);
    return null;
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return say`it does not say that it is openclaw-guard`;
  }
}
