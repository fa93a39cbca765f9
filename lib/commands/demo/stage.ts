/** Where the story is played: the gateway, the guard, and those who watch. */

import { formatDuration } from "../../base/duration.ts";
import { GuardError } from "../../base/errors.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { tick } from "../../guard/tick.ts";
import { type HistoryEvent, readHistory } from "../../store/history.ts";
import type { Clock } from "../../sys/clock.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import type { Pace } from "./pace.ts";
import type { Sandbox } from "./sandbox.ts";
import type { Screen } from "./screen.ts";
import {
  headingLines,
  type Moment,
  momentLines,
  statusLines,
} from "./timeline.ts";
import { lookAtVitals, type Vitals } from "./vitals.ts";

const POLL_MS = 50;
/** Nothing takes longer, even on a slow machine. */
const PATIENCE_MS = 30_000;
const VITALS_EVERY_MS = 250;

/** Which events of the guard are good or bad news, and which are deeds. */
const TONES: Readonly<Record<string, Moment["tone"]>> = {
  "healthy": "good",
  "recovered": "good",
  "stopped": "good",
  "hung": "bad",
  "down": "bad",
  "failing": "bad",
  "failed": "bad",
  "restart": "act",
  "start": "act",
  "force-clean": "act",
  "kill": "act",
};

/** See the file's comment. */
export class Stage {
  /** What the guard did since the last heading, oldest first. */
  guardEvents: readonly HistoryEvent[] = [];
  checksDone = 0;
  /** Of the last check. */
  verdict = "";
  /** Every look so far, oldest first. */
  readonly looks: Vitals[] = [];
  readonly #sandbox: Sandbox;
  readonly #screen: Screen;
  readonly #clock: Clock;
  readonly #startedMs: number;
  #eventsTold = 0;

  constructor(sandbox: Sandbox, screen: Screen, readonly pace: Pace) {
    this.#sandbox = sandbox;
    this.#clock = sandbox.context.clock;
    this.#startedMs = this.#clock.elapsedMs();
    this.#screen = screen;
  }

  /** Milliseconds since the demo began. */
  elapsedMs(): number {
    return this.#clock.elapsedMs() - this.#startedMs;
  }

  /** Rejects when the demo is over. */
  sleep(ms: number): Promise<void> {
    return this.#clock.sleep(ms);
  }

  /** The gateway's process; 0 when there is none. */
  get pid(): number {
    return this.#sandbox.supervisor.mainPid ?? 0;
  }

  get port(): number {
    return this.#sandbox.endpoint.port;
  }

  get unit(): string {
    return this.#sandbox.unit;
  }

  /** The last look; undefined before the first. */
  get vitals(): Vitals | undefined {
    return this.looks.at(-1);
  }

  /** What a person types. */
  systemctl(verb: "start" | "stop"): void {
    this.#sandbox.supervisor.systemctl(["--user", verb, this.unit]);
  }

  /** What happens to the gateway. */
  signalGateway(signal: Deno.Signal): void {
    this.#sandbox.supervisor.signal(signal);
  }

  /** Begins a scene. */
  heading(title: string): void {
    this.guardEvents = [];
    this.#screen.print(headingLines(title, this.#screen.width));
  }

  /** Shows something that happens now. */
  tell(actor: Moment["actor"], tone: Moment["tone"], text: string): void {
    this.#tellEvents(); // what came before it
    this.#show({ atMs: this.elapsedMs(), actor, tone, text });
  }

  /**
   * Waits for something.
   *
   * @throws {GuardError} when it does not come.
   */
  async until(condition: () => boolean, problem: string): Promise<void> {
    const deadline = this.elapsedMs() + PATIENCE_MS;
    while (!condition()) {
      if (this.elapsedMs() > deadline) {
        throw new GuardError(
          say`the demo failed: ${problem} within ${
            formatDuration(PATIENCE_MS)
          }`,
          say`Is the machine very busy? Try again`,
        );
      }
      await this.sleep(POLL_MS);
    }
  }

  /** Checks at a steady pace, as cron would, until the demo is over. */
  async runChecks(): Promise<never> {
    let dueMs = this.elapsedMs();
    while (true) {
      dueMs += this.pace.checkEveryMs;
      await this.sleep(Math.max(0, dueMs - this.elapsedMs()));
      const { verdict } = await tick(this.#sandbox.context, DEFAULT_PROFILE);
      this.#tellEvents();
      this.verdict = verdict;
      this.checksDone++;
      // cron goes on while a check is at work; those find it locked.
      while (dueMs + this.pace.checkEveryMs < this.elapsedMs()) {
        dueMs += this.pace.checkEveryMs;
      }
    }
  }

  /** Looks at the gateway, and into the guard's history, until it is over. */
  async watch(): Promise<never> {
    while (true) {
      const startedMs = this.elapsedMs();
      this.looks.push(await lookAtVitals(this.#sandbox));
      this.#tellEvents();
      this.#screen.status(
        statusLines(this.looks, this.port, this.#screen.width),
      );
      const tookMs = this.elapsedMs() - startedMs;
      await this.sleep(Math.max(POLL_MS, VITALS_EVERY_MS - tookMs));
    }
  }

  /** Shows what the guard has written down since. */
  #tellEvents(): void {
    const { events } = readHistory(this.#sandbox.context, DEFAULT_PROFILE);
    const fresh = events.slice(this.#eventsTold);
    this.#eventsTold = events.length;
    this.guardEvents = [...this.guardEvents, ...fresh];
    for (const { at, event, sentence, facts } of fresh) {
      const agoMs = this.#clock.now().wallMs - Date.parse(at);
      const text = `${event}: ${translate(sentence)}`;
      this.#show({
        atMs: Math.max(0, this.elapsedMs() - agoMs),
        actor: "guard",
        tone: TONES[event] ?? "plain",
        text: typeof facts["evidence"] === "string"
          ? t`${text} (evidence kept)`
          : text,
      });
    }
  }

  #show(moment: Moment): void {
    this.#screen.print(momentLines(moment, this.#screen.width));
  }
}
