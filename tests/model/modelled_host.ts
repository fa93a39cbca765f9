/**
 * A host with one gateway, on a modelled clock: hours pass in milliseconds.
 * systemd is the demo's supervisor; processes are files of a fake proc(5); the
 * gateway's HTTP answers are real. The guard that runs on it can be killed
 * anywhere.
 */

import assert from "node:assert/strict";
import { type MemoryFiles, readFiles, writeFiles } from "./files.ts";
import { writeProcess, writeTcp } from "../probe/fake_proc.ts";
import {
  type ServiceProcess,
  Supervisor,
} from "../../lib/commands/demo/supervisor.ts";
import { phaseText } from "../../lib/commands/demo/systemctl.ts";
import type {
  ProcessEnd,
  UnitState,
} from "../../lib/commands/demo/unit_machine.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { readState, writeState } from "../../lib/store/state.ts";
import type { Context } from "../../lib/sys/context.ts";
import type { RunResult } from "../../lib/sys/command.ts";
import { fakeContext } from "../fake_context.ts";

const SECOND = 1000;
const START_MS = Date.UTC(2026, 10, 23);
const UID = 1000;
const UNIT = "openclaw-gateway.service";
const CONTROL_GROUP =
  `/user.slice/user-1000.slice/user@1000.service/app.slice/${UNIT}`;
/** The program must be there. */
const ARGV = ["/bin/sh", "gateway"];

/** Thrown by everything the guard touches after it was killed. */
export class GuardKilled extends Error {}

/** How a process of the gateway behaves. */
export interface Behaviour {
  /** Its event loop hangs: no good answer, and SIGTERM does nothing. */
  hung: boolean;
  /** It crashes so long after its start, ms; not, when left out. */
  readonly livesMs?: number;
}

interface Main extends Behaviour {
  readonly pid: number;
  readonly startedMs: number;
  end(code: number, signal?: Deno.Signal): void;
}

/** How long after its start a gateway answers, and how long a stop takes, ms. */
const BOOT_MS = 8 * SECOND;
const END_MS = 500;

/** A hold-down is over: one more try, or another hold-down. */
export function endHoldDown(host: ModelledHost): void {
  climbLadder(host, {
    attempt: 4,
    holdDownUntilBootMs: host.context.clock.now().bootMs - SECOND,
    holdDowns: 1,
  });
}

/** The next attempt is the force clean. */
export function climbLadder(
  { context }: ModelledHost,
  ladder: Memory["ladder"] = {
    attempt: 3,
    holdDownUntilBootMs: null,
    holdDowns: 0,
  },
): void {
  const path = profilePaths(context, "default").state;
  const { memory } = readState(path, context.clock.now());
  writeState(path, { ...memory, ladder });
}

/** See the file's comment. */
export class ModelledHost implements AsyncDisposable {
  readonly dir = Deno.makeTempDirSync();
  readonly context: Context;
  /** Every process that ever was the gateway's, oldest first. */
  readonly lives: Main[] = [];
  /** What was sent to whom. */
  readonly signals: { pid: number; signal: Deno.Signal; atMs: number }[] = [];
  /** What systemd was asked to do, without "show". */
  readonly requests: string[] = [];
  /** How newborns behave. */
  newborn: Behaviour = { hung: false };
  /** systemd unloads it once it is stopped, and forgets what it knew of it. */
  isEnabled = true;
  /** So many calls of systemctl from now on, one fails: no bus. Null: none. */
  failsAtCall: number | null = null;

  /** What journalctl prints, newest first as it is asked to. */
  journal = "";
  #main: Main | null = null;
  #elapsedMs = 0;
  #events: { readonly atMs: number; run(): void }[] = [];
  #systemd: Supervisor;
  readonly #server: Deno.HttpServer<Deno.NetAddr>;

  /** Points the guard has passed at which it can be killed. */
  points = 0;
  #dieAt = Infinity;
  /** What a person does in the middle of a tick, at one of the points. */
  meanwhile: { readonly point: number; act(): void } | null = null;
  #filesAtDeath: MemoryFiles | null = null;

