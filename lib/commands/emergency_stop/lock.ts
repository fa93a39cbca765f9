/** `emergency-stop` lets a check that is at work end first. */

import { asLabel } from "../../base/safe_line.ts";
import { GuardError } from "../../base/errors.ts";
import { findLockHolder } from "../../probe/lock_holder.ts";
import { takeLock } from "../../store/lock.ts";
import { profilePaths } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { t } from "../../text/speech.ts";

/** Most checks end before anybody wonders; one at a rescue stands back soon. */
const LIMITS = { silentMs: 1000, toldMs: 14_000 };

/**
 * Takes the profile's lock, so that nothing that a check has begun comes after
 * the stop. Never refuses: what keeps the lock for longer, or makes it useless,
 * does not keep anybody from stopping everything. The mark, set before this,
 * binds such a check all the same.
 *
 * @returns Null when it goes on without the lock.
 */
export async function lockForStop(
  context: Context,
  profile: string,
  { silentMs, toldMs } = LIMITS,
): Promise<Disposable | null> {
  const paths = profilePaths(context, profile);
  try {
    const lock = await takeLock(paths, silentMs);
    if (lock !== null) return lock;
    tellHolder(context, profile, Math.round(toldMs / 1000));
    return await takeLock(paths, toldMs);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return null; // the mark has met the same trouble, and has told it
  }
}

function tellHolder(context: Context, profile: string, seconds: number): void {
  const { out } = context.terminal;
  const holder = findLockHolder(context, profilePaths(context, profile));
  if (holder === null) {
    out(
      t`${
        asLabel(profile)
      }: waiting until the guard's lock is free, ${seconds} s at the most`,
    );
  } else if (holder.isCheck) {
    out(
      t`${
        asLabel(profile)
      }: waiting until a check that is at work (pid ${holder.pid}) has stood back, ${seconds} s at the most`,
    );
  } else {
    out(
      t`${
        asLabel(profile)
      }: waiting until pid ${holder.pid} lets go of the guard's lock, ${seconds} s at the most`,
    );
  }
}
