/** How a tick looks at the gateway: first, again after a wait, and before it acts. */

import { messageOf } from "../base/errors.ts";
import type { Instant } from "../base/instant.ts";
import { say } from "../base/say.ts";
import type { UnitFacts } from "../core/types.ts";
import { confirmFailure } from "../probe/confirm.ts";
import {
  type Look,
  lookAway,
  lookFully,
  lookNowhere,
} from "../probe/observe.ts";
import { sameProcess } from "../probe/process.ts";
import { readUnit } from "../probe/unit.ts";
import { readMaintenance } from "../store/maintenance.ts";
import type { Tick } from "./tick_tools.ts";

/** Looks at everything, unless nothing may be looked at. */
export async function firstLook(
  { context, profile, settings }: Tick,
  now: Instant,
  settingsError: string | null,
): Promise<Look> {
  const maintenance = readMaintenance(context, profile, now.wallMs);
  if (maintenance !== null) return lookAway(maintenance);
  if (settingsError !== null) return lookNowhere(settingsError);
  return await lookFully(context, profile, settings, now);
}

/** What follows the wait takes about this long: looking again, evidence. */
const AFTER_WAIT_MS = 700;

/**
 * How much of a wait is spent elsewhere: the gateway was silent while the guard
 * looked around after the probe had given up, and is asked on while evidence is
 * kept. A fifth of the wait at the most.
 */
function spentElsewhereMs(
  { context, settings }: Tick,
  began: Instant,
  waitMs: number,
): number {
  const elapsed = context.clock.now().bootMs - began.bootMs;
  const looked = Math.max(0, elapsed - settings.policy.httpTimeoutMs);
  return Math.min(looked + AFTER_WAIT_MS, waitMs / 5);
}

/**
 * Waits, then looks at everything anew: people act during waits. Only the probe
 * is not repeated if the gateway was asked all the time and said nothing new.
 *
 * @param began When the check began.
 * @param waitMs The wait that was announced.
 */
export async function lookAgain(
  self: Tick,
  look: Look,
  began: Instant,
  waitMs: number,
): Promise<Look> {
  const { context, profile, settings } = self;
  const { observation, endpoint } = look;
  if (endpoint === null) return look;
  const elsewhereMs = spentElsewhereMs(self, began, waitMs);
  const wait = await confirmFailure(
    context,
    endpoint,
    observation.unit,
    observation.incarnation,
    observation.probe?.outcome ?? null,
    waitMs - elsewhereMs,
  );
  const now = context.clock.now();
  const maintenance = readMaintenance(context, profile, now.wallMs);
  if (maintenance !== null) return lookAway(maintenance);
  return await lookFully(context, profile, settings, now, {
    look: wait.changed ? null : look,
    confirmation: {
      waitedMs: wait.waitedMs + elsewhereMs,
      cpuShare: wait.cpuShare,
    },
  });
}

/**
 * People act while evidence is collected, too. What they did since the look is
 * theirs.
 *
 * @param finishes What the guard itself began goes on by itself: only a new
 * process counts.
 * @returns What is different now; null when nothing is.
 */
export async function changeSince(
  { context }: Tick,
  { observation: { unit, incarnation } }: Look,
  finishes: boolean,
): Promise<string | null> {
  if (unit === null) return null;
  let now: UnitFacts;
  try {
    now = await readUnit(context, unit);
  } catch (error) {
    return messageOf(error);
  }
  if (finishes) {
    return now.mainPid !== 0 && now.mainPid !== unit.mainPid
      ? say`the unit has another process now`
      : null;
  }
  return now.activeState !== unit.activeState
    ? say`the unit is ${now.activeState} now`
    : now.invocationId !== unit.invocationId || now.mainPid !== unit.mainPid ||
        // A wrapper may have started the gateway anew.
        incarnation !== null && incarnation.pid !== now.mainPid &&
          !sameProcess(context, incarnation)
    ? say`the unit has another process now`
    : null;
}
