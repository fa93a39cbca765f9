/** Did a check run lately? */

import { formatDuration } from "../../base/duration.ts";
import { isOverdue } from "../../core/last_check.ts";
import { blockedText } from "../../probe/lock_holder.ts";
import type { GuardLiveness } from "../../guard/liveness.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";

const CHECK = checkNamed("last-check");

/** What is known about it. */
export interface LastCheckFacts
  extends
    Pick<GuardLiveness, "pending">,
    Partial<Pick<GuardLiveness, "blockedBy" | "unwritable">> {
  /** Milliseconds since the last check; null when there was none. */
  readonly lastCheckAgeMs: number | null;
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
    return CHECK.problem(
      blockedText(blockedBy),
      // Whatever else it is, somebody has to look at it first.
      blockedBy.isCheck
        ? `kill -KILL ${blockedBy.pid}`
        : `ps -o pid,user,lstart,args -p ${blockedBy.pid}`,
    );
  }
  if (unwritable !== null) {
    const { path, why, command } = unwritable;
    return CHECK.problem(
      say`the guard's state cannot be written, so checks do nothing: ${path}: ${why}`,
      command,
    );
  }
  if (pending === "at-work") {
    return CHECK.ok(say`a check is at work now`);
  }
  if (pending !== null) {
    return CHECK.note(
      say`no check yet; the first one comes within a minute`,
      byHand,
    );
  }
  if (lastCheckAgeMs === null) {
    return CHECK[scheduled ? "problem" : "note"](
      say`there has never been a check`,
      byHand,
    );
  }
  const age = formatDuration(lastCheckAgeMs);
  if (!isOverdue(lastCheckAgeMs)) {
    return CHECK.ok(say`a check ran ${age} ago`);
  }
  return CHECK.problem(
    lastCheckAgeMs < 0
      ? say`the last check is in the future: the clock was set back`
      : say`the last check was ${age} ago, and one is due every 30 seconds`,
    byHand,
  );
}
