/** The second sweep of a forced clean-up: whoever still holds the port. */

import type { ListenerFact, UnitFacts } from "../core/types.ts";
import { findListener } from "../probe/listener.ts";
import type { Context } from "../sys/context.ts";
import { terminateVerified } from "./terminate.ts";

/** What was ended and what was left alone; for people, one sentence each. */
export interface FreePortResult {
  readonly ended: readonly string[];
  readonly left: readonly string[];
}

/** Several processes may share the socket, or take it over one after another. */
const MAX_SWEEPS = 5;
const LIMITS = { termTimeoutMs: 2000, killTimeoutMs: 2000 };

/**
 * Ends what listens on the port, if it is provably ours: a leftover in the
 * unit's control group, or an orphaned gateway of this profile. Clients of the
 * port and everybody else's listeners are never touched.
 *
 * @param unit Read a moment ago: the main process of a running unit is spared.
 */
export async function freePort(
  context: Context,
  profile: string,
  unit: UnitFacts,
  port: number,
): Promise<FreePortResult> {
  const ended: string[] = [];
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    const listener = await findListener(context, profile, port, unit);
    if (listener === null) return { ended, left: [] };
    const reason = reasonToLeave(listener, unit);
    if (reason !== null) {
      return { ended, left: [leave(port, listener, reason)] };
    }
    const how = await terminateVerified(context, listener, {
      ...LIMITS,
      withChildren: listener.relation === "orphan-gateway",
    });
    const what = `${nameOf(listener)} on port ${port}: ${how}`;
    if (
      how === "refused" || how === "still there" || how === "stuck in state D"
    ) {
      return { ended, left: [what] };
    }
    ended.push(what);
  }
  return { ended, left: [`port ${port} was taken again ${MAX_SWEEPS} times`] };
}

function reasonToLeave(listener: ListenerFact, unit: UnitFacts): string | null {
  if (listener.relation === "foreign") return "not a gateway of this profile";
  const running = unit.activeState === "active" ||
    unit.activeState === "reloading" || unit.activeState === "activating";
  return running && listener.pid === unit.mainPid
    ? "the running service itself"
    : null;
}

function leave(port: number, listener: ListenerFact, reason: string): string {
  return `port ${port} is held by ${nameOf(listener)}: ${reason}, left alone`;
}

function nameOf({ pid, uid, command }: ListenerFact): string {
  return pid === 0
    ? `a process of user ${uid}`
    : `process ${pid} (${command}, user ${uid})`;
}
