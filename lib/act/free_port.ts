/** The second sweep of a forced clean-up: whoever still holds the port. */

import type { ListenerFact, UnitFacts } from "../core/types.ts";
import { gatewayIdentity, relationOf } from "../probe/gateway_process.ts";
import { findListener } from "../probe/listener.ts";
import { readProcess } from "../probe/process.ts";
import { readUnit, UserBusError } from "../probe/unit.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { outcomeText, terminateVerified } from "./terminate.ts";

/** What was ended, and what was left alone and why; for people, one sentence each. */
export interface FreePortResult {
  readonly ended: readonly string[];
  readonly left: readonly string[];
}

/** Several processes may share the socket, or take it over one after another. */
const MAX_ENDED = 5;
/** How often is looked in all. */
const MAX_SWEEPS = 20;
/** A killed process of many threads lets go of its socket a moment later, ms. */
const SETTLE_MS = 100;
const LIMITS = { termTimeoutMs: 2000, killTimeoutMs: 2000 };

/**
 * Ends what listens on the port, if it is provably ours: a leftover in the
 * unit's control group, of a life of it that is over, or an orphaned gateway of
 * this profile. Clients of the port and everybody else's listeners are never
 * touched.
 *
 * A unit that runs (again) is spared as well: systemd is asked just before.
 *
 * @param unit What is known of the unit, also from before it was stopped.
 * @param beforeKill See `EndMainHooks`.
 */
export async function freePort(
  context: Context,
  profile: string,
  unit: UnitFacts,
  port: number,
  beforeKill: (pid: number) => boolean,
): Promise<FreePortResult> {
  const ended: string[] = [];
  for (let sweep = 0; sweep < MAX_SWEEPS && ended.length < MAX_ENDED; sweep++) {
    const listener = await findListener(context, profile, port, unit);
    if (listener === null) return { ended, left: [] };
    const last = sweep === MAX_SWEEPS - 1;
    if (listener.pid === 0 && listener.uid === context.uid && !last) {
      await context.clock.sleep(SETTLE_MS);
      continue;
    }
    const name = nameOf(listener);
    const reason = await reasonToLeave(context, profile, listener, unit);
    if (reason !== null) {
      const held = say`port ${port} is held by ${name}: ${reason}, left alone`;
      return { ended, left: [held] };
    }
    const how = await terminateVerified(context, listener, {
      ...LIMITS,
      beforeKill,
      withChildren: listener.relation === "orphan-gateway",
    });
    const what = outcomeText(say`${name} on port ${port}`, how);
    if (how === "refused" || how === "still-there" || how === "stuck") {
      return { ended, left: [what] };
    }
    ended.push(what);
  }
  return { ended, left: [say`port ${port} was taken again and again`] };
}

async function reasonToLeave(
  context: Context,
  profile: string,
  { pid, startTicks, relation }: ListenerFact,
  unit: UnitFacts,
): Promise<string | null> {
  if (relation === "foreign") return say`not a gateway of this profile`;
  if (relation === "orphan-gateway") return null;
  try {
    // Asked after the listener was found: no later life can be meant.
    const { mainPid, invocationId } = await readUnit(context, unit);
    if (mainPid === 0) return null;
    const now = { ...unit, mainPid, invocationId };
    const gateway = gatewayIdentity(context, profile, now);
    const facts = readProcess(context, pid);
    return facts !== null && facts.startTicks === startTicks &&
        relationOf(context, facts, gateway) === "leftover"
      ? null
      : say`it belongs to the running service`;
  } catch (error) {
    if (!(error instanceof UserBusError)) throw error;
    return say`systemd does not say whether the service runs`;
  }
}

function nameOf({ pid, uid, command }: ListenerFact): string {
  return pid === 0
    ? say`a process of user ${uid}`
    : say`process ${pid} (${command}, user ${uid})`;
}
