/** What a unit with `Type=notify` waits for: the gateway's word that it is ready. */

import { say } from "../base/say.ts";
import { formatDuration } from "../base/duration.ts";
import type { UnitFacts } from "./types.ts";

/**
 * A gateway that never tells systemd that it is ready (`Type=notify`), though it
 * answers: systemd ends it for that, again and again. Null for any other.
 */
export function unreadyText(
  { activeState, subState, result, type, timeoutStartMs = Infinity }: UnitFacts,
  answersWell: boolean,
): string | null {
  if (type !== "notify" || activeState !== "activating") return null;
  const limit = formatDuration(timeoutStartMs);
  if (subState === "start") {
    return answersWell
      ? say`it answers, but has not told systemd that it is ready (Type=notify), and is ended for that after TimeoutStartSec (${limit})`
      : say`it is starting: systemd waits until it says that it is ready (Type=notify), at most TimeoutStartSec (${limit})`;
  }
  return result === "timeout"
    ? say`systemd ended it and starts it again: it had not said within TimeoutStartSec (${limit}) that it is ready (Type=notify)`
    : null;
}
