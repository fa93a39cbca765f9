/** What of the memory still holds when a tick begins. */

import { DAY_MS } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { freshMemory, type Memory } from "./memory.ts";
import type { Policy } from "./policy.ts";
import { noSilence } from "./remember_silence.ts";
import { toldByNow, toldInThisBoot } from "./told.ts";

/**
 * The memory as this tick may use it: after a reboot nothing measured on the
 * old boot clock is left, nothing lies in the future, old recoveries are
 * dropped, a late tick is noted.
 */
export function memoryAtStart(
  remembered: Memory,
  now: Instant,
  policy: Pick<Policy, "lateTickMs" | "holdDownMs">,
  afterWait = false,
): Memory {
  const memory = withoutFuture(remembered, now, Math.max(...policy.holdDownMs));
  const { lastTick } = memory;
  // A tick in the future of the boot clock cannot be from this boot.
  const otherBoot = memory.bootId !== now.bootId ||
    (lastTick !== null && lastTick.bootMs > now.bootMs) ||
    memory.sinceBootMs > now.bootMs;
  if (otherBoot) {
    const { noticesWallMs, rollbacks, places, roll } = memory;
    const told = remembered.told && lastTick
      ? toldInThisBoot(remembered.told, lastTick, now)
      : undefined;
    return {
      ...freshMemory(now),
      noticesWallMs,
      rollbacks,
      ...told === undefined ? {} : { told },
      ...places === undefined ? {} : { places },
      ...roll === undefined ? {} : { roll },
    };
  }
  const recoveries = memory.recoveries.filter((recovery) =>
    now.bootMs - recovery.bootMs < DAY_MS
  );
  // After a wait `lastTick` is this tick's own beginning.
  if (afterWait || lastTick === null) return { ...memory, recoveries };
  const gapMs = now.bootMs - lastTick.bootMs;
  if (gapMs <= policy.lateTickMs) {
    return { ...memory, recoveries, lateGapMs: null };
  }
  return isSlowSchedule(gapMs, memory.lateGapMs)
    ? { ...memory, recoveries, lateGapMs: gapMs }
    : {
      ...noSilence(memory),
      recoveries,
      lateGapMs: gapMs,
      lateTickBootMs: now.bootMs,
      failure: null,
    };
}

/**
 * Late by about as much as the tick before: no suspend and no overload, which
 * come as they like, but a schedule that is slower than it should be. Pausing
 * after each of its ticks, the guard would never act.
 */
function isSlowSchedule(gapMs: number, gapBeforeMs: number | null): boolean {
  return gapBeforeMs !== null &&
    Math.abs(gapMs - gapBeforeMs) <= Math.max(60_000, gapMs / 4);
}

/**
 * What lies in the future happened now, and no hold-down ends later than a new
 * one would: a damaged state file must not silence the guard for ever.
 */
function withoutFuture(
  memory: Memory,
  now: Instant,
  longestHoldDownMs: number,
): Memory {
  const past = (bootMs: number) => Math.min(bootMs, now.bootMs);
  const pastOrNull = (bootMs: number | null) =>
    bootMs === null ? null : past(bootMs);
  const { failure, incident, ladder, rescue, wishedStart, restarts } = memory;
  const { silence } = memory;
  const seenBootMs = silence?.samples.at(-1)?.atBootMs ?? 0;
  const told = Math.max(silence?.sinceBootMs ?? 0, seenBootMs) <= now.bootMs;
  return {
    ...(told ? memory : noSilence(memory)),
    lateTickBootMs: pastOrNull(memory.lateTickBootMs),
    healthySinceBootMs: pastOrNull(memory.healthySinceBootMs),
    drainingSinceBootMs: pastOrNull(memory.drainingSinceBootMs),
    lastAliveBootMs: pastOrNull(memory.lastAliveBootMs),
    failure: failure === null ? null : {
      ...failure,
      countedBootMs: past(failure.countedBootMs),
    },
    incident: incident === null ? null : {
      ...incident,
      openedBootMs: past(incident.openedBootMs),
    },
    ladder: {
      ...ladder,
      holdDownUntilBootMs: ladder.holdDownUntilBootMs === null
        ? null
        : Math.min(ladder.holdDownUntilBootMs, now.bootMs + longestHoldDownMs),
    },
    recoveries: memory.recoveries.map((recovery) => ({
      ...recovery,
      bootMs: past(recovery.bootMs),
    })),
    rescue: rescue === null ? null : {
      ...rescue,
      startedBootMs: past(rescue.startedBootMs),
    },
    wishedStart: wishedStart === null ? null : {
      ...wishedStart,
      bootMs: past(wishedStart.bootMs),
    },
    ...memory.told === undefined ? {} : { told: toldByNow(memory.told, now) },
    restarts: {
      ...restarts,
      seen: restarts.seen.map(({ bootMs, count }) => ({
        bootMs: past(bootMs),
        count,
      })),
      sinceBootMs: pastOrNull(restarts.sinceBootMs),
    },
  };
}
