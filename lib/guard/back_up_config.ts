/** Keeps a copy of the config that a healthy gateway runs with. */

import { type Memory, noticeDue, withNotice } from "../core/memory.ts";
import { recordHealthyConfig } from "../config/record.ts";
import type { Snapshot } from "../store/state.ts";
import type { Tick } from "./tick_tools.ts";

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
  const provable = memory.verdict !== "unsupported";
  const result = await recordHealthyConfig(
    context,
    profile,
    {
      configPath: snapshot.configPath,
      // As if another life: it may say later that it is well, and prove then.
      incarnation:
        `${incarnation.invocationId}:${incarnation.pid}:${incarnation.startTicks}${
          provable ? "" : ":unsupported"
        }`,
      incarnationStartedWallMs: snapshot.startedWallMs,
      version: snapshot.version,
      provable,
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
