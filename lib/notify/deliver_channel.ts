/** Sends to one channel what is due, and says how it fares afterwards. */

import { messageOf } from "../base/errors.ts";
import { say } from "../base/say.ts";
import type { Context } from "../sys/context.ts";
import { compose, type Sender } from "./compose.ts";
import type { ChannelState } from "./delivery_state.ts";
import { logDelivery } from "./notify_log.ts";
import { removeEntries } from "./outbox.ts";
import { afterTry, type ChannelPlan, type Item, keyOf } from "./plan.ts";
import type { Send } from "./send.ts";
import { type Tried, tryMessage } from "./try_message.ts";

/** What it is sent with. */
interface Sending {
  readonly sender: Sender;
  readonly send: Send;
  /** What is left of the time for all, ms. */
  leftMs(): number;
}

/** Too little for another request, ms. */
const LEAST_MS = 500;

/**
 * Sends the messages of a plan one after the other. What has arrived is removed
 * from the outbox at once. Where nothing can be delivered the rest is not tried;
 * what is refused for good keeps back only what follows from it.
 */
export async function deliverTo(
  context: Context,
  { sender, send, leftMs: remainingMs }: Sending,
  plan: ChannelPlan,
): Promise<ChannelState | undefined> {
  const { channel, type, fingerprint, messages } = plan;
  let { state } = plan;
  const refused = new Set<string>();
  for (const items of messages) {
    const keys = items.flatMap(({ entries }) => entries.map(keyOf));
    if (keys.some((key) => refused.has(key))) continue;
    const leftMs = remainingMs();
    if (leftMs < LEAST_MS) break; // the next check goes on
    const now = context.clock.now();
    const message = compose(items, sender, now.wallMs);
    const tried = settle(
      context,
      items,
      await tryMessage(context, channel, type, message, send, leftMs),
    );
    const after = afterTry(
      state,
      tried,
      type,
      fingerprint,
      now,
      context.random(),
    );
    const { kind } = tried.outcome;
    // A channel that stays dead is told of once.
    if (
      kind === "ok" || after.why !== state?.why || after.fatal !== state.fatal
    ) {
      logDelivery(context, {
        ...{ channel: channel.name, type: channel.type, outcome: kind },
        ...{ why: after.why, tries: (state?.failures ?? 0) + 1 },
        delayMs: Math.max(...items.map(({ delayMs }) => delayMs)),
        notices: items.flatMap(({ entries }) => entries)
          .map(({ notice }) => notice),
      });
    }
    state = after;
    if (kind === "retry") break;
    if (kind === "fatal") keys.forEach((key) => refused.add(key));
  }
  return state;
}

/** What has arrived goes; if it cannot, it must not be sent with every check. */
function settle(context: Context, items: readonly Item[], tried: Tried): Tried {
  if (tried.outcome.kind !== "ok") return tried;
  try {
    removeEntries(context, items.flatMap(({ entries }) => entries));
    return tried;
  } catch (error) {
    const why = say`it was sent, but it stays in the outbox: ${
      messageOf(error)
    }`;
    return { outcome: { kind: "fatal", why }, answered: true };
  }
}
