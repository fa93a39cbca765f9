/** A memory of days: what was seen in each minute, hour and day, and counters that never fall. */

/** Who had the gateway started anew. */
export const STARTERS = ["guard", "systemd", "person", "openclaw"] as const;
export type Starter = typeof STARTERS[number];

/**
 * Upper limits of the buckets of probe times, ms; a last bucket takes what is
 * longer.
 */
export const PROBE_BUCKETS_MS = [
  ...[1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000],
] as const;

/** What was seen in a stretch of time. What it does not tell of was not watched. */
export interface Span {
  /** Its beginning, wall clock ms. */
  readonly fromMs: number;
  /** Its length, ms: local days have 23 to 25 hours. */
  readonly lengthMs: number;
  /** The parts below add up to it, ms. */
  readonly watchedMs: number;
  readonly healthyMs: number;
  readonly outageMs: number;
  /** Maintenance, and stopped by a person. */
  readonly plannedMs: number;
  /** The guard could not tell. */
  readonly unknownMs: number;
  /** Outages that began in it. */
  readonly outages: number;
  /** The longest outage that ended in it or still goes on, ms. */
  readonly worstOutageMs: number;
  readonly starts: Readonly<Record<Starter, number>>;
  readonly forceCleans: number;
  readonly rollbacks: number;
  readonly probe: {
    /** One more than {@linkcode PROBE_BUCKETS_MS}. */
    readonly counts: readonly number[];
    readonly sumMs: number;
    readonly maxMs: number;
  };
}

/** Counters since {@linkcode Counters.sinceMs}; none ever falls. */
export interface Counters {
  readonly sinceMs: number;
  /** By verdict. */
  readonly checks: Readonly<Record<string, number>>;
  /** By reason; "none" where there is none. */
  readonly incidents: Readonly<Record<string, number>>;
  /** By "action reason", such as "restart http". */
  readonly actions: Readonly<Record<string, number>>;
  readonly downtimeMs: number;
  /** By "channel outcome", such as "team ok"; the whole guard's, kept with the default profile. */
  readonly notifications: Readonly<Record<string, number>>;
}

/** All that is remembered of one profile. Oldest first. */
export interface Rollups {
  /** Time zone of the days, such as "Asia/Shanghai". */
  readonly zone: string;
  /** Of the last day; only those that were watched. */
  readonly minutes: readonly Span[];
  /** Of 30 days. */
  readonly hours: readonly Span[];
  /** Of 400 days, local ones. */
  readonly days: readonly Span[];
  readonly counters: Counters;
  /** Why what was remembered cannot be read, a sentence; missing: it can. */
  readonly problem?: string;
}
