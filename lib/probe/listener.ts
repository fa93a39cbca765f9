/** Finds out who listens on the gateway's port. Never a client of it. */

import type { ListenerFact, UnitFacts } from "../core/types.ts";
import { ifInstalled } from "../sys/command.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import {
  type GatewayIdentity,
  gatewayIdentity,
  openFiles,
  relationOf,
} from "./gateway_process.ts";
import { type ListenSocket, readListenSockets } from "./listen_table.ts";
import {
  type ProcessFacts,
  processIds,
  readProcess,
  readVisibleProcess,
} from "./process.ts";
import { shortCommand } from "./short_command.ts";

/** Who listens, and how many connections wait for it. */
export interface Listener extends ListenerFact {
  /** Connections the kernel took that the process has not accepted yet. */
  readonly backlog: number;
}

const RANK: Readonly<Record<ListenerFact["relation"], number>> = {
  "unit": 0,
  "leftover": 1,
  "orphan-gateway": 2,
  "foreign": 3,
};

/**
 * Finds the process that listens on the port where the gateway should.
 *
 * A listener whose process cannot be told (another user's) has pid 0 and
 * startTicks 0 and is foreign.
 *
 * @returns Null when nobody listens. Of several processes that share a socket
 * the one closest to the gateway; a foreign one on another address than
 * 127.0.0.1 does not stand in the gateway's way and is left out.
 */
export async function findListener(
  context: Context,
  profile: string,
  port: number,
  unit: UnitFacts,
): Promise<Listener | null> {
  const sockets = readListenSockets(context, port);
  if (sockets.length === 0) return null;
  const gateway = gatewayIdentity(context, profile, unit);
  const best = holdersOf(context, sockets, gateway)
    .find(({ takesLoopback, fact: { relation } }) =>
      takesLoopback || relation !== "foreign"
    );
  const socket = best?.socket ?? sockets.find((one) => one.takesLoopback);
  if (socket === undefined) return null;
  const fact = best?.fact ??
    await secondOpinion(context, port, socket, gateway);
  return { ...fact, backlog: socket.backlog };
}

/**
 * Finds the process behind listening sockets of a port, whatever address they
 * take; pid and the rest as in {@linkcode findListener}.
 */
export async function findHolder(
  context: Context,
  port: number,
  sockets: readonly [ListenSocket, ...ListenSocket[]],
  gateway: GatewayIdentity,
): Promise<ListenerFact> {
  const [best] = holdersOf(context, sockets, gateway);
  return best?.fact ?? await secondOpinion(context, port, sockets[0], gateway);
}

/** A process of this user that holds a socket. */
interface SocketHolder {
  readonly fact: ListenerFact;
  readonly socket: ListenSocket;
  /** So does one of those it holds. */
  readonly takesLoopback: boolean;
}

/** Those that hold one of the sockets, the closest to the gateway first. */
function holdersOf(
  context: Context,
  sockets: readonly ListenSocket[],
  gateway: GatewayIdentity,
): SocketHolder[] {
  const byLink = new Map(
    sockets.map((socket) => [`socket:[${socket.inode}]`, socket]),
  );
  const holders: SocketHolder[] = [];
  for (const pid of processIds(context)) {
    const held = openFiles(context, pid).flatMap((link) =>
      byLink.get(link) ?? []
    );
    const [socket] = held;
    const facts = socket === undefined ? null : readProcess(context, pid);
    if (socket === undefined || facts === null) continue;
    holders.push({
      fact: listenerFact(context, facts, gateway),
      socket,
      takesLoopback: held.some((one) => one.takesLoopback),
    });
  }
  return holders.sort(({ fact: one }, { fact: other }) =>
    RANK[one.relation] - RANK[other.relation] ||
    one.startTicks - other.startTicks
  );
}

/** A process as one that listens. */
export function listenerFact(
  context: Context,
  facts: ProcessFacts,
  gateway: GatewayIdentity,
): ListenerFact {
  const { pid, startTicks, uid, argv, comm } = facts;
  const command = shortCommand(argv, comm);
  const relation = relationOf(context, facts, gateway);
  return { pid, startTicks, uid, command, relation };
}

/**
 * Asks lsof, then fuser, where proc(5) did not tell: they may be allowed to see
 * more. Both are optional. What they say only names the listener; whether it is
 * ours is still decided from its own facts.
 */
async function secondOpinion(
  context: Context,
  port: number,
  socket: ListenSocket,
  gateway: GatewayIdentity,
): Promise<ListenerFact> {
  const questions: [string, string[]][] = [
    // Without -sTCP:LISTEN lsof also names the clients of the port.
    ["lsof", ["-nP", "-t", `-iTCP:${port}`, "-sTCP:LISTEN"]],
    ["fuser", [`${port}/tcp`]],
  ];
  for (const [program, args] of questions) {
    for (const pid of await askForPids(context, program, args)) {
      const facts = readVisibleProcess(context, pid);
      // fuser knows no "listening only": the owner of the socket it must be.
      if (facts !== null && facts.uid === socket.uid) {
        return listenerFact(context, facts, gateway);
      }
    }
  }
  return strangerOf(socket);
}

/** Whoever listens there, when that cannot be told. */
export function strangerOf({ uid }: ListenSocket): ListenerFact {
  const command = say`unknown`;
  return { pid: 0, startTicks: 0, uid, command, relation: "foreign" };
}

async function askForPids(
  context: Context,
  program: string,
  args: readonly string[],
): Promise<number[]> {
  const result = await ifInstalled(() =>
    context.run(program, args, { timeoutMs: 2000 })
  );
  return (result?.stdout ?? "").split(/\s+/).map(Number).filter((pid) =>
    Number.isSafeInteger(pid) && pid > 1
  );
}
