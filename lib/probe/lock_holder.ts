/** Who holds a profile's lock, and for how long. */

import { formatDuration } from "../base/duration.ts";
import { ENDED_AFTER_MS, SLOW_CHECK_MS } from "../core/last_check.ts";
import type { ProcessIdentity } from "../core/types.ts";
import { PROGRAM_NAME } from "../base/program_name.ts";
import { lockingPid } from "../store/lock.ts";
import type { ProfilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { processAgeMs, readVisibleProcess, unlessGone } from "./process.ts";

/** A process that holds the lock. */
export interface LockHolder extends ProcessIdentity {
  /** Milliseconds since it was started: it cannot hold the lock for longer. */
  readonly ageMs: number;
  /** State letter, proc_pid_stat(5). */
  readonly state: string;
  /**
   * It is a check of the guard, which lives only as long as it holds the lock:
   * this user's, the guard's program, and `check` is what it was asked for.
   */
  readonly isCheck: boolean;
}

/** Null when nobody holds it; of one that cannot be looked at only the pid is known. */
export function findLockHolder(
  context: Context,
  paths: Pick<ProfilePaths, "lock">,
): LockHolder | null {
  const pid = lockingPid(paths, context.roots.proc);
  if (pid === null) return null;
  const facts = readVisibleProcess(context, pid);
  // Asked again: if it has changed hands, the process may be another's.
  if (facts === null || lockingPid(paths, context.roots.proc) !== pid) {
    return { pid, startTicks: 0, state: "", ageMs: 0, isCheck: false };
  }
  return {
    pid,
    startTicks: facts.startTicks,
    state: facts.state,
    ageMs: processAgeMs(
      facts.startTicks,
      context.clock.now(),
      context.clock,
    ),
    isCheck: facts.uid === context.uid && facts.argv[1] === "check" &&
      programOf(context, pid) === PROGRAM_NAME,
  };
}

/** The file name of its program; an upgrade renames or removes that meanwhile. */
function programOf({ roots }: Context, pid: number): string {
  const path = unlessGone(() => Deno.readLinkSync(`${roots.proc}/${pid}/exe`));
  return (path ?? "").replace(/ \(deleted\)$/, "").replace(/\.previous$/, "")
    .replace(/^.*\//, "");
}

/** The holder if it has been at it for far too long, else null. */
export function blockerOf(holder: LockHolder | null): LockHolder | null {
  return holder !== null && holder.ageMs >= SLOW_CHECK_MS ? holder : null;
}

/** For people: who keeps the guard from checking. */
export function blockedText({ pid, ageMs, isCheck }: LockHolder): string {
  const age = formatDuration(ageMs);
  return isCheck
    ? say`a check (pid ${pid}) has been at work for ${age}, which is too long; after ${
      formatDuration(ENDED_AFTER_MS)
    } the next check ends it`
    : say`a process (pid ${pid}) has been holding the guard's lock for ${age}, so nothing is checked`;
}
