/**
 * What CI holds the program to. The targets are tighter (see report.ts); the
 * margin is what a crowded machine adds to a ratio of runs made in turn.
 */

import type { Sizes } from "./sizes.ts";
import type { TickResult } from "./tick.ts";

const LIMITS = {
  /** CPU of a healthy tick, of an empty program's. */
  cpuOfEmpty: 1.25,
  /** Peak memory of a healthy tick, of an empty program's. */
  memoryOfEmpty: 1.10,
  /**
   * Bytes that are not the base executable: some room for the next capability,
   * none for a package that comes along. The target of what there was at first
   * is 500,000; above it are the texts of the descriptions of commands, which
   * stand in the bundles of the commands, too, the keys of the catalog, and since
   * then the units of the system (grant), the kinds of silence, the channels and
   * the page of the history.
   */
  ours: 930_000,
};

/** A sentence for each limit that is exceeded. */
export function exceeded(
  { samples, children, changed }: TickResult,
  { ours }: Sizes,
): string[] {
  const [empty, guard] = ["empty", "guard"].map((name) =>
    samples.find((sample) => sample.name === name)
  );
  if (empty === undefined || guard === undefined) return ["no samples"];
  const cpu = guard.cpuMs / empty.cpuMs;
  const memory = guard.peakKiB / empty.peakKiB;
  return [
    ...(cpu <= LIMITS.cpuOfEmpty ? [] : [
      `a healthy tick takes ${cpu.toFixed(2)} times the CPU of an empty ` +
      `program, more than ${LIMITS.cpuOfEmpty}`,
    ]),
    ...(memory <= LIMITS.memoryOfEmpty ? [] : [
      `a healthy tick takes ${
        memory.toFixed(2)
      } times the memory of an empty ` +
      `program, more than ${LIMITS.memoryOfEmpty}`,
    ]),
    ...(children === 0 ? [] : [
      children === null
        ? "the processes of a healthy tick were not counted: install strace"
        : `a healthy tick starts ${children} processes`,
    ]),
    ...(changed.length === 1 ? [] : [
      `a healthy tick changes ${changed.join(", ") || "nothing"}`,
    ]),
    ...(ours <= LIMITS.ours ? [] : [
      `the program has ${ours} bytes more than the base executable, more than ${LIMITS.ours}`,
    ]),
  ];
}
