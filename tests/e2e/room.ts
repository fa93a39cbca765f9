/** How many labs run beside each other: what the machine has room for. */

import { delay } from "./lab.ts";

/** They have always fitted on two cores, slow ones too. */
const ALWAYS = 5;

/** Per cent of the last 10 s in which something had to wait for a processor. */
const MAX_CPU_PRESSURE = 60;

/**
 * Room for labs, in their order of asking: for five of them always, for more
 * while little has to wait for a processor. A lab mostly waits, but has real
 * deadlines.
 */
export class Room {
  readonly #most: number;
  #used = 0;
  #turn = Promise.resolve();

  /** @param most However much the machine has left. */
  constructor(most: number) {
    this.#most = most;
  }

  /** Waits for room for one that counts for `weight` labs. */
  enter(weight: number): Promise<void> {
    this.#turn = this.#turn.then(async () => {
      while (this.#used > 0 && !this.#fits(this.#used + weight)) {
        await delay(1000);
      }
      this.#used += weight;
      // A start is seen in the pressure only some seconds later.
      await delay(this.#used > ALWAYS ? 3000 : 0);
    });
    return this.#turn;
  }

  /** Gives back what was taken, or a part of it. */
  leave(weight: number): void {
    this.#used -= weight;
  }

  #fits(used: number): boolean {
    if (used <= Math.min(ALWAYS, this.#most)) return true;
    return used <= this.#most && cpuPressure() < MAX_CPU_PRESSURE;
  }
}

/** See the kernel's accounting/psi.rst; where it does not say, five must do. */
function cpuPressure(): number {
  try {
    const text = Deno.readTextFileSync("/proc/pressure/cpu");
    return Number(/^some avg10=([\d.]+)/.exec(text)?.[1] ?? 100);
  } catch {
    return 100;
  }
}
