/** Gathers what `status` tells. */

import { decide } from "../core/decide.ts";
import type { Decision } from "../core/decision.ts";
import { GuardError } from "../core/errors.ts";
import type { Memory } from "../core/memory.ts";
import type {
  MaintenanceFact,
  Observation,
  ProbeResult,
  Reason,
  Verdict,
} from "../core/types.ts";
import { readReceipt } from "../install/receipt.ts";
import { lookFully, lookNowhere, NOTHING_EARLIER } from "../probe/observe.ts";
import { listBackups } from "../store/backup.ts";
import { readMaintenance } from "../store/maintenance.ts";
import { profilePaths } from "../store/paths.ts";
import { readRestoreRecord } from "../store/restore_record.ts";
import { tryLoadSettings, type UsableSettings } from "../store/settings.ts";
import { peekState } from "../store/state.ts";
import type { Context } from "../sys/context.ts";
import { VERSION } from "../version.ts";
import { rfc3339 } from "./format.ts";

/** `status --json`, schema 1 (DESIGN section 6). Times are RFC 3339. */
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
  /** The last time the guard itself replaced the config; null: not lately. */
  readonly rollback: {
    readonly at: string;
    readonly restored: string;
    readonly replaced: string | null;
  } | null;
  readonly version: string;
}

/** The report and what the text form needs besides. */
export interface StatusReport {
  readonly json: StatusJson;
  readonly memory: Memory | null;
  readonly maintenance: MaintenanceFact | null;
}

/**
 * Looks at the gateway and decides as a tick would, but neither waits, nor
 * acts, nor remembers.
 */
export async function gatherStatus(
  context: Context,
  profile: string,
): Promise<StatusReport> {
  const now = context.clock.now();
  const { settings, settingsError } = await ownSettings(context, profile);
  const state = peekState(profilePaths(context, profile).state, now);
  const maintenance = readMaintenance(context, profile, now.wallMs);
  const { observation } = settingsError === null
    ? await lookFully(context, profile, settings, now, NOTHING_EARLIER)
    : lookNowhere(settingsError);
  // The time between ticks says nothing about the moment somebody asks.
  const memory = { ...state.memory, lastTick: null };
  const decision = decide(
    { ...observation, maintenance },
    memory,
    now,
    settings.policy,
    0.5,
  );
  const atBootMs = (bootMs: number | null) =>
    bootMs === null ? null : rfc3339(now.wallMs + bootMs - now.bootMs);
  const backups = listBackups(context, profile);
  const newestProven = backups.find((backup) => backup.proven);
  const { ladder } = decision.memory;
  return {
    memory: state.memory,
    maintenance,
    json: {
      schema: 1,
      profile,
      verdict: decision.verdict,
      reason: decision.reason,
      why: decision.why,
      since: rfc3339(decision.memory.sinceWallMs),
      unit: unitJson(observation),
      probe: observation.probe === null ? null : probeJson(observation.probe),
      ladder: {
        attempt: ladder.attempt,
        nextAt: atBootMs(nextAttempt(decision)),
        holdDownUntil: atBootMs(ladder.holdDownUntilBootMs),
      },
      maintenance: {
        active: maintenance !== null,
        until: maintenance?.untilMs == null
          ? null
          : rfc3339(maintenance.untilMs),
        reason: maintenance?.reason ?? null,
        by: maintenance?.by ?? null,
      },
      lastTick: state.memory.lastTick === null
        ? null
        : rfc3339(state.memory.lastTick.wallMs),
      backups: {
        count: backups.length,
        newestProven: newestProven === undefined
          ? null
          : rfc3339(newestProven.lastSeenMs),
      },
      refusedConfig: observation.config === null ? null : {
        path: observation.config.path,
        problems: observation.config.problems,
        repair: observation.config.repair,
      },
      rollback: lastRollback(
        profilePaths(context, profile).backups,
        now.wallMs,
      ),
      version: VERSION,
    },
  };
}

/** So long `status` shows a rollback, ms. */
const ROLLBACK_SHOWN_MS = 7 * 24 * 60 * 60 * 1000;

function lastRollback(dir: string, nowMs: number): StatusJson["rollback"] {
  const record = readRestoreRecord(dir);
  if (
    record === null || record.by !== "guard" ||
    nowMs - record.atMs > ROLLBACK_SHOWN_MS
  ) return null;
  const { restored, replaced, atMs } = record;
  return { at: rfc3339(atMs), restored, replaced };
}

/** The settings as a tick finds them, with what would keep `check` from looking. */
async function ownSettings(
  context: Context,
  profile: string,
): Promise<UsableSettings> {
  const own = await tryLoadSettings(context, profile);
  if (own.settingsError !== null) return own;
  try {
    readReceipt(context);
    return own;
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return { ...own, settingsError: error.describe() };
  }
}

/** An unconfirmed failure is looked at again by the next tick, not by `status`. */
function nextAttempt(decision: Decision): number | null {
  return decision.actions.some((action) => action.kind === "confirm")
    ? null
    : decision.nextAttemptBootMs;
}

function unitJson(observation: Observation): StatusJson["unit"] {
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

function probeJson(probe: ProbeResult): StatusJson["probe"] {
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
