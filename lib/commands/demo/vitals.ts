/** What anyone could see of the gateway from outside, a few times a second. */

import { quickProbe } from "../../probe/http.ts";
import { tryPort } from "../../probe/port_stage.ts";
import type { Sandbox } from "./sandbox.ts";
import { phaseText } from "./systemctl.ts";

/** One look. */
export interface Vitals {
  /** As `systemctl status` says it. */
  readonly unit: string;
  /** systemd has nothing to complain about. */
  readonly active: boolean;
  /** Somebody takes connections. */
  readonly port: boolean;
  /** GET /health is answered well. */
  readonly healthy: boolean;
}

/** A good answer takes 1 to 50 ms. */
const PATIENCE_MS = 250;

/** Takes a look. */
export async function lookAtVitals(
  { supervisor, endpoint }: Sandbox,
): Promise<Vitals> {
  const { host, port } = endpoint;
  const healthy = await quickProbe(endpoint, PATIENCE_MS);
  const open = healthy || await tryPort(host, port, PATIENCE_MS) === "open";
  const unit = phaseText(supervisor.state.phase);
  return { unit, active: unit.startsWith("active "), port: open, healthy };
}
