/**
 * Finds out whose answer it is: anybody on this host may listen on the
 * gateway's port and say that all is well.
 */

import type { HeldSocket, ListenerFact, UnitFacts } from "../core/types.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";
import type { Context } from "../sys/context.ts";
import { forwards } from "./container.ts";
import { groupProcesses } from "./control_group.ts";
import {
  type Endpoint,
  type EndpointOverrides,
  resolveEndpoint,
} from "./endpoint.ts";
import {
  type GatewayIdentity,
  gatewayIdentity,
  isGatewayProcess,
} from "./gateway_process.ts";
import {
  holdsSocket,
  readProcess,
  readVisibleProcess,
  unlessHidden,
} from "./process.ts";
import {
  type ListenSocket,
  readListenSockets,
  takingAddresses,
} from "./listen_table.ts";
import { findHolder, listenerFact, strangerOf } from "./listener.ts";

/** Who answers. */
interface Answerer {
  /** null when that cannot be told: the answer is then believed. */
  readonly listener: ListenerFact | null;
  /** By what {@linkcode holdsSocket} knows it again; null unless it is the unit's. */
  readonly socket: HeldSocket | null;
}

/** Nothing is known about who answers. */
export const UNKNOWN_ANSWERER: Answerer = { listener: null, socket: null };

/**
 * Finds the process that takes connections to the endpoint. The unit's own are
 * looked at first: a socket that systemd made and passed on is also systemd's.
 *
 * Not to be told, and so believed, is who answers on a port that a person chose
 * in the settings and that is not the gateway's own (a proxy in front of it), on
 * an address that is not one of this host's, behind a port the kernel does not
 * list here (a proc(5) without net, a gateway in a network of its own), and
 * where a process of the unit does not let this user see its descriptors. Where
 * systemd cannot be asked, all that is known is whose sockets are not this user's:
 * of a unit of the user's own nothing else answers.
 *
 * This reads /proc/net/tcp (11 ms), so it is not for the healthy path.
 */
export async function findAnswerer(
  context: Context,
  profile: string,
  endpoint: Endpoint,
  unit: UnitFacts | null,
  overrides: EndpointOverrides,
): Promise<Answerer> {
  const { port } = endpoint;
  if (
    overrides.port !== undefined &&
    resolveEndpoint(context, profile, unit).port !== port
  ) return UNKNOWN_ANSWERER;
  const [first, ...others] = takers(context, endpoint);
  if (first === undefined) return UNKNOWN_ANSWERER;
  const sockets = [first, ...others] as const;
  if (unit === null) {
    return gatewayUnit(context, profile).scope === "user" &&
        sockets.every(({ uid }) => uid !== context.uid)
      ? { listener: strangerOf(first), socket: null }
      : UNKNOWN_ANSWERER;
  }
  const gateway = gatewayIdentity(context, profile, unit);
  const own = unitsOwn(context, unit, sockets, gateway);
  if (own !== null) return own;
  // Somebody else's, or that of a process in a group below the unit's.
  const listener = await findHolder(context, port, sockets, gateway);
  if (listener.relation === "unit") {
    return { listener, socket: heldBy(context, listener.pid, sockets) };
  }
  if (forwards(unit, listener)) return UNKNOWN_ANSWERER;
  if (listener.pid === 0) {
    return mayBeHidden(context, unit, listener.uid)
      ? UNKNOWN_ANSWERER
      : { listener, socket: null };
  }
  const facts = readProcess(context, listener.pid);
  const isGateway = facts !== null && isGatewayProcess(context, facts, gateway);
  return { listener: { ...listener, isGateway }, socket: null };
}

/** The listening sockets of which one took the connection: those of one address. */
function takers(
  context: Context,
  { host, alternateHost, port }: Endpoint,
): ListenSocket[] {
  const sockets = listenSockets(context, port);
  for (const asked of [host, alternateHost]) {
    if (asked === null || !isLocal(asked)) continue;
    for (const address of takingAddresses(asked)) {
      const found = sockets.filter((socket) => socket.address === address);
      if (found.length > 0) return found;
    }
  }
  return [];
}

/** As {@linkcode readListenSockets}; none where the tables may not be read. */
export function listenSockets(
  context: Context,
  port: number | null,
): ListenSocket[] {
  return unlessHidden(() => readListenSockets(context, port)) ?? [];
}

function isLocal(host: string): boolean {
  return host.startsWith("127.") ||
    host === "::1" ||
    Deno.networkInterfaces().some(({ address }) => address === host);
}

function unitsOwn(
  context: Context,
  unit: UnitFacts,
  sockets: readonly ListenSocket[],
  gateway: GatewayIdentity,
): Answerer | null {
  for (const pid of processesOf(context, unit)) {
    const socket = heldBy(context, pid, sockets);
    const facts = socket === null ? null : readProcess(context, pid);
    const listener = facts && listenerFact(context, facts, gateway);
    if (listener?.relation === "unit") return { listener, socket };
  }
  return null;
}

function processesOf(context: Context, unit: UnitFacts): Set<number> {
  const group = groupProcesses(context, unit.controlGroup);
  return new Set(unit.mainPid > 1 ? [unit.mainPid, ...group] : group);
}

/** By which descriptor a process holds one of the sockets; null: it does not, or it cannot be seen. */
function heldBy(
  context: Context,
  pid: number,
  sockets: readonly ListenSocket[],
): HeldSocket | null {
  const folder = `${context.roots.proc}/${pid}/fd`;
  for (const { name } of unlessHidden(() => Deno.readDirSync(folder)) ?? []) {
    for (const { inode } of sockets) {
      const held = { pid, fd: Number(name), inode };
      if (holdsSocket(context, held)) return held;
    }
  }
  return null;
}

/** Whether a socket of that user may be the unit's, whose descriptors it hides. */
function mayBeHidden(context: Context, unit: UnitFacts, uid: number): boolean {
  return uid === context.uid ||
    [...processesOf(context, unit)].some((pid) =>
      // Of one that proc(5) hides (hidepid=1) nothing is known.
      (readVisibleProcess(context, pid)?.uid ?? uid) === uid
    );
}
