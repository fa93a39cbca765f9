/** How a span is written down: as a row of numbers. */

import { emptySpan } from "../core/roll_up.ts";
import { type Span, STARTERS } from "../core/rollup.ts";

/** Numbers that each row has. */
export const ROW_LENGTH = 16;

/** A span in little room: {@linkcode ROW_LENGTH} numbers, then each bucket of probes that has any. */
export function rowOf(span: Span): number[] {
  const { probe } = span;
  return [
    ...[span.fromMs, span.lengthMs],
    ...[span.healthyMs, span.outageMs, span.plannedMs, span.unknownMs],
    ...[span.outages, span.worstOutageMs],
    ...STARTERS.map((by) => span.starts[by]),
    ...[span.forceCleans, span.rollbacks],
    probe.maxMs,
    probe.sumMs,
    ...probe.counts.flatMap((count, bucket) =>
      count > 0 ? [bucket, count] : []
    ),
  ];
}

/** The span of a row. */
export function spanOf(numbers: readonly number[]): Span {
  const [fromMs, lengthMs, healthyMs, outageMs, plannedMs, unknownMs] =
    numbers as [number, number, number, number, number, number];
  const at = (index: number) => numbers[index] ?? 0;
  const probeCounts = [...emptySpan(fromMs, lengthMs).probe.counts];
  for (let index = ROW_LENGTH; index + 1 < numbers.length; index += 2) {
    if (Number.isInteger(at(index)) && at(index) < probeCounts.length) {
      probeCounts[at(index)] = at(index + 1);
    }
  }
  return {
    ...{ fromMs, lengthMs, healthyMs, outageMs, plannedMs, unknownMs },
    watchedMs: healthyMs + outageMs + plannedMs + unknownMs,
    outages: at(6),
    worstOutageMs: at(7),
    starts: {
      guard: at(8),
      systemd: at(9),
      person: at(10),
      openclaw: at(11),
    },
    forceCleans: at(12),
    rollbacks: at(13),
    probe: { counts: probeCounts, sumMs: at(15), maxMs: at(14) },
  };
}
