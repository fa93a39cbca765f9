/** Listening TCP sockets, from /proc/net/tcp and tcp6. */

import type { Context } from "../sys/context.ts";
import { unlessGone } from "./proc_file.ts";

/** A listening socket. */
export interface ListenSocket {
  /** It takes connections to 127.0.0.1. */
  readonly takesLoopback: boolean;
  /** Who created it. */
  readonly uid: number;
  readonly inode: number;
  /** Connections that wait to be accepted. */
  readonly backlog: number;
}

const STATE_LISTEN = "0A";

/**
 * Addresses, in the kernel's notation (32 bit words in host byte order), that
 * take connections to 127.0.0.1: the address itself and 0.0.0.0, both also as
 * IPv4-mapped IPv6 (RFC 4291 2.5.5.2), and "::".
 */
const LOOPBACK_TAKERS: ReadonlySet<string> = new Set([
  "0100007F",
  "00000000",
  "0000000000000000FFFF00000100007F",
  "0000000000000000FFFF000000000000",
  "00000000000000000000000000000000",
]);

/**
 * Reads who listens on a port. This makes the kernel walk its whole table
 * (11 ms), so it is not for the healthy path.
 */
export function readListenSockets(
  context: Context,
  port: number,
): ListenSocket[] {
  return ["tcp", "tcp6"].flatMap((name) =>
    parseListenSockets(
      // No tcp6 where IPv6 is switched off.
      unlessGone(() =>
        Deno.readTextFileSync(`${context.roots.proc}/net/${name}`)
      ) ?? "",
      port,
    )
  );
}

/** Finds the listening sockets of a port in a table of proc_net_tcp(5). */
export function parseListenSockets(
  text: string,
  port: number,
): ListenSocket[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const sockets: ListenSocket[] = [];
  for (const line of text.split("\n")) {
    const [, local, , state, queues, , , uid, , inode] = line.trim().split(
      /\s+/,
    );
    if (state !== STATE_LISTEN || local?.endsWith(suffix) !== true) continue;
    const socket = {
      takesLoopback: LOOPBACK_TAKERS.has(local.slice(0, -suffix.length)),
      uid: Number(uid ?? NaN),
      inode: Number(inode ?? NaN),
      // tx_queue:rx_queue; of a listening socket rx_queue is its backlog.
      backlog: Number.parseInt(queues?.split(":")[1] ?? "", 16),
    };
    const { uid: owner, inode: number, backlog } = socket;
    // A line in a form this code does not know says nothing.
    const known = [owner, number, backlog].every((value) =>
      Number.isSafeInteger(value) && value >= 0
    );
    if (known) sockets.push(socket);
  }
  return sockets;
}
