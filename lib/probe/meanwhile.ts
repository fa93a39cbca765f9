/** Asks the gateway while something else is done. */

import type { ProbeResult } from "../core/types.ts";
import type { Endpoint } from "./endpoint.ts";
import { quickOutcome } from "./http.ts";

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
