/** Sends what is due after the checks: messages, and pings of services that wait for them. */

import { outboxIsEmpty } from "../notify/outbox.ts";
import type { PingSettings } from "../notify/notify_settings.ts";
import type { PingCheck } from "../notify/ping_due.ts";
import type { Settings } from "../settings/load.ts";
import { personName } from "../store/person.ts";
import type { Context } from "../sys/context.ts";
import { hostName } from "../sys/host_name.ts";

/** Whether the next checks, however quiet, may have to send something. */
export function mayHaveToSend(
  context: Context,
  { ping }: Pick<Settings, "ping">,
): boolean {
  return pings(ping) || !outboxIsEmpty(context);
}

function pings({ liveness, health }: PingSettings): boolean {
  return liveness !== null || health !== null;
}

/**
 * Sends it, within 10 s.
 *
 * @param checks What was just found.
 * @throws {Error} when the guard's own files cannot be read or written.
 */
export async function sendDue(
  context: Context,
  { notify, ping }: Pick<Settings, "notify" | "ping">,
  checks: readonly PingCheck[],
): Promise<void> {
  if (!mayHaveToSend(context, { ping })) return;
  // Costs nothing until it is needed.
  const [{ deliver }, { CHANNELS }, { send }] = await Promise.all([
    import("../notify/deliver.ts"),
    import("../notify/channels/table.ts"),
    import("../notify/send.ts"),
  ]);
  await deliver(context, {
    ...{ notify, ping, send, types: CHANNELS },
    sender: { host: notify.host ?? hostName(), user: personName(context) },
    checks,
  });
}
