/**
 * A lab: a real systemd, cron and (real or fake) OpenClaw gateway in namespaces
 * of their own, driven from a test. See lab/lab-up.sh for how it is made.
 */

import { programDirectory } from "./program.ts";
import { installGateway } from "./gateway.ts";
import type { GatewayKind, GatewayOptions } from "./gateway.ts";
import {
  DEFAULT_PORT,
  faultFile,
  GUARD,
  HOME,
  SCRIPTS,
  SETTINGS_FILE,
  STATE_DIR,
  unitName,
  USER_ID,
} from "./names.ts";

/** Where the lab keeps what it has downloaded. */
export const LAB_HOME = Deno.env.get("LAB_HOME") ??
  `${Deno.env.get("HOME")}/.cache/openclaw-lab`;

/** What a lab is made of when it is not this machine's Debian and setup.sh's OpenClaw. */
export interface LabSystem {
  /** A root in $LAB_HOME/roots. */
  readonly root?: string | undefined;
  /** A version of OpenClaw in $LAB_HOME/openclaw. */
  readonly openclaw?: string | undefined;
}

/** How a command in the lab ended. */
export interface Output {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a command in the lab is given. */
export interface RunOptions {
  readonly stdin?: string;
  /** Variables added to its environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds until it is killed and the test fails. Default 120,000. */
  readonly timeoutMs?: number;
}

/** Some properties of the gateway's unit. */
export interface UnitState {
  readonly activeState: string;
  readonly subState: string;
  readonly result: string;
  readonly mainPid: number;
  readonly nRestarts: number;
  readonly invocationId: string;
  readonly execMainStatus: number;
}

/** A command that goes on running in the lab. */
export interface Background {
  /** It ended, by itself or killed. */
  readonly ended: boolean;
  /** Output so far, both streams. */
  readonly output: string;
}

/** The parts of `status --json` that scenarios look at. */
export interface StatusJson {
  readonly schema: number;
  readonly profile: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly since: string;
  readonly unit: { readonly mainPid: number } | null;
  readonly probe: { readonly port: boolean | null } | null;
  readonly ladder: {
    readonly attempt: number;
    readonly nextAt: string | null;
    readonly holdDownUntil: string | null;
  };
  readonly maintenance: {
    readonly active: boolean;
    readonly until: string | null;
    readonly reason: string | null;
    readonly by: string | null;
  };
  readonly lastTick: string | null;
  readonly backups: {
    readonly count: number;
    readonly newestProven: string | null;
  };
  readonly version: string;
}

/** A running lab. Always call {@linkcode Lab.down}. */
export class Lab {
  readonly name: string;
  /** PID 1 of the lab, as this machine sees it. */
  readonly pid: number;
  readonly system: LabSystem;
  readonly #background: Deno.ChildProcess[] = [];

  private constructor(name: string, pid: number, system: LabSystem) {
    this.name = name;
    this.pid = pid;
    this.system = system;
  }

  /** Boots a lab with the compiled program at {@linkcode GUARD}. */
  static async up(name: string, system: LabSystem = {}): Promise<Lab> {
    const { root, openclaw } = system;
    const binds = [`${programDirectory()}:/lab/bin`];
    if (openclaw !== undefined) {
      binds.push(`${LAB_HOME}/openclaw/${openclaw}:/opt/lab/oc`);
    }
    const output = await runProgram(`${SCRIPTS}/lab-up.sh`, [name], {
      env: {
        LAB_ROOT: root === undefined ? "" : `${LAB_HOME}/roots/${root}`,
        LAB_BIND: binds.join(" "),
        LAB_OWNER: String(Deno.pid),
      },
    });
    if (output.code !== 0) {
      throw new Error(`lab ${name} did not boot: ${output.stderr}`);
    }
    const pid = Deno.readTextFileSync(`${LAB_HOME}/run/${name}/pid`).trim();
    return new Lab(name, Number(pid), system);
  }

  /** CPU time that all of it has used, whole seconds; null when nobody tells. */
  cpuSeconds(): number | null {
    try {
      const group = Deno.readTextFileSync(
        `${LAB_HOME}/run/${this.name}/cgroup`,
      );
      const stat = Deno.readTextFileSync(`${group.trim()}/cpu.stat`);
      const used = /^usage_usec (\d+)$/m.exec(stat)?.[1];
      return used === undefined ? null : Math.round(Number(used) / 1e6);
    } catch {
      return null; // a figure for people, and no reason to fail
    }
  }

