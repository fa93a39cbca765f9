/** How channels and pings fare, for people who look. */

import type { Context } from "../sys/context.ts";
import {
  type ChannelState,
  type PingState,
  readDeliveryState,
  UNTRIED,
} from "./delivery_state.ts";
import { outboxIsEmpty, readOutbox } from "./outbox.ts";

/** How a channel fares. */
export interface Fare extends
  Pick<
    ChannelState,
    "lastOkWallMs" | "failingSinceWallMs" | "why" | "fatal"
  > {
  /** Of its settings. */
  readonly name: string;
  /** How much is not delivered yet. */
  readonly waiting: number;
}

/** All that was ever tried or waits; a channel that has done neither is not in it. */
export function fares(context: Context): Fare[] {
  const { channels } = readDeliveryState(context);
  const waiting = outboxIsEmpty(context) ? [] : readOutbox(context);
  const names = new Set([
    ...Object.keys(channels),
    ...waiting.map(({ channel }) => channel),
  ]);
  return [...names].map((name) => {
    const { lastOkWallMs, failingSinceWallMs, why, fatal } = channels[name] ??
      UNTRIED;
    const count = waiting.filter(({ channel }) => channel === name).length;
    return {
      ...{ name, lastOkWallMs, failingSinceWallMs, why, fatal },
      waiting: count,
    };
  });
}

/** The same for "liveness" and "health", as far as they were ever called. */
export function pingFares(
  context: Context,
): Readonly<Record<string, PingState>> {
  return readDeliveryState(context).pings;
}
