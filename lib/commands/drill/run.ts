/**
 * Runs a drill: acts, watches, tells, and puts everything back, however it
 * ends.
 */

import { GuardError, messageOf } from "../../base/errors.ts";
import { say } from "../../base/say.ts";
import type { Actions } from "./actions.ts";
import { type ActionName, Drill, MINUTE, SECOND } from "./drill.ts";
import type { DrillScript } from "./drills.ts";
import { changes, OutageMeter } from "./timeline.ts";
import { forbiddenByPerson, putBack } from "../../act/undo_drill.ts";
import { type Forbidden, notStarted } from "../../act/service.ts";
import type { DrillSetup } from "./prepare.ts";
import type { Sampler } from "./sampler.ts";
import {
  type Expectation,
  guardStaysOut,
  isDown,
  type Sample,
} from "./expectations.ts";

const SAMPLE_EVERY_MS = 500;
/** How long the gateway may take to be well again afterwards, ms. */
const RECOVERY_LIMIT_MS = 4 * MINUTE;
/** The drill runs a check itself when none has come for so long, ms: */
const CHECK_AFTER_MS = { scheduled: 75 * SECOND, alone: 10 * SECOND };
/** Ctrl-C also ends the systemctl that is putting something back. */
const PUT_BACK_TRIES = 3;

/** How it went. */
export interface DrillResult {
  readonly result: "passed" | "failed" | "interrupted";
  /** One sentence. */
  readonly why: string;
  /** Nothing is left of the drill, and the gateway is healthy. */
  readonly restored: boolean;
  /** The switch of a person because of which it is not healthy, else null. */
  readonly keptDown: Forbidden | null;
  /** See {@linkcode OutageMeter.outageMs}. */
  readonly outageMs: number | null;
  /** How long it has answered well again; null: it never was away, or still is. */
  readonly wellForMs: number | null;
  /** The gateway gives no good answer even now. */
  readonly stillAway: boolean;
}

/** What a drill works with. */
export interface DrillTools
  extends Pick<DrillSetup, "context" | "profile" | "scheduled"> {
  readonly script: DrillScript;
  /** TimeoutStopSec of the unit. */
  readonly timeoutStopMs: number;
  readonly sampler: Pick<Sampler, "atMs" | "take">;
  readonly actions: Pick<Actions, keyof Actions>;
  /** Shows a line of the timeline. */
  say(text: string): void;
  /** Something is waited for from now on, `limitMs` at the most. */
  waitsFor(what: string, limitMs: number): void;
  /** Aborted by Ctrl-C. */
  readonly interrupt: AbortSignal;
  /** Runs a check of the guard, as cron does; never throws. */
  check(): Promise<void>;
}

/** Runs a drill. Never throws for what happens to the gateway. */
export async function runDrill(tools: DrillTools): Promise<DrillResult> {
  const run = new Run(tools);
  const outcome = await run.all();
  const restored = await run.restore();
  const { outageMs, backAtMs, away } = run.outage;
  return {
    ...outcome,
    restored,
    keptDown: run.keptDown,
    outageMs,
    wellForMs: backAtMs === null ? null : tools.sampler.atMs - backAtMs,
    stillAway: away,
  };
}

class Run extends Drill {
  readonly #tools: DrillTools;
  readonly outage = new OutageMeter();
  keptDown: Forbidden | null = null;
  #last: Sample | null = null;
  #start: Sample | null = null;
  #checkSeenMs: number;
  #check: Promise<void> | null = null;
  readonly #interrupted: Promise<unknown>;
  /** It has done something. */
  #begun = false;

