/** What a unit's control group tells: its processes, and the CPU time they used. */

import type { Context } from "../sys/context.ts";
import { readStat, TICK_MS, unlessGone } from "./process.ts";

/** Where a file of a control group may be; nowhere for the group "". */
function groupFiles(
  { roots: { cgroup } }: Context,
  controlGroup: string,
  name: string,
): string[] {
  // "unified": where a hybrid host mounts cgroup v2.
  return controlGroup === ""
    ? []
    : [cgroup, `${cgroup}/unified`].map((root) =>
      `${root}${controlGroup}/${name}`
    );
}

/**
 * Ids of the processes in a control group itself, not in groups below it.
 *
 * @param controlGroup Path below the cgroup root, "" for none.
 * @returns None where there is no such group: systemd removes it with its last
 * process.
 */
export function groupProcesses(
  context: Context,
  controlGroup: string,
): number[] {
  return groupFiles(context, controlGroup, "cgroup.procs").flatMap((path) => {
    try {
      return Deno.readTextFileSync(path)
        .split("\n").filter((line) => line !== "").map(Number);
    } catch {
      return []; // the group has gone
    }
  });
}

/** CPU time used so far. Two can be compared only if they have the same source. */
export interface CpuUsage {
  readonly usageMs: number;
  /** How long the main thread has been ready to run without being given a CPU. */
  readonly queuedMs: number;
  /** The file it was read from. */
  readonly source: string;
}

/**
 * Reads the CPU time of a control group with all its processes; where there is
 * none, of one process.
 *
 * @param controlGroup Path below the cgroup root, "" for none.
 * @returns Null when neither can be read.
 */
export function readCpuUsage(
  context: Context,
  controlGroup: string,
  pid: number,
): CpuUsage | null {
  for (const source of groupFiles(context, controlGroup, "cpu.stat")) {
    const text = unlessGone(() => Deno.readTextFileSync(source));
    // In a v1 tree cpu.stat exists but has no usage_usec.
    const usec = /^usage_usec (\d+)$/m.exec(text ?? "")?.[1];
    if (usec !== undefined) {
      return {
        usageMs: Number(usec) / 1000,
        queuedMs: readQueuedMs(context, pid),
        source,
      };
    }
  }
  const stat = pid > 0 ? readStat(context, pid) : null;
  return stat === null ? null : {
    usageMs: stat.cpuTicks * TICK_MS,
    queuedMs: readQueuedMs(context, pid),
    // A reused pid is another source.
    source: `${context.roots.proc}/${pid}/stat@${stat.startTicks}`,
  };
}

/** The second number of schedstat, ns. 0 where the kernel does not keep it. */
function readQueuedMs(context: Context, pid: number): number {
  if (pid <= 0) return 0;
  const path = `${context.roots.proc}/${pid}/schedstat`;
  const text = unlessGone(() => Deno.readTextFileSync(path));
  return Number(/^\d+ (\d+) /.exec(text ?? "")?.[1] ?? 0) / 1e6;
}

/**
 * The share of one core used between two readings (2 for two busy cores), of
 * the time it was not kept waiting for one: on a crowded machine a gateway that
 * computes without a pause gets little, and must not look idle for that.
 *
 * @returns Null when the readings cannot be compared.
 */
export function cpuShare(
  before: CpuUsage,
  after: CpuUsage,
  elapsedMs: number,
): number | null {
  const usedMs = after.usageMs - before.usageMs;
  // A control group made anew, by a restart, counts from zero.
  if (before.source !== after.source || usedMs < 0 || elapsedMs <= 0) {
    return null;
  }
  const queuedMs = Math.max(0, after.queuedMs - before.queuedMs);
  return queuedMs >= elapsedMs ? 1 : usedMs / (elapsedMs - queuedMs);
}
