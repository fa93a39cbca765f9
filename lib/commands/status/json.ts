/** What `status --json` has, and how each part of it is made. */

import { DAY_MS } from "../../base/duration.ts";
import type {
  MaintenanceFact,
  Observation,
  ProbeResult,
  Reason,
  Verdict,
} from "../../core/types.ts";
import { listBackups } from "../../config/record.ts";
import { readRestoreRecord } from "../../config/restore_record.ts";
import type { Context } from "../../sys/context.ts";
import { rfc3339 } from "../../cli/format.ts";
import type { GuardLiveness } from "../../guard/liveness.ts";
import type { EndedIncident } from "./incident.ts";
import type { Lately } from "./history.ts";

/** `status --json`, schema 1. Times are RFC 3339. */
export interface StatusJson {
  readonly schema: 1;
  readonly profile: string;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly why: string;
  readonly since: string;
  readonly unit: {
    readonly name: string;
    readonly activeState: string;
    readonly subState: string;
    readonly mainPid: number;
    readonly nRestarts: number;
    readonly incarnation: string | null;
  } | null;
  readonly probe: {
    readonly port: boolean | null;
    readonly http: boolean | null;
    readonly health: boolean | null;
    readonly latencyMs: number;
  } | null;
  readonly ladder: {
    readonly attempt: number;
    readonly nextAt: string | null;
    readonly holdDownUntil: string | null;
  };
  readonly maintenance: {
    readonly active: boolean;
    readonly until: string | null;
    readonly reason: string | null;
    readonly by: string | null;
  };
  /** Null before the first tick. */
  readonly lastTick: string | null;
  readonly backups: {
    readonly count: number;
    readonly newestProven: string | null;
  };
  /** Null unless the gateway refuses its config. */
  readonly refusedConfig: {
    readonly path: string;
    /** Keys at fault first; no secrets. */
    readonly problems: readonly string[];
    /** The one command that repairs it. */
    readonly repair: string;
  } | null;
  /** What keeps a start from it, while no gateway has refused it; null: nothing known. */
  readonly brokenConfig: {
    readonly path: string;
    readonly problem: string;
    /** Not even the guard can read it. */
    readonly unreadable: boolean;
  } | null;
  /** Null unless systemd has restarted it so often that it is told. */
  readonly restarts: {
    /** Within the last ten minutes. */
    readonly lately: number;
    /** Since the last ten minutes without any. */
    readonly total: number;
    readonly since: string | null;
    /** The end of the journal, oldest first, no secrets; in a crash loop. */
    readonly journal: readonly string[];
    /** In a crash loop with a config that it was never well with. */
    readonly repair: string | null;
  } | null;
  /** A drill that is under way; `pid` null: it is over, but not all is put back. */
  readonly drill: {
    readonly name: string;
    readonly pid: number | null;
  } | null;
  /** The last time the guard itself replaced the config; null: not lately. */
  readonly rollback: {
    readonly at: string;
    readonly restored: string;
    readonly replaced: string | null;
  } | null;
  /** The last 24 hours; `last` may be older. */
  readonly lately: Lately;
  /** The last one of the last 24 hours that is over. */
  readonly endedIncident: EndedIncident | null;
  /** Whether the guard itself is at work. */
  readonly guard: {
    /** Checks come; null: the state file does not tell. */
    readonly checking: boolean | null;
    /** Null: install.json does not tell. */
    readonly installed: boolean | null;
    /** What the last check found, or the history says last. */
    readonly lastKnown: {
      readonly at: string;
      readonly verdict: string;
      readonly reason: string | null;
    } | null;
    /** Why no check can write its state; null: it can, or none is missing. */
    readonly unwritable: {
      readonly path: string;
      readonly why: string;
    } | null;
  };
  readonly version: string;
}

/** `guard`. */
export function guardJson(
  { checking, installed, lastKnown, unwritable }: GuardLiveness,
): StatusJson["guard"] {
  return {
    checking,
    installed,
    lastKnown: lastKnown === null ? null : {
      at: rfc3339(lastKnown.wallMs),
      verdict: lastKnown.verdict,
      reason: lastKnown.reason,
    },
    unwritable: unwritable === null ? null : {
      path: unwritable.path,
      why: unwritable.why,
    },
  };
}

/** `maintenance`. */
export function maintenanceJson(
  maintenance: MaintenanceFact | null,
): StatusJson["maintenance"] {
  const untilMs = maintenance?.untilMs ?? null;
  return {
    active: maintenance !== null,
    until: untilMs === null ? null : rfc3339(untilMs),
    reason: maintenance?.reason ?? null,
    by: maintenance?.by ?? null,
  };
}

/** `backups`. */
export function backupsJson(
  context: Context,
  profile: string,
): StatusJson["backups"] {
  const backups = orElse(() => listBackups(context, profile), []);
  const newestProven = backups.find((backup) => backup.proven);
  return {
    count: backups.length,
    newestProven: newestProven === undefined
      ? null
      : rfc3339(newestProven.lastSeenMs),
  };
}

/** What cannot be read is left out: "guard" tells why that is. */
function orElse<T>(read: () => T, none: T): T {
  try {
    return read();
  } catch {
    return none;
  }
}

/** So long `status` shows a rollback, ms. */
const ROLLBACK_SHOWN_MS = 7 * DAY_MS;

/** `rollback`. */
export function lastRollback(
  dir: string,
  nowMs: number,
): StatusJson["rollback"] {
  const record = orElse(() => readRestoreRecord(dir), null);
  if (
    record === null || record.by !== "guard" ||
    nowMs - record.atMs > ROLLBACK_SHOWN_MS
  ) return null;
  const { restored, replaced, atMs } = record;
  return { at: rfc3339(atMs), restored, replaced };
}

/** `unit`. */
export function unitJson(observation: Observation): StatusJson["unit"] {
  const { unit, incarnation } = observation;
  return unit === null ? null : {
    name: unit.name,
    activeState: unit.activeState,
    subState: unit.subState,
    mainPid: unit.mainPid,
    nRestarts: unit.nRestarts,
    incarnation: incarnation === null
      ? null
      : `${incarnation.invocationId}:${incarnation.startTicks}`,
  };
}

/** `probe`. */
export function probeJson(probe: ProbeResult): StatusJson["probe"] {
  if (probe.outcome === "unasked") return null;
  const open = probe.outcome !== "refused" && probe.outcome !== "unreachable";
  const answers = open ? probe.outcome !== "silent" : null;
  return {
    port: open,
    http: answers,
    // An old gateway without the endpoint is neither well nor ill.
    health: answers !== true || probe.outcome === "unsupported"
      ? null
      : probe.outcome === "healthy",
    latencyMs: Math.round(probe.latencyMs),
  };
}
