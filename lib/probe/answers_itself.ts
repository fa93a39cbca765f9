/** One short question, for commands that wait for the gateway or watch it. */

import type { ProbeResult, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { findAnswerer } from "./answerer.ts";
import { findElsewhere } from "./elsewhere.ts";
import {
  type Endpoint,
  type EndpointOverrides,
  resolveEndpoint,
} from "./endpoint.ts";
import { probeGateway, quickOutcome } from "./http.ts";

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
  const { endpoint, outcome } = await askWhereItListens(
    context,
    profile,
    unit,
    overrides,
    timeoutMs,
  );
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

/** Asks it where it should listen and, when nobody answers, where its unit does. */
export async function askWhereItListens(
  context: Context,
  profile: string,
  unit: UnitFacts,
  overrides: EndpointOverrides,
  timeoutMs: number,
): Promise<{
  readonly endpoint: Endpoint;
  readonly outcome: ProbeResult["outcome"] | null;
}> {
  let endpoint = resolveEndpoint(context, profile, unit, overrides);
  let outcome = await quickOutcome(endpoint, timeoutMs);
  if (outcome === null) {
    const found = await findElsewhere(
      context,
      profile,
      unit,
      overrides,
      (where) =>
        probeGateway(context.clock, where, {
          connectTimeoutMs: timeoutMs,
          httpTimeoutMs: timeoutMs,
          healthTimeoutMs: timeoutMs,
          maxBodyBytes: 65_536,
        }),
    );
    if (found !== null) ({ endpoint, probe: { outcome } } = found);
  }
  return { endpoint, outcome };
}
