/** Verdicts that have something in common. */

import type { Verdict } from "./types.ts";

/** Verdicts that end an incident. An old gateway's HTTP answer is its probe. */
export const ALIVE: ReadonlySet<Verdict> = new Set([
  "healthy",
  "degraded",
  "unsupported",
]);
