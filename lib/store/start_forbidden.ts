/** Whether a person has forbidden that the gateway is started. */

import type { Context } from "../sys/context.ts";
import { readEmergencyStop, readMaintenance } from "./maintenance.ts";

/**
 * The switch that forbids a start now, read anew from the files; null when none
 * does. An emergency stop goes before maintenance.
 */
export function startForbidden(
  context: Context,
  profile: string,
): "emergency-stop" | "maintenance" | null {
  if (readEmergencyStop(context, profile) !== null) return "emergency-stop";
  const now = context.clock.now().wallMs;
  return readMaintenance(context, profile, now) === null ? null : "maintenance";
}
