/** A stretch of time in equal slots, for a line. */

import { averageMs, sumOf } from "./uptime.ts";
import type { Span } from "./rollup.ts";

/**
 * How long answers took on average, ms; null where none came.
 *
 * @param spans Of the rollups: each belongs to the slot in which it begins.
 */
export function answerSlots(
  spans: readonly Span[],
  { fromMs, toMs, count }: {
    readonly fromMs: number;
    readonly toMs: number;
    readonly count: number;
  },
): (number | null)[] {
  const slots: Span[][] = Array.from({ length: count }, () => []);
  for (const span of spans) {
    const at = Math.floor((span.fromMs - fromMs) / (toMs - fromMs) * count);
    slots[at]?.push(span);
  }
  return slots.map((inside) => averageMs(sumOf(inside, 0).probe));
}
