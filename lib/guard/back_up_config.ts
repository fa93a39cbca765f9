/** Keeps a copy of the config that a healthy gateway runs with. */

import { type Memory, noticeDue, withNotice } from "../core/memory.ts";
import { startedWallMs } from "../core/process_start.ts";
import { versionSince } from "../config/openclaw_version.ts";
import { recordHealthyConfig } from "../config/record.ts";
import { probeStartup } from "../probe/http.ts";
import type { Look } from "../probe/observe.ts";
import { processAgeMs } from "../probe/process.ts";
import type { Tick } from "./tick_tools.ts";
import { isUntriedLife } from "../core/restarts.ts";
import { say } from "../base/say.ts";

/** A full disk is told once a day, not with every check. */
const BACKUP_FAILED = "config-backup";

/**
 * Records the config as working; what there is to say goes to the log.
 *
 * @returns The memory after it.
 */
export async function backUpConfig(
  self: Tick,
  { endpoint, observation: { unit, incarnation } }: Look,
  memory: Memory,
): Promise<Memory> {
  if (memory.verdict !== "healthy" && memory.verdict !== "unsupported") {
    return memory;
  }
  // Whose config it is must have been seen.
  if (endpoint === null || unit === null || incarnation === null) return memory;
  const { context, profile, settings } = self;
  // Both clocks at this very moment: the look took a while.
  const now = context.clock.now();
  const ageMs = processAgeMs(incarnation.startTicks, now, context.clock);
  const { version } = await probeStartup(
    endpoint,
    settings.policy.connectTimeoutMs,
  );
  // Any page is an answer: it shows that a gateway runs, not that it is well.
  const unsupported = memory.verdict === "unsupported";
  const untried = isUntriedLife(memory, ageMs, now);
  const result = await recordHealthyConfig(
    context,
    profile,
    {
      configPath: endpoint.configPath,
      // As if another life: it may say later that it is well, and prove then.
      incarnation:
        `${incarnation.invocationId}:${incarnation.pid}:${incarnation.startTicks}${
          unsupported ? ":unsupported" : untried ? ":untried" : ""
        }`,
      incarnationStartedWallMs: startedWallMs(
        unit.mainStartedMs,
        now.wallMs - ageMs,
      ),
      version: version ?? versionSince(unit, now.wallMs - ageMs),
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
