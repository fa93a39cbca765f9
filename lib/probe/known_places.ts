/**
 * A wrapper may set where the gateway's config and state are, and only its
 * process tells. What it told while it was well holds when there is none: else
 * a config would be restored to where nobody reads it.
 */

import { type Memory, noPlaces } from "../core/memory.ts";
import type { UnitFacts } from "../core/types.ts";
import { profilePaths } from "../store/paths.ts";
import { peekState } from "../store/state.ts";
import type { Context } from "../sys/context.ts";
import { type GatewayPaths, gatewayPaths } from "./gateway_location.ts";
import { type StartedWith, startedWith } from "./started_with.ts";

/** Where its files are, as far as can be told now. */
export function placesOf(
  context: Context,
  profile: string,
  { environment, live }: StartedWith,
): GatewayPaths {
  const told = gatewayPaths(environment, context.home, profile);
  if (live) return told;
  const { state } = profilePaths(context, profile);
  const { places } = peekState(state, context.clock.now()).memory;
  // Another unit, another place.
  return places !== undefined && isSame(places.told, told) ? places.real : told;
}

/** The memory of a gateway that is well: where its files are, if only its process tells. */
export function withPlaces(
  context: Context,
  profile: string,
  unit: UnitFacts,
  memory: Memory,
): Memory {
  const started = startedWith(context, profile, unit);
  if (!started.live) return memory;
  const real = gatewayPaths(started.environment, context.home, profile);
  const { environment } = startedWith(context, profile, {
    ...unit,
    mainPid: 0,
  });
  const told = gatewayPaths(environment, context.home, profile);
  return isSame(told, real)
    ? noPlaces(memory)
    : { ...memory, places: { told, real } };
}

function isSame(one: GatewayPaths, other: GatewayPaths): boolean {
  return one.configPath === other.configPath &&
    one.stateDir === other.stateDir;
}
