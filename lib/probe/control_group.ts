/** What a unit's control group tells: its processes, and the CPU time they used. */

import { TICK_MS } from "../sys/clock.ts";
import type { Context } from "../sys/context.ts";
import { numberIn, queuedMs, readKernelFile } from "./proc_file.ts";
import { readStat } from "./process.ts";

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
  return groupFiles(context, controlGroup, "cgroup.procs").flatMap((path) =>
    (readKernelFile(path) ?? "") // the group has gone
      .split("\n").filter((line) => line !== "").map(Number)
  );
}

/** CPU time used so far. Two can be compared only if they have the same source. */
interface CpuUsage {
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
  const process = `${context.roots.proc}/${pid}`;
  const queued = pid > 0 ? queuedMs(process) : 0;
  for (const source of groupFiles(context, controlGroup, "cpu.stat")) {
    // In a v1 tree cpu.stat exists but has no usage_usec.
    const usec = numberIn(readKernelFile(source), /^usage_usec (\d+)$/m);
    if (usec !== null) {
      return { usageMs: usec / 1000, queuedMs: queued, source };
    }
  }
  const stat = pid > 0 ? readStat(context, pid) : null;
  return stat === null ? null : {
    usageMs: stat.cpuTicks * TICK_MS,
    queuedMs: queued,
    // A reused pid is another source.
    source: `${process}/stat@${stat.startTicks}`,
  };
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
