/** How channels and pings fare, for people who look. */

import type { Surroundings } from "../sys/surroundings.ts";
import {
  type ChannelState,
  type PingState,
  readDeliveryState,
  UNTRIED,
} from "./delivery_state.ts";
import { waitingByChannel } from "./outbox.ts";

/** How a channel fares. */
export interface Fare extends
  Pick<
    ChannelState,
    "lastOkWallMs" | "failingSinceWallMs" | "why" | "fatal"
  > {
  /** Of its settings. */
  readonly name: string;
  /** Nothing is tried before that, whatever is to be told, wall clock ms; null: it may be. */
  readonly heldUntilWallMs: number | null;
  /** How much is not delivered yet. */
  readonly waiting: number;
}

/** All that was ever tried or waits; a channel that has done neither is not in it. */
export function fares(surroundings: Surroundings): Fare[] {
  const { channels } = readDeliveryState(surroundings);
  const waiting = waitingOrNone(surroundings);
  const names = new Set([...Object.keys(channels), ...waiting.keys()]);
  return [...names].map((name) => {
    const { lastOkWallMs, failingSinceWallMs, why, fatal, ...last } =
      channels[name] ?? UNTRIED;
    const { tried, waitMs, imposed } = last;
    return {
      ...{ name, lastOkWallMs, failingSinceWallMs, why, fatal },
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
export function pingFares(
  surroundings: Surroundings,
): Readonly<Record<string, PingState>> {
  return readDeliveryState(surroundings).pings;
}
