/** Measures how soon the real gateway is healthy again after each fault. */

import { SCRIPT_FILE, Trial, type Watcher } from "../chaos/trial.ts";
import { stall } from "../e2e/stall.ts";
import { lifeOf } from "../e2e/expect.ts";
import { delay, Lab } from "../e2e/lab.ts";
import { leaveFrozenOrphan } from "../e2e/orphan.ts";
import { SCRIPT } from "./tick.ts";

/** A fault, and how long a watcher may take for it, seconds. */
export interface Fault {
  readonly name: string;
  readonly timeoutSeconds: number;
  /**
   * Ticks as far apart as cron's: patience is a matter of minutes, in which others
   * are measured, too. What computes has half a core.
   */
  readonly likeCron?: true;
  /** The script knows no kinds of silence: the row above tells what it does. */
  readonly guardOnly?: true;
  /** Measured several times. */
  readonly oftener?: true;
  cause(lab: Lab): Promise<void>;
}

/** All faults, by the name the table shows. */
export const FAULTS: readonly Fault[] = [
  {
    name: "frozen (SIGSTOP)",
    timeoutSeconds: 120,
    oftener: true,
    cause: (lab) => lab.signal("STOP"),
  },
  {
    name: "event loop hung, burning CPU (90 s of patience)",
    timeoutSeconds: 480,
    likeCron: true,
    cause: (lab) => stall(lab, "loop"),
  },
  ...([
    ["asleep, nothing of it moves (60 s of patience)", "atomics"],
    ["waits for a child that never ends (3 min)", "execsync"],
    ["works, but a turn takes 8 s (5 min)", "saturate"],
  ] as const).map(([name, kind]): Fault => ({
    name,
    timeoutSeconds: 480,
    likeCron: true,
    guardOnly: true,
    cause: (lab) => stall(lab, kind),
  })),
  {
    name: "killed (SIGKILL)",
    timeoutSeconds: 120,
    cause: (lab) => lab.signal("KILL"),
  },
  {
    name: "port taken by a frozen orphan of its own",
    timeoutSeconds: 240,
    cause: leaveFrozenOrphan,
  },
];

/** Seconds from the first tick with the fault. */
export interface RescueTime {
  /** Until it is healthy for good; null: not in time. */
  readonly healthy: number | null;
  /** Until systemd began to stop the unit; null: it did not. */
  readonly stop: number | null;
}

/** Breaks a healthy gateway and makes ticks until it is healthy for good. */
export async function measureRescue(
  fault: Fault,
  watcher: Watcher,
): Promise<RescueTime> {
  return await withRealGateway(async (lab) => {
    if (watcher === "script") {
      lab.writeFile(SCRIPT_FILE, Deno.readTextFileSync(SCRIPT), 0o700);
    }
    const trial = new Trial(lab, watcher, {});
    await trial.tick();
    await fault.cause(lab);
    if (fault.likeCron) await lab.throttle();
    const began = secondsSinceBoot();
    const old = await lifeOf(lab);
    const healthy = await trial.until(
      // A frozen process that systemd wakes up to stop it may answer once more.
      async () =>
        (await lifeOf(lab)).mainPid !== old.mainPid && await trial.health(),
      fault.timeoutSeconds,
      fault.likeCron ? "cron" : undefined,
    );
    const stop = await stoppedAt(lab) - began;
    return { healthy, stop: stop > 0 ? stop : null };
  });
}

/** When the unit last began to stop, seconds since boot. */
async function stoppedAt(lab: Lab): Promise<number> {
  const text = await lab.mustUser([
    ...["systemctl", "--user", "show", "openclaw-gateway.service"],
    ...["--property=ActiveExitTimestampMonotonic", "--value"],
  ]);
  return Number(text) / 1e6;
}

function secondsSinceBoot(): number {
  return Number.parseFloat(Deno.readTextFileSync("/proc/uptime"));
}

/** Seconds the gateway itself needs for a restart a person asks for. */
export async function measureOwnRestart(): Promise<number> {
  return await withRealGateway(async (lab) => {
    const started = performance.now();
    await lab.systemctl("restart");
    await lab.waitForHealth(120_000);
    return (performance.now() - started) / 1000;
  });
}

/** Seconds `emergency-stop` takes for a gateway with a hung event loop. */
export async function measureEmergencyStop(): Promise<number> {
  return await withRealGateway(async (lab) => {
    await lab.tick();
    await stall(lab, "loop");
    const started = performance.now();
    const { code, stderr } = await lab.guard(["emergency-stop", "--yes"], {
      timeoutMs: 120_000,
    });
    const seconds = (performance.now() - started) / 1000;
    if (code !== 0 || await lab.listening()) {
      throw new Error(`emergency-stop ended with ${code}: ${stderr}`);
    }
    return seconds;
  });
}

let labs = 0;

async function withRealGateway<T>(
  measure: (lab: Lab) => Promise<T>,
): Promise<T> {
  const lab = await Lab.up(`bench-rescue-${Deno.pid}-${++labs}`);
  try {
    await lab.gateway("real");
    await delay(3000); // its sidecars have started as well
    return await measure(lab);
  } finally {
    await lab.down();
  }
}
