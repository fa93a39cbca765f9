/** Undoes what a drill did: at its end, when interrupted, or after it died. */

import { type Forbidden, requestStart, startForbidden } from "./service.ts";
import { signalVerified } from "./terminate.ts";
import type { ProcessIdentity } from "../core/types.ts";
import { readStat, sameProcess } from "../probe/process.ts";
import { readUnit } from "../probe/unit.ts";
import {
  type DrillRecord,
  readDrillRecord,
  removeDrillRecord,
  writeDrillRecord,
} from "../store/drill_record.ts";
import { clearOwnSwitch, readOwnSwitch } from "../store/maintenance.ts";
import { readTmpFlag } from "../store/tmp_flag.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";

/** What came of putting back. */
interface PutBack {
  /** A sentence for each thing done. */
  readonly done: readonly string[];
  /** The switch of a person that keeps a gateway down that the drill stopped. */
  readonly refused: Forbidden | null;
}

/** Older records are of no use: people have seen to it since. */
const STALE_AFTER_MS = 60 * 60 * 1000;

/**
 * Puts everything back that is still as the drill left it, and forgets the
 * drill. What somebody else has changed since stays.
 *
 * @throws {GuardError} when systemd cannot be asked; the record then stays.
 */
export async function putBack(
  context: Context,
  profile: string,
  record: DrillRecord,
): Promise<PutBack> {
  const done: string[] = [];
  let refused: Forbidden | null = null;
  const { frozen, stopped, maintenanceSinceMs } = record;
  if (frozen !== null && isFrozen(context, frozen)) {
    signalVerified(context, frozen, "SIGCONT");
    done.push(say`pid ${frozen.pid} goes on (SIGCONT)`);
  }
  if (isMaintenanceOf(context, profile, maintenanceSinceMs)) {
    clearOwnSwitch(context, profile);
    done.push(say`maintenance is off, as before`);
  }
  if (stopped !== null) {
    const unit = await readUnit(context, gatewayUnit(context, profile));
    const still = !unit.job && (unit.invocationId === "" ||
      unit.invocationId === stopped.invocationId);
    const down = /^(?:inactive|failed|deactivating)$/.test(unit.activeState);
    if (still && down) {
      const target = { profile, unit, askedBy: "guard" } as const;
      const no = await requestStart(context, target);
      refused = no?.forbidden ?? null;
      if (refused === "maintenance") {
        putOff(context, profile, record);
        return { done, refused };
      }
      // What an emergency stop keeps down, "resume" starts.
      if (refused === null) done.push(say`${unit.name} is started`);
    }
  }
  removeDrillRecord(context, profile);
  return { done, refused };
}

/**
 * A check puts the rest back once maintenance is over: the record stays, and is
 * as good as new, however long that takes.
 */
function putOff(context: Context, profile: string, record: DrillRecord): void {
  const startedBootMs = context.clock.now().bootMs;
  try {
    writeDrillRecord(context, profile, {
      ...record,
      frozen: null,
      maintenanceSinceMs: null,
      startedBootMs,
    });
  } catch {
    // A full disk: the older one holds for what is left of its hour.
  }
}

/**
 * What a person forbids although, or since, the drill began: an emergency stop
 * or maintenance, but not the one that the drill itself has switched on.
 */
export function forbiddenByPerson(
  context: Context,
  profile: string,
  { maintenanceSinceMs }: DrillRecord,
): Forbidden | null {
  const forbidden = startForbidden(context, profile);
  return forbidden === "maintenance" &&
      isMaintenanceOf(context, profile, maintenanceSinceMs) &&
      readTmpFlag(context).kind !== "on"
    ? null
    : forbidden;
}

/** Whether the drill switched it on; anew by a person, it is theirs. */
function isMaintenanceOf(
  context: Context,
  profile: string,
  sinceMs: number | null,
): boolean {
  if (sinceMs === null) return false;
  const { wallMs } = context.clock.now();
  return readOwnSwitch(context, profile, wallMs)?.sinceMs === sinceMs;
}

function isFrozen(
  context: Context,
  { pid, startTicks }: ProcessIdentity,
): boolean {
  const stat = readStat(context, pid);
  return stat?.startTicks === startTicks && stat.state === "T";
}

/** Whether the drill that wrote the record is still at work. */
export function isAtWork(context: Context, record: DrillRecord): boolean {
  return record.bootId === context.clock.now().bootId &&
    sameProcess(context, record.owner);
}

/**
 * Puts back what a drill that was killed left behind; nothing while one is at
 * work. After a reboot, and after an hour, only the record is removed.
 *
 * @param mayStart False where nothing is to be started: by an emergency stop.
 * @returns A sentence for each thing done.
 */
export async function tidyUpAfterDrill(
  context: Context,
  profile: string,
  mayStart = true,
): Promise<readonly string[]> {
  const record = readDrillRecord(context, profile);
  if (record === null) {
    removeDrillRecord(context, profile); // one that nobody understands
    return [];
  }
  if (isAtWork(context, record)) return [];
  const { bootId, bootMs } = context.clock.now();
  if (
    record.bootId !== bootId || bootMs - record.startedBootMs > STALE_AFTER_MS
  ) {
    removeDrillRecord(context, profile);
    return [];
  }
  const left = mayStart ? record : { ...record, stopped: null };
  return (await putBack(context, profile, left)).done;
}
