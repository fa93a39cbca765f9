/** How channels and pings fare, for people who look. */

import type { Surroundings } from "../sys/surroundings.ts";
import {
  type ChannelState,
  type DeliveryState,
  readDeliveryState,
  UNTRIED,
} from "./delivery_state.ts";
import { waitingByChannel } from "./outbox.ts";

/** How a channel fares. */
export interface Fare
  extends Pick<ChannelState, "lastOkWallMs" | "failingSinceWallMs" | "why"> {
  /** Of its settings. */
  readonly name: string;
  /** Nothing is tried before that, whatever is to be told, wall clock ms; null: it may be. */
  readonly heldUntilWallMs: number | null;
  /** How much is not delivered yet. */
  readonly waiting: number;
}

/** All that was ever tried or waits, and those that are asked for. */
export function fares(
  surroundings: Surroundings,
  asked: readonly string[] = [],
): Fare[] {
  const { channels } = readDeliveryState(surroundings);
  const waiting = waitingOrNone(surroundings);
  const names = [...Object.keys(channels), ...waiting.keys(), ...asked];
  return [...new Set(names)].map((name) => {
    const { lastOkWallMs, failingSinceWallMs, why, tried, waitMs, imposed } =
      channels[name] ?? UNTRIED;
    return {
      ...{ name, lastOkWallMs, failingSinceWallMs, why },
      heldUntilWallMs: imposed && tried !== null ? tried.wallMs + waitMs : null,
      waiting: waiting.get(name) ?? 0,
    };
  });
}

/** A folder that cannot be read is told where the guard's own files are looked at. */
function waitingOrNone(
  surroundings: Surroundings,
): ReadonlyMap<string, number> {
  try {
    return waitingByChannel(surroundings);
  } catch {
    return new Map();
  }
}

/** The same for "liveness" and "health", as far as they were ever called. */
export function pingFares(surroundings: Surroundings): DeliveryState["pings"] {
  return readDeliveryState(surroundings).pings;
}