  constructor() {
    Deno.mkdirSync(`${this.dir}/proc`);
    Deno.mkdirSync(`${this.dir}/home`);
    writeTcp(`${this.dir}/proc`, "");
    this.#server = Deno.serve(
      { hostname: "127.0.0.1", port: 0, onListen: () => {} },
      (request) => this.#answer(new URL(request.url).pathname),
    );
    this.#systemd = this.#newSystemd();
    this.context = fakeContext({
      uid: UID,
      home: `${this.dir}/home`,
      roots: {
        proc: `${this.dir}/proc`,
        cgroup: `${this.dir}/cgroup`,
        tmp: `${this.dir}/tmp`,
        etc: `${this.dir}/etc`,
      },
      clock: {
        now: () => {
          this.#breathe();
          return {
            wallMs: START_MS + this.#elapsedMs,
            bootMs: 100_000 * SECOND + this.#elapsedMs,
            bootId: "boot-1",
          };
        },
        elapsedMs: () => this.#elapsedMs,
        sleep: (ms) => this.#sleep(ms),
      },
      run: async (program, args) => {
        // Killed before it is done …
        this.#point();
        const result = this.#run(program, args);
        await Promise.resolve();
        // … or before the guard hears of it.
        this.#point();
        return result;
      },
      signal: (pid, signal) => {
        this.#point();
        this.#signal(pid, signal);
        this.#point();
      },
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.shutdown();
    Deno.removeSync(this.dir, { recursive: true });
  }

  get now(): number {
    return this.#elapsedMs;
  }

  get main(): Main | null {
    return this.#main;
  }

  /** As `systemctl is-active` says it. */
  get activeState(): string {
    return phaseText(this.unit.phase).replace(/ .*/, "");
  }

  /** What systemd knows of it. */
  get unit(): UnitState {
    return this.#systemd.state;
  }

  /** Lets time pass. */
  advance(ms: number): void {
    const until = this.#elapsedMs + ms;
    while (true) {
      this.#events.sort((one, other) => one.atMs - other.atMs);
      const next = this.#events[0];
      if (next === undefined || next.atMs > until) break;
      this.#events.shift();
      this.#elapsedMs = Math.max(this.#elapsedMs, next.atMs);
      next.run();
    }
    this.#elapsedMs = until;
  }

  /** The gateway is started, by a person, and so behave those that follow. */
  start(newborn: Behaviour): void {
    assert.equal(this.#main, null);
    this.newborn = newborn;
    this.#systemd.apply({ kind: "start" });
  }

  /** The running process begins to hang. */
  hang(): void {
    assert.ok(this.#main);
    this.#main.hung = true;
  }

  /** It ends by itself; systemd starts another one after a while. */
  crash(): void {
    this.#main?.end(1);
  }

  /** A person stops the unit, at once and whatever hangs. */
  stopByHand(): void {
    this.#systemd.apply({ kind: "stop" });
    this.#main?.end(0);
  }

  /** A person stops the unit and starts it anew. */
  restartByHand(): void {
    this.stopByHand();
    this.#systemd.apply({ kind: "start" });
  }

  /** The unit fails for good: too many starts. */
  hitStartLimit(): void {
    this.crash();
    this.#systemd.apply({ kind: "start-limit" });
  }

  isHealthy(): boolean {
    return this.#main !== null && !this.#main.hung &&
      this.#elapsedMs - this.#main.startedMs >= BOOT_MS;
  }

  /**
   * Runs the guard and kills it at a point.
   *
   * @returns Whether it was killed; false when it ended before.
   */
  async runGuard(tick: () => Promise<unknown>, dieAt: number) {
    this.points = 0;
    this.#dieAt = dieAt;
    this.#filesAtDeath = null;
    try {
      await tick();
    } catch (error) {
      if (this.#filesAtDeath === null) throw error;
    }
    this.#dieAt = Infinity;
    const files: MemoryFiles | null = this.#filesAtDeath;
    this.#filesAtDeath = null;
    if (files === null) return false;
    // What it wrote while its functions unwound, a killed one would not have.
    writeFiles(`${this.dir}/home`, files);
    return true;
  }

  #point(): void {
    this.#breathe();
    if (++this.points === this.meanwhile?.point) this.meanwhile.act();
    if (this.points < this.#dieAt) return;
    this.#filesAtDeath = readFiles(`${this.dir}/home`);
    this.#breathe();
  }

  /** The dead do nothing more. */
  #breathe(): void {
    if (this.#filesAtDeath !== null) throw new GuardKilled();
  }

  async #sleep(ms: number): Promise<void> {
    this.#breathe();
    this.advance(ms);
    // In longer sleeps real requests that are under way get on too.
    if (ms >= SECOND) await new Promise((resolve) => setTimeout(resolve, 0));
    else await Promise.resolve();
    this.#breathe();
  }

  #answer(path: string): Response {
    if (!this.isHealthy()) return new Response("no", { status: 500 });
    return path === "/health"
      ? Response.json({ ok: true, status: "live" })
      : Response.json({ ok: true, status: "started", version: "2026.9.6" });
  }

  #run(program: string, args: readonly string[]): RunResult {
    const done = { code: 0, stdout: "", stderr: "", timedOut: false };
    const failed = (stderr: string) => ({ ...done, code: 1, stderr });
    if (program === "journalctl") return { ...done, stdout: this.journal };
    if (program !== "systemctl") return done;
    if (this.failsAtCall !== null && --this.failsAtCall === 0) {
      this.failsAtCall = null;
      return failed("Failed to connect to bus: Connection timed out");
    }
    const asked = args.slice(2).join(" ");
    if (!asked.startsWith("show ")) this.requests.push(asked);
    if (!this.isEnabled && this.activeState === "inactive") {
      this.#systemd = this.#newSystemd();
      if (asked.startsWith("reset-failed ")) {
        return failed(
          `Failed to reset failed state of unit ${UNIT}: Unit ${UNIT} not loaded.`,
        );
      }
    }
    // Whatever the profile, its unit is this one.
    const words = args.map((word) => word.endsWith(".service") ? UNIT : word);
    const result = this.#systemd.systemctl(words);
    assert.equal(result.code, 0, `${asked}: ${result.stderr}`);
    return result;
  }

  #newSystemd(): Supervisor {
    const { port } = this.#server.addr;
    return new Supervisor({
      unit: UNIT,
      argv: ARGV,
      environment: { OPENCLAW_GATEWAY_PORT: String(port) },
      restartMs: 5 * SECOND,
      stopTimeoutMs: 330 * SECOND,
      controlGroup: CONTROL_GROUP,
      spawn: (onEnd) => this.#spawn(onEnd),
      newId: () => `life-${this.lives.length}`,
      now: () => START_MS + this.#elapsedMs,
      later: (ms, run) => this.#later(ms, run),
      onAction() {},
    });
  }

