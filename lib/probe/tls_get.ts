/**
 * GET over TLS to a gateway that is trusted by its own certificate.
 *
 * OpenClaw makes itself a self-signed certificate with CA:TRUE and without a
 * subjectAltName. rustls refuses that as a server's certificate even when it is
 * given as a trusted root (CaUsedAsEndEntity), so neither `fetch` nor
 * `Deno.connectTls` with `caCerts` can be used, and in Deno 2.6 `node:https`
 * ignores `rejectUnauthorized`. What works in 2.6 and 2.9: `node:tls` without
 * verification, and comparing the certificate the gateway shows, byte by byte,
 * with the one in its file. Loaded only when TLS is on.
 */

import { connect, type TLSSocket } from "node:tls";
import { GuardError } from "../base/errors.ts";
import { reasonOf } from "../base/reason.ts";
import { sameBytes } from "../base/same_bytes.ts";
import { say } from "../base/say.ts";
import { readPlainText } from "../sys/plain_file.ts";
import { droppable, type Get } from "./answer.ts";

/** Bytes of the largest certificate file that is read. */
const MAX_CERTIFICATE_BYTES = 256 * 1024;

/** More than this is no head of an answer. */
const MAX_HEAD_BYTES = 16 * 1024;

/** The gateway could be reached, but not proven to be the gateway. */
class CertificateError extends Error {
  override readonly name = "CertificateError";
}

/**
 * Sends requests to a host, each over a connection of its own, after the
 * certificate was compared.
 *
 * @param certPath PEM file; its first certificate counts. Null when unknown.
 */
export function tlsGet(
  host: string,
  port: number,
  certPath: string | null,
): Get {
  return async (path, signal) => {
    const socket = await open(host, port, signal);
    try {
      comparePeer(socket, certPath);
      // HTTP/1.0: the answer ends with the connection and is never chunked.
      socket.write(
        `GET ${path} HTTP/1.0\r\nHost: ${host}:${port}\r\n` +
          "Accept-Encoding: identity\r\nConnection: close\r\n\r\n",
      );
      const chunks: AsyncIterator<Uint8Array> = socket[Symbol.asyncIterator]();
      const head = await readHead(chunks);
      const body = bodyOf(socket, chunks, head);
      return {
        status: head.status,
        body: droppable(body, () => void socket.destroy()),
      };
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
}

function open(
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<TLSSocket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, rejectUnauthorized: false });
    const abort = () =>
      socket.destroy(new DOMException("aborted", "AbortError"));
    signal.addEventListener("abort", abort, { once: true });
    socket.once("secureConnect", () => resolve(socket));
    socket.on("error", reject);
    socket.once("close", () => {
      signal.removeEventListener("abort", abort);
      reject(
        new GuardError(say`the connection was closed before it was secure`),
      );
    });
    if (signal.aborted) abort();
  });
}

function comparePeer(socket: TLSSocket, certPath: string | null): void {
  // Null, whatever the types say, when the handshake has failed: Deno tells of
  // a "secureConnect" all the same.
  const peer: { raw?: Uint8Array } | null = socket.getPeerCertificate();
  if (peer === null) {
    throw new GuardError(say`the connection was closed before it was secure`);
  }
  const own = readCertificate(certPath);
  if (peer.raw === undefined || !sameBytes(peer.raw, own)) {
    throw new CertificateError(
      say`it shows another certificate than the one in ${String(certPath)}`,
    );
  }
}

function readCertificate(path: string | null): Uint8Array {
  if (path === null) throw new CertificateError(say`no certificate is known`);
  try {
    const block =
      /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/
        .exec(readPlainText(path, MAX_CERTIFICATE_BYTES) ?? "")?.[1];
    if (block === undefined) {
      throw new GuardError(say`no PEM certificate in it`);
    }
    return Uint8Array.fromBase64(block);
  } catch (error) {
    throw new CertificateError(
      say`its certificate cannot be read from ${path}: ${reasonOf(error)}`,
      { cause: error },
    );
  }
}

/** What came before the body. */
interface ResponseHead {
  readonly status: number;
  /** Infinity when none was told. */
  readonly contentLength: number;
  /** The part of the body that came with the head. */
  readonly rest: Uint8Array;
}

/** @throws {GuardError} when it is not HTTP, too long, or breaks off. */
async function readHead(
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
  throw new GuardError(say`not an HTTP answer`);
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

async function* bodyOf(
  socket: TLSSocket,
  chunks: AsyncIterator<Uint8Array>,
  head: ResponseHead,
): AsyncGenerator<Uint8Array> {
  try {
    let left = head.contentLength;
    let chunk = head.rest;
    while (true) {
      yield chunk.subarray(0, left);
      left -= Math.min(left, chunk.length);
      if (left === 0) return;
      const next = await chunks.next();
      if (next.done === true) {
        // Without a length the end of the connection is the end of the body.
        if (left === Infinity) return;
        throw new GuardError(say`the body broke off`);
      }
      chunk = next.value;
    }
  } finally {
    socket.destroy();
  }
}
