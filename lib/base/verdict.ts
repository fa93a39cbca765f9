/** The names of verdicts: core decides them, state and JSON keep them, no language changes them. */

/** What the guard makes of a check; docs/DESIGN.md has the table. */
export const VERDICTS = [
  "maintenance",
  "inconclusive",
  "healthy",
  "misconfigured",
  "stopped",
  "abandoned",
  "starting",
  "stopping",
  "systemd-acting",
  "bad-config",
  "duplicate",
  "start-limit",
  "busy",
  "foreign-listener",
  "down",
  "unsupported",
  "failing",
  "hung",
  "degraded",
  "unstable",
  "crash-loop",
] as const;
/** See {@linkcode VERDICTS}. */
export type Verdict = typeof VERDICTS[number];
