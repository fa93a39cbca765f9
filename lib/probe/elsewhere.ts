/**
 * Finds a gateway where its unit does listen. Where it should is put together
 * from command line, environment and config, and a guess may be wrong; which
 * sockets its process holds is a fact. So nobody is called down for a port that
 * only the guard believes in.
 */

import type { ProbeResult, UnitFacts } from "../core/types.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";
import { listenSockets } from "./answerer.ts";
import {
  type Endpoint,
  endpointOf,
  type EndpointOverrides,
  findEndpoint,
} from "./endpoint.ts";
import { openFiles } from "./gateway_process.ts";
import { reachedBy } from "./listen_table.ts";
import { probeReadiness } from "./http.ts";
import { gatewayProcess } from "./started_with.ts";

/** A gateway that answers, and where. */
interface Found {
  readonly endpoint: Endpoint;
  readonly probe: ProbeResult;
}

/** A gateway has three. */
const MAX_ASKED = 16;

/** How long /ready may take. */
const READY_MS = 2000;

/**
 * Asks the listening sockets of the gateway's own process; of no other in the
 * unit's group: what agents start serves pages and says ok as well.
 *
 * @param ask Puts the question of a probe.
 * @param saysReady Whether /ready is a gateway's, too: plugins of a gateway that
 * has lost its port may say ok on theirs.
 * @returns Null when none of them answers as a gateway does, or the address that
 * was asked is its own: that was no wrong guess then.
 */
export async function findElsewhere(
  context: Context,
  profile: string,
  unit: UnitFacts,
  overrides: EndpointOverrides,
  ask: (endpoint: Endpoint) => Promise<ProbeResult>,
  saysReady = async (endpoint: Endpoint) =>
    (await probeReadiness(endpoint, READY_MS)).ready !== null,
): Promise<Found | null> {
  const { activeState } = unit;
  const gateway = activeState === "active" || activeState === "reloading"
    ? gatewayProcess(context, unit)
    : null;
  if (gateway === null) return null;
  const { endpoint: asked, origins } = findEndpoint(
    context,
    profile,
    unit,
    overrides,
  );
  const origin = overrides.host === undefined ? origins.port : origins.host;
  const sockets = ownSockets(context, gateway.pid);
  if (sockets.has(`${asked.host} ${asked.port}`)) return null;
  const answers = await Promise.all(
    [...sockets.values()].slice(0, MAX_ASKED).map(async ({ host, port }) => {
      const endpoint = endpointOf({
        ...asked,
        host,
        // A socket for all of IPv6 need not take IPv4.
        alternateHost: host === "127.0.0.1" ? "::1" : null,
        port,
      }, asked.notes);
      const probe = await ask(endpoint);
      const counts = probe.outcome === "silent" ||
        probe.outcome === "healthy" && await saysReady(endpoint);
      return counts ? { endpoint, probe } : null;
    }),
  );
  const found = answers.filter((answer) => answer !== null);
  // A hung one has the patience that a hang has.
  const best = found.find(({ probe }) => probe.outcome === "healthy") ??
    found[0];
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

/** What a process listens on, by address. */
function ownSockets(
  context: Context,
  pid: number,
): Map<string, Pick<Endpoint, "host" | "port">> {
  const links = new Set(openFiles(context, pid));
  return new Map(
    listenSockets(context, null)
      .filter(({ inode }) => links.has(`socket:[${inode}]`))
      .map((socket) => {
        const { port } = socket;
        const host = reachedBy(socket);
        return [`${host} ${port}`, { host, port }];
      }),
  );
}
