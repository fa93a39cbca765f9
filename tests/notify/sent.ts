/** Sends what a channel asks for to the stand-in, whatever address it names. */

import assert from "node:assert/strict";
import type { HttpAnswer, HttpRequest } from "../../lib/notify/channel.ts";
import type { Channel, ChannelRequest } from "../../lib/notify/channel.ts";
import { CHANNELS } from "../../lib/notify/channels/table.ts";
import type { Service } from "./services/service.ts";
import type { StandIn } from "./stand_in.ts";

/** The channel of a service. */
export function channelOf({ type }: Service): Channel {
  const channel = CHANNELS.find((channel) => channel.type === type);
  assert(channel !== undefined, `no channel ${type}`);
  return channel;
}

/** The settings of a channel, as each field reads what is written. */
export function valuesOf(
  { fields }: Channel,
  written: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(written).map(([name, value]) => {
      const read = fields[name]?.kind.read(value) ?? null;
      assert.notEqual(read, null, `${name} is refused`);
      return [name, read];
    }),
  );
}

/** Over HTTP, to the service; its host becomes the stand-in's. */
export function rewritten(
  request: ChannelRequest,
  { type, origin }: Service,
  standIn: StandIn,
): HttpRequest {
  assert.equal(request.kind, "http");
  const url = new URL(request.url);
  assert.equal(url.origin, origin);
  return {
    ...request,
    url: `${standIn.address}/${type}${url.pathname}${url.search}`,
  };
}

/** @throws {TypeError} when there is no whole answer. */
export async function sent(
  { method, url, headers, body }: HttpRequest,
  signal?: AbortSignal,
): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method,
    headers,
    redirect: "manual",
    ...body === null ? {} : { body },
    ...signal === undefined ? {} : { signal },
  });
  return {
    kind: "http",
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    body: await response.text(),
  };
}
