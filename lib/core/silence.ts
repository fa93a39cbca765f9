/**
 * Kinds of silence. A gateway that gives no answer may be frozen, may compute,
 * may wait for a program it started, or for nothing at all; its main thread
 * shows which. Measured for each kind on the real gateway; what cannot be told
 * is "unknown", and nothing is concluded from it.
 */

import type { ChildSample, Sample } from "./sample.ts";
import type { ProcessIdentity } from "./types.ts";

/** One silence, from the first check that found it. */
export interface Silence {
  /** When that check began, boot clock ms; it may have begun a check earlier. */
  readonly sinceBootMs: number;
  /** When the process was last seen to answer, boot clock ms; null: not known. */
  readonly answeredBootMs: number | null;
  /** Oldest first, of one and the same process, one at least. */
  readonly samples: readonly Sample[];
}

/** See {@linkcode silenceOf}. They are recorded, so they never change. */
export const SILENCE_KINDS = [
  /** Stopped by a signal (state T). */
  "frozen",
  /** Held by a debugger (state t). */
  "debugger",
  /** Waits in the kernel (state D), where no signal reaches it. */
  "kernel",
  /** The machine reads its memory back from a disk. */
  "swapping",
  /** Computes, with helper threads, and its memory is at the limit. */
  "collecting-garbage",
  /** Computes, and neither reads nor writes. */
  "looping",
  /** Works, and reads, writes or accepts now and then. */
  "turning",
  /** Sleeps since it started a child. */
  "waiting-for-child",
  /** Sleeps, and nothing of it moves. */
  "waiting-for-nothing",
  "unknown",
] as const;
export type SilenceKind = typeof SILENCE_KINDS[number];

/** What a silence is. */
export interface SilenceFinding {
  readonly kind: SilenceKind;
  /** Of "waiting-for-child": which. */
  readonly child?: ChildSample & {
    /** It used CPU lately. */
    readonly computes: boolean;
    /** When it was first seen to be gone, boot clock ms; null: it lives. */
    readonly goneBootMs: number | null;
  };
}

/** What moved longer ago says nothing about now, ms. */
const LOOK_BACK_MS = 90_000;
/** Between samples closer than this a slow turn shows nothing, ms. */
const SHORTEST_MS = 1000;
/** A child may be started while the check that was answered still goes on, ms. */
const ANSWERED_SLACK_MS = 5000;
/** Checks come every 30 s: a silence found now may be older by that, ms. */
const FOUND_LATE_MS = 30_000;
/**
 * A collector's helpers use half of what its main thread uses and more (measured
 * on the real gateway with a full heap of 700 MiB), those of a loop next to none.
 */
const HELPERS = 0.2;
/** At the limit; a heap is not all of the memory. */
const FULL = 0.8;
// The lab cannot swap: these two are chosen, not measured.
/** Of a process that swaps each fault costs milliseconds: so many a second. */
const SWAP_FAULTS_PER_S = 50;
/** PSI: a tenth of the time somebody waits for memory, percent. */
const SWAP_PRESSURE = 10;

/**
 * Tells what kind of silence it is.
 *
 * @param busyShare From this share of a core a thread counts as computing.
 */
