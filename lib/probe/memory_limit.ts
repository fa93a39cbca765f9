/** How much memory a process of Node may have. */

import type { Context } from "../sys/context.ts";
import { numberIn, readKernelFile } from "./proc_file.ts";
import { readEnvironment, readVisibleProcess } from "./process.ts";

const MIB = 1024 * 1024;

/**
 * The smallest of: the heap it was started with (--max-old-space-size, MiB), what
 * its control group allows, and the machine's memory. Node's own default depends
 * on its version and is not guessed.
 *
 * @returns Bytes; null when nothing is known.
 */
export function memoryLimit(context: Context, pid: number): number | null {
  const { proc, cgroup } = context.roots;
  const facts = readVisibleProcess(context, pid);
  const options = [
    ...facts?.argv ?? [],
    ...readEnvironment(context, pid)?.["NODE_OPTIONS"]?.split(/\s+/) ?? [],
  ];
  const heap = options.flatMap((option) => {
    const size = /^--max[-_]old[-_]space[-_]size=(\d+)$/.exec(option)?.[1];
    return size === undefined ? [] : [Number(size) * MIB];
  });
  const group = facts === null || facts.cgroup === "" ? null : numberIn(
    readKernelFile(`${cgroup}${facts.cgroup}/memory.max`),
    /^(\d+)$/m,
  );
  const machine = numberIn(
    readKernelFile(`${proc}/meminfo`),
    /^MemTotal:\s+(\d+) kB$/m,
  );
  const limits = [
    ...heap,
    ...group === null ? [] : [group],
    ...machine === null ? [] : [machine * 1024],
  ].filter((limit) => limit > 0);
  return limits.length === 0 ? null : Math.min(...limits);
}
