/**
 * Time. Durations are measured on the boot clock, which neither NTP nor a
 * person can move and which counts suspended time; the wall clock is only
 * shown to people and stored in file names.
 */

import { GuardError, messageOf } from "../base/errors.ts";
import type { Instant } from "../base/instant.ts";
import { say } from "../base/say.ts";

/** What tests replace to move time. */
export interface Clock {
  now(): Instant;
  /**
   * Milliseconds, with fractions, since some moment: only what lies between two
   * readings of one process means anything. Nobody can set it back.
   */
  elapsedMs(): number;
  /**
   * By how much the start times of proc_pid_stat(5) run ahead of `bootMs`, ms.
   * Left out: they do not.
   */
  startTimesAheadMs?(): number;
  /** Resolves after `ms` milliseconds. */
  sleep(ms: number): Promise<void>;
}

function readProc(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    throw new GuardError(
      say`cannot tell the time since boot: ${messageOf(error)}`,
      say`The guard needs proc(5) mounted`,
      { cause: error },
    );
  }
}

/**
 * Milliseconds in a clock tick of proc_pid_stat(5). USER_HZ is 100 on every
 * architecture Deno runs on; sysconf(_SC_CLK_TCK) cannot be asked from Deno.
 */
export const TICK_MS = 10;

/** So long may a crowded machine take to load the program, ms. */
const LOADED_WITHIN_MS = 10_000;

/**
 * In a container with lxcfs, `/proc/uptime` is the container's, and start times
 * are the kernel's: by the difference of the two a process was never older than
 * 0 s. The guard knows its own age, and when it started in terms of the kernel.
 */
function startTimesAhead(procRoot: string): number {
  const stat = readProc(`${procRoot}/self/stat`);
  // Field 22; the name before the last parenthesis may have anything in it.
  const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]);
  const uptimeMs = Number.parseFloat(readProc(`${procRoot}/uptime`)) * 1000;
  const aheadMs = ticks * TICK_MS + performance.now() - uptimeMs;
  // The program's own age lacks the time it took to load. A container is never
  // up for longer than its machine.
  return aheadMs > LOADED_WITHIN_MS ? Math.round(aheadMs) : 0;
}

/**
 * The machine's clock.
 *
 * @param procRoot Where proc(5) is mounted.
 */
export function systemClock(procRoot = "/proc"): Clock {
  let bootId: string | undefined;
  let aheadMs: number | undefined;
  return {
    now() {
      bootId ??= readProc(`${procRoot}/sys/kernel/random/boot_id`).trim();
      const uptime = readProc(`${procRoot}/uptime`);
      const bootMs = Math.round(Number.parseFloat(uptime) * 1000);
      if (!Number.isSafeInteger(bootMs)) {
        throw new GuardError(
          say`cannot tell the time since boot: ${procRoot}/uptime says ${
            JSON.stringify(uptime.slice(0, 40))
          }`,
        );
      }
      return { wallMs: Date.now(), bootMs, bootId };
    },
    elapsedMs: () => performance.now(),
    startTimesAheadMs: () => aheadMs ??= startTimesAhead(procRoot),
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
