/**
 * The guard's own systemd user timer, which starts it where there is no cron.
 * systemd is reloaded only when it holds an older text of these units in
 * memory: it reads a unit it has not met by itself, and a reload may give a
 * crash-looping gateway its starts anew (measured with systemd 252).
 */

import { GuardError } from "../../base/errors.ts";
import type { Context } from "../../sys/context.ts";
import { removeFile } from "../../sys/files.ts";
import { say } from "../../base/say.ts";
import { checkVariables } from "../check_variables.ts";
import {
  filesAreCurrent,
  findTimerFiles,
  linkTimer,
  timerScope,
  unitFolders,
  unlinkTimer,
  writeTimerFiles,
} from "./files.ts";
import {
  ask,
  FIRST_SYSTEMD_CODE,
  firstLine,
  must,
  readTimer,
} from "./state.ts";
import { SERVICE, serviceText, TIMER } from "./units.ts";

/** A check that takes longer than this has been started, which is all we ask, ms. */
const TRIAL_MS = 15_000;

const NO_ANSWER = say`systemd does not answer`;

/** Why a timer cannot start the guard here; null when it can. */
export async function timerProblem(context: Context): Promise<string | null> {
  const place = await timerPlace(context);
  return "problem" in place ? place.problem : null;
}

/** The folder for the guard's units, or why there is none. */
async function timerPlace(
  context: Context,
): Promise<{ readonly folder: string } | { readonly problem: string }> {
  const { foreign } = findTimerFiles(context);
  if (foreign.length > 0) {
    return { problem: say`${foreign.join(", ")} was not written by the guard` };
  }
  const { stdout, code } = await ask(context, ["show", "--property=UnitPath"]);
  if (code !== 0) return { problem: NO_ANSWER };
  const folders = unitFolders(context);
  const [folder] = foldersRead(stdout, folders);
  return folder === undefined
    ? { problem: say`systemd reads no units in ${folders.join(", ")}` }
    : { folder };
}

/**
 * The folders that `systemctl show --property=UnitPath` names. It quotes odd
 * ones as a shell would (measured with systemd 252).
 */
export function foldersRead(
  text: string,
  folders: readonly string[],
): string[] {
  const read = ` ${/^UnitPath=(.*)$/m.exec(text)?.[1] ?? ""} `;
  return folders.filter((folder) => {
    const quoted = `"${folder.replaceAll(/["\\$`]/g, "\\$&")}"`;
    return read.includes(` ${folder} `) || read.includes(` ${quoted} `);
  });
}

/**
 * Installs the timer and starts it, after systemd has run one check as a trial.
 *
 * @param program Absolute path of the guard.
 * @param dryRun Only say whether something would change.
 * @throws {GuardError} when that does not work; what was there is put back.
 */
export async function putTimer(
  context: Context,
  program: string,
  dryRun = false,
): Promise<{ readonly changed: boolean; readonly folder: string }> {
  const command = { program, variables: checkVariables(context) };
  serviceText(command); // a path that cannot be written is an error at once
  const place = await timerPlace(context);
  if ("problem" in place) {
    throw new GuardError(
      say`cannot start the guard with a systemd timer: ${place.problem}`,
      say`Mend that, or use --scheduler cron`,
    );
  }
  const { folder } = place;
  const current = filesAreCurrent(folder, command);
  const before = await readTimer(context);
  const on = before?.activeState === "active" && before.enabled;
  if (current && on && !before.outdated) return { changed: false, folder };
  if (dryRun) return { changed: true, folder };
  const putBack = writeTimerFiles(folder, command);
  try {
    // A stopped unit is forgotten, and read again when it is started.
    if (!current && before?.activeState === "active") {
      await must(context, ["stop", TIMER]);
    }
    await reloadIfNeeded(context);
    if (!current) await tryCheck(context);
    linkTimer(folder);
    await must(context, ["start", TIMER]);
  } catch (error) {
    if (!on) await switchTimerOff(context);
    putBack();
    await reloadIfNeeded(context);
    if (on) await ask(context, ["start", TIMER]);
    throw error;
  }
  return { changed: true, folder };
}

/** Not for a unit that is only new: systemd finds that by itself. */
async function reloadIfNeeded(context: Context): Promise<void> {
  const state = await readTimer(context);
  const { ours } = findTimerFiles(context);
  const unknown = ours.length > 0 && state?.loadState === "not-found";
  if (state?.outdated || unknown) await must(context, ["daemon-reload"]);
}

/** systemd's sandbox, the program's folder, a security module: only a try tells. */
async function tryCheck(context: Context): Promise<void> {
  const result = await ask(context, ["start", SERVICE], TRIAL_MS);
  if (result.code === 0 || result.timedOut) return;
  const state = await readTimer(context);
  const { exitStatus, result: ended } = state ??
    { exitStatus: 0, result: "unknown" };
  // The guard itself ran and failed: that is for the first check to tell.
  if (ended === "exit-code" && exitStatus < FIRST_SYSTEMD_CODE) return;
  await ask(context, ["reset-failed", SERVICE]);
  throw new GuardError(
    say`cannot start the guard with a systemd timer: a first check did not run: ${
      exitStatus >= FIRST_SYSTEMD_CODE
        ? say`systemd's exit code ${exitStatus}`
        : firstLine(result)
    }`,
    say`"journalctl --${
      timerScope(context)
    } -u ${SERVICE}" tells more; cron works without systemd`,
  );
}

/** Whether the timer is installed, or systemd still runs one whose files are gone. */
export async function timerThere(context: Context): Promise<boolean> {
  const { ours, foreign } = findTimerFiles(context);
  if (ours.length > 0) return true;
  if (foreign.length > 0) return false; // somebody else's
  return (await readTimer(context))?.activeState === "active";
}

/**
 * Switches the timer off, now and after a boot; a check at work is left to end.
 *
 * @returns Why that did not work, or null.
 */
export async function switchTimerOff(context: Context): Promise<string | null> {
  try {
    const state = await readTimer(context);
    if (state === null) return NO_ANSWER;
    unlinkTimer(context);
    // Some other link, which the guard did not make.
    if ((await ask(context, ["is-enabled", TIMER])).code === 0) {
      await must(context, ["disable", "--no-reload", TIMER]);
    }
    if (state.activeState !== "inactive") await must(context, ["stop", TIMER]);
    return null;
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return error.message;
  }
}

/**
 * Switches the timer off and removes what the guard wrote for it. Call it when
 * {@linkcode timerThere}.
 *
 * @returns Why systemd may go on starting checks, or null.
 */
export async function removeTimer(given: Context): Promise<string | null> {
  // The files that go may be what tells it.
  const context = { ...given, timerScope: timerScope(given) };
  const problem = await switchTimerOff(context);
  findTimerFiles(context).ours.forEach((path) => removeFile(path));
  unlinkTimer(context);
  // Else a check that failed would be listed for ever.
  if (problem === null) await ask(context, ["reset-failed", SERVICE, TIMER]);
  return problem;
}
