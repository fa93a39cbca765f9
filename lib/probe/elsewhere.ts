/**
 * Finds a gateway where its unit does listen. Where it should is put together
 * from command line, environment and config, and a guess may be wrong; which
 * sockets the processes of its control group hold is a fact. So nobody is
 * called down for a port that only the guard believes in.
 */

import type { ProbeResult, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { listenSockets } from "./answerer.ts";
import { groupProcesses } from "./control_group.ts";
import {
  type Endpoint,
  endpointOf,
  type EndpointOverrides,
  findEndpoint,
} from "./endpoint.ts";
import { openFiles } from "./gateway_process.ts";
import { reachedBy } from "./listen_table.ts";
import { readProcess } from "./process.ts";

/** A gateway that answers, and where. */
export interface Found {
  readonly endpoint: Endpoint;
  readonly probe: ProbeResult;
}

/** A gateway has three; a flood of others (what agents start) is not asked. */
const MAX_ASKED = 16;

/**
 * Asks the unit's own listening sockets.
 *
 * Anything that a process of the unit started later than the main process is
 * believed if it says ok: behind a wrapper the gateway is a child. Less than
 * that counts only of the main process, and a 404 never: a debugger's port and
 * the site an agent has built answer as well.
 *
 * @param ask Puts the question of a probe.
 * @returns Null when none of them answers as a gateway does.
 */
export async function findElsewhere(
  context: Context,
  profile: string,
  unit: UnitFacts,
  overrides: EndpointOverrides,
  ask: (endpoint: Endpoint) => Promise<ProbeResult>,
): Promise<Found | null> {
  const main = unit.activeState === "active" ||
      unit.activeState === "reloading"
    ? readProcess(context, unit.mainPid)
    : null;
  if (main === null || main.uid !== context.uid) return null;
  const { endpoint: asked, origins } = findEndpoint(
    context,
    profile,
    unit,
    overrides,
  );
  const origin = overrides.host === undefined ? origins.port : origins.host;
  const sockets = ownSockets(context, unit, main.startTicks);
  // That one was asked just now.
  sockets.delete(`${asked.host} ${asked.port}`);
  const answers = await Promise.all(
    [...sockets.values()].slice(0, MAX_ASKED).map(async (socket) => {
      const { host, port, byMain } = socket;
      const endpoint = endpointOf({
        ...asked,
        host,
        // A socket for all of IPv6 need not take IPv4.
        alternateHost: host === "127.0.0.1" ? "::1" : null,
        port,
      }, asked.notes);
      const probe = await ask(endpoint);
      return { endpoint, probe, rank: rankOf(probe, byMain) };
    }),
  );
  const [best] = answers.filter(({ rank }) => rank >= 0)
    .sort((one, other) => one.rank - other.rank);
  if (best === undefined) return null;
  const { endpoint, probe } = best;
  return {
    probe,
    endpoint: {
      ...endpoint,
      difference:
        say`the gateway listens at ${endpoint.url}, where it is asked; nobody listens at ${asked.url}, where it should (${
          origin === "settings"
            ? say`the guard's settings`
            : origin === "default"
            ? say`OpenClaw's own default`
            : origin
        })`,
    },
  };
}

interface OwnSocket {
  readonly host: string;
  readonly port: number;
  /** The unit's main process has it. */
  readonly byMain: boolean;
}

/** What the unit's processes listen on, by address; the main process' first. */
function ownSockets(
  context: Context,
  unit: UnitFacts,
  startTicks: number,
): Map<string, OwnSocket> {
  const sockets = new Map(
    listenSockets(context, null).map((socket) => [
      `socket:[${socket.inode}]`,
      socket,
    ]),
  );
  const own = new Map<string, OwnSocket>();
  const group = groupProcesses(context, unit.controlGroup);
  for (const pid of new Set([unit.mainPid, ...group])) {
    const facts = readProcess(context, pid);
    // What was left over by an earlier life is no gateway of this one.
    if (facts?.uid !== context.uid || facts.startTicks < startTicks) continue;
    for (const link of openFiles(context, pid)) {
      const socket = sockets.get(link);
      if (socket === undefined) continue;
      const { port } = socket;
      const host = reachedBy(socket);
      const key = `${host} ${port}`;
      const byMain = pid === unit.mainPid || own.get(key)?.byMain === true;
      own.set(key, { host, port, byMain });
    }
  }
  return own;
}

/** How much an answer is a gateway's; the lowest wins, -1: not at all. */
function rankOf(
  { outcome, status }: ProbeResult,
  byMain: boolean,
): number {
  if (outcome === "healthy") return byMain ? 0 : 1;
  if (!byMain) return -1;
  if (outcome === "failing") return 2;
  if (outcome === "silent") return 3;
  // An old gateway's page, or one whose certificate is not known.
  return outcome === "unsupported" && (status === 200 || status === null)
    ? 4
    : -1;
}
