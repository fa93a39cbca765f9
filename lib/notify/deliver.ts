/**
 * Sends what is due: after the checks, when they have acted, written that down
 * and let go of their locks. Killed at any moment it leaves to the next check
 * whatever is still in the outbox: sent once or twice, never not at all.
 */

import { localMinute } from "../base/local_time.ts";
import { say } from "../base/say.ts";
import { sha256Hex } from "../base/sha256.ts";
import { fileStamp } from "../store/file_stamp.ts";
import { lockingPid, takeLock } from "../store/lock.ts";
import { notifyPaths } from "../store/paths.ts";
import type { Context } from "../sys/context.ts";
import type { Channel } from "./channel.ts";
import type { Sender } from "./compose.ts";
import { deliverTo } from "./deliver_channel.ts";
import { readDeliveryState, writeDeliveryState } from "./delivery_state.ts";
import type { ChannelSettings, NotifySettings } from "./notify_settings.ts";
import { noteLost } from "./notify_log.ts";
import {
  outboxIsEmpty,
  readOutbox,
  removeEntries,
  tidyOutbox,
} from "./outbox.ts";
import { planSends } from "./plan.ts";
import { type Pinging, pingsDue, sendPings } from "./send_pings.ts";

/** What is delivered, and by what. */
export interface Delivering extends Pinging {
  readonly notify: NotifySettings;
  readonly sender: Sender;
  readonly types: readonly Channel[];
}

/** All of it takes no longer, ms: the next check is 30 s away. */
const TOTAL_MS = 10_000;
/** A free lock is had in 1 ms, on a crowded machine not always in a second, ms. */
const LOCK_WAIT_MS = 5000;

/**
 * Sends what is due, to all channels and pings at the same time, for at most
 * 10 s.
 *
 * @throws {Error} when the guard's own files cannot be read or written.
 */
export async function deliver(
  context: Context,
  input: Delivering,
): Promise<void> {
  const startedMs = context.clock.elapsedMs();
  const leftMs = () => TOTAL_MS - (context.clock.elapsedMs() - startedMs);
  const { notify: { channels, quietHours } } = input;
  if (
    outboxIsEmpty(context) &&
    pingsDue(context, input, readDeliveryState(context).pings).length === 0
  ) return;
  const paths = notifyPaths(context);
  // Another delivery is at work: it is not waited for.
  if (lockingPid(paths, context.roots.proc) !== null) return;
  const lock = await takeLock(paths, LOCK_WAIT_MS);
  if (lock === null) return;
  using _held = lock;
  const before = readDeliveryState(context);
  const { channels: states, pings } = before;
  const fingerprints = await fingerprintsOf(channels);
  const now = context.clock.now();
  tidyOutbox(context);
  const { sends, expired } = planSends({
    entries: readOutbox(context),
    types: input.types,
    ...{ channels, quietHours, states, fingerprints, now },
    minute: localMinute(now.wallMs),
  });
  for (const entry of expired) {
    const type = channels.find(({ name }) => name === entry.channel)?.type;
    noteLost(context, entry, {
      ...{ type: type ?? "", outcome: "expired" },
      why: say`it could not be delivered within a day`,
      tries: states[entry.channel]?.failures ?? 0,
    });
  }
  removeEntries(context, expired);
  const [pinged, ...sent] = await Promise.all([
    sendPings(context, input, pings, leftMs),
    ...sends.map(async (plan) =>
      [
        plan.channel.name,
        await deliverTo(context, { ...input, leftMs }, plan),
      ] as const
    ),
  ]);
  const all = new Map([...Object.entries(states), ...sent]);
  const after = {
    channels: Object.fromEntries(channels.flatMap(({ name }) => {
      const state = all.get(name);
      return state === undefined ? [] : [[name, state]];
    })),
    pings: pinged,
  };
  if (JSON.stringify(before) !== JSON.stringify(after)) {
    writeDeliveryState(context, after);
  }
}

/** Of the settings of each channel, and of the files with its secrets. */
async function fingerprintsOf(
  channels: readonly ChannelSettings[],
): Promise<Readonly<Record<string, string>>> {
  const each = channels.map(async (channel) => {
    const stamps = Object.values(channel.secrets).map((source) =>
      source.kind === "file" ? stampOf(source.path) : null
    );
    const bytes = new TextEncoder().encode(JSON.stringify([channel, stamps]));
    return [channel.name, await sha256Hex(bytes)] as const;
  });
  return Object.fromEntries(await Promise.all(each));
}

/** What is wrong with the file is said by who reads it. */
function stampOf(path: string): string | null {
  try {
    return fileStamp(path);
  } catch {
    return null;
  }
}
