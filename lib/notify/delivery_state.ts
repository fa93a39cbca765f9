/** How each channel and each ping fares: kept from check to check. */

import * as z from "zod/mini";
import type { Instant } from "../base/instant.ts";
import { parseJsonAs } from "../base/parse_json.ts";
import { learnMessages, messagesIn } from "../base/say.ts";
import { ensurePrivateDir, writeFileAtomic } from "../store/atomic.ts";
import { notifyPaths } from "../store/paths.ts";
import { readPlainText } from "../sys/plain_file.ts";
import type { Surroundings } from "../sys/surroundings.ts";

/** An {@linkcode Instant} as it is kept. */
export const instant = z.object({
  wallMs: z.number(),
  bootMs: z.number(),
  bootId: z.string(),
});

const channelState = z.object({
  /** When something was delivered last, wall clock ms; null: never. */
  lastOkWallMs: z.nullable(z.number()),
  /** The last tries that failed, one after the other. */
  failures: z.number(),
  /** The last try; null: never. */
  tried: z.nullable(instant),
  /** No other try sooner after that, ms. */
  waitMs: z.number(),
  /** The service itself asked for the wait: nothing shortens it. */
  imposed: z.boolean(),
  /** It will not work until a person changes something. */
  fatal: z.boolean(),
  /** Why the last try failed, for people; null: it did not. */
  why: z.nullable(z.string()),
  /** Since when every try has failed, wall clock ms; null: the last one did not. */
  failingSinceWallMs: z.nullable(z.number()),
  /** Another one means that the channel's settings have changed. */
  fingerprint: z.string(),
});

const pingState = z.object({
  /** The last try, wall clock ms. */
  triedWallMs: z.number(),
  /** What the service was told last; null: nothing yet. */
  told: z.nullable(z.enum(["ok", "fail", "log"])),
  /** It was told "fail", and nothing good since: no second time. */
  failed: z.boolean(),
  /** When it was told something, wall clock ms; null: never. */
  lastOkWallMs: z.nullable(z.number()),
  /** Why the last try failed, for people; null: it did not. */
  why: z.nullable(z.string()),
});

const schema = z.object({
  channels: z.record(z.string(), channelState),
  /** "liveness" and "health". */
  pings: z.record(z.string(), pingState),
  said: z.optional(z.unknown()),
});

/** How a channel fares. */
export type ChannelState = z.infer<typeof channelState>;
/** How a ping fares. */
export type PingState = z.infer<typeof pingState>;
/** How all of them fare, by name. */
export type DeliveryState = Omit<z.infer<typeof schema>, "said">;

/** What the guard itself writes never gets so long. */
const MAX_BYTES = 1024 * 1024;

/** Of a channel that was never tried. */
export const UNTRIED: ChannelState = {
  lastOkWallMs: null,
  failures: 0,
  tried: null,
  waitMs: 0,
  imposed: false,
  fatal: false,
  why: null,
  failingSinceWallMs: null,
  fingerprint: "",
};

/** What cannot be read is as if nothing had been tried: at worst that is once too often. */
export function readDeliveryState(surroundings: Surroundings): DeliveryState {
  try {
    const text = readPlainText(notifyPaths(surroundings).state, MAX_BYTES);
    const read = text === null ? null : parseJsonAs(schema, text);
    if (read !== null) {
      const { said, ...state } = read;
      learnMessages(said);
      return state;
    }
  } catch {
    // As above.
  }
  return { channels: {}, pings: {} };
}

/** @throws {Error} of the failing system call. */
export function writeDeliveryState(
  surroundings: Surroundings,
  state: DeliveryState,
): void {
  const { dir, state: path } = notifyPaths(surroundings);
  ensurePrivateDir(dir);
  writeFileAtomic(
    path,
    `${JSON.stringify({ ...state, ...messagesIn(state) })}\n`,
  );
}

/** How long ago something was, ms; never negative: the wall clock may have been set. */
export function ageMs(then: Instant, now: Instant): number {
  const age = then.bootId === now.bootId
    ? now.bootMs - then.bootMs
    : now.wallMs - then.wallMs;
  return Math.max(0, age);
}
