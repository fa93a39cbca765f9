/**
 * A small process supervisor that stands in for systemd: it runs one service,
 * restarts it when it dies, and answers `systemctl --user` about it.
 */

import type { Clock } from "../../sys/clock.ts";
import type { RunResult } from "../../sys/command.ts";
import { t } from "../../text/speech.ts";
import { parseSystemctl, phaseText, showText } from "./systemctl.ts";
import type { PrivateProc } from "./private_proc.ts";
import {
  NEVER_STARTED,
  step,
  type UnitEffect,
  type UnitEvent,
  type UnitState,
} from "./unit_machine.ts";

/** The service. */
export interface ServiceOptions {
  readonly clock: Clock;
  /** Name of the unit. */
  readonly unit: string;
  readonly argv: readonly string[];
  /** All of its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** RestartSec, ms. */
  readonly restartMs: number;
  /** TimeoutStopSec, ms. */
  readonly stopTimeoutMs: number;
  /** Where its processes are shown. */
  readonly proc: PrivateProc;
  /** Told of each thing done, for people. */
  onAction(sentence: string): void;
}

/** See the file's comment. Disposing of it kills the service. */
export class Supervisor implements AsyncDisposable {
  readonly #service: ServiceOptions;
  #state: UnitState = NEVER_STARTED;
  #child: Deno.ChildProcess | null = null;
  #invocationId = "";
  #inactiveSinceMs: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(service: ServiceOptions) {
    this.#service = service;
  }

  /** The main process, null when there is none. */
  get mainPid(): number | null {
    return this.#child?.pid ?? null;
  }

  /** As `systemctl status` says it: "active (running)". */
  get stateText(): string {
    return phaseText(this.#state.phase);
  }

  /** Sends a signal to the main process, and to no other. */
  signal(signal: Deno.Signal): void {
    try {
      this.#child?.kill(signal);
    } catch (error) {
      // It has ended, and its end will be told in a moment.
      if (!(error instanceof TypeError)) throw error;
    }
  }

  /** `systemctl` with these arguments. */
  systemctl(args: readonly string[]): RunResult {
    const { unit, stopTimeoutMs, proc, argv, environment } = this.#service;
    const request = parseSystemctl(args, unit);
    const answer = { code: 0, stdout: "", stderr: "", timedOut: false };
    if (request === null) {
      return { ...answer, code: 1, stderr: "not known to the demo\n" };
    }
    if (request.verb !== "show") {
      this.#apply({ kind: request.verb });
      return answer;
    }
    const stdout = showText({
      state: this.#state,
      mainPid: this.mainPid ?? 0,
      invocationId: this.#invocationId,
      inactiveSinceMs: this.#inactiveSinceMs,
      stopTimeoutMs,
      controlGroup: proc.controlGroup,
      argv,
      environment,
    }, request.properties);
    return { ...answer, stdout };
  }

  /** Kills the service and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    const child = this.#child;
    if (child === null) return;
    this.signal("SIGKILL");
    await child.status;
  }

  #apply(event: UnitEvent): void {
    const before = this.#state.phase;
    const { state, effects } = step(this.#state, event);
    this.#state = state;
    if (state.phase !== before && state.phase === "inactive") {
      this.#inactiveSinceMs = this.#service.clock.now().wallMs;
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
        clearTimeout(this.#timer);
        break;
    }
  }

  #wait(ms: number, event: UnitEvent): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#apply(event), ms);
  }

  #spawn(): void {
    const { argv: [program = "", ...args], environment, proc, onAction } =
      this.#service;
    const child = new Deno.Command(program, {
      args,
      clearEnv: true,
      env: { ...environment },
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const { pid } = child;
    this.#child = child;
    this.#invocationId = crypto.randomUUID().replaceAll("-", "");
    proc.show(pid);
    onAction(t`started process ${pid}`);
    child.status.then(({ code, signal }) => {
      this.#child = null;
      proc.hide(pid);
      if (this.#closed) return;
      onAction(t`process ${pid} ended (${signal ?? t`exit code ${code}`})`);
      this.#apply({ kind: "ended", code, signal });
    });
  }
}
