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
 * The wait cannot be taken back: after null the process is expected to end.
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
  let timer: number | undefined;
  const taken = await Promise.race([
    file.lock(true).then(() => true),
    new Promise<false>((resolve) => {
      timer = setTimeout(() => resolve(false), waitMs);
    }),
  ]);
  clearTimeout(timer);
  if (!taken) return null;
  return { [Symbol.dispose]: () => file.close() };
}
