/** What is done once a day, healthy or not (S11). */

import { messageOf } from "../base/errors.ts";
import type { GuardEvent } from "../core/decision.ts";
import { type Memory, noticeDue, withNotice } from "../core/memory.ts";
import { cleanUpLogs, LOG_ROTATION, rotateLog } from "../store/log_files.ts";
import { profilePaths } from "../store/paths.ts";
import { suspiciousTmpFlag } from "../store/tmp_flag.ts";
import type { Look } from "../probe/observe.ts";
import type { Tick } from "./tick_tools.ts";
import { say } from "../base/say.ts";

const NAME = "log-clean-up";

/**
 * Records an event, but not with every check for as long as it lasts.
 *
 * @returns The memory after it; the same one, if that was told today.
 */
export function recordDaily(
  { context, record }: Tick,
  memory: Memory,
  level: GuardEvent["level"],
  event: string,
  sentence: string,
): Memory {
  const now = context.clock.now();
  if (!noticeDue(memory, event, now)) return memory;
  record({ level, event, sentence, facts: {} });
  return withNotice(memory, event, now);
}

/**
 * Rotates and removes the guard's own logs when a day has passed, and tells
 * once a day of something in /tmp that only looks like the maintenance switch.
 */
export function dailyCleanUp(self: Tick, memory: Memory): Memory {
  return cleanUp(self, noteTmpFlag(self, memory));
}

/** Tells once a day of a gateway that is not where it should be. */
export function noteElsewhere(self: Tick, look: Look, memory: Memory): Memory {
  const sentence = look.endpoint?.difference;
  return sentence === undefined
    ? memory
    : recordDaily(self, memory, "warn", "listens-elsewhere", sentence);
}

/** Whoever put it there may believe that the guard is paused. */
function noteTmpFlag(self: Tick, memory: Memory): Memory {
  const why = suspiciousTmpFlag(self.context);
  return why === null
    ? memory
    : recordDaily(self, memory, "warn", "tmp-flag", why);
}

function cleanUp(self: Tick, memory: Memory): Memory {
  const { context, profile, settings } = self;
  const now = context.clock.now();
  if (!noticeDue(memory, NAME, now)) return memory;
  const paths = profilePaths(context, profile);
  try {
    rotateLog(paths.log, LOG_ROTATION.maxBytes, LOG_ROTATION.keep);
    const removed = cleanUpLogs(paths.dir, now.wallMs, settings.policy);
    if (removed.length > 0) {
      self.record({
        level: "info",
        event: NAME,
        sentence: say`old logs of the guard were removed`,
        facts: { files: removed.length },
      });
    }
  } catch (error) {
    self.record({
      level: "warn",
      event: NAME,
      sentence: say`cannot clean up old logs: ${messageOf(error)}`,
      facts: {},
    });
  }
  return withNotice(memory, NAME, now);
}
