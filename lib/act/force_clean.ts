/** Attempt 4: stop, clean everything that is provably ours, start. */

import type { Incarnation, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import type { EndMainHooks } from "./end_main.ts";
import { requestStart } from "./service.ts";
import { stopAndClean, type StopCleanResult } from "./stop_clean.ts";

/** See {@linkcode forceClean}. */
export interface ForceCleanResult extends StopCleanResult {
  /** False when a person's maintenance switch came first, or it is draining. */
  readonly started: boolean;
}

/**
 * Stops and cleans, then starts. Every step may be the guard's last: called
 * again it finds the work half done and ends it the same way.
 *
 * @throws {ServiceError} when systemd refuses.
 */
export async function forceClean(
  context: Context,
  profile: string,
  unit: UnitFacts,
  main: Incarnation | null,
  port: number,
  terminateTimeoutMs: number,
  hooks: EndMainHooks,
): Promise<ForceCleanResult> {
  const result = await stopAndClean(
    context,
    profile,
    unit,
    main,
    port,
    terminateTimeoutMs,
    hooks,
  );
  // While it drains, systemd keeps the start until the stop is done.
  if (result.main === "held" || result.main === "taken over") {
    return { ...result, started: false };
  }
  const no = await requestStart(
    context,
    { profile, unit: unit.name, askedBy: "guard" },
    hooks.onStep,
  );
  return { ...result, started: no === null };
}
