/** How many labs fit beside each other depends on the machine: it is asked. */

import { delay } from "./lab.ts";

/** Per cent of the last 10 s in which something had to wait for a processor. */
const MAX_CPU_PRESSURE = 50;

let turn = Promise.resolve();

/**
 * Waits a second, and while what runs already has to wait for a processor a
 * minute at most: labs have real deadlines. One caller after the other.
 */
export function roomOnTheMachine(): Promise<void> {
  turn = turn.then(async () => {
    for (let second = 0; second < 60; second++) {
      await delay(1000);
      if (cpuPressure() < MAX_CPU_PRESSURE) return;
    }
  });
  return turn;
}

/** See the kernel's accounting/psi.rst; 0 where it does not say. */
function cpuPressure(): number {
  try {
    const text = Deno.readTextFileSync("/proc/pressure/cpu");
    return Number(/^some avg10=([\d.]+)/.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
