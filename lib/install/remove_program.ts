/** Takes the guard's own programs away, or says how that is done. */

import { shellWord } from "../base/shell_word.ts";
import { reasonOf } from "../base/reason.ts";
import { say } from "../base/say.ts";
import { removeFile } from "../sys/files.ts";
import type { OwnProgram } from "./own_programs.ts";
import type { Job } from "./report.ts";

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
    const problem = dryRun ? null : removalProblem(path);
    if (problem === null) {
      tell("program", "done", say`remove ${path}`);
      continue;
    }
    complete = false;
    tell(
      "program",
      "warning",
      say`${path} is still there: ${problem}; remove it with "sudo rm ${
        shellWord(path)
      }"`,
    );
  }
  return complete;
}

/** Why a file cannot be removed; null when it has gone. */
function removalProblem(path: string): string | null {
  try {
    removeFile(path);
    return null;
  } catch (error) {
    return reasonOf(error);
  }
}

/** The programs that stay, and why or how they go. */
export function tellPrograms(
  programs: readonly OwnProgram[],
  removing: boolean,
  { tell }: Job,
): void {
  for (const { path, problem } of programs) {
    if (problem !== null) tell("program", "left", say`${path}: ${problem}`);
  }
  const ours = programs.filter(({ problem }) => problem === null);
  if (removing || ours.length === 0) return;
  const words = ours.map(({ path }) => shellWord(path)).join(" ");
  tell(
    "program",
    "left",
    ours.length === 1
      ? say`the program: remove it with "rm ${words}"`
      : say`the program and what belongs to it: remove them with "rm ${words}"`,
  );
}
