/** The files of the guard's own user units. */

import { GuardError } from "../../base/errors.ts";
import type { Scope } from "../../base/gateway_unit.ts";
import { writeFileAtomic } from "../../store/atomic.ts";
import { hasSystemGateway } from "../../store/gateway_unit.ts";
import { xdgDir } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { readPlainText } from "../../sys/plain_file.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";
import type { CheckCommand } from "../check_variables.ts";
import { exists, removeFile } from "../../sys/files.ts";
import { isOurs, SERVICE, serviceText, TIMER, timerText } from "./units.ts";

const MAX_UNIT_BYTES = 1024 * 1024;

/** What lies under the names of the guard's units. */
interface TimerFiles {
  /** Written by the guard. */
  readonly ours: readonly string[];
  /** Written by somebody else, or no plain files. */
  readonly foreign: readonly string[];
}

/**
 * Whose timer starts the guard: the system's for root's gateway that is a unit
 * of the system, where root's own service manager need not even run. There it
 * stays when that gateway has gone, and starts the checks of the others.
 *
 * @param besides A profile whose gateway does not count.
 */
export function timerScope(context: Context, besides?: string): Scope {
  if (context.uid !== 0) return "user";
  if (context.timerScope !== undefined) return context.timerScope;
  const ofSystem: Context = { ...context, timerScope: "system" };
  return hasSystemGateway(context, besides) ||
      findTimerFiles(ofSystem).ours.length > 0
    ? "system"
    : "user";
}

/**
 * Where root's own timer is that the system's has made needless: from before a
 * gateway was a unit of the system. Null: there is none.
 */
export function formerTimer(context: Context): Context | null {
  const own: Context = { ...context, timerScope: "user" };
  return timerScope(context) === "system" && findTimerFiles(own).ours.length > 0
    ? own
    : null;
}

/** Where the guard's units may be. */
export function unitFolders(context: Context): readonly string[] {
  if (timerScope(context) === "system") {
    return [`${context.roots.etc}/systemd/system`];
  }
  // systemd and a shell need not agree about XDG_CONFIG_HOME.
  const folders = [
    xdgDir(context, "XDG_CONFIG_HOME", ".config").replace(/(?<=.)\/+$/, ""),
    `${context.home}/.config`,
  ];
  return [...new Set(folders)].map((folder) => `${folder}/systemd/user`);
}

/** Looks for the guard's units. */
export function findTimerFiles(context: Context): TimerFiles {
  const ours: string[] = [];
  const foreign: string[] = [];
  for (const folder of unitFolders(context)) {
    for (const name of [TIMER, SERVICE]) {
      const path = `${folder}/${name}`;
      const text = textOf(path);
      if (text === null) continue;
      (text !== undefined && isOurs(text) ? ours : foreign).push(path);
    }
  }
  return { ours, foreign };
}

/** null: nothing there; undefined: no file that could be the guard's. */
function textOf(path: string): string | null | undefined {
  try {
    // A link is never ours: "systemctl mask" makes one to /dev/null.
    return Deno.lstatSync(path).isFile
      ? readPlainText(path, MAX_UNIT_BYTES) ?? null
      : undefined;
  } catch (error) {
    return error instanceof Deno.errors.NotFound ? null : undefined;
  }
}

/**
 * Whether the files are what this program would write.
 *
 * @param folder One of {@linkcode unitFolders}.
 * @throws {GuardError} when a unit file cannot name the program.
 */
export function filesAreCurrent(
  folder: string,
  command: CheckCommand,
): boolean {
  return filesFor(folder, command).every(([path, text]) =>
    textOf(path) === text
  );
}

function filesFor(folder: string, command: CheckCommand): [string, string][] {
  return [
    // First what is started, then what starts it.
    [`${folder}/${SERVICE}`, serviceText(command)],
    [`${folder}/${TIMER}`, timerText()],
  ];
}

/**
 * Writes both files, but for those that are as they should be.
 *
 * @returns Puts the files back as they were.
 * @throws {GuardError} when they cannot be written; they are then as before.
 */
export function writeTimerFiles(
  folder: string,
  command: CheckCommand,
): () => void {
  const changes = filesFor(folder, command)
    .map(([path, text]) => ({ path, text, old: textOf(path) }))
    .filter(({ text, old }) => text !== old);
  const putBack = () => {
    for (const { path, old } of changes) {
      if (old === null) removeFile(path);
      else if (old !== undefined) writeFileAtomic(path, old);
    }
  };
  try {
    Deno.mkdirSync(folder, { recursive: true });
    for (const { path, text } of changes) writeFileAtomic(path, text);
  } catch (error) {
    putBack();
    throw new GuardError(
      say`cannot write the guard's units in ${folder}: ${reasonOf(error)}`,
      say`Make that folder yours and writable`,
      { cause: error },
    );
  }
  return putBack;
}

/**
 * Lets a boot start the timer: the link that `systemctl enable` makes. From
 * systemd 255 on `enable --no-reload` marks every unit of the user as changed
 * on disk, and a reload may give a crash-looping gateway its starts anew.
 *
 * @param folder Where the timer's file is.
 * @throws {GuardError} when it cannot be made.
 */
export function linkTimer(folder: string): void {
  const wants = wantsFolder(folder);
  const link = `${wants}/${TIMER}`;
  try {
    Deno.mkdirSync(wants, { recursive: true });
    removeFile(link);
    Deno.symlinkSync(`${folder}/${TIMER}`, link);
  } catch (error) {
    throw new GuardError(
      say`cannot enable ${TIMER}: ${link}: ${reasonOf(error)}`,
      say`Make that folder yours and writable`,
      { cause: error },
    );
  }
}

/**
 * Removes what {@linkcode linkTimer} or `systemctl enable` made.
 *
 * @throws {GuardError} when it cannot be removed.
 */
export function unlinkTimer(context: Context): void {
  if (findTimerFiles(context).foreign.length > 0) return;
  for (const folder of unitFolders(context)) {
    const wants = wantsFolder(folder);
    const link = `${wants}/${TIMER}`;
    try {
      removeFile(link);
    } catch (error) {
      throw new GuardError(
        say`cannot remove ${link}: ${reasonOf(error)}`,
        say`Remove it yourself: it starts the guard after a boot`,
        { cause: error },
      );
    }
    try {
      Deno.removeSync(wants);
    } catch {
      // Others are in it, or it is not there.
    }
  }
}

/** Whether a boot starts the timer, by what lies on disk. */
export function isTimerLinked(context: Context): boolean {
  return unitFolders(context).some((folder) =>
    exists(`${wantsFolder(folder)}/${TIMER}`)
  );
}

/** Where systemd looks for what a boot starts with its timers. */
function wantsFolder(folder: string): string {
  return `${folder}/timers.target.wants`;
}
