/** Did a check run lately? */

import { formatDuration } from "../../base/duration.ts";
import {
  firstCheckAfter,
  isOverdue,
  type PendingCheck,
} from "../../core/last_check.ts";
import { historyEvents, resumeAgeMs } from "../../store/history.ts";
import {
  blockedText,
  blockerOf,
  findLockHolder,
  type LockHolder,
} from "../../probe/lock_holder.ts";
import { profilePaths } from "../../store/paths.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import type { Unwritable } from "../../store/unwritable.ts";
import { type Finding, finding, fine } from "./finding.ts";
import { installedTime } from "./guard.ts";

/** What is known about it. */
export interface LastCheckFacts {
  /** Milliseconds since the last check; null when there was none. */
  readonly lastCheckAgeMs: number | null;
  /** Why none has come lately although all may be well; null: it has, or should have. */
  readonly pending: PendingCheck | null;
  /** Who has been holding the lock for far too long; null: nobody. */
  readonly blockedBy?: LockHolder | null;
  /** Why no check can write its state; null: it can. */
  readonly unwritable?: Unwritable | null;
}

/**
 * What is to be said about it.
 *
 * @param scheduled Whatever starts checks was found to be in order.
 */
export function judgeLastCheck(
  { lastCheckAgeMs, pending, blockedBy = null, unwritable = null }:
    LastCheckFacts,
  scheduled: boolean,
  option: string,
): Finding {
  const byHand = `openclaw-guard check${option}`;
  if (blockedBy !== null) {
    return finding(
      "last-check",
      "problem",
      blockedText(blockedBy),
      // Whatever else it is, somebody has to look at it first.
      blockedBy.isCheck
        ? `kill -KILL ${blockedBy.pid}`
        : `ps -o pid,user,lstart,args -p ${blockedBy.pid}`,
    );
  }
  if (unwritable !== null) {
    const { path, why, command } = unwritable;
    return finding(
      "last-check",
      "problem",
      say`the guard's state cannot be written, so checks do nothing: ${path}: ${why}`,
      command,
    );
  }
  if (pending === "at-work") {
    return fine("last-check", say`a check is at work now`);
  }
  if (pending !== null) {
    return finding(
      "last-check",
      "note",
      say`no check yet; the first one comes within a minute`,
      byHand,
    );
  }
  if (lastCheckAgeMs === null) {
    return finding(
      "last-check",
      scheduled ? "problem" : "note",
      say`there has never been a check`,
      byHand,
    );
  }
  const age = formatDuration(lastCheckAgeMs);
  if (!isOverdue(lastCheckAgeMs)) {
    return fine("last-check", say`a check ran ${age} ago`);
  }
  return finding(
    "last-check",
    "problem",
    lastCheckAgeMs < 0
      ? say`the last check is in the future: the clock was set back`
      : say`the last check was ${age} ago, and one is due every 30 seconds`,
    byHand,
  );
}

/** See {@linkcode LastCheckFacts.pending}. */
export function pendingCheck(
  context: Context,
  profile: string,
  ageMs: number | null,
): PendingCheck | null {
  if (!isOverdue(ageMs)) return null;
  const { wallMs, bootMs } = context.clock.now();
  if (findLockHolder(context, profilePaths(context, profile)) !== null) {
    return "at-work";
  }
  const installedMs = installedTime(context);
  return installedMs === null ? null : firstCheckAfter({
    // Where a check has been, the first one is over.
    installed: ageMs === null ? wallMs - installedMs : null,
    resumed: resumeAgeMs(historyEvents(context, profile), wallMs),
    booted: bootMs,
  });
}

/** See {@linkcode LastCheckFacts.blockedBy}. */
export function blocker(context: Context, profile: string): LockHolder | null {
  return blockerOf(findLockHolder(context, profilePaths(context, profile)));
}
