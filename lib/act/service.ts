/** What the guard asks of systemd. Nothing here waits for the unit. */

import { GuardError } from "../base/errors.ts";
import type { GatewayUnit } from "../base/gateway_unit.ts";
import { readMaintenance } from "../store/maintenance.ts";
import type { Context } from "../sys/context.ts";
import { isRefused, manage } from "../probe/permission.ts";
import { say } from "../base/say.ts";
import type { OnStep } from "./end_main.ts";

/** systemd refused a request. */
class ServiceError extends GuardError {
  override readonly name = "ServiceError";
}

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
  const { wallMs } = context.clock.now();
  const fact = readMaintenance(context, profile, wallMs);
  if (fact === null) return null;
  return fact.source === "emergency-stop" ? fact.source : "maintenance";
}

/** What is to be started, and on whose word. */
export interface StartTarget {
  readonly profile: string;
  readonly unit: GatewayUnit;
  /**
   * "guard": an emergency stop and maintenance forbid it. "person": somebody
   * asks for it right now, which only an emergency stop forbids. "resume": what
   * ends an emergency stop.
   */
  readonly askedBy: "guard" | "person" | "resume";
  /** A transient unit: systemd keeps a failed one only as long as it is failed. */
  readonly transient?: boolean;
}

/** It was not asked for. */
export interface StartRefused {
  readonly forbidden: Forbidden;
  /** Failures were reset already. */
  readonly touched: boolean;
}

/** Read anew from the files: a person's switch may be a moment old. */
function refused(
  context: Context,
  { profile, askedBy }: StartTarget,
  touched = false,
): StartRefused | null {
  const forbidden = askedBy === "resume"
    ? null
    : startForbidden(context, profile);
  return forbidden === null ||
      askedBy === "person" && forbidden === "maintenance"
    ? null
    : { forbidden, touched };
}

async function request(context: Context, unit: GatewayUnit, verb: string) {
  const args = [verb, "--no-block", unit.name];
  const result = await manage(context, unit.scope, args);
  if (result.code === 0 && !result.timedOut) return;
  const why = result.timedOut
    ? say`no answer within 10 s`
    : result.stderr.trim().split("\n")[0] || say`exit code ${result.code}`;
  throw new ServiceError(
    say`"systemctl --${unit.scope} ${args.join(" ")}" failed: ${why}`,
    isRefused(result)
      ? say`Only root may do that; "openclaw-guard doctor" has the command that allows it to the guard`
      : undefined,
  );
}

/** The gate in front of every start: nothing is asked for that a person forbids. */
async function ask(
  context: Context,
  verb: "start" | "restart" | "try-restart",
  target: StartTarget,
  touched = false,
): Promise<StartRefused | null> {
  const no = refused(context, target, touched);
  if (no === null) await request(context, target.unit, verb);
  return no;
}

/** @returns The switch that kept it back; null: it was asked for. */
type StartRequest = (
  context: Context,
  target: StartTarget,
) => Promise<StartRefused | null>;

/**
 * Queues a restart. `--no-block`: a hung gateway would hold the caller for
 * TimeoutStopSec (330 s), and if the caller dies systemd still carries it out.
 */
export const requestRestart: StartRequest = (context, target) =>
  ask(context, "restart", target);

/**
 * Queues a restart of a unit that is running; of any other nothing happens. A
 * person's stop that came a moment before is so never undone, not even while
 * the unit is still stopping.
 */
export const requestTryRestart: StartRequest = (context, target) =>
  ask(context, "try-restart", target);

/** Queues a start of a unit that failed, but not by its start limit. */
export const startUnit: StartRequest = (context, target) =>
  ask(context, "start", target);

/** Queues a stop. */
export function requestStop(
  context: Context,
  unit: GatewayUnit,
): Promise<void> {
  return request(context, unit, "stop");
}

/**
 * Queues a start, after forgetting failures: `start` alone is refused once the
 * start limit was hit (openclaw#116177).
 *
 * Nothing may be there to be forgotten: systemd unloads a stopped unit that is
 * not enabled, and `reset-failed` then fails ("not loaded"; seen on 252). A bus
 * that fails once must not pass for that: systemd would drop the start without a
 * word. What keeps it from forgetting for longer keeps the start as well.
 */
export async function requestStart(
  context: Context,
  target: StartTarget,
  onStep: OnStep = () => {},
): Promise<StartRefused | null> {
  const before = refused(context, target);
  if (before !== null) return before;
  onStep("starting");
  const { scope, name } = target.unit;
  const forget = () => manage(context, scope, ["reset-failed", name]);
  if (target.transient !== true && (await forget()).code !== 0) await forget();
  const no = await ask(context, "start", target, true);
  if (no === null) onStep("start-requested");
  return no;
}
