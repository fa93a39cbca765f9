/** Whether a person has forbidden that the gateway is started. */

import { say } from "../base/say.ts";
import type { Context } from "../sys/context.ts";
import { readEmergencyStop, readMaintenance } from "./maintenance.ts";

/** A switch of a person. */
export type Forbidden = "emergency-stop" | "maintenance";

/** For people. */
export function notStarted(forbidden: Forbidden): string {
  return forbidden === "emergency-stop"
    ? say`not started: an emergency stop is on`
    : say`not started: maintenance is on`;
}

/**
 * The switch that forbids a start now, read anew from the files; null when none
 * does. An emergency stop goes before maintenance.
 */
export function startForbidden(
  context: Context,
  profile: string,
): Forbidden | null {
  if (readEmergencyStop(context, profile) !== null) return "emergency-stop";
  const now = context.clock.now().wallMs;
  return readMaintenance(context, profile, now) === null ? null : "maintenance";
}