  /**
   * Leaves the gateway's processes, and what they start, a part of a core: a hung
   * loop is as hung with it, and the labs beside it go on. Where the machine
   * has no such controller they keep what they have.
   */
  async throttle(cores = 0.5): Promise<void> {
    const controller = "/sys/fs/cgroup/cpu";
    try {
      Deno.statSync(`${controller}/cpu.cfs_quota_us`);
    } catch {
      return;
    }
    const unit = await this.mustUser([
      ...["systemctl", "--user", "show", unitName(), "--value"],
      "--property=ControlGroup",
    ]);
    const lab = Deno.readTextFileSync(`${LAB_HOME}/run/${this.name}/cgroup`);
    const part = `${controller}/oclab-${this.name}`; // lab-down.sh removes it
    Deno.mkdirSync(part, { recursive: true });
    const quotaUs = String(cores * 100_000); // of the usual period of 100 ms
    Deno.writeTextFileSync(`${part}/cpu.cfs_quota_us`, quotaUs);
    const pids = `${lab.trim()}${unit.trim()}/cgroup.procs`;
    for (const pid of Deno.readTextFileSync(pids).trim().split("\n")) {
      try {
        Deno.writeTextFileSync(`${part}/cgroup.procs`, pid);
      } catch (error) {
        // A short-lived child of it has ended meanwhile: ESRCH.
        if (Deno.readTextFileSync(pids).split("\n").includes(pid)) throw error;
      }
    }
  }

  /** Ends the lab with everything in it. */
  async down(): Promise<void> {
    const output = await runProgram(`${SCRIPTS}/lab-down.sh`, [this.name]);
    await Promise.all(this.#background.map((child) => child.status));
    if (output.code !== 0) {
      throw new Error(`lab ${this.name} did not end: ${output.stderr}`);
    }
  }

  /** Runs a command as the user, with the environment of a login session. */
  user(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
    return this.#exec("openclaw", withVariables(argv, options.env), options);
  }

  /** Runs a command as root. */
  root(argv: readonly string[], options: RunOptions = {}): Promise<Output> {
    return this.#exec("root", withVariables(argv, options.env), options);
  }

  /** Runs a command as the user in the bare environment cron gives. */
  cronEnvironment(
    argv: readonly string[],
    options: RunOptions = {},
  ): Promise<Output> {
    const variables = Object.entries({
      HOME,
      LOGNAME: "openclaw",
      SHELL: "/bin/sh",
      PATH: "/usr/bin:/bin",
      ...options.env,
    }).map(([name, value]) => `${name}=${value}`);
    return this.#exec(
      "openclaw",
      ["env", "-i", ...variables, ...argv],
      options,
    );
  }

  /** Like {@linkcode Lab.user}, but a failing command fails the test. */
  async mustUser(
    argv: readonly string[],
    options: RunOptions = {},
  ): Promise<string> {
    return mustSucceed(argv, await this.user(argv, options));
  }

  /** Like {@linkcode Lab.root}, but a failing command fails the test. */
  async mustRoot(
    argv: readonly string[],
    options: RunOptions = {},
  ): Promise<string> {
    return mustSucceed(argv, await this.root(argv, options));
  }

  /** Runs the guard the way a person does. */
  guard(args: readonly string[], options: RunOptions = {}): Promise<Output> {
    return this.user([GUARD, ...args], options);
  }

  /** Runs the guard the way cron does: one tick. */
  tick(options: RunOptions = {}): Promise<Output> {
    return this.cronEnvironment([GUARD, "check"], options);
  }

