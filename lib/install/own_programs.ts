/** The guard's own programs, the one in use and what `upgrade` kept beside it, and how they go. */

import { GuardError } from "../base/errors.ts";
import { PROGRAM_NAME } from "../base/program_name.ts";
import { reasonOf } from "../base/reason.ts";
import { shellWord } from "../base/shell_word.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { ownerProblem, placeOf, strangerProblem } from "./program_file.ts";
import type { Job } from "./report.ts";
import { tryProgram } from "./try_program.ts";
import { exists, removeFile } from "../sys/files.ts";

/** A file that is, or seems to be, a program of the guard. */
interface OwnProgram {
  readonly path: string;
  /** Why it is not the guard's to remove; null when it is. */
  readonly problem: string | null;
}

/**
 * The programs that are there, the links by which they are found before what
 * they lead to. What is not the running one has to prove that it is a guard by
 * its answer, as before a rollback to it.
 *
 * @param running The compiled program that runs; null when it runs from source.
 * @param installed The one install.json names, which alone is meant then; null
 * when there is no such file.
 */
export async function ownPrograms(
  context: Context,
  running: string | null,
  installed: string | null,
): Promise<OwnProgram[]> {
  const program = installed ?? running;
  if (program === null) return [];
  const found: OwnProgram[] = [];
  const paths = [placeOf(program).previous, program].filter(exists);
  for (const path of paths) {
    const problem = strangerProblem(context, path) ??
      (path === running ? null : await answerProblem(context, path));
    if (path === program) found.push(...linksTo(context, path, problem));
    found.push({ path, problem });
  }
  if (running !== null && !paths.includes(running) && exists(running)) {
    // A build of a developer, or a copy the person keeps.
    found.push({ path: running, problem: say`it is not the one installed` });
  }
  return found;
}

/**
 * Links to the program under the name people type, in PATH and where
 * install.sh puts it. They stay as long as what they lead to.
 */
function linksTo(
  context: Context,
  program: string,
  problem: string | null,
): OwnProgram[] {
  if (problem !== null) return [];
  const folders = [
    ...(context.env("PATH") ?? "").split(":"),
    context.env("OPENCLAW_GUARD_BIN_DIR") ?? `${context.home}/.local/bin`,
  ].filter((folder) => folder.startsWith("/"));
  const paths = folders.map((folder) =>
    `${folder.replace(/\/+$/, "")}/${PROGRAM_NAME}`
  );
  return [...new Set(paths)]
    .filter((path) => leadsTo(path, program))
    .map((path) => ({ path, problem: ownerProblem(context, path) }));
}

function leadsTo(path: string, program: string): boolean {
  try {
    return Deno.lstatSync(path).isSymlink &&
      Deno.realPathSync(path) === Deno.realPathSync(program);
  } catch {
    return false; // none, a dangling one, or a folder closed to this user
  }
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

/**
 * Removes them in this order. One that cannot be removed keeps none of the
 * others: the folder may be root's while the file is not.
 *
 * @returns Whether all of them have gone.
 */
export function removePrograms(
  paths: readonly string[],
  { dryRun, tell }: Job,
): boolean {
  let complete = true;
  for (const path of paths) {
    try {
      if (!dryRun) removeFile(path);
      tell.done("program", say`remove ${path}`);
    } catch (error) {
      complete = false;
      tell.warning(
        "program",
        say`${path} is still there: ${
          reasonOf(error)
        }; remove it with "sudo rm ${shellWord(path)}"`,
      );
    }
  }
  return complete;
}

/** The programs that stay, and why or how they go. */
export function tellPrograms(
  programs: readonly OwnProgram[],
  removing: boolean,
  { tell }: Job,
): void {
  for (const { path, problem } of programs) {
    if (problem !== null) tell.left("program", say`${path}: ${problem}`);
  }
  const ours = programs.filter(({ problem }) => problem === null);
  if (removing || ours.length === 0) return;
  const words = ours.map(({ path }) => shellWord(path)).join(" ");
  tell.left(
    "program",
    ours.length === 1
      ? say`the program: remove it with "rm ${words}"`
      : say`the program and what belongs to it: remove them with "rm ${words}"`,
  );
}
