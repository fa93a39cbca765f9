/** Waits for the gateway to answer well, for commands with a person watching. */

import { DEFAULT_POLICY } from "../core/policy.ts";
import { unitName } from "../core/profile.ts";
import { resolveEndpoint } from "../probe/endpoint.ts";
import { quickProbe } from "../probe/http.ts";
import { readUnit } from "../probe/unit.ts";
import type { Context } from "../sys/context.ts";

const POLL_MS = 500;

/**
 * Polls until the unit is active and /health answers well.
 *
 * @param timeoutMs How long to wait.
 * @returns False when the time was up, or as soon as the unit has failed.
 * @throws {UserBusError} when systemd cannot be asked.
 */
export async function waitForHealthy(
  context: Context,
  profile: string,
  timeoutMs: number,
): Promise<boolean> {
  const deadline = context.clock.now().bootMs + timeoutMs;
  while (true) {
    const unit = await readUnit(context, unitName(profile));
    if (unit.activeState === "failed" && !unit.job) return false;
    if (unit.activeState === "active") {
      const endpoint = resolveEndpoint(context, profile, unit);
      if (await quickProbe(endpoint, DEFAULT_POLICY.connectTimeoutMs)) {
        return true;
      }
    }
    if (context.clock.now().bootMs >= deadline) return false;
    await context.clock.sleep(POLL_MS);
  }
}
