/** One situation, lived through once by the guard or by the article's script. */

import { count, type Life, lifeOf } from "../e2e/expect.ts";
import { delay, type Lab, type Output } from "../e2e/lab.ts";
import { HOME } from "../e2e/names.ts";
import type { Outcome } from "./situation.ts";

/** Who watches the gateway in a trial. */
export type Watcher = "guard" | "script";

/** Where the article's script is inside the lab. */
export const SCRIPT_FILE = `${HOME}/openclaw-health-check.sh`;
const SCRIPT_LOG = "/tmp/openclaw/health-check.log";
/** The script remembers failures here. */
export const SCRIPT_STATE = "/tmp/openclaw-health-state";
/** Between the end of a tick and the next, ms. The script's debounce is its own. */
const PAUSE_MS = 3000;
const POLL_MS = 300;
/** Cron starts a tick so often, whatever the one before takes, ms. */
const CRON_MS = 30_000;

/** Between two ticks: ms, or as cron has them, where patience is what counts. */
export type Pause = number | "cron";
/** The script may sit in `systemctl stop` for TimeoutStopSec=330. */
const TICK_TIMEOUT_MS = 420_000;

/** See {@linkcode Situation.run}. */
export class Trial {
  readonly lab: Lab;
  readonly watcher: Watcher;
  /** Where /health is asked. */
  readonly where: { readonly port?: number; readonly tls?: boolean };
  #before: Life | null = null;

  constructor(lab: Lab, watcher: Watcher, where: Trial["where"]) {
    this.lab = lab;
    this.watcher = watcher;
    this.where = where;
  }

  /** One tick, as cron makes it, to its end. */
  tick(env: Readonly<Record<string, string>> = {}): Promise<Output> {
    const options = { env, timeoutMs: TICK_TIMEOUT_MS };
    return this.watcher === "guard"
      ? this.lab.tick(options)
      : this.lab.cronEnvironment(["bash", SCRIPT_FILE], options);
  }

  health(): Promise<boolean> {
    return this.lab.health({ ...this.where, seconds: 2 });
  }

  /** What the watcher wrote down so far. */
  log(): string {
    return this.watcher === "guard"
      ? this.lab.log()
      : this.lab.readFile(SCRIPT_LOG);
  }

  /** Starts and restarts the watcher itself made, by its own log. */
  restarts(): number {
    return this.watcher === "guard"
      ? count(this.log(), / (restart|force-clean|start): /)
      : count(this.log(), /重启完成/);
  }

  /** The watcher has begun to act and waits before it does. */
  async waitsBeforeActing(): Promise<void> {
    const sign = this.watcher === "guard" ? "looking again" : "秒后重启";
    await this.lab.waitFor(
      "the watcher waits before it acts",
      () => this.log().includes(sign),
      20_000,
      50,
    );
  }

  /** Remembers the process that runs now, for {@linkcode Trial.sameProcess}. */
  async remember(): Promise<void> {
    this.#before = await lifeOf(this.lab);
  }

  async sameProcess(): Promise<boolean> {
    return (await lifeOf(this.lab)).mainPid === this.#before?.mainPid;
  }

  /**
   * Makes ticks until the condition holds and still does when the tick under
   * way has ended: the script kills what has just come back.
   *
   * @returns Seconds until it held for good; null when time ran out.
   */
  async until(
    condition: () => Promise<boolean>,
    timeoutSeconds: number,
    pause: Pause = PAUSE_MS,
  ): Promise<number | null> {
    const started = performance.now();
    const elapsed = () => (performance.now() - started) / 1000;
    let stop = false;
    let tick: Promise<unknown> = Promise.resolve();
    const ticking = (async () => {
      while (!stop) {
        const began = performance.now();
        tick = this.tick();
        await tick;
        const next = pause === "cron"
          ? began + CRON_MS
          : performance.now() + pause;
        while (!stop && performance.now() < next) await delay(POLL_MS);
      }
    })();
    try {
      while (elapsed() < timeoutSeconds) {
        if (await condition()) {
          const seconds = elapsed();
          await tick;
          if (await condition()) return seconds;
        }
        await delay(POLL_MS);
      }
      return null;
    } finally {
      stop = true;
      await ticking;
    }
  }

  /** Makes ticks for so long, whatever happens. */
  async during(seconds: number, pause?: Pause): Promise<void> {
    await this.until(() => Promise.resolve(false), seconds, pause);
  }

  /** A fault that only a restart cures is in force when this returns. */
  async break(fault: string): Promise<void> {
    await this.lab.fault(fault, { untilRestart: true });
    await this.isUnwell();
  }

  async isUnwell(timeoutMs = 10_000): Promise<void> {
    await this.lab.waitFor(
      "the gateway is unwell",
      async () => !(await this.lab.health({ ...this.where, seconds: 1 })),
      timeoutMs,
      100,
    );
  }

  /** Ticks until health is back; right when it is, in time. */
  async rescued(timeoutSeconds: number, pause?: Pause): Promise<Outcome> {
    const healthyAfter = await this.until(
      () => this.health(),
      timeoutSeconds,
      pause,
    );
    return {
      what: healthyAfter === null
        ? `not healthy within ${timeoutSeconds} s`
        : "brought back",
      right: healthyAfter !== null,
      healthyAfter,
    };
  }

  /**
   * The watcher should have kept its hands off.
   *
   * @param options.process "same": the gateway must be the one remembered;
   * "any": systemd or a person replaces it in this situation.
   * @param options.state What the gateway must be like in the end.
   */
  async leftAlone(
    options: {
      process?: "same" | "any";
      state?: "healthy" | "unwell";
      healthyAfter?: number | null;
    } = {},
  ): Promise<Outcome> {
    const { process = "same", state = "healthy", healthyAfter } = options;
    const restarts = this.restarts();
    const same = process === "any" || await this.sameProcess();
    const well = state === "unwell" || await this.health();
    const what = [
      restarts > 0
        ? `restarted it ${restarts} time${restarts === 1 ? "" : "s"}`
        : same
        ? "left alone"
        : "its process was ended",
      ...(well ? [] : ["not healthy in the end"]),
    ].join(", ");
    return {
      what,
      right: restarts === 0 && same && well,
      ...(healthyAfter === undefined ? {} : { healthyAfter }),
    };
  }
}
