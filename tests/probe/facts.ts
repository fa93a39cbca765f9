/** A unit as systemd would describe it. */

import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import type { UnitFacts } from "../../lib/core/types.ts";

/** A running default gateway, but for what a test changes. */
export function unitFacts(parts: Partial<UnitFacts> = {}): UnitFacts {
  return {
    ...ownGatewayUnit(1000, "default"),
    user: "",
    loadState: "loaded",
    activeState: "active",
    subState: "running",
    result: "success",
    mainPid: 0,
    nRestarts: 0,
    invocationId: "0".repeat(32),
    execMainStatus: 0,
    inactiveEnterMs: null,
    mainStartedMs: null,
    timeoutStopMs: 330_000,
    restart: "always",
    startRefused: false,
    job: false,
    controlGroup: "",
    execStart: [],
    execMissing: null,
    environment: {},
    fragmentPath: "",
    ...parts,
  };
}
