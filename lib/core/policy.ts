/** What the guard may do and how patient it is: every number a person can change. */

import { DAY_MS } from "../base/duration.ts";

/** All in milliseconds unless the name says otherwise. */
export interface Policy {
  /** How often cron starts a check. */
  readonly tickMs: number;
  /** A longer gap between two checks means suspend or overload: nothing is counted. */
  readonly lateTickMs: number;
  /** Failures closer together count as one. */
  readonly debounceMs: number;

  /** Limit for the TCP connection of a probe. */
  readonly connectTimeoutMs: number;
  /** Limit for any HTTP answer. */
  readonly httpTimeoutMs: number;
  /** Limit for the whole answer of /health. */
  readonly healthTimeoutMs: number;
  /** Bytes of an answer that are read. */
  readonly maxBodyBytes: number;
  /** The guard's own connection to itself is slower than this: the machine is the problem. */
  readonly loopbackSlowMs: number;

  /** Wait before attempt 1, 2, 3. */
  readonly waitsMs: readonly number[];
  /**
   * Part of a wait by which it is made shorter at random: the guards of many
   * hosts, all started by the same second, do not restart them all at once.
   */
  readonly jitter: number;
  /** Share of one core from which a silent gateway counts as busy, not hung. */
  readonly busyCpuShare: number;
  /** Ticks a busy gateway may stay silent. */
  readonly busyTicks: number;
  /** A new gateway may stay silent this long, */
  readonly startupGraceMs: number;
  /** or this long while it is using CPU. */
  readonly startupGraceBusyMs: number;
  /** Added to the unit's TimeoutStopSec when waiting for a stop. */
  readonly drainGraceMs: number;
  /** A main process that is still there so long after SIGTERM is killed. */
  readonly terminateTimeoutMs: number;
  /** After the last attempt: wait between single tries; the last one repeats. */
  readonly holdDownMs: readonly number[];
  /** Healthy this long: the next failure starts at attempt 1. */
  readonly stableResetMs: number;
  /** Healthy ticks in a row that close an incident. */
  readonly closeIncidentTicks: number;
  /** After the machine slept, nothing is judged for this long. */
  readonly settleAfterResumeMs: number;
  /** What to do about a unit that a restart of OpenClaw's own left inactive. */
  readonly leftInactive: "report" | "start";
  /** With "start": how long it must have been left so. */
  readonly leftInactiveWaitMs: number;

  /** Restarts by the guard in any hour. */
  readonly maxRestartsPerHour: number;
  /** Restarts by the guard in any day. */
  readonly maxRestartsPerDay: number;
  /** SIGKILLs within {@linkcode uncleanWindowMs}; 3 trip OpenClaw's own breaker. */
  readonly maxUncleanKills: number;
  /** See {@linkcode maxUncleanKills}. */
  readonly uncleanWindowMs: number;

  /** What to do when the gateway refuses its config: tell a person, or go back to a proven one. */
  readonly rollback: "ask" | "auto";
  /** Different configs kept. */
  readonly backupGenerations: number;
  /** Days of which the last config is kept as well. */
  readonly backupDaily: number;
  /** Logs not written to for so many days are removed. */
  readonly logMaxAgeDays: number;
  /** Larger logs (bytes) are removed. */
  readonly logMaxBytes: number;
  /** `maintenance on` without `--for`. */
  readonly maintenanceDefaultMs: number;
  /** Longest `maintenance on --for`. */
  readonly maintenanceMaxMs: number;
}

/** What holds unless the settings file says otherwise (DESIGN "Defaults" and "Attempts"). */
export const DEFAULT_POLICY: Policy = {
  tickMs: 30_000,
  lateTickMs: 90_000,
  debounceMs: 20_000,
  connectTimeoutMs: 2000,
  httpTimeoutMs: 5000,
  healthTimeoutMs: 10_000,
  maxBodyBytes: 65_536,
  loopbackSlowMs: 1000,
  waitsMs: [5000, 10_000, 20_000],
  jitter: 0.2,
  busyCpuShare: 0.2,
  busyTicks: 4,
  startupGraceMs: 120_000,
  startupGraceBusyMs: 600_000,
  drainGraceMs: 30_000,
  terminateTimeoutMs: 10_000,
  holdDownMs: [1_800_000, 3_600_000],
  stableResetMs: 600_000,
  closeIncidentTicks: 2,
  settleAfterResumeMs: 45_000,
  leftInactive: "report",
  leftInactiveWaitMs: 600_000,
  maxRestartsPerHour: 6,
  maxRestartsPerDay: 10,
  maxUncleanKills: 2,
  uncleanWindowMs: 300_000,
  rollback: "ask",
  backupGenerations: 20,
  backupDaily: 7,
  logMaxAgeDays: 7,
  logMaxBytes: 52_428_800,
  maintenanceDefaultMs: 3_600_000,
  maintenanceMaxMs: DAY_MS,
};
