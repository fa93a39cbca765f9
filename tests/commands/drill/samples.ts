/** Moments of a drill, for tables. */

import type { DrillName } from "../../../lib/commands/drill/description.ts";
import { DRILLS } from "../../../lib/commands/drill/drills.ts";
import type {
  Sample,
  Samples,
} from "../../../lib/commands/drill/expectations.ts";

/** All drills. */
export const DRILL_NAMES = Object.keys(DRILLS) as DrillName[];

/** A healthy gateway at the start of a drill. */
export const START: Sample = {
  atMs: 0,
  activeState: "active",
  subState: "running",
  main: { pid: 100, startTicks: 1 },
  healthy: true,
  checks: 0,
  verdict: null,
  settled: true,
  records: [],
};

/** Another life of it. */
export const NEWBORN = { pid: 200, startTicks: 9 };

/** What the guard wrote down. */
export function records(...events: string[]): Sample["records"] {
  return events.map((event) => ({ event, sentence: `about ${event}` }));
}

/** A moment that differs from the start as told. */
export function samples(
  now: Partial<Sample>,
  since: Partial<Sample> = {},
): Samples {
  return {
    start: START,
    since: { ...START, ...since },
    now: { ...START, atMs: 1000, ...now },
  };
}
