/**
 * Time. Durations are measured on the boot clock, which neither NTP nor a
 * person can move and which counts suspended time; the wall clock is only
 * shown to people and stored in file names.
 */

import { GuardError, messageOf } from "../core/errors.ts";
import type { Instant } from "../core/instant.ts";
import { say } from "../text/say.ts";

/** What tests replace to move time. */
export interface Clock {
  now(): Instant;
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
 * The machine's clock.
 *
 * @param procRoot Where proc(5) is mounted.
 */
export function systemClock(procRoot = "/proc"): Clock {
  let bootId: string | undefined;
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
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
