/** Keeps the samples of one silence from check to check. */

import type { Instant } from "../base/instant.ts";
import { isAlive } from "./incident.ts";
import type { Memory } from "./memory.ts";
import type { Silence } from "./silence.ts";
import type { Observation, ProbeResult } from "./types.ts";

/** Two for each check, and as far back as movement counts. */
const MAX_SAMPLES = 9;

/** No answer at all, whatever may be the cause. */
export function isSilent({ outcome }: ProbeResult): boolean {
  return outcome === "silent" || outcome === "unreachable" ||
    outcome === "refused";
}

/** The memory of a process that is not known to be silent. */
export function noSilence({ silence: _silence, ...memory }: Memory): Memory {
  return memory;
}

/**
 * Adds what this look showed. A silence ends with an answer, with its process,
 * and when nobody looked.
 */
export function withSilence(
  { probe, sample, unitError }: Observation,
  memory: Memory,
  now: Instant,
): Memory {
  // Whoever could not ask has heard nothing new.
  if (probe?.outcome === "unasked" || unitError !== null) return memory;
  if (probe === null || !isSilent(probe) || sample === undefined) {
    return noSilence(memory);
  }
  const { silence, lastTick } = memory;
  const last = silence?.samples.at(-1);
  const goesOn = silence !== undefined && last !== undefined &&
    last.pid === sample.pid && last.startTicks === sample.startTicks &&
    last.atBootMs <= sample.atBootMs;
  const begun: Omit<Silence, "samples"> = goesOn ? silence : {
    sinceBootMs: now.bootMs,
    answeredBootMs: isAlive(memory) ? lastTick?.bootMs ?? null : null,
  };
  const samples = goesOn ? [...silence.samples, sample] : [sample];
  return {
    ...memory,
    silence: { ...begun, samples: samples.slice(-MAX_SAMPLES) },
  };
}
