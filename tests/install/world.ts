/** A user with a home, a crontab and a unit, all in a temporary folder. */

import { CommandNotFoundError } from "../../lib/base/errors.ts";
import { bytesFromLatin1, latin1FromBytes } from "../../lib/base/latin1.ts";
import type { RunOptions, RunResult } from "../../lib/sys/command.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeScreen } from "../fake_screen.ts";

export const UNIT_TEXT = "[Service]\nExecStart=/usr/bin/node gateway\n";

/** See the file's comment. Everything is the test's to change. */
export class World implements Disposable {
  readonly root = Deno.makeTempDirSync({ prefix: "guard-install-" });
  readonly home = `${this.root}/home`;
  readonly proc = `${this.root}/proc`;
  readonly program = `${this.home}/bin/openclaw-guard`;
  /** The spool file of the modelled cron. */
  readonly spool = `${this.root}/spool`;
  readonly unitFile = `${this.home}/.config/systemd/user/gateway.service`;
  /** Lines on standard output and standard error. */
  readonly lines: string[] = [];
  readonly questions: string[] = [];
  /** Programs run, with their arguments. */
  readonly calls: string[][] = [];
  /** Answers to questions; null: not a terminal. */
  answers: string[] | null = null;
  linger = "yes";
  unit: Record<string, string> = {};
  busError = "";
  /** The guard's own timer as systemd sees it. */
  timer: {
    active: boolean;
    /** By another link than the one the guard makes. */
    enabled: boolean;
    outdated: boolean;
    environment?: string;
  } = { active: false, enabled: false, outdated: false };
  /** How a check that systemd starts ends: Result and ExecMainStatus. */
  trial: readonly [result: string, exitStatus: number] = ["success", 0];
  /** There is a crontab(1). */
  hasCrontab = true;
  /** crontab(1) is Debian 12's: it shows CR and BS as two characters each. */
  debian12 = false;
  /** The table was put in the spool without Debian's header. */
  headerless = false;
  /** systemd-cron, which runs no daemon. */
  systemdCron = false;
  /** Replaces the modelled program when it gives a result. */
  intercept: (
    program: string,
    args: readonly string[],
  ) => RunResult | undefined = () => undefined;
  wallMs = Date.UTC(2026, 10, 23, 1, 2, 3);
  bootMs = 1_000_000;
  onSleep: () => void = () => {};
  env: Record<string, string> = {};

  constructor() {
    Deno.mkdirSync(`${this.home}/bin`, { recursive: true });
    Deno.mkdirSync(`${this.home}/.config/systemd/user`, { recursive: true });
    Deno.writeTextFileSync(this.unitFile, UNIT_TEXT);
    this.process(1, "init", ["/sbin/init"]);
    this.process(20, "cron", ["/usr/sbin/cron", "-f"]);
    this.file(`${this.proc}/self/cgroup`, "0::/user.slice/session-1.scope\n");
  }

  [Symbol.dispose]() {
    Deno.removeSync(this.root, { recursive: true });
  }

  /** Writes a file and the folders it needs. */
  file(path: string, text: string) {
    Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    Deno.writeTextFileSync(path, text);
  }

  /** A process in the modelled proc(5). */
  process(pid: number, name: string, args: string[]) {
    this.file(`${this.proc}/${pid}/comm`, `${name}\n`);
    this.file(`${this.proc}/${pid}/cmdline`, args.join("\0") + "\0");
    const fields = Array.from({ length: 40 }, (_, index) => index + 3);
    this.file(
      `${this.proc}/${pid}/stat`,
      `${pid} (${name}) ${fields.join(" ")}`,
    );
  }

  get table(): string | null {
    try {
      return latin1FromBytes(Deno.readFileSync(this.spool));
    } catch {
      return null;
    }
  }

  set table(text: string | null) {
    if (text === null) Deno.removeSync(this.spool);
    else Deno.writeFileSync(this.spool, bytesFromLatin1(text));
  }

  get output(): string {
    return this.lines.join("\n");
  }

