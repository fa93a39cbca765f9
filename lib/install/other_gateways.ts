/**
 * Whose gateways there are, for root, who has none. Nothing of a user's is
 * opened or written, and no link in a home folder followed: names in folders
 * are all that is read.
 */

import { HOME_PAGE } from "../base/program_name.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";
import { shellWord } from "../base/shell_word.ts";
import { systemGateways } from "../probe/instead.ts";
import type { Context } from "../sys/context.ts";
import { entriesOf, lookAt } from "../sys/files.ts";

/** A user as passwd(5) has them. */
interface Owner {
  readonly name: string;
  readonly home: string;
  readonly shell: string;
}

/** The users with a gateway: one that runs, or whose unit file is at its usual place. */
export async function gatewayOwners(context: Context): Promise<Owner[]> {
  const running = runningUids(context);
  const ofSystem = (await systemGateways(context, DEFAULT_PROFILE))
    .map(({ user }) => user)
    .filter((user) => !isRoot(user));
  // Users of a directory service may be left out of the whole list.
  const lists = await Promise.all([
    passwd(context, []),
    ...[running, ofSystem].map((keys) =>
      keys.length === 0 ? "" : passwd(context, keys)
    ),
  ]);
  const owners = new Map<string, Owner>();
  for (const line of lists.join("\n").split("\n")) {
    const [name = "", , uid = "", , , home = "", shell = ""] = line.split(":");
    if (uid === "" || uid === "0" || owners.has(uid)) continue;
    const has = running.includes(uid) || ofSystem.includes(uid) ||
      ofSystem.includes(name) ||
      hasUnit(folderIn(home, [".config", "systemd", "user"]));
    if (has) owners.set(uid, { name, home, shell });
  }
  return [...owners.values()];
}

/** Whom a unit of the system runs as, by `User=`; "" is root, too. */
export function isRoot(user: string): boolean {
  return user === "" || user === "root" || user === "0";
}

/** Whether a unit of a gateway has its file, or its control group, in a folder. */
export function hasUnit(folder: string | null): boolean {
  if (folder === null) return false;
  try {
    return entriesOf(folder).some(({ name }) =>
      /^openclaw-gateway(?:-.+)?\.service$/.test(name)
    );
  } catch {
    return false; // not even root may look, as in a home on NFS
  }
}

/** A folder below a home, by folders that are none but folders; else null. */
function folderIn(home: string, names: readonly string[]): string | null {
  if (!/^\/./.test(home)) return null;
  let path = home;
  for (const name of ["", ...names]) {
    if (name !== "") path += `/${name}`;
    if (!look(path)?.isDirectory) return null;
  }
  return path;
}

function look(path: string): Deno.FileInfo | null {
  try {
    return lookAt(path);
  } catch {
    return null; // as in hasUnit()
  }
}

/** Of whom systemd's user manager runs a gateway, by the control groups. */
function runningUids({ roots: { cgroup } }: Context): string[] {
  return [cgroup, `${cgroup}/unified`].flatMap((root) => {
    const users = `${root}/user.slice`;
    return entriesOf(users).flatMap(({ name }) => {
      const uid = /^user-(\d+)\.slice$/.exec(name)?.[1];
      if (uid === undefined || uid === "0") return [];
      const manager = `${users}/${name}/user@${uid}.service`;
      // Before systemd 247 there was no app.slice.
      return hasUnit(`${manager}/app.slice`) || hasUnit(manager) ? [uid] : [];
    });
  });
}

/** Lines of passwd(5), of a directory service, too; "" where nobody is found. */
export async function passwd(
  context: Context,
  keys: readonly string[],
): Promise<string> {
  const { stdout } = await context.run("getent", ["passwd", ...keys], {
    timeoutMs: 5000,
  }).catch(() => ({ stdout: "" }));
  return stdout;
}

/**
 * A guard that somebody may run: their own, or else the running one; null: there
 * is none.
 *
 * @param running The running program; null: it runs from its source.
 */
export function programOf(
  { home }: Owner,
  running: string | null,
): string | null {
  const folder = folderIn(home, [".local", "bin"]);
  const own = folder === null ? null : `${folder}/openclaw-guard`;
  return own !== null && look(own)?.isFile
    ? own
    : running !== null && everybodyMayRun(running)
    ? running
    : null;
}

/**
 * What root types to run the guard as somebody. `su -` forgets root's
 * environment, and the guard finds the user's service manager by itself.
 *
 * @param program See {@linkcode programOf}; null: install.sh is run instead.
 * @param args The command line without the program's name.
 * @param sudoer Who is root by sudo, and types it; undefined: root does.
 */
export function commandAs(
  { name, shell }: Owner,
  program: string | null,
  args: readonly string[],
  sudoer: string | undefined,
): string {
  const command = program === null
    ? `curl -fsSL ${HOME_PAGE}/releases/latest/download/install.sh | sh`
    : [program, ...args].map(shellWord).join(" ");
  // The account of a service may have a shell that only says no.
  const asShell = /\/(?:nologin|false)$/.test(shell) ? " -s /bin/sh" : "";
  if (name === sudoer) return command;
  return `${sudoer === undefined ? "" : "sudo "}su - ${
    shellWord(name)
  }${asShell} -c ${shellWord(command)}`;
}

function everybodyMayRun(path: string): boolean {
  for (let at = path; at !== ""; at = at.slice(0, at.lastIndexOf("/"))) {
    const mode = look(at)?.mode ?? 0;
    if ((mode & 0o001) === 0) return false;
  }
  return true;
}