  /** Starts a command as the user and leaves it running. */
  background(argv: readonly string[]): Background {
    const child = new Deno.Command(`${SCRIPTS}/lab-exec.sh`, {
      args: [this.name, "openclaw", ...argv],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#background.push(child);
    const state = { ended: false, output: "" };
    const collect = async (stream: ReadableStream<Uint8Array>) => {
      for await (const text of stream.pipeThrough(new TextDecoderStream())) {
        state.output += text;
      }
    };
    void collect(child.stdout);
    void collect(child.stderr);
    void child.status.then(() => state.ended = true);
    return state;
  }

  /** Installs a gateway and waits until it is healthy. */
  gateway(kind: GatewayKind, options: GatewayOptions = {}): Promise<void> {
    return installGateway(this, kind, options);
  }

  /**
   * Switches a fault of the fake gateway (lab/fake-gateway.py has the list).
   * With `untilRestart` only the process running now has it.
   */
  async fault(
    fault: string,
    options: { profile?: string; untilRestart?: boolean } = {},
  ): Promise<void> {
    const lines = [fault];
    if (options.untilRestart) {
      const { mainPid } = await this.unit(options.profile);
      if (mainPid === 0) throw new Error("the gateway is not running");
      lines.unshift(`only ${mainPid}`);
    }
    this.writeFile(faultFile(options.profile), `${lines.join("\n")}\n`);
  }

  /** The unit's state as systemd tells it. */
  async unit(profile?: string): Promise<UnitState> {
    const names = [
      "ActiveState",
      "SubState",
      "Result",
      "MainPID",
      "NRestarts",
      "InvocationID",
      "ExecMainStatus",
    ];
    const text = await this.mustUser([
      "systemctl",
      "--user",
      "show",
      unitName(profile),
      `--property=${names.join(",")}`,
    ]);
    const values = new Map(
      text.trim().split("\n").map((line) => {
        const at = line.indexOf("=");
        return [line.slice(0, at), line.slice(at + 1)] as const;
      }),
    );
    return {
      activeState: values.get("ActiveState") ?? "",
      subState: values.get("SubState") ?? "",
      result: values.get("Result") ?? "",
      mainPid: Number(values.get("MainPID")),
      nRestarts: Number(values.get("NRestarts")),
      invocationId: values.get("InvocationID") ?? "",
      execMainStatus: Number(values.get("ExecMainStatus")),
    };
  }

  /** `systemctl --user VERB UNIT`, which must succeed. */
  async systemctl(verb: string, profile?: string): Promise<void> {
    await this.mustUser(["systemctl", "--user", verb, unitName(profile)]);
  }

  /** Sends a signal to the gateway's main process. */
  async signal(signal: string, profile?: string): Promise<void> {
    const { mainPid } = await this.unit(profile);
    // kill(1) takes 0 for everything in its own group: this very test.
    if (mainPid === 0) throw new Error("the gateway is not running");
    await this.mustRoot(["kill", "-s", signal, String(mainPid)]);
  }

  /** Does /health answer 200 with `ok: true` right now? */
  async health(
    options: { port?: number; tls?: boolean; seconds?: number } = {},
  ): Promise<boolean> {
    const scheme = options.tls ? "https" : "http";
    const { code, stdout } = await this.user([
      "curl",
      "--silent",
      "--insecure",
      "--fail",
      "--noproxy",
      "*",
      "--max-time",
      String(options.seconds ?? 3),
      `${scheme}://127.0.0.1:${options.port ?? DEFAULT_PORT}/health`,
    ]);
    return code === 0 && /"ok": ?true/.test(stdout);
  }

  /** Does anything listen on the port? */
  async listening(port = DEFAULT_PORT): Promise<boolean> {
    const text = await this.mustRoot(["ss", "-Hltn", `sport = :${port}`]);
    return text.trim() !== "";
  }

  /** Polls until the condition gives something other than false or undefined. */
  async waitFor<T>(
    description: string,
    condition: () => Promise<T | false | undefined> | T | false | undefined,
    timeoutMs: number,
    everyMs = 500, // each question costs 15 ms of CPU, and nine labs ask
  ): Promise<T> {
    const started = performance.now();
    while (true) {
      const value = await condition();
      if (value !== false && value !== undefined) return value;
      if (performance.now() - started > timeoutMs) {
        throw new Error(
          `waited ${timeoutMs / 1000} s in vain for: ${description}`,
        );
      }
      await delay(everyMs);
    }
  }

  /** Waits until the gateway is healthy; returns the seconds it took. */
  async waitForHealth(
    timeoutMs: number,
    options: { port?: number; tls?: boolean } = {},
  ): Promise<number> {
    const started = performance.now();
    await this.waitFor(
      "the gateway is healthy",
      () => this.health(options),
      timeoutMs,
    );
    return (performance.now() - started) / 1000;
  }

  /** The user's crontab, byte for byte; null when there is none. */
  async crontab(): Promise<string | null> {
    const { code, stdout } = await this.user(["crontab", "-l"]);
    return code === 0 ? stdout : null;
  }

  /** Path on this machine of a file in the lab. */
  hostPath(path: string): string {
    return `/proc/${this.pid}/root${path}`;
  }

  exists(path: string): boolean {
    try {
      Deno.lstatSync(this.hostPath(path));
      return true;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  }

  /** A file's text; "" when it is not there. */
  readFile(path: string): string {
    return this.exists(path) ? Deno.readTextFileSync(this.hostPath(path)) : "";
  }

  /** Names in a folder, sorted; none when it is not there. */
  list(path: string): string[] {
    if (!this.exists(path)) return [];
    return [...Deno.readDirSync(this.hostPath(path))].map((entry) => entry.name)
      .sort();
  }

  /** Writes a file of the user, making the folders above it. */
  writeFile(path: string, text: string, mode = 0o600): void {
    const missing = [];
    for (
      let folder = path.slice(0, path.lastIndexOf("/"));
      folder !== "" && !this.exists(folder);
      folder = folder.slice(0, folder.lastIndexOf("/"))
    ) missing.unshift(folder);
    for (const folder of missing) {
      Deno.mkdirSync(this.hostPath(folder), { mode: 0o700 });
      Deno.chownSync(this.hostPath(folder), USER_ID, USER_ID);
    }
    // Readers must never see half of it: the fake gateway polls its file.
    const temporary = this.hostPath(`${path}.lab-new`);
    Deno.writeTextFileSync(temporary, text, { mode });
    Deno.chmodSync(temporary, mode);
    Deno.chownSync(temporary, USER_ID, USER_ID);
    Deno.renameSync(temporary, this.hostPath(path));
  }

  remove(path: string): void {
    Deno.removeSync(this.hostPath(path), { recursive: true });
  }

  /** Writes the guard's own settings file. */
  settings(settings: Readonly<Record<string, unknown>>): void {
    this.writeFile(SETTINGS_FILE, JSON.stringify(settings, null, 2));
  }

  /** What `status --json` says. */
  async status(profile?: string): Promise<StatusJson> {
    const args = [
      "status",
      "--json",
      ...(profile ? ["--profile", profile] : []),
    ];
    const { stdout, stderr } = await this.guard(args);
    if (stdout === "") throw new Error(`status said nothing: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** The guard's log of a profile so far. */
  log(profile?: string): string {
    const dir = profile ? `${STATE_DIR}/profiles/${profile}` : STATE_DIR;
    return this.readFile(`${dir}/guard.log`);
  }

  /** What one wants to see when a scenario failed. */
  async diagnose(): Promise<string> {
    const parts: string[] = [];
    const add = async (title: string, argv: readonly string[]) => {
      const { stdout, stderr } = await this.user(argv, { timeoutMs: 20_000 });
      parts.push(`--- ${title}`, (stdout + stderr).trimEnd() || "(nothing)");
    };
    const logs =
      `tail -n 40 ${STATE_DIR}/guard.log ${STATE_DIR}/profiles/*/guard.log`;
    await add("guard.log", ["sh", "-c", logs]);
    await add("state.json", ["sh", "-c", `cat ${STATE_DIR}/state.json`]);
    await add("crontab", ["crontab", "-l"]);
    await add("unit", [
      "systemctl",
      "--user",
      "status",
      "--no-pager",
      "--lines=0",
      "openclaw-gateway*",
    ]);
    await add("journal", ["journalctl", "--user", "--no-pager", "-n", "25"]);
    return parts.join("\n");
  }

  #exec(
    user: "root" | "openclaw",
    argv: readonly string[],
    options: RunOptions,
  ): Promise<Output> {
    return runProgram(`${SCRIPTS}/lab-exec.sh`, [this.name, user, ...argv], {
      ...options,
      env: {},
    });
  }
}

/** Waits. Only for what cannot be polled: that something does NOT happen. */
export function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

function withVariables(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string[] {
  const variables = Object.entries(env).map(([name, value]) =>
    `${name}=${value}`
  );
  return variables.length === 0 ? [...argv] : ["env", ...variables, ...argv];
}

function mustSucceed(argv: readonly string[], output: Output): string {
  if (output.code !== 0) {
    throw new Error(
      `"${
        argv.join(" ")
      }" ended with ${output.code}: ${output.stderr}${output.stdout}`,
    );
  }
  return output.stdout;
}

/** Runs a program of this machine. */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Output> {
  const { stdin, env = {}, timeoutMs = 120_000 } = options;
  const child = new Deno.Command(program, {
    args: [...args],
    stdin: stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
    env: { ...env },
  }).spawn();
  if (stdin !== undefined) {
    const writer = child.stdin.getWriter();
    await writer.write(new TextEncoder().encode(stdin));
    await writer.close();
  }
  let timer: number | undefined;
  // Not only killed but given up: its children in the lab keep the pipes open.
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      child.kill("SIGKILL");
      const seconds = timeoutMs / 1000;
      reject(new Error(`"${args.join(" ")}" did not end within ${seconds} s`));
    }, timeoutMs);
  });
  const output = await Promise.race([child.output(), timeUp]);
  clearTimeout(timer);
  const decoder = new TextDecoder();
  const stdout = decoder.decode(output.stdout);
  const stderr = decoder.decode(output.stderr);
  return { code: output.code, stdout, stderr };
}