  constructor(tools: DrillTools) {
    super(tools.timeoutStopMs);
    this.#tools = tools;
    // Alone, the first check is due at once.
    this.#checkSeenMs = tools.scheduled ? 0 : -CHECK_AFTER_MS.alone;
    this.#interrupted = new Promise((resolve) =>
      tools.interrupt.addEventListener("abort", resolve, { once: true })
    );
  }

  async all(): Promise<Pick<DrillResult, "result" | "why">> {
    const { script, interrupt } = this.#tools;
    try {
      this.#start = await this.#look();
      await script.run(this);
      return { result: "passed", why: script.passed };
    } catch (error) {
      // Whatever it was: everything is put back, and it is told.
      return interrupt.aborted
        ? { result: "interrupted", why: say`you ended it` }
        : { result: "failed", why: messageOf(error) };
    }
  }

  /** Puts everything back and waits until the gateway is well. */
  async restore(): Promise<boolean> {
    const { context, profile, actions, sampler } = this.#tools;
    actions[Symbol.dispose]();
    for (let attempt = 1;; attempt++) {
      try {
        const { done, refused } = await putBack(
          context,
          profile,
          actions.record,
        );
        done.forEach((text) => this.#say(say`put back: ${text}`));
        this.keptDown = refused;
        break;
      } catch (error) {
        this.#say(say`cannot put everything back: ${messageOf(error)}`);
        if (attempt === PUT_BACK_TRIES) return false;
        await context.clock.sleep(SAMPLE_EVERY_MS);
      }
    }
    await this.#check;
    this.#tools.waitsFor(say`the gateway is healthy again`, RECOVERY_LIMIT_MS);
    const deadline = sampler.atMs + RECOVERY_LIMIT_MS;
    while (sampler.atMs < deadline) {
      // Where systemctl was ended by a further Ctrl-C: ask again.
      const sample = await this.#look().catch(() => null);
      this.keptDown ??= this.#keepsDown(sample?.activeState);
      if (this.keptDown !== null) {
        this.#say(say`the gateway is ${notStarted(this.keptDown)}`);
        return false;
      }
      if (sample?.healthy) return true;
      await context.clock.sleep(SAMPLE_EVERY_MS);
    }
    return false;
  }

  /** What keeps the gateway from coming back by itself, or by the guard. */
  #keepsDown(activeState: string | undefined): Forbidden | null {
    const forbidden = this.#forbidden();
    // An emergency stop ends it; maintenance only leaves it as it is.
    return forbidden === "maintenance" && !isDown(activeState)
      ? null
      : forbidden;
  }

  #forbidden(): Forbidden | null {
    const { context, profile, actions } = this.#tools;
    return forbiddenByPerson(context, profile, actions.record);
  }

  protected override async act(
    action: ActionName,
    sentence: string,
  ): Promise<void> {
    this.#throwIfEnded();
    this.#say(say`drill: ${sentence}`);
    this.#begun = true;
    await this.#tools.actions[action]();
  }

  override async until(
    expected: Expectation,
    sentence: string,
    limitMs: number,
  ): Promise<void> {
    const { script, sampler, context, interrupt } = this.#tools;
    this.#throwIfEnded();
    this.#say(say`wait: ${sentence}`);
    this.#tools.waitsFor(sentence, limitMs);
    const since = this.#last ?? await this.#look();
    const start = this.#start ?? since;
    const beganMs = sampler.atMs;
    while (true) {
      const now = await this.#look();
      // Before what it does to the gateway is taken for the guard's doing.
      this.#throwIfForbidden();
      const samples = { start, since, now };
      const allowed = script.guardMayAct ?? guardStaysOut(samples);
      const met = allowed === true ? expected(samples) : allowed;
      if (met === true) return;
      if (met !== false) throw new GuardError(met);
      const waitedMs = sampler.atMs - beganMs;
      if (waitedMs > limitMs) {
        throw new GuardError(
          say`waited ${Math.round(waitedMs / 1000)} s in vain: ${sentence}`,
        );
      }
      this.#checkIfDue(now);
      await Promise.race([
        context.clock.sleep(SAMPLE_EVERY_MS),
        this.#interrupted,
      ]);
      interrupt.throwIfAborted();
    }
  }

  /** Where nothing starts the guard, the drill does. */
  #checkIfDue(now: Sample): void {
    const { scheduled, check } = this.#tools;
    if (this.#check !== null) return;
    const afterMs = CHECK_AFTER_MS[scheduled ? "scheduled" : "alone"];
    if (now.atMs - this.#checkSeenMs < afterMs) return;
    if (scheduled) {
      this.#say(say`drill: no check has come, so it runs one itself`);
    }
    this.#check = check().finally(() => {
      this.#checkSeenMs = this.#tools.sampler.atMs;
      this.#check = null;
    });
  }

  async #look(): Promise<Sample> {
    const { sampler } = this.#tools;
    const sample = await sampler.take();
    // What it did before is not the drill's doing.
    if (this.#begun) {
      this.outage.note(sample.healthy, sample.atMs, sampler.atMs);
    }
    if (this.#last !== null) {
      changes(this.#last, sample).forEach((text) => this.#say(text));
      if (sample.checks > this.#last.checks) this.#checkSeenMs = sample.atMs;
    }
    this.#last = sample;
    return sample;
  }

  #say(text: string): void {
    try {
      this.#tools.say(text);
    } catch {
      // The terminal has gone (SIGHUP); what is to be done is done all the same.
    }
  }

  #throwIfEnded(): void {
    this.#tools.interrupt.throwIfAborted();
    this.#throwIfForbidden();
  }

  #throwIfForbidden(): void {
    const forbidden = this.#forbidden();
    if (forbidden === null) return;
    throw new GuardError(
      forbidden === "emergency-stop"
        ? say`an emergency stop came while it ran`
        : say`maintenance was switched on while it ran`,
    );
  }
}
