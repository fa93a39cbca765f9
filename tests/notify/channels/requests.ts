/** What channels ask for and make of answers, for tests. */

import assert from "node:assert/strict";
import type {
  ChannelRequest,
  CommandRequest,
  HttpAnswer,
  HttpRequest,
} from "../../../lib/notify/channel.ts";

/** A request over HTTP. */
export async function http(
  made: ChannelRequest | Promise<ChannelRequest>,
): Promise<HttpRequest> {
  const request = await made;
  assert(request.kind === "http");
  return request;
}

/** A program to be run. */
export async function command(
  made: ChannelRequest | Promise<ChannelRequest>,
): Promise<CommandRequest> {
  const request = await made;
  assert(request.kind === "command");
  return request;
}

/** The JSON in a request. */
export function json({ body }: HttpRequest): Record<string, unknown> {
  return JSON.parse(body ?? "");
}

/** An answer; what is no text is sent as JSON. */
export function answer(status: number, body: unknown): HttpAnswer {
  return {
    kind: "http",
    status,
    retryAfter: null,
    body: typeof body === "string" ? body : JSON.stringify(body),
  };
}
