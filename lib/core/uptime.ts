/** Sums over what was seen, and what may honestly be said of them. */

import {
  PROBE_BUCKETS_MS,
  type Span,
  type Starter,
  STARTERS,
} from "./rollup.ts";

/** Spans added up. */
export interface Sum extends Omit<Span, "fromMs" | "lengthMs"> {
  /** How long it is from its beginning to its end, or to now, ms. */
  readonly elapsedMs: number;
}

/** @param elapsedMs See {@linkcode Sum.elapsedMs}. */
export function sumOf(spans: readonly Span[], elapsedMs: number): Sum {
  const total = (of: (span: Span) => number) =>
    spans.reduce((sum, span) => sum + of(span), 0);
  const most = (of: (span: Span) => number) =>
    spans.reduce((max, span) => Math.max(max, of(span)), 0);
  const starts = Object.fromEntries(
    STARTERS.map((who) => [who, total((span) => span.starts[who])]),
  ) as Record<Starter, number>;
  return {
    elapsedMs,
    watchedMs: total((span) => span.watchedMs),
    healthyMs: total((span) => span.healthyMs),
    outageMs: total((span) => span.outageMs),
    plannedMs: total((span) => span.plannedMs),
    unknownMs: total((span) => span.unknownMs),
    outages: total((span) => span.outages),
    worstOutageMs: most((span) => span.worstOutageMs),
    starts,
    forceCleans: total((span) => span.forceCleans),
    rollbacks: total((span) => span.rollbacks),
    probe: {
      counts: Array.from(
        { length: PROBE_BUCKETS_MS.length + 1 },
        (_, at) => total((span) => span.probe.counts[at] ?? 0),
      ),
      sumMs: total((span) => span.probe.sumMs),
      maxMs: most((span) => span.probe.maxMs),
    },
  };
}

/**
 * The share of the time in which it could have been well that it was: healthy /
 * (watched - planned - unknown). Null: it was not watched, or nothing is left.
 */
function uptimeOf(sum: Sum): number | null {
  const { watchedMs, plannedMs, unknownMs, healthyMs } = sum;
  const counted = watchedMs - plannedMs - unknownMs;
  if (!(counted > 0)) return null;
  return Math.min(1, Math.max(0, healthyMs / counted));
}

/**
 * The same in percent with two digits, never rounded up: 100 only without any
 * outage.
 */
export function uptimePercent(sum: Sum): number | null {
  const share = uptimeOf(sum);
  if (share === null) return null;
  const flawless = sum.outages === 0 && sum.outageMs === 0;
  // Rounded first to a billionth: 0.57 * 10000 is 5699.999999999999.
  const floored = Math.floor(Math.round(share * 1e9) / 1e5);
  return (flawless ? floored : Math.min(9999, floored)) / 100;
}

/** "99.98 %"; "-": not watched. */
export function uptimeText(sum: Sum): string {
  const percent = uptimePercent(sum);
  return percent === null ? "-" : `${percent.toFixed(2)} %`;
}

/** The last check, and the minute in which 24 hours begin, ms. */
const LATE_MS = 2 * 60_000;

/** "100 %", "43 %": how much of the time was watched, never rounded up. */
export function watchedText({ watchedMs, elapsedMs }: Sum): string {
  if (!(elapsedMs > 0) || watchedMs <= 0) return "0 %";
  const percent = elapsedMs - watchedMs <= LATE_MS
    ? 100
    : Math.floor(watchedMs / elapsedMs * 100);
  return percent === 0 ? "< 1 %" : `${percent} %`;
}

/** How many answers there were. */
export function answersIn({ counts }: Span["probe"]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Exactly, ms; null without an answer. */
export function averageMs(probe: Span["probe"]): number | null {
  const count = answersIn(probe);
  return count === 0 ? null : probe.sumMs / count;
}

/** No more than so many ms for this share of the answers; null without any. */
export function atMostMs(probe: Span["probe"], share: number): number | null {
  const wanted = Math.ceil(answersIn(probe) * share);
  if (wanted === 0) return null;
  let seen = 0;
  for (const [at, count] of probe.counts.entries()) {
    seen += count;
    if (seen >= wanted) {
      return Math.min(PROBE_BUCKETS_MS[at] ?? probe.maxMs, probe.maxMs);
    }
  }
  return null;
}
