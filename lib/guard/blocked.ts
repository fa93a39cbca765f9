/**
 * What a check does when another one holds the lock: it leaves it alone, says
 * who it is when that takes too long, and ends it when it cannot end itself.
 * Without this a single check that was stopped (SIGSTOP) would switch the guard
 * off for good.
 */

import { outcomeText, terminateVerified } from "../act/terminate.ts";
import { formatDuration } from "../base/duration.ts";
import { ENDED_AFTER_MS } from "../core/last_check.ts";
import {
  blockedText,
  blockerOf,
  findLockHolder,
} from "../probe/lock_holder.ts";
import { profilePaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import { openLog } from "../store/log.ts";
import { say } from "../base/say.ts";

/** It is crash-only: nothing is gained by waiting for it. */
const LIMITS = {
  termTimeoutMs: 1000,
  killTimeoutMs: 2000,
  // No kill of the gateway, so nothing of the budget.
  beforeKill: () => true,
};

/** What came of it. */
interface HeldLock {
  /** The holder has gone, so the lock may be free. */
  readonly ended: boolean;
  readonly verdict: "skipped" | "blocked";
  readonly why: string;
}

/** Looks at whoever holds the lock; writes to the log when that is no good news. */
export async function handleHeldLock(
  context: Context,
  profile: string,
): Promise<HeldLock> {
  const paths = profilePaths(context, profile);
  const holder = blockerOf(findLockHolder(context, paths));
  if (holder === null) {
    return {
      ended: false,
      verdict: "skipped",
      why: say`another check is at work`,
    };
  }
  using log = openLog(paths.log, context.clock, () => {});
  const facts = { pid: holder.pid, state: holder.state };
  if (!holder.isCheck || holder.ageMs < ENDED_AFTER_MS) {
    const why = blockedText(holder);
    log.warn("blocked", why, facts);
    return { ended: false, verdict: "blocked", why };
  }
  const how = await terminateVerified(context, holder, LIMITS);
  const ended = how === "gone" || how === "terminated" || how === "killed";
  const age = formatDuration(holder.ageMs);
  const why = ended
    ? say`a check (pid ${holder.pid}) that had been at work for ${age} was ended`
    : outcomeText(
      say`a check (pid ${holder.pid}) that has been at work for ${age}`,
      how,
    );
  log.error("blocked", why, facts);
  return { ended, verdict: "blocked", why };
}
