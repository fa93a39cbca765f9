/**
 * One tick at a time. The lock is the kernel's (flock(2)): it ends with the
 * process that holds it, so a lock left by a dead guard is no lock.
 */

import type { ProfilePaths } from "./paths.ts";
import { ensurePrivateDir } from "./atomic.ts";

/**
 * Takes the profile's lock.
 *
 * @param waitMs How long to wait for another holder.
 * @returns The held lock, or null when somebody else kept it all that time.
 */
export async function takeLock(
  paths: ProfilePaths,
  waitMs: number,
): Promise<Disposable | null> {
  let file: Deno.FsFile;
  const options = { read: true, write: true, create: true, mode: 0o600 };
  try {
    file = Deno.openSync(paths.lock, options);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    ensurePrivateDir(paths.dir);
    file = Deno.openSync(paths.lock, options);
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  const locked = file.lock(true).then(() => true);
  const taken = await Promise.race([
    locked,
    new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), waitMs);
    }),
  ]);
  clearTimeout(timer);
  if (!taken) {
    // The wait for the lock cannot be taken back, so it is given back when it comes.
    locked.then(() => file.close());
    return null;
  }
  return { [Symbol.dispose]: () => file.close() };
}
