/** What the guard asks of systemd. Nothing here waits for the unit. */

import { GuardError } from "../core/errors.ts";
import type { Context } from "../sys/context.ts";
import { systemctl } from "../sys/systemctl.ts";
import { say } from "../text/say.ts";
import type { OnStep } from "./end_main.ts";

/** systemd refused a request. */
export class ServiceError extends GuardError {
  override readonly name = "ServiceError";
}

async function request(context: Context, args: readonly string[]) {
  const result = await systemctl(context, args);
  if (result.code === 0 && !result.timedOut) return;
  const why = result.timedOut
    ? say`no answer within 10 s`
    : result.stderr.trim().split("\n")[0] || say`exit code ${result.code}`;
  throw new ServiceError(
    say`"systemctl --user ${args.join(" ")}" failed: ${why}`,
  );
}

/**
 * Queues a restart. `--no-block`: a hung gateway would hold the caller for
 * TimeoutStopSec (330 s), and if the caller dies systemd still carries it out.
 */
export function requestRestart(context: Context, unit: string): Promise<void> {
  return request(context, ["restart", "--no-block", unit]);
}

/**
 * Queues a restart of a unit that is running; of any other nothing happens. A
 * person's stop that came a moment before is so never undone, not even while
 * the unit is still stopping.
 */
export function requestTryRestart(
  context: Context,
  unit: string,
): Promise<void> {
  return request(context, ["try-restart", "--no-block", unit]);
}

/** Queues a stop. */
export function requestStop(context: Context, unit: string): Promise<void> {
  return request(context, ["stop", "--no-block", unit]);
}

/**
 * Queues a start, after forgetting failures: `start` alone is refused once the
 * start limit was hit (openclaw#116177).
 *
 * Nothing may be there to be forgotten: systemd unloads a stopped unit that is
 * not enabled, and `reset-failed` then fails ("not loaded"; seen on 252). What
 * else keeps it from forgetting keeps the start as well, which then says so.
 */
export async function requestStart(
  context: Context,
  unit: string,
  onStep: OnStep = () => {},
): Promise<void> {
  onStep("starting");
  await systemctl(context, ["reset-failed", unit]);
  await startUnit(context, unit);
  onStep("start-requested");
}

/** Queues a start of a unit that failed, but not by its start limit. */
export function startUnit(context: Context, unit: string): Promise<void> {
  return request(context, ["start", "--no-block", unit]);
}
