/** `emergency-stop` and `resume` let what is at work end first: a check, a drill. */

import { asLabel } from "../../base/safe_line.ts";
import { GuardError } from "../../base/errors.ts";
import { findLockHolder } from "../../probe/lock_holder.ts";
import { takeLock } from "../../store/lock.ts";
import { profilePaths } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { t, translate } from "../../text/speech.ts";
import { reasonOf } from "../../base/reason.ts";
import { isAtWork, tidyUpAfterDrill } from "../../act/undo_drill.ts";
import { readDrillRecord } from "../../store/drill_record.ts";

/** Most checks end before anybody wonders; one at a rescue stands back soon. */
export const LOCK_LIMITS = { silentMs: 1000, toldMs: 14_000 };

/**
 * Takes the profile's lock, and tells who keeps it waiting for long.
 *
 * @returns Null when somebody else kept it all that time.
 * @throws {GuardError} when the lock cannot be used.
 */
export async function waitForLock(
  context: Context,
  profile: string,
  { silentMs, toldMs } = LOCK_LIMITS,
): Promise<Disposable | null> {
  const paths = profilePaths(context, profile);
  const lock = await takeLock(paths, silentMs);
  if (lock !== null) return lock;
  tellHolder(context, profile, Math.round(toldMs / 1000));
  return await takeLock(paths, toldMs);
}

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
  limits = LOCK_LIMITS,
): Promise<Disposable | null> {
  try {
    return await waitForLock(context, profile, limits);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return null; // the mark has met the same trouble, and has told it
  }
}

function tellHolder(context: Context, profile: string, seconds: number): void {
  const label = asLabel(profile);
  const holder = findLockHolder(context, profilePaths(context, profile));
  context.terminal.out(
    holder === null
      ? t`${label}: waiting until the guard's lock is free, ${seconds} s at the most`
      : holder.isCheck
      ? t`${label}: waiting until a check that is at work (pid ${holder.pid}) has stood back, ${seconds} s at the most`
      : t`${label}: waiting until pid ${holder.pid} lets go of the guard's lock, ${seconds} s at the most`,
  );
}

/** A drill sees the mark with its next look at the gateway, and then puts back. */
const DRILL_WAIT_MS = 10_000;

/**
 * Lets a drill end by itself, as it may hold the port; one that died is
 * forgotten, or a check after "resume" would start what this stops.
 */
export async function endDrill(
  context: Context,
  profile: string,
): Promise<void> {
  const { out, err } = context.terminal;
  const label = asLabel(profile);
  try {
    const deadline = context.clock.now().bootMs + DRILL_WAIT_MS;
    for (let told = false;; told = true) {
      const record = readDrillRecord(context, profile);
      if (record === null || !isAtWork(context, record)) break;
      if (context.clock.now().bootMs > deadline) break;
      if (!told) {
        const seconds = DRILL_WAIT_MS / 1000;
        out(
          t`${label}: waiting until drill ${record.drill} (pid ${record.owner.pid}) has put back what it did, ${seconds} s at the most`,
        );
      }
      await context.clock.sleep(200);
    }
    for (const done of await tidyUpAfterDrill(context, profile, false)) {
      out(`${label}: ${translate(done)}`);
    }
  } catch (error) {
    err(`${label}: ${translate(reasonOf(error))}`);
  }
}
