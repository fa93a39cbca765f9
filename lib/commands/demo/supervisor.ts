/**
 * A small process supervisor that stands in for systemd: it runs one service,
 * restarts it when it dies, and answers `systemctl --user` about it. The demo
 * gives it real processes and real time, tests fake ones (`tests/model`).
 */

import type { RunResult } from "../../sys/command.ts";
import { t } from "../../text/speech.ts";
import { parseSystemctl, type ShownService, showText } from "./systemctl.ts";
import {
  NEVER_STARTED,
  type ProcessEnd,
  step,
  type UnitEffect,
  type UnitEvent,
  type UnitState,
} from "./unit_machine.ts";

/** The main process of the service. */
export interface ServiceProcess {
  readonly pid: number;
  /** Sends it a signal; nothing happens to one that has just ended. */
  signal(signal: Deno.Signal): void;
}

/** The service. */
interface ServiceOptions extends ShownService {
  /** Name of the unit. */
  readonly unit: string;
  /** RestartSec, ms. */
  readonly restartMs: number;
  /** Starts its main process. */
  spawn(onEnd: (end: ProcessEnd) => void): ServiceProcess;
  /** The InvocationID of a new life. */
  newId(): string;
  /** Wall clock ms. */
  now(): number;
  /** Does something after a while, unless what it returns is called before. */
  later(ms: number, act: () => void): () => void;
  /** Told of each thing done, for people. */
  onAction(sentence: string): void;
}

/** See the file's comment. Disposing of it kills the service. */
export class Supervisor implements AsyncDisposable {
  readonly #service: ServiceOptions;
  #state: UnitState = NEVER_STARTED;
  #process: ServiceProcess | null = null;
  #invocationId = "";
  #inactiveSinceMs: number | null = null;
  #cancelWait = () => {};
  #closed = false;
  readonly #gone = Promise.withResolvers<void>();

  constructor(service: ServiceOptions) {
    this.#service = service;
  }

  /** The main process, null when there is none. */
  get mainPid(): number | null {
    return this.#process?.pid ?? null;
  }

  get state(): UnitState {
    return this.#state;
  }

  /** Sends a signal to the main process, and to no other. */
  signal(signal: Deno.Signal): void {
    this.#process?.signal(signal);
  }

  /** `systemctl` with these arguments. */
  systemctl(args: readonly string[]): RunResult {
    const request = parseSystemctl(args, this.#service.unit);
    const answer = { code: 0, stdout: "", stderr: "", timedOut: false };
    if (request === null) {
      return { ...answer, code: 1, stderr: "not known to the demo\n" };
    }
    if (request.verb !== "show") {
      this.apply({ kind: request.verb });
      return answer;
    }
    const stdout = showText({
      ...this.#service,
      state: this.#state,
      mainPid: this.mainPid ?? 0,
      invocationId: this.#invocationId,
      inactiveSinceMs: this.#inactiveSinceMs,
    }, request.properties);
    return { ...answer, stdout };
  }

  /** Kills the service and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    this.#cancelWait();
    if (this.#process === null) return;
    this.signal("SIGKILL");
    await this.#gone.promise;
  }

  /** Something happens to the unit. */
  apply(event: UnitEvent): void {
    const before = this.#state.phase;
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    if (state.phase !== before && state.phase === "inactive") {
      this.#inactiveSinceMs = this.#service.now();
      this.#service.onAction(t`the unit is inactive`);
    }
    for (const effect of effects) this.#perform(effect);
  }

  #perform(effect: UnitEffect): void {
    const { restartMs, stopTimeoutMs, onAction } = this.#service;
    const pid = this.mainPid ?? 0;
    switch (effect) {
      case "spawn":
        this.#spawn();
        break;
      case "terminate":
        onAction(t`SIGTERM and SIGCONT to process ${pid}`);
        this.signal("SIGTERM");
        this.signal("SIGCONT");
        break;
      case "kill":
        onAction(t`SIGKILL to process ${pid}: TimeoutStopSec is over`);
        this.signal("SIGKILL");
        break;
      case "await-restart":
        onAction(t`Restart=always: starting it again in ${restartMs / 1000} s`);
        this.#wait(restartMs, { kind: "restart-due" });
        break;
      case "await-stop":
        this.#wait(stopTimeoutMs, { kind: "stop-timeout" });
        break;
      case "cancel-wait":
        this.#cancelWait();
        break;
    }
  }

  #wait(ms: number, event: UnitEvent): void {
    this.#cancelWait();
    this.#cancelWait = this.#service.later(ms, () => this.apply(event));
  }

  #spawn(): void {
    const { spawn, newId, onAction } = this.#service;
    const process = spawn(({ code, signal }) => {
      this.#process = null;
      if (this.#closed) return this.#gone.resolve();
      onAction(
        t`process ${process.pid} ended (${signal ?? t`exit code ${code}`})`,
      );
      this.apply({ kind: "ended", code, signal });
    });
    this.#process = process;
    this.#invocationId = newId();
    onAction(t`started process ${process.pid}`);
  }
}
