/**
 * What the main thread of a silent process shows, as proc(5) tells the same user
 * without any privilege. Only for a process that gives no answer.
 */

import type { ChildSample, Sample } from "../core/sample.ts";
import type { ListenerFact, ProcessIdentity } from "../core/types.ts";
import { TICK_MS } from "../sys/clock.ts";
import type { Context } from "../sys/context.ts";
import { readListenSockets } from "./listen_table.ts";
import { memoryLimit } from "./memory_limit.ts";
import { numberIn, queuedMs, readKernelFile } from "./proc_file.ts";
import {
  parseStat,
  processAgeMs,
  type ProcessFacts,
  type ProcessStat,
  readEnvironment,
  readVisibleProcess,
} from "./process.ts";
import { shortCommand } from "./short_command.ts";

/** Of so many children, the youngest, the story is told. */
const MAX_CHILDREN = 4;
/** A child of a child of a child is named, too. */
const MAX_DEPTH = 2;
/** A child with more below it does not wait to be counted. */
const MAX_DESCENDANTS = 32;

/**
 * Whose main thread tells why nothing is answered. Where the main process is a
 * wrapper, it only waits for the gateway: whoever listens is asked.
 *
 * @param main The unit's, while the unit is up; else null.
 * @returns Null where that cannot be told.
 */
export function silentProcess(
  listener: ListenerFact | null,
  main: ProcessFacts | null,
): ProcessIdentity | null {
  if (listener !== null) {
    return listener.relation === "foreign" ? null : listener;
  }
  return main !== null && NODE.test(main.argv[0] ?? "") ? main : null;
}

/** A program that runs JavaScript, or the title OpenClaw gives itself. */
const NODE = /(?:^|\/)(?:node|nodejs|bun|openclaw)[^/]*$/;

/**
 * Takes a sample.
 *
 * @param port Where it should listen.
 * @returns Null when there is no such process, or nothing of it can be read.
 */
export function takeSample(
  context: Context,
  { pid, startTicks }: ProcessIdentity,
  port: number,
): Sample | null {
  const base = `${context.roots.proc}/${pid}`;
  const main = `${base}/task/${pid}`;
  const whole = statIn(base);
  const own = statIn(main);
  if (own === null || whole?.startTicks !== startTicks) return null;
  const status = readKernelFile(`${base}/status`) ?? "";
  const limit = memoryLimit(context, pid);
  const rssKiB = numberIn(status, /^VmRSS:\s+(\d+) kB$/m);
  const queues = readListenSockets(context, port).map(({ backlog }) => backlog);
  return {
    pid,
    startTicks,
    atBootMs: context.clock.now().bootMs,
    state: own.state,
    mainCpuMs: own.cpuTicks * TICK_MS,
    mainQueuedMs: Math.round(queuedMs(main)),
    restCpuMs: Math.max(0, whole.cpuTicks - own.cpuTicks) * TICK_MS,
    io: callsIn(readKernelFile(`${main}/io`)),
    switches: numberIn(
      readKernelFile(`${main}/status`),
      /^voluntary_ctxt_switches:\s+(\d+)$/m,
    ),
    children: childrenOf(context, pid),
    majorFaults: whole.majorFaults,
    memoryShare: rssKiB === null || limit === null
      ? null
      : Math.round(rssKiB * 1024 / limit * 1000) / 1000,
    queue: queues.length === 0 ? null : Math.max(...queues),
    memoryPressure: numberIn(
      readKernelFile(`${context.roots.proc}/pressure/memory`),
      /^some avg10=([\d.]+) /m,
    ),
  };
}

function callsIn(text: string | null): number | null {
  const reads = numberIn(text, /^syscr: (\d+)$/m);
  const writes = numberIn(text, /^syscw: (\d+)$/m);
  return reads === null || writes === null ? null : reads + writes;
}

/** Of a process or a thread by its folder; null: gone, hidden, or none. */
function statIn(folder: string): ProcessStat | null {
  return parseStat(readKernelFile(`${folder}/stat`) ?? "");
}

/** Pids of the children of a process's main thread; null: the kernel has no such file. */
function childPids({ roots }: Context, pid: number): number[] | null {
  return readKernelFile(`${roots.proc}/${pid}/task/${pid}/children`)
    ?.split(" ").filter((word) => word !== "").map(Number) ?? null;
}

function childrenOf(context: Context, pid: number): ChildSample[] | null {
  const pids = childPids(context, pid);
  if (pids === null) return null;
  const now = context.clock.now();
  return pids.flatMap((child) => {
    const stat = statIn(`${context.roots.proc}/${child}`);
    // A zombie only waits to be noticed.
    return stat === null || stat.ppid !== pid || stat.state === "Z"
      ? []
      : [{ pid: child, startTicks: stat.startTicks }];
  })
    .sort((one, other) => other.startTicks - one.startTicks)
    .values()
    .filter(({ pid }) => !isForked(context, pid))
    .take(MAX_CHILDREN)
    .map((child) => ({
      ...child,
      bornBootMs: now.bootMs -
        processAgeMs(child.startTicks, now, context.clock),
      cpuMs: cpuBelow(context, child.pid),
      command: commandOf(context, child.pid),
    }))
    .toArray();
}

/**
 * A child that was forked talks with its parent over a channel and is never
 * waited for: OpenClaw starts such workers at any time. Node tells a child of
 * its channel in the environment, and takes that out of its own.
 */
function isForked(context: Context, pid: number): boolean {
  return readEnvironment(context, pid)?.["NODE_CHANNEL_FD"] !== undefined;
}

/** "sh > git": what a shell waits for says more than the shell. */
function commandOf(context: Context, pid: number, depth = 0): string {
  const facts = readVisibleProcess(context, pid);
  const command = shortCommand(facts?.argv ?? [], facts?.comm ?? "");
  const [only, another] = childPids(context, pid) ?? [];
  return only === undefined || another !== undefined || depth >= MAX_DEPTH
    ? command
    : `${command} > ${commandOf(context, only, depth + 1)}`;
}

/** CPU time of a process and of those it has started, ms. */
function cpuBelow(context: Context, pid: number): number {
  const found = [pid];
  let ticks = 0;
  for (const one of found) {
    ticks += statIn(`${context.roots.proc}/${one}`)?.cpuTicks ?? 0;
    if (found.length < MAX_DESCENDANTS) {
      found.push(...childPids(context, one) ?? []);
    }
  }
  return ticks * TICK_MS;
}
