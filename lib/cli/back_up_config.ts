/** Keeps a copy of the config that a healthy gateway runs with. */

import { type Memory, noticeDue, withNotice } from "../core/memory.ts";
import { isUntriedLife } from "../core/restarts.ts";
import { recordHealthyConfig } from "../store/backup.ts";
import type { Snapshot } from "../store/state.ts";
import { say } from "../text/say.ts";
import type { Tick } from "./tick.ts";

/** A full disk is told once a day, not with every check. */
const BACKUP_FAILED = "config-backup";

/**
 * Records the config as working; what there is to say goes to the log.
 *
 * @returns The memory after it.
 */
export async function backUpConfig(
  self: Tick,
  snapshot: Snapshot | null,
  memory: Memory,
): Promise<Memory> {
  const { incarnation } = memory;
  if (snapshot === null || incarnation === null) return memory;
  const { context, profile, settings } = self;
  const now = context.clock.now();
  // Any page is an answer: it shows that a gateway runs, not that it is well.
  const unsupported = memory.verdict === "unsupported";
  const untried = isUntriedLife(
    memory,
    now.wallMs - snapshot.startedWallMs,
    now,
  );
  const result = await recordHealthyConfig(
    context,
    profile,
    {
      configPath: snapshot.configPath,
      // As if another life: it may say later that it is well, and prove then.
      incarnation:
        `${incarnation.invocationId}:${incarnation.pid}:${incarnation.startTicks}${
          unsupported ? ":unsupported" : untried ? ":untried" : ""
        }`,
      incarnationStartedWallMs: snapshot.startedWallMs,
      version: snapshot.version,
      doubt: unsupported
        ? say`this gateway answers, but does not say that it is well`
        : untried
        ? say`this gateway has just been restarted by systemd, and may end again`
        : null,
    },
    now,
    settings.policy,
  );
  const failed = result.kind === "failed";
  if (
    result.message === null ||
    (failed && !noticeDue(memory, BACKUP_FAILED, now))
  ) return memory;
  self.record({
    level: result.level,
    event: "config-backup",
    sentence: result.message,
    facts: {},
  });
  return failed ? withNotice(memory, BACKUP_FAILED, now) : memory;
}
