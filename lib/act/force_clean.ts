/**
 * Stops the gateway for certain and leaves nothing of it behind: for an emergency
 * stop, and with a start for attempt 4.
 */

import type { UnitFacts } from "../core/types.ts";
import { groupProcesses } from "../probe/control_group.ts";
import { readVisibleProcess } from "../probe/process.ts";
import { readUnit } from "../probe/unit.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import {
  endMain,
  type EndMainHooks,
  type EndMainOutcome,
  type RescueTarget,
} from "./end_main.ts";
import { freePort, type FreePortResult } from "./free_port.ts";
import { requestStart, requestStop } from "./service.ts";
import { outcomeText, terminateVerified } from "./terminate.ts";

const POLL_MS = 100;
/** How long systemd may take to notice that the main process has gone, ms. */
const SETTLE_TIMEOUT_MS = 5000;
const LEFTOVER_LIMITS = { termTimeoutMs: 1000, killTimeoutMs: 2000 };

/** What became of the main process, and what besides it was ended or left alone. */
export interface StopCleanResult extends FreePortResult {
  readonly main: EndMainOutcome | "taken over";
}

/**
 * Stops the unit within bounds, ends what remains of it by verified identity,
 * and frees the port if one of ours holds it.
 *
 * @throws {ServiceError} when systemd refuses.
 */
export async function stopAndClean(
  context: Context,
  target: RescueTarget,
  hooks: EndMainHooks,
): Promise<StopCleanResult> {
  const { profile, unit, port, portOnly = false } = target;
  hooks.onStep("stopping");
  await requestStop(context, unit);
  const outcome = await endMain(context, target, hooks);
  if (outcome === "held" || outcome === "draining") {
    return { main: outcome, ended: [], left: [] };
  }
  hooks.onStep("main-ended");
  if (await startedByOthers(context, unit)) {
    return {
      main: "taken over",
      ended: [],
      left: [say`somebody started the unit meanwhile, so it is left alone`],
    };
  }
  hooks.onStep("unit-stopped");
  const beforeKill = (pid: number) => hooks.beforeKill(pid);
  const ended: string[] = [];
  // Processes of this user still in the unit's control group.
  const group = portOnly ? [] : groupProcesses(context, unit.controlGroup)
    .flatMap((pid) => readVisibleProcess(context, pid) ?? []);
  for (const leftover of group.filter(({ uid }) => uid === context.uid)) {
    const how = await terminateVerified(context, leftover, {
      ...LEFTOVER_LIMITS,
      beforeKill,
    });
    ended.push(outcomeText(
      say`leftover process ${leftover.pid} (${leftover.comm})`,
      how,
    ));
  }
  hooks.onStep("leftovers-ended");
  const freed = await freePort(context, profile, unit, port, beforeKill);
  hooks.onStep("port-freed");
  return { ...freed, main: outcome, ended: [...ended, ...freed.ended] };
}

/** See {@linkcode forceClean}. */
interface ForceCleanResult extends StopCleanResult {
  /** False when a person's maintenance switch came first, or it is draining. */
  readonly started: boolean;
}

/**
 * Stops and cleans, then starts. Every step may be the guard's last: called
 * again it finds the work half done and ends it the same way.
 *
 * @throws {ServiceError} when systemd refuses.
 */
export async function forceClean(
  context: Context,
  target: RescueTarget,
  hooks: EndMainHooks,
): Promise<ForceCleanResult> {
  const result = await stopAndClean(context, target, hooks);
  // While it drains, systemd keeps the start until the stop is done.
  if (result.main === "held" || result.main === "taken over") {
    return { ...result, started: false };
  }
  const no = await requestStart(
    context,
    { profile: target.profile, unit: target.unit, askedBy: "guard" },
    hooks.onStep,
  );
  return { ...result, started: no === null };
}

/**
 * Waits until systemd has noticed the end of the main process. A person's start
 * during the stop shows as another main process, which is not to be cleaned.
 */
async function startedByOthers(
  context: Context,
  unit: UnitFacts,
): Promise<boolean> {
  const deadline = context.clock.now().bootMs + SETTLE_TIMEOUT_MS;
  while (true) {
    const { activeState, mainPid } = await readUnit(context, unit);
    if (activeState === "inactive" || activeState === "failed") return false;
    const up = activeState !== "deactivating" && mainPid !== 0;
    if (up && mainPid !== unit.mainPid) return true;
    if (context.clock.now().bootMs >= deadline) return false;
    await context.clock.sleep(POLL_MS);
  }
}
