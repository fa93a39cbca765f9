/** Status line and headers of an HTTP/1 answer. */

import { GuardError } from "../base/errors.ts";
import { say } from "../base/say.ts";

/** More than this is no head of an answer. */
const MAX_HEAD_BYTES = 16 * 1024;

/** What came before the body. */
export interface ResponseHead {
  readonly status: number;
  /** Infinity when none was told. */
  readonly contentLength: number;
  /** The part of the body that came with the head. */
  readonly rest: Uint8Array;
}

/**
 * Reads the head of an answer.
 *
 * @throws {GuardError} when it is not HTTP, too long, or breaks off.
 */
export async function readHead(
  chunks: AsyncIterator<Uint8Array>,
): Promise<ResponseHead> {
  // latin1 keeps one character for each byte, so positions are the same.
  const decoder = new TextDecoder("latin1");
  let bytes = new Uint8Array(0);
  while (bytes.length <= MAX_HEAD_BYTES) {
    const next = await chunks.next();
    if (next.done === true) throw new GuardError(say`no complete HTTP answer`);
    const joined = new Uint8Array(bytes.length + next.value.length);
    joined.set(bytes);
    joined.set(next.value, bytes.length);
    bytes = joined;
    const end = decoder.decode(bytes).indexOf("\r\n\r\n");
    if (end >= 0) {
      const head = decoder.decode(bytes.subarray(0, end));
      return { ...parseHead(head), rest: bytes.subarray(end + 4) };
    }
  }
  throw new GuardError(say`no HTTP answer: its head does not end`);
}

function parseHead(head: string): Omit<ResponseHead, "rest"> {
  const status = /^HTTP\/1\.[01] (\d{3})(?: |\r\n|$)/.exec(head)?.[1];
  if (status === undefined) throw new GuardError(say`not an HTTP answer`);
  const length = /\r\ncontent-length:[ \t]*(\d{1,15})[ \t]*(?:\r\n|$)/i
    .exec(head)?.[1];
  return {
    status: Number(status),
    contentLength: length === undefined ? Infinity : Number(length),
  };
}
