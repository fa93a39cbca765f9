/** Which unit runs a profile's gateway, as `install` has found and written down. */

import {
  type GatewayUnit,
  gatewayUnitOf,
  isServiceName,
  ownGatewayUnit,
} from "../base/gateway_unit.ts";
import { readPlainText } from "../sys/plain_file.ts";
import type { Surroundings } from "../sys/surroundings.ts";
import { MAX_RECEIPT_BYTES, receiptPath } from "./paths.ts";

/**
 * The profile's unit: the one in install.json, else the one OpenClaw installs.
 * A file that cannot be understood says nothing here: checks refuse it as a
 * whole before they look at any unit, and an emergency stop does what it can.
 */
export function gatewayUnit(
  surroundings: Surroundings,
  profile: string,
): GatewayUnit {
  const { uid } = surroundings;
  const { scope, unit } = recorded(surroundings)[profile] ?? {};
  return (scope === "user" || scope === "system") &&
      typeof unit === "string" && isServiceName(unit)
    ? gatewayUnitOf(uid, scope, unit, profile)
    : ownGatewayUnit(uid, profile);
}

/**
 * Whether a gateway that is guarded is a unit of the system.
 *
 * @param besides A profile whose gateway does not count.
 */
export function hasSystemGateway(
  surroundings: Surroundings,
  besides?: string,
): boolean {
  return Object.entries(recorded(surroundings)).some(([profile, gateway]) =>
    profile !== besides && gateway?.scope === "system"
  );
}

type Recorded = Readonly<
  Record<string, Readonly<Record<string, unknown>> | undefined>
>;

function recorded(surroundings: Surroundings): Recorded {
  try {
    const text = readPlainText(receiptPath(surroundings), MAX_RECEIPT_BYTES);
    // Most people have the usual unit only, and no such word in the file.
    return text?.includes('"gateways"') ? JSON.parse(text).gateways ?? {} : {};
  } catch {
    return {}; // see gatewayUnit()
  }
}
