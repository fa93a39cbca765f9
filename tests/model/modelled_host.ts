/**
 * A host with one gateway under a modelled systemd, on a modelled clock: hours
 * pass in milliseconds. Processes are files of a fake proc(5); the gateway's
 * HTTP answers are real. The guard that runs on it can be killed anywhere.
 */

import assert from "node:assert/strict";
import { type MemoryFiles, readFiles, writeFiles } from "./files.ts";
import { writeProcess, writeTcp } from "../probe/fake_proc.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { readState, writeState } from "../../lib/store/state.ts";
import type { Context } from "../../lib/sys/context.ts";
import type { RunResult } from "../../lib/sys/command.ts";
import { fakeContext } from "../fake_context.ts";

const SECOND = 1000;
const STOP_TIMEOUT_MS = 330 * SECOND;
const UID = 1000;
const CONTROL_GROUP =
  "/user.slice/user-1000.slice/user@1000.service/app.slice/openclaw-gateway.service";

/** Thrown by everything the guard touches after it was killed. */
export class GuardKilled extends Error {}

/** How a process of the gateway behaves. */
export interface Behaviour {
  /** Its event loop hangs: no good answer, and SIGTERM does nothing. */
  readonly hung: boolean;
  /** It crashes so long after its start, ms; not, when left out. */
  readonly livesMs?: number;
}

interface Main extends Behaviour {
  readonly pid: number;
  readonly startedMs: number;
}

