/**
 * One tick at a time. The lock is the kernel's (flock(2)): it ends with the
 * process that holds it, so a lock left by a dead guard is no lock.
 */

import { GuardError, messageOf } from "../base/errors.ts";
import { statPlainFile } from "../sys/plain_file.ts";
import { ensurePrivateDir } from "./atomic.ts";
import type { ProfilePaths } from "./paths.ts";
import { say } from "../base/say.ts";

/** What the lock needs to know. */
type LockPaths = Pick<ProfilePaths, "dir" | "lock">;

/**
 * Takes the profile's lock, and before that makes its folder private.
 *
 * @param waitMs How long to wait for another holder.
 * @returns The held lock, or null when somebody else kept it all that time.
 * @throws {GuardError} when the lock cannot be used, e.g. on a full disk.
 */
export async function takeLock(
  paths: LockPaths,
  waitMs: number,
): Promise<Disposable | null> {
  const file = openLock(paths);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const locked = file.lock(true).then(() => true);
  let taken: boolean;
  try {
    taken = await Promise.race([
      locked,
      new Promise<false>((resolve) => {
        timer = setTimeout(() => resolve(false), waitMs);
      }),
    ]);
  } catch (error) {
    file.close();
    throw unusable(paths, error);
  } finally {
    clearTimeout(timer);
  }
  if (!taken) {
    // The wait for the lock cannot be taken back, so it is given back when it comes.
    locked.then(() => file.close());
    return null;
  }
  return { [Symbol.dispose]: () => file.close() };
}

/**
 * The process that holds the lock, asked without taking it: the kernel lists
 * all locks with the inodes of their files (proc_locks(5)). The device there is
 * not that of stat(2) on every file system, so it is not compared.
 *
 * @param procRoot Where proc(5) is mounted.
 * @returns Null when nobody does: there is no lock yet, or no such list. One
 * that is not of this pid namespace is not listed.
 */
export function lockingPid(
  { lock }: Pick<ProfilePaths, "lock">,
  procRoot: string,
): number | null {
  try {
    const { ino } = Deno.statSync(lock);
    for (const line of Deno.readTextFileSync(`${procRoot}/locks`).split("\n")) {
      const [, pid, inode] = FLOCK.exec(line) ?? [];
      if (inode === String(ino)) return Number(pid);
    }
    return null;
  } catch {
    return null;
  }
}

/** "1: FLOCK  ADVISORY  WRITE 812 00:1a:4711 0 EOF"; not those who wait ("1: ->"). */
const FLOCK = /^\d+: FLOCK +ADVISORY +WRITE +(\d+) +[\da-f]+:[\da-f]+:(\d+) /;

function openLock(paths: LockPaths): Deno.FsFile {
  try {
    ensurePrivateDir(paths.dir);
    statPlainFile(paths.lock);
    return Deno.openSync(paths.lock, {
      read: true,
      write: true,
      create: true,
      mode: 0o600,
    });
  } catch (error) {
    throw unusable(paths, error);
  }
}

function unusable({ dir }: LockPaths, error: unknown): GuardError {
  return new GuardError(
    say`cannot check: the guard's folder ${dir} cannot be used: ${
      messageOf(error)
    }`,
    say`Without a lock and a place to count attempts nothing is done to the gateway`,
    { cause: error },
  );
}