  #later(ms: number, run: () => void): () => void {
    const event = { atMs: this.#elapsedMs + ms, run };
    this.#events.push(event);
    return () => {
      this.#events = this.#events.filter((other) => other !== event);
    };
  }

  #signal(pid: number, signal: Deno.Signal): void {
    this.signals.push({ pid, signal, atMs: this.#elapsedMs });
    if (this.#main?.pid !== pid) throw new Deno.errors.NotFound();
    this.#systemd.signal(signal);
  }

  #spawn(onEnd: (end: ProcessEnd) => void): ServiceProcess {
    const pid = 1000 + this.lives.length;
    const main: Main = {
      ...this.newborn,
      pid,
      startedMs: this.#elapsedMs,
      end: (code, signal) => {
        if (this.#main !== main) return;
        Deno.removeSync(`${this.dir}/proc/${pid}`, { recursive: true });
        this.#main = null;
        onEnd({ code, signal: signal ?? null });
      },
    };
    this.#main = main;
    this.lives.push(main);
    if (main.livesMs !== undefined) {
      this.#later(main.livesMs, () => main.end(1));
    }
    writeProcess(`${this.dir}/proc`, {
      pid,
      uid: UID,
      startTicks: Math.floor((100_000 * SECOND + this.#elapsedMs) / 10),
      argv: ARGV,
      cgroup: `0::${CONTROL_GROUP}\n`,
    });
    return {
      pid,
      signal: (signal) => {
        if (signal === "SIGKILL") main.end(137, signal);
        if (signal === "SIGTERM" && !main.hung) {
          this.#later(END_MS, () => main.end(0));
        }
      },
    };
  }
}
