/**
 * The question of the healthy path: "are you well?", over a bare connection.
 * `fetch` costs 1.4 ms of CPU more than this, 7 % of an empty program. It can
 * only say "yes" or "ask properly": a refusal, an error, a slow or an unusual
 * answer all lead to the full probe, which uses `fetch` and decides alone.
 */

import { latin1FromBytes } from "../base/latin1.ts";

/** A healthy gateway's answer has about 200 bytes. */
const MAX_ANSWER_BYTES = 4096;

/**
 * Asks for /health.
 *
 * @param timeoutMs For everything.
 * @returns Whether it said 200 and `"ok": true`, in time and whole.
 */
export async function saysOk(
  host: string,
  port: number,
  timeoutMs: number,
): Promise<boolean> {
  let connection: Deno.TcpConn | undefined;
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, timeoutMs, false);
  const connecting = Deno.connect({ hostname: host, port });
  const asked = connecting.then((opened) => {
    connection = opened;
    return ask(opened, host, port);
  }).catch(() => false); // refused, reset, closed below
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
    if (connection !== undefined) connection.close();
    // It may still come: a full queue takes a connection late.
    else connecting.then((opened) => opened.close(), () => {});
  }
}

async function ask(
  connection: Deno.TcpConn,
  host: string,
  port: number,
): Promise<boolean> {
  const authority = host.includes(":") ? `[${host}]` : host;
  // HTTP/1.0: the answer ends with the connection and is never chunked.
  await connection.write(
    new TextEncoder().encode(
      `GET /health HTTP/1.0\r\nHost: ${authority}:${port}\r\n` +
        "Accept-Encoding: identity\r\nConnection: close\r\n\r\n",
    ),
  );
  const bytes = new Uint8Array(MAX_ANSWER_BYTES);
  let length = 0;
  while (length < bytes.length) {
    const read = await connection.read(bytes.subarray(length));
    length += read ?? 0;
    const answer = bodyOf(bytes.subarray(0, length), read === null);
    if (answer !== "more") return isOk(answer);
  }
  return false;
}

/** The body of a plain 200, "more" when it is not whole, null when it is none. */
function bodyOf(bytes: Uint8Array, ended: boolean): string | "more" | null {
  // One character for each byte, so that lengths are the same.
  const text = latin1FromBytes(bytes);
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return ended ? null : "more";
  const head = text.slice(0, end);
  if (!head.startsWith("HTTP/1.1 200") && !head.startsWith("HTTP/1.0 200")) {
    return null;
  }
  const promised = contentLength(head);
  const length = text.length - end - 4;
  if (length === promised || (ended && promised === Infinity)) {
    return text.slice(end + 4);
  }
  return ended || length > promised ? null : "more";
}

/** Infinity when none is told; NaN, which equals nothing, when it is no number. */
function contentLength(head: string): number {
  // By hand: compiling a regular expression costs more than the whole answer.
  const name = "\r\ncontent-length:";
  const at = head.toLowerCase().indexOf(name);
  if (at < 0) return Infinity;
  const end = head.indexOf("\r\n", at + name.length);
  return Number(head.slice(at + name.length, end < 0 ? undefined : end));
}

function isOk(body: string | null): boolean {
  if (body === null) return false;
  const value: unknown = JSON.parse(body);
  return typeof value === "object" && value !== null && "ok" in value &&
    value.ok === true;
}