/** How long after its start a gateway answers, and how long a stop takes, ms. */
const BOOT_MS = 8 * SECOND;
const END_MS = 500;
/** RestartSec of the unit; it has no start limit that would ever be reached. */
const RESTART_MS = 5 * SECOND;

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
  /** systemd refuses every start. */
  refusesStart = false;
  /** systemd unloads it once it is stopped, and forgets what it knew of it. */
  isEnabled = true;
  /** So many calls of systemctl from now on, one fails: no bus. Null: none. */
  failsAtCall: number | null = null;

  activeState = "inactive";
  result = "success";
  /** What journalctl prints, newest first as it is asked to. */
  journal = "";
  /** Starts that nobody asked for. */
  nRestarts = 0;
  #subState = "dead";
  #job: "restart" | "start" | null = null;
  #main: Main | null = null;
  #invocation = 0;
  #elapsedMs = 0;
  #events: { atMs: number; run: () => void }[] = [];
  #stopping = 0;
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
    this.context = fakeContext({
      uid: UID,
      home: `${this.dir}/home`,
      roots: {
        proc: `${this.dir}/proc`,
        cgroup: `${this.dir}/cgroup`,
        tmp: `${this.dir}/tmp`,
      },
      clock: {
        now: () => {
          this.#breathe();
          return {
            wallMs: Date.UTC(2026, 10, 23) + this.#elapsedMs,
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

  /** The gateway is started, by a person. */
  start(behaviour: Behaviour): void {
    assert.equal(this.#main, null);
    this.#spawn(behaviour);
  }

  /** The running process begins to hang. */
  hang(): void {
    assert.ok(this.#main);
    this.#main = { ...this.#main, hung: true };
    this.lives[this.lives.length - 1] = this.#main;
  }

  /** It ends by itself; systemd starts another one after a while. */
  crash(): void {
    this.#bury();
    this.activeState = "activating";
    this.#subState = "auto-restart";
    this.result = "exit-code";
    this.#events.push({
      atMs: this.#elapsedMs + RESTART_MS,
      run: () => {
        if (this.activeState !== "activating") return;
        this.nRestarts++;
        this.#spawn(this.newborn);
      },
    });
  }

  /** A person stops the unit, at once and whatever hangs. */
  stopByHand(): void {
    if (this.#main === null) return;
    this.#stop(null);
    this.#mainEnded();
  }

  /** A person kills the main process and starts the unit anew. */
  restartByHand(): void {
    this.stopByHand();
    this.nRestarts = 0;
    this.#spawn({ hung: false });
  }

  /** The unit fails for good: too many starts. */
  hitStartLimit(): void {
    this.#bury();
    this.activeState = "failed";
    this.#subState = "failed";
    this.result = "start-limit-hit";
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
    const done = (code: number, stdout = "", stderr = ""): RunResult => ({
      code,
      stdout,
      stderr,
      timedOut: false,
    });
    if (program === "journalctl") return done(0, this.journal);
    if (program !== "systemctl") return done(0);
    if (this.failsAtCall !== null && --this.failsAtCall === 0) {
      this.failsAtCall = null;
      return done(1, "", "Failed to connect to bus: Connection timed out");
    }
    const [verb = "", ...rest] = args.slice(2);
    if (verb === "show") return done(0, this.#show());
    this.requests.push([verb, ...rest].join(" "));
    switch (verb) {
      case "restart":
        if (this.#main === null) this.#start();
        else this.#stop("restart");
        return done(0);
      case "try-restart":
        if (this.activeState === "active") this.#stop("restart");
        return done(0);
      case "stop":
        // A failed unit stays failed.
        if (this.#main !== null) this.#stop(null);
        return done(0);
      case "reset-failed":
        if (this.#isUnloaded()) {
          return done(
            1,
            "",
            "Failed to reset failed state of unit openclaw-gateway.service: Unit openclaw-gateway.service not loaded.",
          );
        }
        if (this.activeState === "failed") this.#settle();
        return done(0);
      case "start":
        if (this.refusesStart || this.result === "start-limit-hit") {
          return done(1, "", "Job for openclaw-gateway.service failed.");
        }
        if (this.activeState === "deactivating") this.#job = "start";
        else if (this.#main === null) this.#start();
        return done(0);
    }
    throw new Error(`the model does not know "systemctl ${verb}"`);
  }

  #isUnloaded(): boolean {
    return !this.isEnabled && this.activeState === "inactive";
  }

  #start(): void {
    if (this.refusesStart) return;
    this.nRestarts = 0;
    this.#spawn(this.newborn);
  }

  /** SIGTERM, and SIGKILL when TimeoutStopSec is over. */
  #stop(job: "restart" | null): void {
    this.#job = job;
    if (this.activeState === "deactivating") return;
    this.activeState = "deactivating";
    this.#subState = "stop-sigterm";
    const stopping = ++this.#stopping;
    const after = (ms: number) =>
      this.#events.push({
        atMs: this.#elapsedMs + ms,
        run: () => {
          if (this.#stopping === stopping) this.#mainEnded();
        },
      });
    after(this.#main?.hung === true ? STOP_TIMEOUT_MS : END_MS);
  }

  #signal(pid: number, signal: Deno.Signal): void {
    this.signals.push({ pid, signal, atMs: this.#elapsedMs });
    if (this.#main?.pid !== pid) throw new Deno.errors.NotFound();
    if (signal === "SIGKILL") this.#mainEnded();
  }

  #mainEnded(): void {
    this.#stopping++;
    const stopped = this.activeState === "deactivating";
    this.#bury();
    const restarts = this.nRestarts + 1;
    if (!stopped || this.#job !== null) this.#start();
    else this.#settle();
    if (!stopped) this.nRestarts = restarts;
  }

  #bury(): void {
    if (this.#main === null) return;
    Deno.removeSync(`${this.dir}/proc/${this.#main.pid}`, { recursive: true });
    this.#main = null;
  }

  #settle(): void {
    this.#job = null;
    this.activeState = "inactive";
    this.#subState = "dead";
    this.result = "success";
  }

  #spawn(behaviour: Behaviour): void {
    const pid = 1000 + this.lives.length;
    const main: Main = { ...behaviour, pid, startedMs: this.#elapsedMs };
    this.#main = main;
    this.lives.push(main);
    this.#job = null;
    this.#invocation++;
    this.activeState = "active";
    this.#subState = "running";
    this.result = "success";
    if (behaviour.livesMs !== undefined) {
      this.#events.push({
        atMs: this.#elapsedMs + behaviour.livesMs,
        run: () => {
          if (this.#main === main) this.crash();
        },
      });
    }
    writeProcess(`${this.dir}/proc`, {
      pid,
      uid: UID,
      startTicks: Math.floor((100_000 * SECOND + this.#elapsedMs) / 10),
      argv: ["/usr/bin/node", "gateway"],
      cgroup: `0::${CONTROL_GROUP}\n`,
    });
  }

  #show(): string {
    const { port } = this.#server.addr;
    return Object.entries({
      LoadState: "loaded",
      ActiveState: this.activeState,
      SubState: this.#subState,
      Result: this.result,
      MainPID: this.#main?.pid ?? 0,
      NRestarts: this.nRestarts,
      InvocationID: this.#invocation === 0 || this.#isUnloaded()
        ? ""
        : `life-${this.#invocation}`,
      ExecMainStatus: 0,
      TimeoutStopUSec: "5min 30s",
      Restart: "always",
      Job: this.#job === null ? "" : "7",
      ControlGroup: this.#main === null ? "" : CONTROL_GROUP,
      Environment: `OPENCLAW_GATEWAY_PORT=${port}`,
    }).map(([name, value]) => `${name}=${value}\n`).join("");
  }
}
