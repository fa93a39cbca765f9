/** What a drill is written with: it does, and it waits until something is so. */

import { say } from "../../base/say.ts";
import type { Actions } from "./actions.ts";
import {
  checkedAndSettled,
  checkedHealthy,
  type Expectation,
  healthy,
  stopped,
} from "./expectations.ts";

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
/** A check is due every 30 s and may take 30 s; the drill helps out after 75 s. */
export const CHECK_LIMIT_MS = 150 * SECOND;
/** Slow machines need minutes to start. */
export const START_LIMIT_MS = 4 * MINUTE;

/** What a drill can do to the gateway. */
export type ActionName = Exclude<
  keyof Actions,
  "record" | typeof Symbol.dispose
>;

/**
 * See the file. By itself it is a rehearsal: it does nothing, waits for nothing,
 * and keeps what the drill tells of itself. {@linkcode runDrill} makes it real.
 */
export class Drill {
  /** Told before a drill begins. */
  readonly sentences: string[] = [];

  /** @param timeoutStopMs TimeoutStopSec of the unit: agents at work take their time. */
  constructor(readonly timeoutStopMs: number) {}

  /** Of what people are told before it begins: what the next lines do. */
  plan(sentence: string): void {
    this.sentences.push(sentence);
  }

  /** Waits until it has come true, `limitMs` at the most. */
  until(_: Expectation, _sentence: string, _limitMs: number): Promise<void> {
    return Promise.resolve();
  }

  /** Does something to the gateway. */
  protected act(_: ActionName, _sentence: string): Promise<void> {
    return Promise.resolve();
  }

  abort = () => this.act("abort", say`SIGABRT to the main process`);
  freeze = () => this.act("freeze", say`SIGSTOP to the main process`);
  thaw = () => this.act("thaw", say`SIGCONT to the main process`);
  maintenanceOn = () =>
    this.act("maintenanceOn", say`maintenance is switched on`);
  maintenanceOff = () =>
    this.act("maintenanceOff", say`maintenance is switched off`);
  takePort = () =>
    this.act("takePort", say`the drill listens on the gateway's port`);
  givePort = () => this.act("givePort", say`the drill lets go of the port`);
  start = () => this.act("start", say`the unit is started`);

  /** Stops the unit and waits until it is. */
  async stop(): Promise<void> {
    await this.act("stop", say`the unit is stopped`);
    const limitMs = Math.min(this.timeoutStopMs, 10 * MINUTE) + 10 * SECOND;
    await this.until(stopped, say`it is stopped`, limitMs);
  }

  /** From here on the guard would act on a failure. */
  ready = () =>
    this.until(
      checkedAndSettled,
      say`a check of the guard finds the gateway healthy`,
      CHECK_LIMIT_MS,
    );

  healthyAgain = () =>
    this.until(healthy, say`the gateway is healthy again`, START_LIMIT_MS);

  seenHealthy = () =>
    this.until(
      checkedHealthy,
      say`the guard sees that all is well`,
      CHECK_LIMIT_MS,
    );
}
