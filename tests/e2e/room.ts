/** How many labs run beside each other: what the machine has room for. */

import { delay } from "./lab.ts";

/** They have always fitted on two cores, slow ones too. */
const ALWAYS = 5;

/** For more than that this part of the processors must have been free lately. */
const FREE = 0.1;
/** How long lately is, ms. */
const LATELY_MS = 6_000;
/** A lab has booted by then; a real gateway, which counts double, shows its load. */
const START_MS = 800;

/**
 * Room for labs, in their order of asking: for five of them always, for more
 * while processors are free. A lab mostly waits, but has real deadlines.
 */
export class Room {
  readonly #most: number;
  #used = 0;
  #turn = Promise.resolve();
  readonly #samples: CpuTimes[] = [];

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
      // What starts is not yet in the load that the next one looks at.
      if (this.#used > ALWAYS) await delay(weight * START_MS);
    });
    return this.#turn;
  }

  /** Gives back what was taken, or a part of it. */
  leave(weight: number): void {
    this.#used -= weight;
  }

  #fits(used: number): boolean {
    if (used <= Math.min(ALWAYS, this.#most)) return true;
    return used <= this.#most && this.#free() >= FREE;
  }

  /** Part of the processors' time that was free lately; 0 where it is not known. */
  #free(): number {
    const now = cpuTimes();
    this.#samples.push(now);
    const old = performance.now() - LATELY_MS;
    while ((this.#samples[1]?.at ?? Infinity) < old) this.#samples.shift();
    const first = this.#samples[0] ?? now;
    return first.at > old ? 0 : (now.free - first.free) / (now.all - first.all);
  }
}

/** Time of all processors since the boot, in the kernel's ticks. */
interface CpuTimes {
  /** performance.now() */
  readonly at: number;
  readonly free: number;
  readonly all: number;
}

/** See proc_stat(5). What is niced gives way, so its time counts as free. */
function cpuTimes(): CpuTimes {
  const line = Deno.readTextFileSync("/proc/stat").split("\n", 1)[0] ?? "";
  // user, nice, system, idle, iowait, irq, softirq, steal; guests are in user.
  const times = line.split(/\s+/).slice(1, 9).map(Number);
  const [, nice = 0, , idle = 0, iowait = 0] = times;
  const all = times.reduce((sum, time) => sum + time, 0);
  return { at: performance.now(), free: nice + idle + iowait, all };
}