export function silenceOf(
  silence: Silence,
  busyShare: number,
): SilenceFinding {
  const last = silence.samples.at(-1);
  if (last === undefined) return { kind: "unknown" };
  // No second look makes these more certain.
  if (last.state === "T") return { kind: "frozen" };
  if (last.state === "t") return { kind: "debugger" };
  const before = silence.samples.findLast(({ atBootMs }) =>
    last.atBootMs - atBootMs >= SHORTEST_MS
  );
  if (before !== undefined && swaps(before, last)) return { kind: "swapping" };
  if (last.state === "D") return { kind: "kernel" };
  if (
    before === undefined || before.io === null || last.io === null ||
    before.switches === null || last.switches === null
  ) return { kind: "unknown" };
  const elapsedMs = last.atBootMs - before.atBootMs;
  const queuedMs = Math.max(0, last.mainQueuedMs - before.mainQueuedMs);
  const mainMs = last.mainCpuMs - before.mainCpuMs;
  const restMs = last.restCpuMs - before.restCpuMs;
  const main = share(mainMs, elapsedMs - queuedMs);
  const moved = movedLately(silence.samples, last);
  if (main >= busyShare) {
    return {
      // Both get less on a crowded machine: not a share of the time.
      kind: restMs >= HELPERS * mainMs && (last.memoryShare ?? 0) >= FULL
        ? "collecting-garbage"
        : moved
        ? "turning"
        : "looping",
    };
  }
  if (last.state !== "S") return { kind: "unknown" };
  const child = awaitedChild(silence, before, last);
  if (last.io === before.io && last.switches === before.switches) {
    if (last.children === null) return { kind: "unknown" };
    if (child !== null) return { kind: "waiting-for-child", child };
    // It may wait for another thread of its own.
    if (share(restMs, elapsedMs) >= busyShare) return { kind: "unknown" };
    return { kind: moved ? "turning" : "waiting-for-nothing" };
  }
  // One child after another: it wakes up in between, but accepts nothing.
  return child !== null && child.goneBootMs === null && (last.queue ?? 0) > 0
    ? { kind: "waiting-for-child", child }
    : { kind: "unknown" };
}

/** Of no time at all it is the whole: a thread that was given no CPU had none to use. */
function share(usedMs: number, ofMs: number): number {
  return ofMs <= 0 ? 1 : usedMs / ofMs;
}

function swaps(before: Sample, last: Sample): boolean {
  const faults = last.majorFaults - before.majorFaults;
  const seconds = (last.atBootMs - before.atBootMs) / 1000;
  return (last.memoryPressure ?? 0) >= SWAP_PRESSURE &&
    faults >= SWAP_FAULTS_PER_S * seconds;
}

/** Whether it has read, written or accepted anything lately. */
function movedLately(samples: readonly Sample[], last: Sample): boolean {
  return samples.some((sample, index) => {
    const next = samples[index + 1];
    if (next === undefined || last.atBootMs - next.atBootMs >= LOOK_BACK_MS) {
      return false;
    }
    return next.io !== sample.io || (next.queue ?? 0) < (sample.queue ?? 0);
  });
}

/** The child that was born when the silence began; null: there is none. */
function awaitedChild(
  { sinceBootMs, answeredBootMs, samples }: Silence,
  before: Sample,
  last: Sample,
): NonNullable<SilenceFinding["child"]> | null {
  const bornAfter = answeredBootMs === null
    ? sinceBootMs - FOUND_LATE_MS
    : answeredBootMs - ANSWERED_SLACK_MS;
  const isAwaited = ({ bornBootMs }: ChildSample) => bornBootMs >= bornAfter;
  const alive = last.children?.find(isAwaited);
  if (alive !== undefined) {
    const earlier = before.children?.find((child) => isSame(child, alive));
    const used = alive.cpuMs - (earlier?.cpuMs ?? 0);
    const overMs = last.atBootMs -
      (earlier === undefined ? alive.bornBootMs : before.atBootMs);
    return { ...alive, computes: share(used, overMs) >= 0.1, goneBootMs: null };
  }
  const lastAlive = samples.findLastIndex(({ children }) =>
    children?.some(isAwaited) === true
  );
  const gone = samples[lastAlive]?.children?.find(isAwaited);
  const goneBootMs = samples[lastAlive + 1]?.atBootMs;
  return gone === undefined || goneBootMs === undefined
    ? null
    : { ...gone, computes: false, goneBootMs };
}

function isSame(one: ProcessIdentity, other: ProcessIdentity): boolean {
  return one.pid === other.pid && one.startTicks === other.startTicks;
}