  #run(
    program: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): RunResult {
    this.calls.push([program, ...args]);
    const faked = this.intercept(program, args);
    if (faked !== undefined) return faked;
    switch (program) {
      case "crontab":
        if (!this.hasCrontab) throw new CommandNotFoundError(program);
        return this.#crontab(args, env);
      case "systemctl":
        return this.#systemctl(args);
      case "loginctl":
        return ok(`Linger=${this.linger}\n`);
    }
    throw new CommandNotFoundError(program);
  }

  #crontab(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
  ): RunResult {
    if (args[0] === "-l") {
      const { table } = this;
      if (table === null) {
        const code = this.systemdCron ? 2 : 1;
        return { ...failed("no crontab for tester\n"), code };
      }
      const hides = this.headerless && env["CRONTAB_NOHEADER"] !== "N";
      const shown = hides ? table.replace(/^(?:#.*\n){0,3}/, "") : table;
      return ok(
        this.debian12
          ? shown.replaceAll("\r", "\\r").replaceAll("\b", "\\b")
          : shown,
      );
    }
    if (args.length === 1 && args[0] === "-r") {
      this.table = null;
      return ok("");
    }
    if (args.length !== 1 || args[0]?.startsWith("-") !== false) {
      throw new Error(`unexpected: crontab ${args.join(" ")}`);
    }
    Deno.copyFileSync(args[0], this.spool);
    return ok("");
  }

  #systemctl(args: readonly string[]): RunResult {
    if (args.includes("cron.target")) {
      return this.systemdCron ? ok("") : failed("");
    }
    if (this.busError !== "") return failed(this.busError);
    if (args.includes("--property=UnitPath")) {
      return ok(`UnitPath=/run/x ${this.home}/.config/systemd/user /usr/x\n`);
    }
    if (args.some((word) => word.startsWith("openclaw-guard."))) {
      return this.#timerCommand(args);
    }
    if (args.includes("daemon-reload")) {
      this.timer.outdated = false;
      return ok("");
    }
    const name = args.find((word) => word.endsWith(".service")) ?? "";
    // The system has none of a gateway.
    if (args.includes("--system")) {
      return ok(`Id=${name}\nLoadState=not-found\nActiveState=inactive\n`);
    }
    const properties = {
      Id: name,
      LoadState: "loaded",
      ActiveState: "active",
      SubState: "running",
      Result: "success",
      MainPID: "42",
      NRestarts: "0",
      InvocationID: "0123456789abcdef0123456789abcdef",
      ExecMainStatus: "0",
      TimeoutStopUSec: "5min 30s",
      Restart: "always",
      Job: "0",
      ControlGroup: `/user.slice/${name}`,
      ExecStart:
        "{ path=/bin/sh ; argv[]=/bin/sh gateway ; ignore_errors=no ; }",
      Environment: "",
      FragmentPath: this.unitFile,
      ...this.unit,
    };
    return ok(
      Object.entries(properties).map(([key, value]) => `${key}=${value}\n`)
        .join(""),
    );
  }

  #timerCommand(args: readonly string[]): RunResult {
    const { timer } = this;
    const [verb, ...words] = args.filter((word) => !word.startsWith("--"));
    switch (verb) {
      case "show":
        return ok([
          "Id=openclaw-guard.timer",
          `LoadState=${this.#hasUnit("timer") ? "loaded" : "not-found"}`,
          `ActiveState=${timer.active ? "active" : "inactive"}`,
          `UnitFileState=${this.timerEnabled ? "enabled" : "disabled"}`,
          `NeedDaemonReload=${timer.outdated ? "yes" : "no"}`,
          "",
          "Id=openclaw-guard.service",
          `Result=${this.trial[0]}`,
          `ExecMainStatus=${this.trial[1]}`,
          "NeedDaemonReload=no",
          `Environment=${this.timer.environment ?? ""}`,
          "",
        ].join("\n"));
      case "is-enabled":
        return this.timerEnabled ? ok("enabled\n") : failed("disabled\n");
      case "disable":
        timer.enabled = false;
        if (this.timerEnabled) Deno.removeSync(this.timerLink);
        return ok("");
      case "stop":
        timer.active = false;
        return ok("");
      case "start":
        if (words.includes("openclaw-guard.timer")) timer.active = true;
        else if (this.trial[0] !== "success") return failed("it failed\n");
        return ok("");
      case "reset-failed":
        return ok("");
    }
    throw new Error(`unexpected: systemctl ${args.join(" ")}`);
  }

  /** What makes a boot start the timer. */
  get timerLink(): string {
    return `${this.home}/.config/systemd/user/timers.target.wants/openclaw-guard.timer`;
  }

  get timerEnabled(): boolean {
    try {
      return Deno.lstatSync(this.timerLink).isSymlink;
    } catch {
      return this.timer.enabled;
    }
  }

  #hasUnit(kind: string): boolean {
    const folder = `${this.home}/.config/systemd/user`;
    return [...Deno.readDirSync(folder)].some(({ name }) =>
      name === `openclaw-guard.${kind}`
    );
  }

  get context(): Context {
    return {
      clock: {
        now: () => ({
          wallMs: this.wallMs,
          bootMs: this.bootMs,
          bootId: "boot",
        }),
        elapsedMs: () => this.bootMs,
        sleep: (ms) => {
          this.bootMs += ms;
          this.wallMs += ms;
          this.onSleep();
          return Promise.resolve();
        },
      },
      run: (program: string, args: readonly string[], options?: RunOptions) => {
        try {
          return Promise.resolve(this.#run(program, args, options?.env));
        } catch (error) {
          return Promise.reject(error);
        }
      },
      terminal: {
        out: (line) => void this.lines.push(line),
        prose: (line) => void this.lines.push(line),
        err: (line) => void this.lines.push(line),
        interactive: this.answers !== null,
        colour: false,
        ask: (question) => {
          this.questions.push(question);
          return this.answers?.shift() ?? null;
        },
        askHidden: (question) => {
          this.questions.push(question);
          return this.answers?.shift() ?? null;
        },
        input: () => "",
      },
      language: null,
      screen: () => fakeScreen(null),
      random: () => 0.5,
      uid: Deno.uid() ?? 0,
      home: this.home,
      env: (name) => this.env[name],
      signal: () => {
        throw new Error("nothing here signals a process");
      },
      roots: {
        proc: this.proc,
        cgroup: this.root,
        tmp: this.root,
        etc: "/nowhere",
      },
    };
  }

  /** Every file below the home, with its content as latin1. */
  snapshot(folder = this.home): Record<string, string> {
    const files: Record<string, string> = {};
    for (const entry of Deno.readDirSync(folder)) {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory) Object.assign(files, this.snapshot(path));
      else files[path] = latin1FromBytes(Deno.readFileSync(path));
    }
    return files;
  }
}

/** A program that went well. */
export function ok(stdout: string): RunResult {
  return { code: 0, stdout, stderr: "", timedOut: false };
}

/** A program that failed. */
export function failed(stderr: string, code = 1): RunResult {
  return { code, stdout: "", stderr, timedOut: false };
}
