/** Keeps a copy of the config that a healthy gateway runs with. */

import type { Memory } from "../core/memory.ts";
import { versionSince } from "../config/openclaw_version.ts";
import { recordHealthyConfig } from "../config/record.ts";
import { probeStartup } from "../probe/http.ts";
import type { Look } from "../probe/observe.ts";
import { processAgeMs } from "../probe/process.ts";
import { startedWith } from "../probe/started_with.ts";
import { recordDaily } from "./daily.ts";
import type { Tick } from "./tick_tools.ts";
import { isUntriedLife } from "../core/restarts.ts";
import { say } from "../base/say.ts";

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
  const { invocationId, pid, startTicks } = incarnation;
  const ageMs = processAgeMs(startTicks, now, context.clock);
  const { version } = await probeStartup(
    endpoint,
    settings.policy.connectTimeoutMs,
  );
  const [mark, doubt] = memory.verdict === "unsupported"
    // Any page is an answer: it shows that a gateway runs, not that it is well.
    ? [
      ":unsupported",
      say`this gateway answers, but does not say that it is well`,
    ]
    // Whatever says where it listens may say where its config is, too.
    : endpoint.difference !== undefined &&
        !startedWith(context, profile, unit).live
    ? [
      ":elsewhere",
      say`this gateway does not listen where it should, so its config may be another one`,
    ]
    : isUntriedLife(memory, ageMs, now)
    ? [
      ":untried",
      say`this gateway has just been restarted by systemd, and may end again`,
    ]
    : ["", null];
  const result = await recordHealthyConfig(
    context,
    profile,
    {
      configPath: endpoint.configPath,
      // As if another life: it may say later that it is well, and prove then.
      incarnation: `${invocationId}:${pid}:${startTicks}${mark}`,
      incarnationStartedWallMs: startedWallMs(
        unit.mainStartedMs,
        now.wallMs - ageMs,
      ),
      version: version ?? versionSince(unit, now.wallMs - ageMs),
      doubt,
    },
    now,
    settings.policy,
  );
  const { kind, level, message: sentence } = result;
  if (sentence === null) return memory;
  const event = "config-backup";
  // A full disk is told once a day, not with every check.
  if (kind === "failed") {
    return recordDaily(self, memory, level, event, sentence);
  }
  self.record({ level, event, sentence, facts: {} });
  return memory;
}

/** What rounding can make of the difference of two clocks, ms. */
const TOLERANCE_MS = 100;

/**
 * The wall clock when a process started. The boot clock tells it exactly, but
 * in terms of today's wall clock; files have the times of the clock as it was.
 * systemd wrote down in whole seconds what the clock showed at the start: where
 * both disagree, the clock has been set since.
 *
 * @param systemdMs What systemd wrote down, ms, whole seconds rounded down; null
 * when it does not tell.
 * @param computedMs The wall clock now less the process's age, ms.
 * @returns The latest moment before which a changed file was changed before the
 * start; 0 when that cannot be told: the clock was set back, so a file with an
 * older time may be newer.
 */
export function startedWallMs(
  systemdMs: number | null,
  computedMs: number,
): number {
  if (systemdMs === null) return computedMs;
  if (computedMs < systemdMs - TOLERANCE_MS) return 0;
  return computedMs < systemdMs + 1000 + TOLERANCE_MS ? computedMs : systemdMs;
}
