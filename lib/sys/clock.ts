/**
 * Time. Durations are measured on the boot clock, which neither NTP nor a
 * person can move and which counts suspended time; the wall clock is only
 * shown to people and stored in file names.
 */

import type { Instant } from "../core/instant.ts";

/** What tests replace to move time. */
export interface Clock {
  now(): Instant;
  /** Resolves after `ms` milliseconds. */
  sleep(ms: number): Promise<void>;
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
      bootId ??= Deno.readTextFileSync(
        `${procRoot}/sys/kernel/random/boot_id`,
      ).trim();
      const uptime = Deno.readTextFileSync(`${procRoot}/uptime`);
      return {
        wallMs: Date.now(),
        bootMs: Math.round(Number.parseFloat(uptime) * 1000),
        bootId,
      };
    },
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
