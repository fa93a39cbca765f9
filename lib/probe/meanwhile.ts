/** Asks the gateway while something else is done. */

import type { ProbeResult } from "../core/types.ts";
import type { Endpoint } from "./endpoint.ts";
import { quickOutcome } from "./http.ts";

/** The longest question, ms; the work is over before. */
const LIMIT_MS = 10_000;

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
  const over = new AbortController();
  let outcome: ProbeResult["outcome"] | null = null;
  const asked = quickOutcome(endpoint, LIMIT_MS, over.signal)
    .then((found) => outcome = found);
  try {
    const result = await work();
    return { result, changed: outcome !== null && outcome !== failure };
  } finally {
    over.abort();
    await asked;
  }
}
