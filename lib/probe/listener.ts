/** Finds out who listens on the gateway's port. Never a client of it. */

import { CommandNotFoundError } from "../base/errors.ts";
import type { ListenerFact, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import {
  type GatewayIdentity,
  gatewayIdentity,
  openFiles,
  relationOf,
} from "./gateway_process.ts";
import { type ListenSocket, readListenSockets } from "./listen_table.ts";
import { type ProcessFacts, readProcess } from "./process.ts";
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
  const found = holdersOf(context, sockets, gateway).filter((listener) =>
    listener.takesLoopback || listener.relation !== "foreign"
  );
  found.sort(closestFirst);
  const best = found[0];
  if (best !== undefined) {
    const { takesLoopback: _takesLoopback, ...listener } = best;
    return listener;
  }
  const taken = sockets.find((socket) => socket.takesLoopback);
  return taken === undefined
    ? null
    : await secondOpinion(context, port, taken, gateway);
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
): Promise<Listener> {
  const [best] = holdersOf(context, sockets, gateway).sort(closestFirst);
  if (best === undefined) {
    return await secondOpinion(context, port, sockets[0], gateway);
  }
  const { takesLoopback: _takesLoopback, ...listener } = best;
  return listener;
}

function closestFirst(one: Listener, other: Listener): number {
  return RANK[one.relation] - RANK[other.relation] ||
    one.startTicks - other.startTicks;
}

/** The processes of this user that hold one of the sockets. */
function holdersOf(
  context: Context,
  sockets: readonly ListenSocket[],
  gateway: GatewayIdentity,
): (Listener & { readonly takesLoopback: boolean })[] {
  const byLink = new Map(
    sockets.map((socket) => [`socket:[${socket.inode}]`, socket]),
  );
  const holders = [];
  for (const { name } of Deno.readDirSync(context.roots.proc)) {
    if (!/^\d+$/.test(name)) continue;
    const pid = Number(name);
    const held = openFiles(context, pid).flatMap((link) =>
      byLink.get(link) ?? []
    );
    const [socket] = held;
    const facts = socket === undefined ? null : readProcess(context, pid);
    if (socket === undefined || facts === null) continue;
    holders.push({
      ...listenerOf(context, facts, socket, gateway),
      takesLoopback: held.some((one) => one.takesLoopback),
    });
  }
  return holders;
}

function listenerOf(
  context: Context,
  facts: ProcessFacts,
  socket: ListenSocket,
  gateway: GatewayIdentity,
): Listener {
  return {
    pid: facts.pid,
    startTicks: facts.startTicks,
    uid: facts.uid,
    command: shortCommand(facts.argv, facts.comm),
    relation: relationOf(context, facts, gateway),
    backlog: socket.backlog,
  };
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
): Promise<Listener> {
  const questions: [string, string[]][] = [
    // Without -sTCP:LISTEN lsof also names the clients of the port.
    ["lsof", ["-nP", "-t", `-iTCP:${port}`, "-sTCP:LISTEN"]],
    ["fuser", [`${port}/tcp`]],
  ];
  for (const [program, args] of questions) {
    for (const pid of await askForPids(context, program, args)) {
      const facts = readProcess(context, pid);
      // fuser knows no "listening only": the owner of the socket it must be.
      if (facts !== null && facts.uid === socket.uid) {
        return listenerOf(context, facts, socket, gateway);
      }
    }
  }
  return {
    pid: 0,
    startTicks: 0,
    uid: socket.uid,
    command: say`unknown`,
    relation: "foreign",
    backlog: socket.backlog,
  };
}

async function askForPids(
  context: Context,
  program: string,
  args: readonly string[],
): Promise<number[]> {
  try {
    const { stdout } = await context.run(program, args, { timeoutMs: 2000 });
    return stdout.split(/\s+/).map(Number).filter((pid) =>
      Number.isSafeInteger(pid) && pid > 1
    );
  } catch (error) {
    if (error instanceof CommandNotFoundError) return [];
    throw error;
  }
}
