/** Whose guard this is and where it lives: all that a fast check needs to know. */

import { GuardError } from "../base/errors.ts";
import { tryPlainText } from "./plain_file.ts";
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

/** The user's home folder; undefined: passwd(5) has no such user. */
export function homeFromPasswd(uid: number): string | undefined {
  return passwdFields("/etc", uid)[5];
}

/** name:password:uid:gid:comment:home:shell of passwd(5); none of a user who is not in it. */
export function passwdFields(etc: string, uid: number): readonly string[] {
  return (tryPlainText(`${etc}/passwd`, MAX_PASSWD_BYTES) ?? "").split("\n")
    .map((line) => line.split(":"))
    .find((fields) => fields[2] === String(uid)) ?? [];
}
