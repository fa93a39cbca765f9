/** Reads from an address (https, http, file) or a folder, piece by piece. */

import { GuardError } from "../../base/errors.ts";
import { httpClient, proxyFor } from "../../sys/proxy.ts";
import { openPlainFile } from "../../sys/plain_file.ts";
import { reasonOf } from "../../base/reason.ts";
import { say } from "../../base/say.ts";

/** How long a download may take, in milliseconds. */
export interface TransferLimits {
  /** Without an answer, and without the next byte. */
  readonly silenceMs: number;
  /** From beginning to end. */
  readonly totalMs: number;
}

/** Slow lines are normal; dead ones are told from them by their silence. */
export const TRANSFER_LIMITS: TransferLimits = {
  silenceMs: 30_000,
  totalMs: 30 * 60_000,
};

/** What a transfer needs from its caller. */
export interface Transfer {
  readonly limits: TransferLimits;
  /** Ends it; the caller then knows why. */
  readonly signal: AbortSignal;
  env(name: string): string | undefined;
}

/** What is known before the first piece. */
interface Incoming {
  /** Bytes in all; null when nobody says so. */
  readonly size: number | null;
}

const MAX_REDIRECTS = 10;

type Pieces = AsyncGenerator<
  readonly [piece: Uint8Array<ArrayBuffer>, incoming: Incoming]
>;

/**
 * Gives everything at an address to `take`, in order.
 *
 * @param address https://, http://, file:// or an absolute path.
 * @throws {GuardError} when it cannot be had, or not in time.
 * @throws What `take` throws (a full disk), which is no fault of the address.
 */
export async function receive(
  address: string,
  transfer: Transfer,
  take: (piece: Uint8Array<ArrayBuffer>, incoming: Incoming) => void,
): Promise<void> {
  for await (const [piece, incoming] of piecesAt(address, transfer)) {
    take(piece, incoming);
  }
}

async function* piecesAt(address: string, transfer: Transfer): Pieces {
  const { limits: { silenceMs, totalMs }, signal } = transfer;
  const ending = new AbortController();
  const endAfter = (ms: number, why: string) =>
    setTimeout(() => ending.abort(new Error(why)), ms);
  const total = endAfter(
    totalMs,
    say`it was not complete after ${totalMs / 60_000} min`,
  );
  let silence: ReturnType<typeof setTimeout> | undefined;
  const alive = () => {
    clearTimeout(silence);
    silence = endAfter(silenceMs, say`nothing came for ${silenceMs / 1000} s`);
  };
  const both = AbortSignal.any([signal, ending.signal]);
  try {
    alive();
    const pieces = isWeb(address)
      ? webPieces(new URL(address), transfer, both)
      : filePieces(address.replace(/^file:\/\//, ""), both);
    for await (const piece of pieces) {
      alive();
      yield piece;
    }
  } catch (error) {
    if (signal.aborted) throw error;
    throw new GuardError(
      say`cannot download ${withoutPassword(address)}: ${
        withoutPassword(
          reasonOf(ending.signal.aborted ? ending.signal.reason : error),
        )
      }`,
      isWeb(address)
        ? say`Check the network, the proxy (HTTPS_PROXY), --version and --base-url`
        : say`Check --version and --base-url`,
      { cause: error },
    );
  } finally {
    clearTimeout(total);
    clearTimeout(silence);
  }
}

/** A text with addresses, fit to be shown: nobody's name and password in them. */
export function withoutPassword(text: string): string {
  return text.replaceAll(/(\w:\/\/)[^\s/@]+@/g, "$1");
}

/** Whether an address is fetched over a network. */
function isWeb(address: string): boolean {
  return /^https?:\/\//i.test(address);
}

async function* webPieces(
  first: URL,
  { env }: Transfer,
  signal: AbortSignal,
): Pieces {
  let address = first;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    const client = httpClient(proxyFor(address, env));
    using _held = client;
    const response = await fetch(address, {
      client,
      signal,
      redirect: "manual",
      headers: { "accept-encoding": "identity" },
    });
    const location = response.headers.get("location");
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      address = redirected(address, location);
      continue;
    }
    if (response.status !== 200 || response.body === null) {
      await response.body?.cancel();
      throw new Error(say`the server answered ${response.status}`);
    }
    const length = response.headers.get("content-length") ?? "";
    const size = /^\d+$/.test(length) ? Number(length) : null;
    for await (const piece of response.body) yield [piece, { size }];
    return;
  }
  throw new Error(say`it was redirected more than ${MAX_REDIRECTS} times`);
}

/**
 * Where a redirect leads.
 *
 * @throws {Error} when that is not the web, or no longer encrypted.
 */
export function redirected(from: URL, location: string): URL {
  const to = new URL(location, from);
  if (to.protocol === "https:") return to;
  if (to.protocol === "http:" && from.protocol === "http:") return to;
  throw new Error(say`it was redirected to ${to.protocol}//${to.host}`);
}

async function* filePieces(path: string, signal: AbortSignal): Pieces {
  const file = openPlainFile(path);
  if (file === null) throw new Error(say`there is no such file or folder`);
  const { size } = file.statSync();
  for await (const piece of file.readable) {
    signal.throwIfAborted();
    yield [piece, { size }];
  }
}
