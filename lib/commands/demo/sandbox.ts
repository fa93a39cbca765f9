/**
 * The demo's own little world: a temporary folder in place of the home folder,
 * a supervisor in place of systemd, and a context that shows the guard nothing
 * else and lets it signal nobody else.
 */

import { CommandNotFoundError } from "../../base/errors.ts";
import { DEFAULT_PROFILE, unitName } from "../../base/profile.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { type Endpoint, endpointOf } from "../../probe/endpoint.ts";
import { type Pace, settingsText } from "./pace.ts";
import { PrivateProc } from "./private_proc.ts";
import { standInCommand } from "./stand_in.ts";
import { Supervisor } from "./supervisor.ts";

/** What the guard may really run: it only looks, and only at the folder. */
const HARMLESS_PROGRAMS = new Set(["df", "stat"]);
/** TimeoutStopSec of the unit that OpenClaw writes, ms. */
const STOP_TIMEOUT_MS = 330_000;

/** See the file's comment. Disposing of it leaves nothing behind. */
export interface Sandbox extends AsyncDisposable {
  /** What the guard gets for the machine. */
  readonly context: Context;
  readonly supervisor: Supervisor;
  readonly unit: string;
  /** Where the gateway listens. */
  readonly endpoint: Endpoint;
}

/**
 * Builds it; nothing runs yet.
 *
 * @param context The real one.
 * @param sleep Every wait of the guard's own.
 */
export function openSandbox(
  context: Context,
  pace: Pace,
  sleep: (ms: number) => Promise<void>,
  onAction: (sentence: string) => void,
): Sandbox {
  const root = Deno.makeTempDirSync({ prefix: "openclaw-guard-demo-" });
  try {
    const home = `${root}/home`;
    const stateDir = `${home}/.openclaw`;
    const configPath = `${stateDir}/openclaw.json`;
    const settingsDir = `${home}/.config/openclaw-guard`;
    const roots = {
      proc: `${root}/proc`,
      cgroup: `${root}/cgroup`,
      tmp: `${root}/tmp`,
      etc: `${root}/etc`,
    };
    for (const folder of [stateDir, settingsDir, ...Object.values(roots)]) {
      Deno.mkdirSync(folder, { recursive: true });
    }
    const host = "127.0.0.1";
    const port = freePort(host);
    Deno.writeTextFileSync(configPath, `{ "gateway": { "port": ${port} } }\n`);
    Deno.writeTextFileSync(`${settingsDir}/config.json`, settingsText(pace));
    const unit = unitName(DEFAULT_PROFILE);
    const argv = [
      ...standInCommand(),
      ...["--port", String(port)],
      ...["--boot-ms", String(pace.bootMs)],
    ];
    const environment = { HOME: home, ...inherited(context) };
    const proc = new PrivateProc(roots.proc, `/demo.slice/${unit}`);
    const supervisor = new Supervisor({
      ...{ unit, argv, environment, controlGroup: proc.controlGroup },
      restartMs: pace.restartMs,
      stopTimeoutMs: STOP_TIMEOUT_MS,
      spawn: (onEnd) => proc.spawn(argv, environment, onEnd),
      newId: () => crypto.randomUUID().replaceAll("-", ""),
      now: () => context.clock.now().wallMs,
      later(ms, act) {
        const timer = setTimeout(act, ms);
        return () => clearTimeout(timer);
      },
      onAction,
    });
    return {
      ...{ supervisor, unit },
      endpoint: endpointOf({
        ...{ host, port, tls: false, certPath: null, stateDir, configPath },
      }),
      context: {
        ...context,
        ...{ home, roots, env: () => undefined },
        clock: { ...context.clock, sleep },
        run: (program, args, options) => {
          if (program === "systemctl") {
            return Promise.resolve(supervisor.systemctl(args));
          }
          return HARMLESS_PROGRAMS.has(program)
            ? context.run(program, args, options)
            : Promise.reject(new CommandNotFoundError(program));
        },
        signal(pid, signal) {
          if (pid !== supervisor.mainPid) {
            throw new Deno.errors.PermissionDenied(
              say`process ${pid} is not the demo's`,
            );
          }
          supervisor.signal(signal);
        },
      },
      async [Symbol.asyncDispose]() {
        await supervisor[Symbol.asyncDispose]();
        Deno.removeSync(root, { recursive: true });
      },
    };
  } catch (error) {
    Deno.removeSync(root, { recursive: true });
    throw error;
  }
}

/** What a program may need to be found and started at all. */
function inherited(context: Context): Record<string, string> {
  const names = ["PATH", "LD_LIBRARY_PATH"];
  return Object.fromEntries(names.flatMap((name) => {
    const value = context.env(name);
    return value === undefined ? [] : [[name, value]];
  }));
}

function freePort(hostname: string): number {
  const listener = Deno.listen({ hostname, port: 0 });
  using _held = listener; // a name of its own: see build/bundle.ts
  return listener.addr.port;
}
