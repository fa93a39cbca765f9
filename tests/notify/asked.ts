/** What a channel asks for, read again. */

import assert from "node:assert/strict";
import type { Channel } from "../../lib/notify/channel.ts";
import type { Message } from "../../lib/notify/message.ts";
import { NOW_MS, OPENED } from "./messages.ts";
import { valuesOf } from "./sent.ts";

/** The address, and the body as a value. */
export async function asked(
  channel: Channel,
  written: Readonly<Record<string, unknown>>,
  message: Message = OPENED,
  nowMs = NOW_MS,
) {
  const request = await channel.request(
    message,
    valuesOf(channel, written),
    nowMs,
  );
  assert(request.kind === "http");
  return {
    url: request.url,
    headers: request.headers,
    body: JSON.parse(request.body ?? "null"),
  };
}

/** Which of the values a field takes. */
export function taken(
  { fields }: Channel,
  field: string,
  values: readonly unknown[],
): unknown[] {
  return values.filter((value) => fields[field]?.kind.read(value) !== null);
}
