/** The wait before an attempt: any other answer is looked at, CPU use is measured. */

import type { Incarnation, ProbeResult, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { cpuShare, readCpuUsage } from "./cpu.ts";
import type { Endpoint } from "./endpoint.ts";
import { quickOutcome } from "./http.ts";
import { sameProcess } from "./process.ts";

const PROBE_EVERY_MS = 1000;

/** What the wait showed. */
export interface Wait {
  readonly waitedMs: number;
  /** See Confirmation.cpuShare in core/types.ts. */
  readonly cpuShare: number | null;
  /** It answered something else than before, or is another one now: ask anew. */
  readonly changed: boolean;
}

/**
 * Waits, asking the gateway once a second.
 *
 * @param failure What the probe before the wait showed.
 * @param waitMs How long to wait at the most.
 */
export async function confirmFailure(
  context: Context,
  endpoint: Endpoint,
  unit: UnitFacts | null,
  incarnation: Incarnation | null,
  failure: ProbeResult["outcome"] | null,
  waitMs: number,
): Promise<Wait> {
  const { clock } = context;
  const pid = incarnation?.pid ?? 0;
  const usage = () => readCpuUsage(context, unit?.controlGroup ?? "", pid);
  const started = clock.now().bootMs;
  const before = usage();
  const questions: Promise<void>[] = [];
  let changed = false;
  while (!changed) {
    const leftMs = started + waitMs - clock.now().bootMs;
    if (leftMs <= 0) break;
    // Each question has the rest of the wait: an answer after 4 s is one, too.
    questions.push(
      quickOutcome(endpoint, leftMs).then((outcome) => {
        changed ||= outcome !== null && outcome !== failure;
      }),
    );
    await clock.sleep(Math.min(PROBE_EVERY_MS, leftMs));
    changed ||= incarnation !== null && !sameProcess(context, incarnation);
  }
  if (!changed) await Promise.all(questions);
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
