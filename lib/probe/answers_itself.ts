/** One short question, for commands that wait for the gateway or watch it. */

import type { UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { findAnswerer } from "./answerer.ts";
import { type EndpointOverrides, resolveEndpoint } from "./endpoint.ts";
import { quickOutcome } from "./http.ts";

/**
 * Asks the unit's gateway how it is.
 *
 * @param overrides The guard's own settings.
 * @returns "well": it says that it is, and nothing shows that another process
 * says it. "somehow": it has no health JSON, and the answer is provably its own.
 */
export async function answersItself(
  context: Context,
  profile: string,
  unit: UnitFacts,
  overrides: EndpointOverrides,
  timeoutMs: number,
): Promise<"well" | "somehow" | null> {
  const endpoint = resolveEndpoint(context, profile, unit, overrides);
  const outcome = await quickOutcome(endpoint, timeoutMs);
  if (outcome !== "healthy" && outcome !== "unsupported") return null;
  const { listener } = await findAnswerer(
    context,
    profile,
    endpoint,
    unit,
    overrides,
  );
  if (outcome === "healthy") {
    return listener === null || listener.relation === "unit" ? "well" : null;
  }
  return listener?.relation === "unit" ? "somehow" : null;
}
