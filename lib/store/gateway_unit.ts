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
  try {
    const text = readPlainText(receiptPath(surroundings), MAX_RECEIPT_BYTES);
    // Most people have the usual unit only, and no such words in the file.
    if (text?.includes('"gateways"')) {
      const found = JSON.parse(text)?.gateways?.[profile];
      const { scope, unit } = found ?? {};
      if (
        (scope === "user" || scope === "system") &&
        typeof unit === "string" && isServiceName(unit)
      ) return gatewayUnitOf(uid, scope, unit, profile);
    }
  } catch {
    // See above.
  }
  return ownGatewayUnit(uid, profile);
}
