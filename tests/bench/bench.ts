/**
 * `deno task bench`: what the guard costs and how soon it rescues, in the lab.
 * Writes docs/BENCHMARK.md.
 *
 *     deno task bench [--limits]
 *
 * --limits measures only what a healthy tick costs and how large the program
 * is, writes no file, and fails when a limit of tests/bench/limits.ts is
 * exceeded: what CI does.
 */

import { Lab, runProgram } from "../e2e/lab.ts";
import { exceeded } from "./limits.ts";
import { measureMany } from "./many.ts";
import {
  document,
  type Many,
  type Rescue,
  type Results,
  tickTable,
} from "./report.ts";
import {
  type Fault,
  FAULTS,
  measureEmergencyStop,
  measureOwnRestart,
  measureRescue,
  type RescueTime,
} from "./rescue.ts";
import { measureSizes } from "./sizes.ts";
import { measureTick, SCRIPT, type TickResult } from "./tick.ts";

const ROOT = `${import.meta.dirname}/../..`;
/** 5 copies of each program, 12 runs of each copy. */
const BLOCKS = 5;
const RUNS = 12;
/** Rescues by the guard where seconds count; the median is told. */
const RESCUES = 3;

Deno.exit(await main(Deno.args));

async function main(args: readonly string[]): Promise<number> {
  if (args.includes("--limits")) return await checkLimits();
  const load = Deno.loadavg();
  const started = new Date();
  const results: Results = {
    tick: await tick(BLOCKS, RUNS),
    sizes: measureSizes(),
    many: await many(),
    ownRestart: await measureOwnRestart(),
    rescues: await rescues(),
    emergencyStop: await measureEmergencyStop(),
  };
  const commit = await runProgram("git", ["rev-parse", "--short", "HEAD"]);
  const text = document(results, started, load, commit.stdout.trim());
  console.log(text);
  Deno.writeTextFileSync(`${ROOT}/docs/BENCHMARK.md`, text);
  return 0;
}

async function checkLimits(): Promise<number> {
  let tickResult = await tick(3, RUNS);
  console.log(tickTable(tickResult));
  let problems = exceeded(tickResult, measureSizes());
  if (problems.length > 0) {
    // What else the machine does differs from minute to minute.
    console.log(`Once more, and longer: ${problems.join("; ")}`);
    tickResult = await tick(BLOCKS, RUNS);
    console.log(tickTable(tickResult));
    problems = exceeded(tickResult, measureSizes());
  }
  for (const problem of problems) console.error(`bench: ${problem}`);
  return problems.length === 0 ? 0 : 1;
}

async function tick(blocks: number, runs: number): Promise<TickResult> {
  const lab = await Lab.up(`bench-${Deno.pid}`);
  try {
    await lab.gateway("fake");
    return await measureTick(lab, blocks, runs);
  } finally {
    await lab.down();
  }
}

async function many(): Promise<Many[]> {
  const found: Many[] = [];
  for (const gateways of [1, 10, 50]) {
    console.error(`bench: a check of ${gateways}`);
    found.push({ gateways, sample: await measureMany(gateways, 3, 10) });
  }
  return found;
}

/** Where minutes count they pass beside each other, where seconds count alone. */
async function rescues(): Promise<Rescue[]> {
  const slow = await Promise.all(
    FAULTS.filter(({ likeCron }) => likeCron).map(rescue),
  );
  const fast: Rescue[] = [];
  for (const fault of FAULTS.filter(({ likeCron }) => !likeCron)) {
    fast.push(await rescue(fault));
  }
  const all = [...slow, ...fast];
  return FAULTS.flatMap(({ name }) => all.filter((one) => one.name === name));
}

async function rescue(fault: Fault): Promise<Rescue> {
  const { name, timeoutSeconds, likeCron, guardOnly, oftener } = fault;
  console.error(`bench: ${name}`);
  const withScript = !guardOnly && exists(SCRIPT);
  const script = likeCron && withScript ? measureRescue(fault, "script") : null;
  const guard: RescueTime[] = [];
  const times = oftener ? RESCUES : 1;
  while (guard.length < times) guard.push(await measureRescue(fault, "guard"));
  const found = {
    ...{ name, timeoutSeconds, guard },
    script: await script ??
      (withScript ? await measureRescue(fault, "script") : null),
  };
  console.error(`bench: ${JSON.stringify(found)}`);
  return found;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
