/** Did a check run lately? */

import { formatDuration } from "../core/duration.ts";
import { CHECK_OVERDUE_MS, isOverdue } from "../core/last_check.ts";
import { say } from "../text/say.ts";
import { type Finding, finding, fine } from "./finding.ts";

/** What is known about it. */
export interface LastCheckFacts {
  /** Milliseconds since the last check; null when there was none. */
  readonly lastCheckAgeMs: number | null;
  /** Milliseconds since the installation; null when not installed. */
  readonly installedAgeMs: number | null;
}

/**
 * What is to be said about it.
 *
 * @param scheduled Whatever starts checks was found to be in order.
 */
export function judgeLastCheck(
  { lastCheckAgeMs, installedAgeMs }: LastCheckFacts,
  scheduled: boolean,
  option: string,
): Finding {
  const byHand = `openclaw-guard check${option}`;
  if (lastCheckAgeMs === null) {
    const young = installedAgeMs !== null && installedAgeMs < CHECK_OVERDUE_MS;
    return finding(
      "last-check",
      scheduled && !young ? "problem" : "note",
      young
        ? say`no check yet; the first one comes within a minute`
        : say`there has never been a check`,
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
