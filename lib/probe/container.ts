/** What can be told of a gateway in a container: where it listens, and for whom. */

import { runsContainer } from "../core/container.ts";
import type { ListenerFact, UnitFacts } from "../core/types.ts";
import { defaultPort, optionValue, parsePort } from "./gateway_location.ts";
import { DEFAULT_PROFILE } from "../base/profile.ts";

const FORWARDER =
  /^(?:rootlessport|rootlesskit|slirp4netns|pas(?:ta|st)(?:\.avx2)?|conmon|docker-proxy)$/;

/**
 * Whether a listener may be the forwarder of the unit's container. For which
 * container it forwards cannot be told: its answer is believed, and it is
 * neither a stranger nor the guard's to end.
 */
export function forwards(
  unit: UnitFacts,
  { pid, relation, command }: ListenerFact,
): boolean {
  return runsContainer(unit) && relation === "foreign" &&
    (pid === 0 || FORWARDER.test(command));
}

/**
 * The host's port of the gateway in a unit's container, by `--publish
 * [ADDRESS:]HOST:CONTAINER`; null without one, as in the host's own network.
 */
export function publishedPort(unit: UnitFacts | null): number | null {
  if (unit === null || !runsContainer(unit)) return null;
  const { execStart } = unit;
  const published = execStart.flatMap((word, index) => {
    const value = word === "-p" || word === "--publish"
      ? execStart[index + 1]
      : /^(?:--publish=|-p)(.+)$/.exec(word)?.[1];
    const ports = /(?:^|:)(\d+):(\d+)(?:\/tcp)?$/.exec(value ?? "");
    return ports === null ? [] : [ports];
  });
  const inner = parsePort(optionValue(execStart, "--port")) ??
    defaultPort(DEFAULT_PROFILE);
  const own = published.length === 1
    ? published[0]
    : published.find(([, , container]) => Number(container) === inner);
  return parsePort(own?.[1]);
}
