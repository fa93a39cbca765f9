/** The names of verdicts: core decides them, state and JSON keep them, no language changes them. */

/** What the guard makes of a tick. Listed in the order in which they match. */
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
] as const;
/** See {@linkcode VERDICTS}. */
export type Verdict = typeof VERDICTS[number];
