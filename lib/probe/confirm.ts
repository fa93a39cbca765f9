/** The wait before an attempt: any good answer cancels, CPU use is measured. */

import type { Incarnation, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { cpuShare, readCpuUsage } from "./cpu.ts";
import type { Endpoint } from "./endpoint.ts";
import { quickProbe } from "./http.ts";
import { sameProcess } from "./process.ts";

const PROBE_EVERY_MS = 1000;

/** What the wait showed. */
export interface Wait {
  readonly waitedMs: number;
  /** See Confirmation.cpuShare in core/types.ts. */
  readonly cpuShare: number | null;
  /** The gateway answered well, or is another one now: look again. */
  readonly changed: boolean;
}

/**
 * Waits, asking the gateway once a second.
 *
 * @param waitMs How long to wait at the most.
 */
export async function confirmFailure(
  context: Context,
  endpoint: Endpoint,
  unit: UnitFacts | null,
  incarnation: Incarnation | null,
  waitMs: number,
): Promise<Wait> {
  const { clock } = context;
  const pid = incarnation?.pid ?? 0;
  const usage = () => readCpuUsage(context, unit?.controlGroup ?? "", pid);
  const started = clock.now().bootMs;
  const before = usage();
  let changed = false;
  while (!changed) {
    const leftMs = started + waitMs - clock.now().bootMs;
    if (leftMs <= 0) break;
    // A silent gateway uses up the whole turn, a refusing one answers at once.
    const turnMs = Math.min(PROBE_EVERY_MS, leftMs);
    const [answered] = await Promise.all([
      quickProbe(endpoint, turnMs),
      clock.sleep(turnMs),
    ]);
    changed = answered ||
      (incarnation !== null && !sameProcess(context, incarnation));
  }
  const waitedMs = clock.now().bootMs - started;
  const after = usage();
  return {
    waitedMs,
    cpuShare: before === null || after === null
      ? null
      : cpuShare(before, after, waitedMs),
    changed,
  };
}
