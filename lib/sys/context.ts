/** The edges of the program in one value, so that tests can replace them. */

import { GuardError } from "../core/errors.ts";
import { say } from "../text/say.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type RunCommand, runCommand } from "./command.ts";
import { systemTerminal, type Terminal } from "./terminal.ts";

/** Everything a command may touch outside itself, but for files below {@linkcode Context.home}. */
export interface Context {
  readonly clock: Clock;
  readonly run: RunCommand;
  /** kill(2); throws what `Deno.kill` throws. */
  signal(pid: number, signal: Deno.Signal): void;
  readonly terminal: Terminal;
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
  };
}

/**
 * The context of the real process.
 *
 * @throws {GuardError} when there is no home folder to work in.
 */
export function systemContext(): Context {
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
    clock: systemClock(),
    run: runCommand,
    signal: Deno.kill,
    terminal: systemTerminal(),
    uid,
    home: home.endsWith("/") ? home.replace(/(?<=.)\/+$/, "") : home,
    env,
    roots: { proc: "/proc", cgroup: "/sys/fs/cgroup", tmp: "/tmp" },
  };
}

/** passwd(5): name:password:uid:gid:comment:home:shell */
function homeFromPasswd(uid: number): string | undefined {
  let text: string;
  try {
    text = Deno.readTextFileSync("/etc/passwd");
  } catch {
    return undefined;
  }
  for (const line of text.split("\n")) {
    const fields = line.split(":");
    if (fields[2] === String(uid)) return fields[5];
  }
  return undefined;
}
