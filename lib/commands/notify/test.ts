/** `notify test`: a message that goes the way of all others, and what became of it. */

import { GuardError } from "../../base/errors.ts";
import { formatLocalTime } from "../../base/local_time.ts";
import { say } from "../../base/say.ts";
import { CHANNELS } from "../../notify/channels/table.ts";
import { deliver } from "../../notify/deliver.ts";
import { fares } from "../../notify/fare.ts";
import { NO_PING, type NotifySettings } from "../../notify/notify_settings.ts";
import { enqueue, readOutbox, removeEntries } from "../../notify/outbox.ts";
import { send } from "../../notify/send.ts";
import { readSettingsDocument } from "../../settings/load.ts";
import { sideSettings } from "../../settings/side.ts";
import type { Context } from "../../sys/context.ts";
import { t, translate } from "../../text/speech.ts";
import { noSuchChannel } from "./remove.ts";
import { senderOf, testNotice } from "./test_notice.ts";

/** A test message did not arrive. */
const EXIT_NOT_DELIVERED = 1;

/**
 * `notify test`.
 *
 * @throws {GuardError} when there is no channel, or no such channel.
 */
export async function test(
  context: Context,
  name: string | undefined,
): Promise<number> {
  const { notify, sideProblems } = sideSettings(readSettingsDocument(context));
  for (const problem of sideProblems) {
    context.terminal.err(`openclaw-guard: ${translate(problem)}`);
  }
  const channels = chosen(notify, name);
  const notice = testNotice(context);
  enqueue(context, { ...notify, channels }, [notice]);
  await deliver(context, {
    notify,
    ...{ ping: NO_PING, checks: [], types: CHANNELS, send },
    sender: senderOf(context, notify.host),
  });
  const waiting = readOutbox(context).filter((entry) =>
    entry.notice.id === notice.id
  );
  // Nobody wants a test message tomorrow.
  removeEntries(context, waiting);
  const all = fares(context);
  for (const { name, type } of channels) {
    const late = waiting.some(({ channel }) => channel === name);
    const fare = all.find((fare) => fare.name === name);
    const why = translate(fare?.why ?? say`another delivery is under way`);
    const held = fare?.heldUntilWallMs ?? null;
    context.terminal.out(
      !late
        ? t`${name} (${type}): delivered`
        : held === null
        ? t`${name} (${type}): not delivered: ${why}`
        : t`${name} (${type}): not delivered: ${why}; it is not tried again before ${
          formatLocalTime(held)
        }`,
    );
  }
  return waiting.length === 0 ? 0 : EXIT_NOT_DELIVERED;
}

function chosen({ channels }: NotifySettings, name: string | undefined) {
  const chosen = name === undefined
    ? channels
    : channels.filter((channel) => channel.name === name);
  if (chosen.length > 0) return chosen;
  if (name !== undefined) {
    throw noSuchChannel(name, channels.map((channel) => channel.name));
  }
  throw new GuardError(
    say`there is no channel to test`,
    say`Add one with "openclaw-guard notify add"`,
  );
}
