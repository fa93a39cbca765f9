/**
 * Sends requests away: the only place of notifications and pings that touches
 * the network or runs a program. No address is in any of its errors: the
 * addresses of most services have a key in them.
 */

import { CommandNotFoundError, GuardError } from "../base/errors.ts";
import { wellKnownReason } from "../base/reason.ts";
import { say } from "../base/say.ts";
import type { Context } from "../sys/context.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { httpClient } from "../sys/proxy.ts";
import type {
  ChannelAnswer,
  ChannelRequest,
  CommandRequest,
  HttpAnswer,
  HttpRequest,
} from "./channel.ts";
import { USER_AGENT } from "./post_json.ts";

/** How long a request over the network may take, ms. */
const REQUEST_MS = 5000;
/** How long a program may take, ms. */
const COMMAND_MS = 10_000;
/** More of an answer is not read, bytes. */
const MAX_ANSWER_BYTES = 64 * 1024;

/** How something is sent. */
interface Way {
  /** http:// or socks5:// address; null: directly. */
  readonly proxy: string | null;
  /** What is left of the time for all, ms. */
  readonly leftMs: number;
}

/** Nothing came back: nobody knows whether it has arrived. */
export class NoAnswerError extends GuardError {
  override readonly name = "NoAnswerError";
}

/** Sends a request; what tests replace. */
export type Send = (
  context: Context,
  request: ChannelRequest,
  way: Way,
) => Promise<ChannelAnswer>;

/**
 * Sends a request and waits for the answer: 5 s over the network, 10 s for a
 * program, never longer than is left for all.
 *
 * @throws {NoAnswerError} when there is none.
 * @throws {GuardError} when it cannot be sent as it is set up.
 */
export const send: Send = (context, request, way) =>
  request.kind === "http"
    ? overNetwork(context, request, way)
    : byProgram(context, request, way);

async function overNetwork(
  context: Context,
  { method, url, headers, body }: HttpRequest,
  { proxy, leftMs }: Way,
): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(Math.min(REQUEST_MS, leftMs));
  const client = httpClient(
    proxy ?? undefined,
    url.startsWith("https:") ? authorities(context) : [],
  );
  using _held = client;
  try {
    const response = await fetch(url, {
      client,
      signal,
      method,
      body,
      headers: { "User-Agent": USER_AGENT, ...headers },
      // A login page of a network, say: it would take the message and its key.
      redirect: "manual",
    });
    return {
      kind: "http",
      status: response.status,
      retryAfter: response.headers.get("retry-after"),
      body: await beginning(response),
    };
  } catch (error) {
    // Its own words have the address.
    const why = wellKnownReason(error) ?? say`the request failed`;
    throw new NoAnswerError(
      proxy === null ? why : say`through the proxy: ${why}`,
    );
  }
}

/** Below /etc: of Debian and its kin, and of Red Hat's. */
const AUTHORITIES = [
  "ssl/certs/ca-certificates.crt",
  "pki/tls/certs/ca-bundle.crt",
];
const MAX_AUTHORITIES_BYTES = 4 * 1024 * 1024;

/** Those that this machine trusts: a company's own services have its own. */
function authorities({ roots }: Context): string[] {
  try {
    return AUTHORITIES.flatMap((path) =>
      readPlainText(`${roots.etc}/${path}`, MAX_AUTHORITIES_BYTES) ?? []
    );
  } catch {
    return []; // those of Deno are enough for the public ones
  }
}

/** As much of the body as is of use; the rest is not waited for. */
async function beginning(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let room = MAX_ANSWER_BYTES;
  for await (const piece of response.body ?? []) {
    text += decoder.decode(piece.subarray(0, room), { stream: true });
    room -= piece.length;
    if (room <= 0) break; // ends the transfer
  }
  return text + decoder.decode();
}

async function byProgram(
  context: Context,
  { args: [program = "", ...args], input }: CommandRequest,
  { leftMs }: Way,
): Promise<ChannelAnswer> {
  const timeoutMs = Math.min(COMMAND_MS, leftMs);
  try {
    const { code, stderr, timedOut } = await context.run(program, args, {
      stdin: input,
      maxBytes: MAX_ANSWER_BYTES,
      timeoutMs,
    });
    if (!timedOut) return { kind: "command", code, stderr };
  } catch (error) {
    if (error instanceof CommandNotFoundError) {
      throw new GuardError(say`there is no program ${program}`);
    }
    throw error;
  }
  throw new NoAnswerError(
    say`${program} did not end within ${Math.round(timeoutMs / 1000)} s`,
  );
}
