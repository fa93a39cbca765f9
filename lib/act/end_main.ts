/** Waits for a main process to end, and ends it when it cannot end itself. */

import type { RescueStep } from "../core/memory.ts";
import type { Incarnation, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { isGoneWithin, signalVerified } from "./terminate.ts";

/** How long a killed process may take to vanish before it counts as stuck, ms. */
const KILL_TIMEOUT_MS = 5000;

/** Told of each step, so that it can be written down. */
export type OnStep = (step: RescueStep) => void;

/** What the guard must know and do around a kill. */
export interface EndMainHooks {
  /** The gateway says it is draining: alive, so it is not killed. */
  isDraining(): Promise<boolean>;
  /** A person switched maintenance on: nothing more is done. */
  isHeld(): boolean;
  /**
   * Called immediately before any kill, also of an orphan or a leftover, to
   * write it down first.
   *
   * @returns False when it must not be.
   */
  beforeKill(pid: number): boolean;
  readonly onStep: OnStep;
}

/** What is restarted or stopped. */
export interface RescueTarget {
  readonly profile: string;
  readonly unit: UnitFacts;
  /**
   * The life to end, of the gateway itself where the main process is a wrapper
   * around it; null when there is no main process.
   */
  readonly main: Incarnation | null;
  /** The gateway's. */
  readonly port: number;
  /** How long the main process may take to end by itself. */
  readonly terminateTimeoutMs: number;
  /** Only what holds the port is ended besides the main process. */
  readonly portOnly?: boolean;
}

/** How a main process ended. */
export type EndMainOutcome =
  /** By itself, after the request to stop; or there was none. */
  | "ended"
  /** It had to be killed. */
  | "killed"
  /** It is finishing its work; systemd's stop limit applies. */
  | "draining"
  /** Maintenance was switched on meanwhile, or it must not be killed yet. */
  | "held"
  /** Not even a kill ends it (state D). */
  | "stuck";

/**
 * Waits until a process that was asked to stop has gone. One that has not after
 * `terminateTimeoutMs` and does not say it is draining cannot run its signal
 * handler (a hung event loop) and is killed.
 *
 * A wrapper may end at once and leave the gateway to itself (`KillMode=process`).
 *
 * The kill goes to the verified pid and not through `systemctl kill`: that
 * addresses whichever process is the main one by then, maybe a newborn.
 */
export async function endMain(
  context: Context,
  { unit, main, terminateTimeoutMs }: Pick<
    RescueTarget,
    "unit" | "main" | "terminateTimeoutMs"
  >,
  hooks: EndMainHooks,
): Promise<EndMainOutcome> {
  const isLeft = unit.killMode === "process" || unit.killMode === "none";
  if (main !== null && main.pid !== unit.mainPid && isLeft) {
    signalVerified(context, main, "SIGTERM");
  }
  if (
    main === null || await isGoneWithin(context, main, terminateTimeoutMs)
  ) return "ended";
  if (await hooks.isDraining()) return "draining";
  if (hooks.isHeld() || !hooks.beforeKill(main.pid)) return "held";
  signalVerified(context, main, "SIGKILL");
  return await isGoneWithin(context, main, KILL_TIMEOUT_MS)
    ? "killed"
    : "stuck";
}
