/** Whose guard this is and where it lives: all that a fast check needs to know. */

import { GuardError } from "../base/errors.ts";
import { readPlainText } from "./plain_file.ts";
import { say } from "../base/say.ts";

const MAX_PASSWD_BYTES = 16 * 1024 * 1024;

/** The user, the folders and the environment. */
export interface Surroundings {
  /** The user the guard runs as and whose processes it may signal. */
  readonly uid: number;
  /** Home folder, absolute. */
  readonly home: string;
  /** An environment variable; empty counts as unset. */
  env(name: string): string | undefined;
  /** Mount points and shared folders, replaced by tests. */
  readonly roots: {
    /** proc(5). */
    readonly proc: string;
    /** cgroup v2. */
    readonly cgroup: string;
    /** The shared temporary folder of the article's maintenance switch. */
    readonly tmp: string;
    /** What is configured for the whole machine. */
    readonly etc: string;
  };
}

/**
 * The surroundings of the real process.
 *
 * @throws {GuardError} when there is no home folder to work in.
 */
export function systemSurroundings(): Surroundings {
  const env = (name: string) => Deno.env.get(name) || undefined;
  const uid = Deno.uid();
  if (uid === null) throw new GuardError(say`cannot tell which user this is`);
  const home = env("HOME") ?? homeFromPasswd(uid);
  if (home === undefined || !home.startsWith("/")) {
    throw new GuardError(
      say`cannot find the home folder: HOME is ${JSON.stringify(home ?? "")}`,
      say`Set HOME to an absolute path`,
    );
  }
  return {
    uid,
    home: home.endsWith("/") ? home.replace(/(?<=.)\/+$/, "") : home,
    env,
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: "/tmp",
      etc: "/etc",
    },
  };
}

/** passwd(5): name:password:uid:gid:comment:home:shell; undefined: not in it. */
export function homeFromPasswd(uid: number): string | undefined {
  let text: string;
  try {
    text = readPlainText("/etc/passwd", MAX_PASSWD_BYTES) ?? "";
  } catch {
    return undefined;
  }
  for (const line of text.split("\n")) {
    const fields = line.split(":");
    if (fields[2] === String(uid)) return fields[5];
  }
  return undefined;
}
