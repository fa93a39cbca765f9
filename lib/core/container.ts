/**
 * A unit that runs its gateway in a container (a quadlet of podman, `docker
 * run`): the gateway is in a control group and a network of its own, often as
 * another user. Its engine stops it, and a forwarder of the engine has its port.
 */

import type { UnitFacts } from "./types.ts";

/** Whether what the unit starts is a container's engine. */
export function runsContainer({ execStart }: UnitFacts): boolean {
  return /(?:^|\/)(?:podman|docker|nerdctl)$/.test(execStart[0] ?? "");
}
