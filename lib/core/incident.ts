/** The beginning and the end of an incident. */

import { say } from "../base/say.ts";
import type { GuardEvent, Plan } from "./decision.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { Judgement } from "./judgement.ts";
import { FRESH_LADDER, type Incident, type Memory } from "./memory.ts";
import type { Policy } from "./policy.ts";
import type { Verdict } from "./types.ts";

/** Verdicts that end an incident. An old gateway's HTTP answer is its probe. */
export const ALIVE: ReadonlySet<Verdict> = new Set([
  "healthy",
  "degraded",
  "unsupported",
]);

/** A check found it well. */
export function isAlive(
  { verdict }: { readonly verdict: Verdict | null },
): boolean {
  return verdict !== null && ALIVE.has(verdict);
}

/** The memory after a confirmed failure, the first one or another. */
export function openIncident(
  judgement: Judgement,
  memory: Memory,
  now: Instant,
): Memory {
  const { incident } = memory;
  if (incident !== null) {
    return { ...memory, incident: { ...incident, goodTicks: 0 } };
  }
  return {
    ...memory,
    incident: {
      openedWallMs: now.wallMs,
      openedBootMs: now.bootMs,
      verdict: judgement.verdict,
      reason: judgement.reason,
      goodTicks: 0,
    },
  };
}

/**
 * Attempts of the ladder that belong to an incident: it may go on with the
 * ladder of the one before (see LADDER_EVERY_MS), whose attempts are not its own.
 */
export function attemptsIn(
  { openedBootMs }: Pick<Incident, "openedBootMs">,
  { ladder, recoveries }: Pick<Memory, "ladder" | "recoveries">,
): number {
  const own = recoveries.filter(({ bootMs }) => bootMs >= openedBootMs);
  return Math.min(ladder.attempt, own.length);
}

/** Two ladders never begin within this time (docs/DESIGN.md, the ladder), ms. */
const LADDER_EVERY_MS = 15 * 60 * 1000;

/** What follows from a gateway that is alive. */
export function closeIncident(
  memory: Memory,
  now: Instant,
  policy: Policy,
): Plan {
  const { incident } = memory;
  const healthySinceBootMs = memory.healthySinceBootMs ?? now.bootMs;
  const lastRecovery = memory.recoveries.at(-1)?.bootMs ?? -Infinity;
  const stable = now.bootMs - healthySinceBootMs >= policy.stableResetMs &&
    now.bootMs - lastRecovery >= LADDER_EVERY_MS;
  const goodTicks = (incident?.goodTicks ?? 0) + 1;
  const events: GuardEvent[] = incident !== null && incident.goodTicks === 0
    ? [{
      level: "info",
      event: "recovered",
      sentence: say`the gateway is healthy again, ${
        formatDuration(now.bootMs - incident.openedBootMs)
      } after its failure (${incident.verdict}) was confirmed`,
      facts: {
        verdict: incident.verdict,
        reason: incident.reason,
        attempts: attemptsIn(incident, memory),
        downMs: now.bootMs - incident.openedBootMs,
        // At most: from the last good check before it to the first one after.
        outageMs: memory.lastAliveBootMs === null
          ? null
          : now.bootMs - memory.lastAliveBootMs,
      },
    }]
    : [];
  return {
    actions: [{ kind: "backup-config" }],
    events,
    nextAttemptBootMs: null,
    note: null,
    memory: {
      ...memory,
      served: true,
      failure: null,
      rescue: null,
      healthySinceBootMs,
      incident: incident === null || goodTicks >= policy.closeIncidentTicks
        ? null
        : { ...incident, goodTicks },
      ladder: stable ? FRESH_LADDER : memory.ladder,
    },
  };
}
