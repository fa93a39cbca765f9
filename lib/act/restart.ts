/** Attempts 1 to 3: systemd restarts the unit, the guard helps a hung process to end. */

import type { Context } from "../sys/context.ts";
import {
  endMain,
  type EndMainHooks,
  type EndMainOutcome,
  type RescueTarget,
} from "./end_main.ts";
import { requestTryRestart, type StartRefused } from "./service.ts";

/**
 * Restarts the gateway. If the guard dies at any point after the request,
 * systemd's own restart job carries on.
 *
 * @throws {ServiceError} when systemd refuses.
 */
export async function restartGateway(
  context: Context,
  target: RescueTarget,
  hooks: EndMainHooks,
): Promise<EndMainOutcome | StartRefused> {
  const { profile, unit } = target;
  hooks.onStep("restarting");
  const asked = { profile, unit, askedBy: "guard" } as const;
  const no = await requestTryRestart(context, asked);
  if (no !== null) return no;
  const outcome = await endMain(context, target, hooks);
  if (outcome === "ended" || outcome === "killed") hooks.onStep("main-ended");
  return outcome;
}
