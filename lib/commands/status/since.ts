/** Since when it is as `status` says. */

import { sameIncarnation } from "../../core/incarnation.ts";
import type { Instant } from "../../base/instant.ts";
import type { Memory } from "../../core/memory.ts";
import type { MaintenanceFact } from "../../core/types.ts";
import { isAlive } from "../../core/incident.ts";
import { readOwnSwitch } from "../../store/maintenance.ts";
import { profilePaths } from "../../store/paths.ts";
import { tmpFlagPath } from "../../store/tmp_flag.ts";
import type { Context } from "../../sys/context.ts";

export interface Since {
  /** Wall clock ms. */
  readonly wallMs: number;
  /** Why that is only the moment of looking; null when it is not. */
  readonly unknown: "never-looked" | "changed" | "new-process" | null;
}

/**
 * @param before The memory as the last check left it.
 * @param after The same with what is seen now.
 * @param pausedMs See {@linkcode pausedSinceMs}.
 */
export function sinceOf(
  before: Memory,
  after: Memory,
  pausedMs: number | null,
  now: Instant,
): Since {
  if (pausedMs !== null) return { wallMs: pausedMs, unknown: null };
  const unknown = before.verdict === null
    ? "never-looked"
    : before.verdict !== after.verdict
    ? "changed"
    : isAlive(after) && !sameIncarnation(before.incarnation, after.incarnation)
    ? "new-process"
    : null;
  return {
    wallMs: unknown === null
      ? Math.max(after.sinceWallMs, aliveSinceMs(after, now))
      : now.wallMs,
    unknown,
  };
}

/** A verdict outlives a process that died and came back between two checks; its health does not. */
function aliveSinceMs(memory: Memory, now: Instant): number {
  const { healthySinceBootMs } = memory;
  return isAlive(memory) && healthySinceBootMs !== null
    ? now.wallMs + healthySinceBootMs - now.bootMs
    : -Infinity;
}

/** Wall clock ms since when the guard is paused; null when it is not, or nothing tells. */
export function pausedSinceMs(
  context: Context,
  profile: string,
  maintenance: MaintenanceFact | null,
  nowMs: number,
): number | null {
  switch (maintenance?.source) {
    case "guard":
      return readOwnSwitch(context, profile, nowMs)?.sinceMs ?? null;
    case "emergency-stop":
      return changedMs(profilePaths(context, profile).emergency);
    case "tmp":
      return changedMs(tmpFlagPath(context));
    default:
      return null;
  }
}

function changedMs(path: string): number | null {
  try {
    return Deno.lstatSync(path).mtime?.getTime() ?? null;
  } catch {
    return null; // gone meanwhile
  }
}
