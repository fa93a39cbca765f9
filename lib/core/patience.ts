/** How long a silence is left alone, by its kind, and the words for it. */

import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { formatLocalTime } from "../base/local_time.ts";
import { say } from "../base/say.ts";
import type { Memory } from "./memory.ts";
import type { Policy } from "./policy.ts";
import { type SilenceFinding, type SilenceKind, silenceOf } from "./silence.ts";
import type { Observation } from "./types.ts";

/** A silence whose kind is known, and what follows from it. */
export interface KnownSilence extends SilenceFinding {
  readonly kind: Exclude<SilenceKind, "unknown">;
  readonly sinceBootMs: number;
  /** Left alone until then, boot clock ms; Infinity: no signal is of any use. */
  readonly untilBootMs: number;
}

/** The silence this look is a part of, if its kind is known. */
export function knownSilence(
  { sample }: Observation,
  { silence }: Pick<Memory, "silence">,
  policy: Policy,
): KnownSilence | undefined {
  if (silence === undefined || sample === undefined) return undefined;
  const { kind, ...rest } = silenceOf(silence, policy.busyCpuShare);
  if (kind === "unknown") return undefined;
  const { sinceBootMs } = silence;
  const known = { kind, sinceBootMs, ...rest };
  return { ...known, untilBootMs: patienceUntil(known, policy) };
}

function patienceUntil(
  { kind, sinceBootMs, child }: Omit<KnownSilence, "untilBootMs">,
  policy: Policy,
): number {
  switch (kind) {
    // Nothing ends it but a signal.
    case "frozen":
      return sinceBootMs;
    case "looping":
    case "collecting-garbage":
      return sinceBootMs + policy.loopingPatienceMs;
    case "turning":
      return sinceBootMs + policy.turningPatienceMs;
    case "waiting-for-child": {
      const goneBootMs = child?.goneBootMs ?? null;
      return goneBootMs === null
        ? sinceBootMs + policy.childPatienceMs
        : goneBootMs + policy.childGonePatienceMs;
    }
    case "waiting-for-nothing":
      return sinceBootMs + policy.asleepPatienceMs;
    case "debugger":
    case "kernel":
    case "swapping":
      return Infinity;
  }
}

/**
 * Whether it may still end by itself. Where the wait before an attempt could not
 * change that, no wait is asked for: on a machine in trouble each question costs.
 *
 * @param confirmed That wait is over.
 */
export function isLeftAlone(
  { untilBootMs }: KnownSilence,
  now: Instant,
  policy: Pick<Policy, "waitsMs">,
  confirmed: boolean,
): boolean {
  const waitMs = confirmed ? 0 : Math.max(...policy.waitsMs);
  return untilBootMs - now.bootMs > waitMs;
}

const SEEN: Readonly<Record<SilenceKind, string>> = {
  "frozen": say`a signal has frozen it (state T)`,
  "debugger": say`a debugger holds it (state t)`,
  "kernel": say`it waits in the kernel (state D), where no signal reaches it`,
  "looping":
    say`its main thread computes and neither reads nor writes: a loop, or one very long step`,
  "collecting-garbage": say`its memory is full, and it computes to free some`,
  "turning": say`its main thread works, but slowly: it still reads or writes`,
  "waiting-for-child": say`it waits for a child`,
  "waiting-for-nothing":
    say`its main thread sleeps and nothing of it moves, as when it waits for a lock or a file system`,
  "swapping": say`the machine is short of memory and swaps`,
  "unknown": say`what it does cannot be told`,
};

/** What is seen of it, a clause for people. */
export function silenceText({ kind, child }: SilenceFinding): string {
  return child === undefined ? SEEN[kind] : childText(child);
}

function childText(child: NonNullable<SilenceFinding["child"]>): string {
  const { command, pid } = child;
  const name = say`${command} (pid ${pid})`;
  return child.goneBootMs !== null
    ? say`the child it waited for, ${name}, is gone, and it still sleeps`
    : child.computes
    ? say`it waits for a child that computes: ${name}`
    : say`it waits for a child: ${name}`;
}

/** What is seen of it, since when, and until when it is left alone. */
export function patienceText(silence: KnownSilence, now: Instant): string {
  const { sinceBootMs, untilBootMs, child } = silence;
  const seen = say`${silenceText(silence)}, since ${
    formatDuration(now.bootMs - sinceBootMs)
  }`;
  if (untilBootMs === Infinity) return seen;
  const until = formatLocalTime(now.wallMs + untilBootMs - now.bootMs)
    .slice(-8);
  return child !== undefined && child.goneBootMs === null
    ? say`${seen}; left alone until ${until} while the child lives`
    : say`${seen}; left alone until ${until}`;
}
