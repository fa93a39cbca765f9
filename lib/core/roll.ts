/**
 * What a check leaves for the memory of days: how long it speaks for, and what
 * began or was done. Checks keep their marks in the state, which is written
 * anyway; roll_up.ts makes spans of time from them.
 */

import type { Instant } from "../base/instant.ts";
import type { Starter } from "./rollup.ts";
import type { Verdict } from "./types.ts";

/** What a stretch of time was. */
export type Kind = "healthy" | "outage" | "planned" | "unknown";

/** What one check leaves; what is missing is as it mostly is. */
export interface Mark {
  /** Wall clock ms. */
  readonly at: number;
  /** How long before that it speaks for, ms. */
  readonly ms: number;
  /** Missing: healthy. */
  readonly kind?: Exclude<Kind, "healthy"> | undefined;
  /** Missing: healthy. */
  readonly verdict?: Verdict | undefined;
  /** How long a good answer took, ms. */
  readonly probe?: number | undefined;
  /** The reason of an incident that began, or "none". */
  readonly incident?: string | undefined;
  /** What the guard did, such as "restart http". */
  readonly done?: readonly string[] | undefined;
  readonly starts?: Partial<Record<Starter, number>> | undefined;
  /** The config was rolled back. */
  readonly rollback?: true | undefined;
}

/** What is remembered from check to check; a part of the state. */
export interface Roll {
  /** Tells these marks from those of a state that was lost: when it began, wall clock ms. */
  readonly series: number;
  /** The number of the first of {@linkcode marks}; each has the next one. */
  readonly first: number;
  /** Not in the rollups yet, oldest first. */
  readonly marks: readonly Mark[];
  /** Until when time is accounted for. */
  readonly last: {
    readonly bootId: string;
    readonly bootMs: number;
    readonly kind: Kind;
  };
  /** How much of each file of quiet checks is; see quiet_ticks.ts. */
  readonly quiet: Readonly<Record<string, number>>;
  /** Starts by systemd of which no process was seen yet. */
  readonly risen: number;
  /** When the guard had a process started that was not seen yet; null: it is seen. */
  readonly startedBootMs: number | null;
  /** When the last incident that is counted was opened, and the last rollback made. */
  readonly counted: {
    readonly incidentBootMs: number | null;
    readonly rollbackWallMs: number | null;
  };
  /** For the metrics. */
  readonly seen: Seen;
}

/** What was seen last; null: never. */
interface Seen {
  /** It worked when that could be told last. */
  readonly up: boolean | null;
  /** When it answered well, wall clock ms. */
  readonly healthyWallMs: number | null;
  /** How long the last answer took, ms; null: the last question got none. */
  readonly probeMs: number | null;
  /** When the open or last incident began, wall clock ms. */
  readonly incidentWallMs: number | null;
}

/** The most one step between two checks speaks for, ms: two of them. */
export const MAX_STEP_MS = 60_000;

/** Nothing remembered; what was before is not accounted for. */
export function freshRoll(now: Instant): Roll {
  const { wallMs, bootId, bootMs } = now;
  return {
    series: wallMs,
    first: 0,
    marks: [],
    last: { bootId, bootMs, kind: "unknown" },
    quiet: {},
    risen: 0,
    startedBootMs: null,
    counted: { incidentBootMs: null, rollbackWallMs: null },
    seen: {
      up: null,
      healthyWallMs: null,
      probeMs: null,
      incidentWallMs: null,
    },
  };
}
