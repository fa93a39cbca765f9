/** Keeps the memory with the process that is there now. */

import { say } from "../base/say.ts";
import type { GuardEvent } from "./decision.ts";
import type { Instant } from "../base/instant.ts";
import { isRecent, type Memory } from "./memory.ts";
import type { Incarnation, Observation } from "./types.ts";

/** True when both name the same life of the gateway. */
export function sameIncarnation(
  a: Incarnation | null,
  b: Incarnation | null,
): boolean {
  return a !== null && b !== null && a.pid === b.pid &&
    a.startTicks === b.startTicks && a.invocationId === b.invocationId;
}

/** Silence does not end a drain, another answer does. */
export function withDraining(
  { startup, incarnation }: Observation,
  memory: Memory,
  now: Instant,
): Memory {
  if (startup === "draining") {
    const { drainingSinceBootMs } = memory;
    return {
      ...memory,
      drainingSinceBootMs: drainingSinceBootMs ?? now.bootMs,
    };
  }
  return startup !== "unknown" || incarnation === null
    ? { ...memory, drainingSinceBootMs: null }
    : memory;
}

/** No counter outlives the incarnation it belongs to. */
export function withIncarnation(
  observation: Observation,
  memory: Memory,
  now: Instant,
): { memory: Memory; events: GuardEvent[] } {
  const { incarnation } = observation;
  if (incarnation === null) {
    // Looked and there is none; without a look (maintenance) nothing is known.
    const gone = observation.unit?.mainPid === 0;
    return {
      memory: gone
        ? { ...memory, failure: null, healthySinceBootMs: null }
        : memory,
      events: [],
    };
  }
  if (sameIncarnation(memory.incarnation, incarnation)) {
    return { memory: withoutVainRescue(observation, memory, now), events: [] };
  }
  return {
    memory: {
      ...memory,
      incarnation,
      served: false,
      healthySinceBootMs: null,
      failure: null,
      drainingSinceBootMs: null,
      rescue: null,
      wishedStart: null,
    },
    events: newProcessEvents(observation, incarnation, memory, now),
  };
}

/**
 * What the guard asked for minutes ago and shows in nothing came to nothing:
 * whoever stops the unit from now on is somebody else.
 */
function withoutVainRescue(
  { unit }: Observation,
  memory: Memory,
  now: Instant,
): Memory {
  const { rescue } = memory;
  const isVain = rescue !== null && !isRecent(rescue, now) &&
    unit?.activeState === "active" && !unit.job;
  return isVain ? { ...memory, rescue: null } : memory;
}

/** A person who had the gateway started gets it within this time, ms: its stop may take minutes. */
const WISH_MS = 10 * 60_000;

/** Says whose process it is; one of the guard's own rescue is told by the rescue. */
function newProcessEvents(
  { unit }: Observation,
  { pid }: Incarnation,
  memory: Memory,
  now: Instant,
): GuardEvent[] {
  const facts = {
    oldPid: memory.incarnation?.pid ?? null,
    pid,
    nRestarts: unit?.nRestarts ?? null,
  };
  const { rescue, wishedStart: wish } = memory;
  // Of the two the later one brought it.
  const rescued = rescue !== null &&
    (wish === null || rescue.startedBootMs >= wish.bootMs);
  if (!rescued && wish !== null && now.bootMs - wish.bootMs <= WISH_MS) {
    return [{
      level: "info",
      event: "wished-start",
      sentence:
        say`the gateway has a new main process: a person had "openclaw-guard ${wish.command}" start it`,
      facts: { ...facts, command: wish.command },
    }];
  }
  return rescue !== null || memory.incarnation === null ? [] : [{
    level: "info",
    event: "new-process",
    sentence:
      say`the gateway has a new main process that the guard did not start (systemd, a person, an update or the gateway itself did)`,
    facts,
  }];
}
