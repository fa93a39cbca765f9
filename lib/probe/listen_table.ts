/** Listening TCP sockets, from /proc/net/tcp and tcp6. */

import type { Context } from "../sys/context.ts";
import { unlessGone } from "./process.ts";

/** A listening socket. */
export interface ListenSocket {
  /** In the kernel's notation. */
  readonly address: string;
  readonly port: number;
  /** It takes connections to 127.0.0.1. */
  readonly takesLoopback: boolean;
  /** Who created it. */
  readonly uid: number;
  readonly inode: number;
  /** Connections that wait to be accepted. */
  readonly backlog: number;
}

const STATE_LISTEN = "0A";

const ANY_IPV6 = "0".repeat(32);
const MAPPED = "0000000000000000FFFF0000";

/**
 * Addresses, in the kernel's notation (32 bit words in host byte order), that
 * take connections to 127.0.0.1: the address itself and 0.0.0.0, both also as
 * IPv4-mapped IPv6 (RFC 4291 2.5.5.2), and "::".
 */
const LOOPBACK_TAKERS: ReadonlySet<string> = new Set(
  takingAddresses("127.0.0.1"),
);

/**
 * The addresses, in the kernel's notation, whose sockets take connections to
 * an IP address; the kernel gives them to the first that there is.
 *
 * @returns None for what is no IP address.
 */
export function takingAddresses(host: string): string[] {
  const v4 = host.split(".").map(Number);
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host) && v4.every((byte) => byte < 256)) {
    const address = hostOrder(new Uint8Array(v4).toHex());
    return [
      address,
      MAPPED + address,
      "00000000",
      `${MAPPED}00000000`,
      ANY_IPV6,
    ];
  }
  const v6 = ipv6Digits(host);
  return v6 === null ? [] : [hostOrder(v6), ANY_IPV6];
}

/** Each word of four bytes as a little-endian machine, which Deno needs, writes it. */
function hostOrder(digits: string): string {
  return digits.toUpperCase().replaceAll(/(..)(..)(..)(..)/g, "$4$3$2$1");
}

/** All 32 hexadecimal digits; null when it is no IPv6 address. */
function ipv6Digits(host: string): string | null {
  const url = host.includes(":") ? URL.parse(`http://[${host}]`) : null;
  if (url === null) return null;
  // The URL has it without an IPv4 part, and shortened at one place at most.
  const [before = [], after = []] = url.hostname.slice(1, -1).split("::")
    .map((part) => part.split(":").filter((group) => group !== ""));
  const zeros = Array<string>(8 - before.length - after.length).fill("0");
  return [...before, ...zeros, ...after]
    .map((group) => group.padStart(4, "0")).join("");
}

/**
 * The address by which a socket is reached, as people write it: for one that
 * takes all addresses that of the loopback.
 */
export function reachedBy({ address }: ListenSocket): string {
  if (/^0+$/.test(address)) return "127.0.0.1";
  const own = address.startsWith(MAPPED) ? address.slice(24) : address;
  const digits = hostOrder(own);
  if (digits.length === 8) {
    return digits.match(/../g)?.map((byte) => Number.parseInt(byte, 16))
      .join(".") ?? "";
  }
  const groups = digits.match(/.{4}/g) ?? [];
  return URL.parse(`http://[${groups.join(":")}]`)?.hostname.slice(1, -1) ?? "";
}

/**
 * Reads who listens on a port, or on any. This makes the kernel walk its whole table
 * (11 ms), so it is not for the healthy path.
 */
export function readListenSockets(
  context: Context,
  port: number | null,
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

/**
 * Finds the listening sockets in a table of proc_net_tcp(5).
 *
 * @param port Null for all ports.
 */
export function parseListenSockets(
  text: string,
  port: number | null,
): ListenSocket[] {
  const suffix = port === null
    ? ""
    : `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const sockets: ListenSocket[] = [];
  for (const line of text.split("\n")) {
    const [, local, , state, queues, , , uid, , inode] = line.trim().split(
      /\s+/,
    );
    if (state !== STATE_LISTEN || local?.endsWith(suffix) !== true) continue;
    const [address = "", hexPort = ""] = local.split(":");
    const socket = {
      address,
      port: Number.parseInt(hexPort, 16),
      takesLoopback: LOOPBACK_TAKERS.has(address),
      uid: Number(uid ?? NaN),
      inode: Number(inode ?? NaN),
      // tx_queue:rx_queue; of a listening socket rx_queue is its backlog.
      backlog: Number.parseInt(queues?.split(":")[1] ?? "", 16),
    };
    const { uid: owner, inode: number, backlog } = socket;
    // A line in a form this code does not know says nothing.
    const known = [owner, number, backlog, socket.port].every((value) =>
      Number.isSafeInteger(value) && value >= 0
    );
    if (known) sockets.push(socket);
  }
  return sockets;
}
