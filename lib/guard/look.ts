/** How a tick looks at the gateway: first cheaply, and again after a wait. */

import type { Instant } from "../base/instant.ts";
import { confirmFailure } from "../probe/confirm.ts";
import {
  type Earlier,
  type Look,
  lookAtKnown,
  lookAway,
  lookFully,
  lookNowhere,
  NOTHING_EARLIER,
} from "../probe/observe.ts";
import { readMaintenance } from "../store/maintenance.ts";
import type { State } from "../store/state.ts";
import { knownGateway } from "./known_gateway.ts";
import type { Tick } from "./tick_tools.ts";

/** The cheapest look that tells whether all is well. */
export async function firstLook(
  { context, profile, settings }: Tick,
  state: State,
  now: Instant,
  settingsError: string | null,
): Promise<Look> {
  const maintenance = readMaintenance(context, profile, now.wallMs);
  if (maintenance !== null) return lookAway(maintenance);
  if (settingsError !== null) return lookNowhere(settingsError);
  const known = knownGateway(state, now);
  if (known === null) {
    return await lookFully(context, profile, settings, now, NOTHING_EARLIER);
  }
  const { look, probe } = await lookAtKnown(context, known, settings.policy);
  return look ??
    await lookFully(context, profile, settings, now, {
      ...NOTHING_EARLIER,
      probe,
      endpoint: known.endpoint,
      incarnation: known.incarnation,
    });
}

/** What follows the wait takes about this long: looking again, evidence. */
const AFTER_WAIT_MS = 700;

/**
 * How much of a wait is spent elsewhere: the gateway was silent while the guard
 * looked around after the probe had given up, and is asked on while evidence is
 * kept. A fifth of the wait at the most.
 */
export function spentElsewhereMs(
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
 * @param waitMs The wait that was announced.
 * @param elsewhereMs How much of it need not be waited, see
 * {@linkcode spentElsewhereMs}.
 */
export async function lookAgain(
  { context, profile, settings }: Tick,
  look: Look,
  waitMs: number,
  elsewhereMs: number,
): Promise<Look> {
  const { observation, endpoint } = look;
  if (endpoint === null) return look;
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
  const earlier: Earlier = {
    probe: wait.changed ? null : observation.probe,
    endpoint,
    incarnation: observation.incarnation,
    confirmation: {
      waitedMs: wait.waitedMs + elsewhereMs,
      cpuShare: wait.cpuShare,
    },
  };
  return await lookFully(context, profile, settings, now, earlier);
}
