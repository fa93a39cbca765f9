/** How the parts of `status --json` are made. */

import { DAY_MS } from "../../base/duration.ts";
import type {
  MaintenanceFact,
  Observation,
  ProbeResult,
  UnitFacts,
} from "../../core/types.ts";
import { listBackups } from "../../config/record.ts";
import { readRestoreRecord } from "../../config/restore_record.ts";
import type { UsableSettings } from "../../settings/load.ts";
import type { Context } from "../../sys/context.ts";
import { rfc3339 } from "../../cli/format.ts";
import type { GuardLiveness } from "../../guard/liveness.ts";
import type { Decision } from "../../core/decision.ts";
import type { Instant } from "../../base/instant.ts";
import { restartsLately } from "../../core/restarts.ts";
import type { Endpoint } from "../../probe/endpoint.ts";
import { lookAtLoop, type LoopFacts } from "../../guard/crash_loop.ts";
import type { StatusJson } from "./json.ts";
import { isAtWork } from "../../act/undo_drill.ts";
import { fares, pingFares } from "../../notify/fare.ts";
import { readDrillRecord } from "../../store/drill_record.ts";
import { GuardError } from "../../base/errors.ts";
import { readCurrent } from "../../config/choices.ts";
import { reasonOf } from "../../base/reason.ts";

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

/** `notify`: of what the settings have, unless they cannot be read. */
export function notifyJson(
  context: Context,
  { settings: { notify, ping, sideProblems }, settingsError }: UsableSettings,
): StatusJson["notify"] {
  const names = new Set([
    ...notify.channels.map(({ name }) => name),
    ...ping.liveness === null ? [] : ["ping.liveness"],
    ...ping.health === null ? [] : ["ping.health"],
  ]);
  const all = fares(context);
  const timeOf = (ms: number | null) => ms === null ? null : rfc3339(ms);
  const pings = Object.entries(pingFares(context)).map(([name, { why }]) => ({
    name: `ping.${name}`,
    why,
    failingSinceWallMs: null,
  }));
  return {
    waiting: all.reduce((sum, { waiting }) => sum + waiting, 0),
    failing: [...all, ...pings].flatMap(({ name, why, failingSinceWallMs }) =>
      why === null || (settingsError === null && !names.has(name))
        ? []
        : [{ name, since: timeOf(failingSinceWallMs), why }]
    ),
    problems: sideProblems,
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
    record === null || record.by !== "guard" || !record.done ||
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

/** Of a gateway that ends now and then, but not again and again. */
const NOTHING: LoopFacts = { journal: [], repair: null };

/** `restarts`: of a gateway that systemd has restarted several times. */
export async function restartsJson(
  context: Context,
  profile: string,
  { verdict, memory }: Decision,
  unit: UnitFacts | null,
  endpoint: Endpoint | null,
  now: Instant,
): Promise<StatusJson["restarts"]> {
  const looping = verdict === "crash-loop";
  if (!looping && verdict !== "unstable") return null;
  const { journal, repair } = looping && unit !== null && endpoint !== null
    ? await lookAtLoop(context, profile, unit, endpoint)
    : NOTHING;
  const { total, sinceBootMs } = memory.restarts;
  return {
    lately: restartsLately(memory, now),
    total,
    since: sinceBootMs === null
      ? null
      : rfc3339(now.wallMs - now.bootMs + sinceBootMs),
    journal,
    repair,
  };
}

/** `drill`; null when none has anything to put back. */
export function drillUnderWay(
  context: Context,
  profile: string,
): StatusJson["drill"] {
  const record = readDrillRecord(context, profile);
  if (record === null) return null;
  const { drill: name, owner } = record;
  return { name, pid: isAtWork(context, record) ? owner.pid : null };
}

/**
 * `brokenConfig`: what is wrong with the file as it is now. A running gateway does not mind,
 * and no check does: only the next start is refused. A gateway may do without
 * a config, so a missing one is no problem.
 */
export async function brokenConfig(
  path: string,
): Promise<StatusJson["brokenConfig"]> {
  try {
    const { files, invalid } = await readCurrent(path);
    return files === null || invalid === null
      ? null
      : { path, problem: invalid, unreadable: false };
  } catch (error) {
    const problem = reasonOf(error instanceof GuardError ? error.cause : error);
    return { path, problem, unreadable: true };
  }
}
