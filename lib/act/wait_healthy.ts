/** Waits for the gateway to answer well, for commands with a person watching. */

import { DEFAULT_POLICY } from "../core/policy.ts";
import { answersItself } from "../probe/answers_itself.ts";
import { readUnit } from "../probe/unit.ts";
import { tryLoadSettings } from "../settings/load.ts";
import type { Context } from "../sys/context.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";

const POLL_MS = 500;

/**
 * Polls until the unit is active and itself answers /health well, where the
 * settings say that it is asked. One without /health has come up when it answers
 * at all.
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
  const { settings } = await tryLoadSettings(context, profile);
  const deadline = context.clock.now().bootMs + timeoutMs;
  while (true) {
    const unit = await readUnit(context, gatewayUnit(context, profile));
    if (unit.activeState === "failed" && !unit.job) return false;
    if (unit.activeState === "active") {
      const answer = await answersItself(
        context,
        profile,
        unit,
        settings.endpoint,
        DEFAULT_POLICY.connectTimeoutMs,
      );
      if (answer !== null) return true;
    }
    if (context.clock.now().bootMs >= deadline) return false;
    await context.clock.sleep(POLL_MS);
  }
}
