/** Looks at everything that decides whether a drill may begin. */

import { GuardError } from "../../base/errors.ts";
import type { Instant } from "../../base/instant.ts";
import type { Memory } from "../../core/memory.ts";
import type { Policy } from "../../core/policy.ts";
import type {
  Incarnation,
  MaintenanceFact,
  UnitFacts,
} from "../../core/types.ts";
import { gatewayUnitAround } from "../../install/preflight.ts";
import {
  answersItself,
  askWhereItListens,
} from "../../probe/answers_itself.ts";
import type { Endpoint, EndpointOverrides } from "../../probe/endpoint.ts";
import { gatewayProcess } from "../../probe/started_with.ts";
import { findRunningUpdate } from "../../probe/running_update.ts";
import { permissionFor } from "../../probe/permission.ts";
import { readUnit } from "../../probe/unit.ts";
import { readDrillRecord } from "../../store/drill_record.ts";
import { readHistory } from "../../store/history.ts";
import { readMaintenance } from "../../store/maintenance.ts";
import { profilePaths } from "../../store/paths.ts";
import { tryLoadSettings } from "../../settings/load.ts";
import { peekState } from "../../store/state.ts";
import type { Context } from "../../sys/context.ts";
import { isAtWork } from "../../act/undo_drill.ts";
import type { DrillName } from "./description.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";

/** A healthy gateway answers in 1 to 50 ms. */
const HEALTH_TIMEOUT_MS = 3000;
/** Name in the history; its facts say which drill. */
export const DRILL_BEGAN = "drill-began";

/** What is known before a drill. */
export interface Situation {
  readonly unit: UnitFacts;
  /** Its main process; null when there is none, or none of this user. */
  readonly main: Incarnation | null;
  readonly healthy: boolean;
  /** It may start and restart the unit. */
  readonly mayAct: boolean;
  readonly maintenance: MaintenanceFact | null;
  readonly settingsError: string | null;
  /** The gateway's unit this very process runs in. */
  readonly insideUnit: string | null;
  readonly memory: Memory;
  readonly now: Instant;
  readonly policy: Policy;
  /** Pid of another drill at work. */
  readonly otherDrill: number | null;
  /** Milliseconds since the last drill that ended the gateway uncleanly. */
  readonly lastUncleanDrillMs: number | null;
}

/** What a drill needs to know before it begins. */
interface Prepared extends Situation {
  readonly endpoint: Endpoint;
  /** What of it the guard's settings say. */
  readonly overrides: EndpointOverrides;
}

/** A drill that may begin. */
export interface DrillSetup {
  readonly context: Context;
  readonly profile: string;
  readonly name: DrillName;
  readonly prepared: Prepared;
  readonly main: Incarnation;
  /** Something starts the guard every 30 seconds. */
  readonly scheduled: boolean;
}

/** @throws {UserBusError} when systemd cannot be asked. */
export async function prepare(
  context: Context,
  profile: string,
): Promise<Prepared> {
  const unit = await readUnit(context, gatewayUnit(context, profile));
  const { settings, settingsError } = await tryLoadSettings(context, profile);
  const { endpoint } = await askWhereItListens(
    context,
    profile,
    unit,
    settings.endpoint,
    HEALTH_TIMEOUT_MS,
  );
  const process = gatewayProcess(context, unit);
  const isOurs = process?.uid === context.uid &&
    process.cgroup.startsWith(unit.controlGroup);
  const now = context.clock.now();
  const record = readDrillRecord(context, profile);
  return {
    endpoint,
    overrides: settings.endpoint,
    unit,
    main: isOurs
      ? {
        pid: process.pid,
        startTicks: process.startTicks,
        invocationId: unit.invocationId,
      }
      : null,
    healthy: await answersItself(
      context,
      profile,
      unit,
      settings.endpoint,
      HEALTH_TIMEOUT_MS,
    ) === "well",
    mayAct: await permissionFor(context, unit) !== null,
    maintenance: readMaintenance(context, profile, now.wallMs) ??
      findRunningUpdate(context, now),
    settingsError,
    insideUnit: gatewayUnitAround(context, unit.name),
    memory: peekState(profilePaths(context, profile).state, now).memory,
    now,
    policy: settings.policy,
    otherDrill: record !== null && isAtWork(context, record)
      ? record.owner.pid
      : null,
    lastUncleanDrillMs: lastCrashDrillMs(context, profile, now.wallMs),
  };
}

function lastCrashDrillMs(
  context: Context,
  profile: string,
  nowWallMs: number,
): number | null {
  try {
    const last = readHistory(context, profile).events.findLast(
      ({ event, facts }) => event === DRILL_BEGAN && facts["drill"] === "crash",
    );
    return last === undefined ? null : nowWallMs - Date.parse(last.at);
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
    return null; // a history that is none tells of no drill
  }
}
