/** Gathers what `status` tells. */

import { decide } from "../core/decide.ts";
import type { Action, Decision } from "../core/decision.ts";
import { GuardError } from "../core/errors.ts";
import type { Memory } from "../core/memory.ts";
import type {
  MaintenanceFact,
  Observation,
  ProbeResult,
  Reason,
  Verdict,
} from "../core/types.ts";
import { readReceipt, type Receipt } from "../install/receipt.ts";
import { lookFully, lookNowhere, NOTHING_EARLIER } from "../probe/observe.ts";
import { listBackups } from "../store/backup.ts";
import { type HistoryEvent, readHistory } from "../store/history.ts";
import { readMaintenance, readOwnSwitch } from "../store/maintenance.ts";
import { profilePaths } from "../store/paths.ts";
import { readRestoreRecord } from "../store/restore_record.ts";
import { tryLoadSettings, type UsableSettings } from "../store/settings.ts";
import { tmpFlagPath } from "../store/tmp_flag.ts";
import { peekState } from "../store/state.ts";
import type { Context } from "../sys/context.ts";
import { VERSION } from "../version.ts";
import { rfc3339 } from "./format.ts";
import { type Lately, latelyOf } from "./status_lately.ts";

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
  /** The last 24 hours; `last` may be older. */
  readonly lately: Lately;
  readonly version: string;
}

/** The report and what the text form needs besides. */
export interface StatusReport {
  readonly json: StatusJson;
  /** As the last tick left it. */
  readonly memory: Memory;
  readonly maintenance: MaintenanceFact | null;
  /** Why the state file could not be read; null when it could, or there is none. */
  readonly stateProblem: string | null;
  /** `since` is known; false: nobody looked before, or it was different then. */
  readonly sinceKnown: boolean;
  /** The row of the decision table; a plain name as in the state file. */
  readonly rule: string | null;
  /** What the next tick would do if all stays as it is. */
  readonly actions: readonly Action["kind"][];
  readonly probed: {
    readonly outcome: ProbeResult["outcome"];
    readonly url: string;
  } | null;
  /** Since the main process started, ms; null: there is none. */
  readonly upMs: number | null;
  /** `install` has been run for this profile; null: install.json does not tell. */
  readonly installed: boolean | null;
  readonly tickMs: number;
}

/** Where `status` has the history from; `--watch` reads it only when it changed. */
export type ReadEvents = (profile: string) => readonly HistoryEvent[];

/**
 * Looks at the gateway and decides as a tick would, but neither waits, nor
 * acts, nor remembers.
 */
export async function gatherStatus(
  context: Context,
  profile: string,
  readEvents: ReadEvents = (name) => eventsOf(context, name),
): Promise<StatusReport> {
  const now = context.clock.now();
  const { settings, settingsError, installed } = await ownSettings(
    context,
    profile,
  );
  const paths = profilePaths(context, profile);
  const state = peekState(paths.state, now);
  const maintenance = readMaintenance(context, profile, now.wallMs);
  const { observation, endpoint } = settingsError === null
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
  const { ladder } = decision.memory;
  const pausedSince = pausedSinceMs(context, profile, maintenance, now.wallMs);
  const { probe } = observation;
  return {
    memory: state.memory,
    maintenance,
    stateProblem: state.problem,
    sinceKnown: pausedSince !== null ||
      state.memory.verdict === decision.verdict,
    rule: decision.memory.lastDecision?.rule ?? null,
    actions: decision.actions.map(({ kind }) => kind),
    probed: probe === null || endpoint === null
      ? null
      : { outcome: probe.outcome, url: endpoint.url },
    upMs: observation.ageMs,
    installed,
    tickMs: settings.policy.tickMs,
    json: {
      schema: 1,
      profile,
      verdict: decision.verdict,
      reason: decision.reason,
      why: decision.why,
      since: rfc3339(pausedSince ?? decision.memory.sinceWallMs),
      unit: unitJson(observation),
      probe: probe === null ? null : probeJson(probe),
      ladder: {
        attempt: ladder.attempt,
        nextAt: atBootMs(nextAttempt(decision)),
        holdDownUntil: atBootMs(ladder.holdDownUntilBootMs),
      },
      maintenance: maintenanceJson(maintenance),
      lastTick: state.memory.lastTick === null
        ? null
        : rfc3339(state.memory.lastTick.wallMs),
      backups: backupsJson(context, profile),
      refusedConfig: observation.config === null ? null : {
        path: observation.config.path,
        problems: observation.config.problems,
        repair: observation.config.repair,
      },
      rollback: lastRollback(paths.backups, now.wallMs),
      lately: latelyOf(readEvents(profile), now.wallMs),
      version: VERSION,
    },
  };
}

/** What cannot be read has not happened: the history is a convenience. */
export function eventsOf(
  context: Context,
  profile: string,
): readonly HistoryEvent[] {
  try {
    return readHistory(context, profile).events;
  } catch {
    return [];
  }
}

/** Wall clock ms since when the guard is paused; null when it is not, or nothing tells. */
function pausedSinceMs(
  context: Context,
  profile: string,
  maintenance: MaintenanceFact | null,
  nowMs: number,
): number | null {
  switch (maintenance?.source) {
    case "guard":
      return readOwnSwitch(context, profile, nowMs)?.sinceMs ?? null;
    case "emergency-stop":
      return changedMs(profilePaths(context, profile).emergency);
    case "tmp":
      return changedMs(tmpFlagPath(context));
    default:
      return null;
  }
}

function changedMs(path: string): number | null {
  try {
    return Deno.lstatSync(path).mtime?.getTime() ?? null;
  } catch {
    return null; // gone meanwhile
  }
}

function maintenanceJson(
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

function backupsJson(context: Context, profile: string): StatusJson["backups"] {
  const backups = listBackups(context, profile);
  const newestProven = backups.find((backup) => backup.proven);
  return {
    count: backups.length,
    newestProven: newestProven === undefined
      ? null
      : rfc3339(newestProven.lastSeenMs),
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
): Promise<UsableSettings & Pick<StatusReport, "installed">> {
  const own = await tryLoadSettings(context, profile);
  let receipt: Receipt | null;
  try {
    receipt = readReceipt(context);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return {
      ...own,
      settingsError: own.settingsError ?? error.describe(),
      installed: null,
    };
  }
  return { ...own, installed: receipt?.profiles.includes(profile) ?? false };
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
