/**
 * Asks a gateway that failed again while time passes anyway: in the wait before
 * an attempt, and while evidence is kept. Any other answer is looked at.
 */

import type {
  Confirmation,
  Incarnation,
  ProbeResult,
  UnitFacts,
} from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { cpuShare, readCpuUsage } from "./control_group.ts";
import type { Endpoint } from "./endpoint.ts";
import { quickOutcome } from "./http.ts";
import { sameProcess } from "./process.ts";

const PROBE_EVERY_MS = 1000;

/** What the wait showed. */
interface Wait extends Confirmation {
  /** It answered something else than before, or is another one now: ask anew. */
  readonly changed: boolean;
}

/**
 * Waits, asking the gateway once a second, and measures its CPU use.
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

/** The longest question, ms; the work is over before. */
const LIMIT_MS = 10_000;
/** A question that ends sooner, as when nobody listens, is asked again, ms. */
const AGAIN_MS = 250;

/**
 * Does some work and asks the gateway meanwhile, so that the time the work
 * takes is time in which the gateway may still answer.
 *
 * @param failure What the gateway showed before.
 * @returns `changed`: it answered, and something else than before.
 * @throws whatever `work` throws.
 */
export async function askMeanwhile<T>(
  endpoint: Endpoint,
  failure: ProbeResult["outcome"],
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly changed: boolean }> {
  let over = false;
  let changed = false;
  const stop = new AbortController();
  const ask = async () => {
    while (!over && !changed) {
      const outcome = await quickOutcome(endpoint, LIMIT_MS, stop.signal);
      changed ||= outcome !== null && outcome !== failure;
      if (!over && !changed) await pause(AGAIN_MS, stop.signal);
    }
  };
  const asking = ask();
  try {
    const result = await work();
    return { result, changed };
  } finally {
    over = true;
    stop.abort();
    await asking;
  }
}

/** Waits, but no longer than until the signal. */
function pause(ms: number, until: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  until.addEventListener("abort", () => {
    clearTimeout(timer);
    resolve();
  }, { once: true });
  return promise;
}
