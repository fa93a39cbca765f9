/**
 * The table of scenarios and the pool that runs them. Scenarios mostly wait, so
 * several labs run at once; each scenario is one Deno.test that awaits its
 * place in the pool.
 */

import type { GatewayOptions } from "./gateway.ts";
import { Lab, runProgram } from "./lab.ts";
import { Room } from "./room.ts";
import { type OLDEST, SCRIPTS } from "./names.ts";

/** What a scenario needs. */
export interface ScenarioOptions extends GatewayOptions {
  /** The gateway that is healthy when the scenario begins. */
  readonly gateway: "real" | "fake" | "none";
  /** Seconds it takes, roughly: the longest are started first. */
  readonly seconds: number;
  /** It burns CPU: counts for two labs. A real gateway does until it is healthy. */
  readonly busy?: boolean;
  /**
   * Too long for every change, and others find most of what it finds: it runs
   * with `.ci/run --all`.
   */
  readonly long?: boolean;
  /** Another Debian than this machine's: 13, with systemd 257. */
  readonly root?: "trixie";
  /** Another OpenClaw than the newest: the oldest that is supported. */
  readonly openclaw?: typeof OLDEST;
}

interface Scenario {
  readonly name: string;
  readonly options: ScenarioOptions;
  readonly body: (lab: Lab) => Promise<void>;
}

/** How many labs may run at the same time; a busy one counts for two. */
const LABS_VARIABLE = "OPENCLAW_GUARD_E2E_LABS";
/** With the value 1, a machine that cannot run the lab fails the suite. */
const REQUIRED_VARIABLE = "OPENCLAW_GUARD_E2E_REQUIRED";

/** With the value 1, the long ones run, too; set by `.ci/run --all`. */
const ALL_VARIABLE = "OPENCLAW_GUARD_EVERY_PAIR";

const scenarios: Scenario[] = [];

/** Adds a scenario. The name is a sentence: what happens, what is expected. */
export function scenario(
  name: string,
  options: ScenarioOptions,
  body: (lab: Lab) => Promise<void>,
): void {
  if (scenarios.some((other) => other.name === name)) {
    throw new Error(`two scenarios are named ${JSON.stringify(name)}`);
  }
  scenarios.push({ name, options, body });
}

/** Makes a Deno.test of every scenario. Call it once, after all are added. */
export async function runScenarios(): Promise<void> {
  const reason = await whyNoLab();
  if (reason !== null && Deno.env.get(REQUIRED_VARIABLE) === "1") {
    throw new Error(`the end-to-end suite cannot run: ${reason}`);
  }
  const pool = new Pool(Number(Deno.env.get(LABS_VARIABLE) ?? 12));
  for (const { name, options } of scenarios) {
    const why = reason ??
      (isLeftOut(options) ? "too long for every change: .ci/run --all" : null);
    Deno.test({
      name: why === null ? name : `${name} [SKIPPED: ${why}]`,
      ignore: why !== null,
      // The pool works on other scenarios while this one is being reported.
      sanitizeOps: false,
      sanitizeResources: false,
      fn: () => pool.result(name),
    });
  }
}

function isLeftOut({ long }: ScenarioOptions): boolean {
  return long === true && Deno.env.get(ALL_VARIABLE) !== "1";
}

/** Why the lab cannot run here, null when it can. */
async function whyNoLab(): Promise<string | null> {
  const { code, stderr } = await runProgram(`${SCRIPTS}/setup.sh`, ["--check"]);
  return code === 0 ? null : stderr.trim().replace(/^setup\.sh: /, "");
}

class Pool {
  readonly #room: Room;
  readonly #results = new Map<string, Promise<void>>();

  constructor(capacity: number) {
    this.#room = new Room(capacity);
  }

  /** The end of a scenario; the first call starts them all. */
  result(name: string): Promise<void> {
    if (this.#results.size === 0) this.#startAll();
    const result = this.#results.get(name);
    if (result === undefined) throw new Error(`${name} was filtered out`);
    return result;
  }

  #startAll(): void {
    const chosen = scenarios
      .filter(({ name, options }) => passesFilter(name) && !isLeftOut(options))
      .sort((a, b) => b.options.seconds - a.options.seconds);
    for (const each of chosen) {
      const result = this.#room.enter(startWeight(each.options))
        .then(() => this.#execute(each));
      result.catch(() => {}); // reported by the Deno.test that awaits it
      this.#results.set(each.name, result);
    }
  }

  async #execute(scenario: Scenario): Promise<void> {
    const { options } = scenario;
    let weight = startWeight(options);
    const healthy = () => {
      this.#room.leave(weight - weightOf(options));
      weight = weightOf(options);
    };
    try {
      await executeTwice(scenario, healthy);
    } finally {
      this.#room.leave(weight);
    }
  }
}

/** What a scenario counts for while it goes on. */
function weightOf(options: ScenarioOptions): number {
  return options.busy ? 2 : 1;
}

/** … and until its gateway is healthy: a real one takes ten seconds of CPU. */
function startWeight(options: ScenarioOptions): number {
  return options.gateway === "real" ? 2 : weightOf(options);
}

/**
 * What `deno test --filter` lets through. Deno does not tell a test its filter,
 * and the pool must not run what nobody will wait for.
 */
function passesFilter(name: string): boolean {
  const args = Deno.readTextFileSync("/proc/self/cmdline").split("\0");
  const at = args.findIndex((arg) => /^--filter(=|$)/.test(arg));
  if (at === -1) return true;
  const given = args[at] ?? "";
  const filter = given.includes("=")
    ? given.slice(given.indexOf("=") + 1)
    : args[at + 1] ?? "";
  const pattern = /^\/(.*)\/$/.exec(filter)?.[1];
  return pattern === undefined
    ? name.includes(filter)
    : new RegExp(pattern).test(name);
}

let labs = 0;

/**
 * A scenario that failed gets one more lab: real processes and real seconds on
 * a crowded machine. Both the failure and the second try are printed.
 */
async function executeTwice(
  scenario: Scenario,
  healthy: () => void,
): Promise<void> {
  try {
    await execute(scenario, healthy);
  } catch {
    console.error(`SECOND TRY: ${scenario.name}`);
    await execute(scenario, healthy);
  }
}

/** @param healthy Called once its gateway runs, or when it has none. */
async function execute(
  { name, options, body }: Scenario,
  healthy: () => void,
): Promise<void> {
  const started = performance.now();
  let cpu: number | null = null;
  const lab = await Lab.up(`e2e-${Deno.pid}-${++labs}`, options);
  try {
    if (options.gateway !== "none") await lab.gateway(options.gateway, options);
    healthy();
    await body(lab);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const evidence = await lab.diagnose();
    console.error(`\nFAILED: ${name}\n${message}\n${evidence}\n`);
    throw error;
  } finally {
    cpu = lab.cpuSeconds();
    await lab.down();
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`${seconds} s (CPU ${cpu ?? "?"} s): ${name}`);
}
