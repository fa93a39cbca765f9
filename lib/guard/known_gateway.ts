/** What the healthy path may take from the last full look. */

import type { Decision } from "../core/decision.ts";
import type { Instant } from "../base/instant.ts";
import { startedWallMs } from "../core/process_start.ts";
import { LOOK_FULLY_AFTER_MS } from "../core/steady.ts";
import { probeStartup } from "../probe/http.ts";
import { type KnownGateway, type Look } from "../probe/observe.ts";
import { endpointOf } from "../probe/endpoint.ts";
import { versionSince } from "../config/openclaw_version.ts";
import { processAgeMs } from "../probe/process.ts";
import type { Snapshot, State } from "../store/state.ts";
import type { Tick } from "./tick_tools.ts";

/** The gateway of a snapshot, or null when systemd must be asked again. */
export function knownGateway(
  { snapshot, memory }: State,
  now: Instant,
): KnownGateway | null {
  const { incarnation } = memory;
  if (snapshot === null || incarnation === null) return null;
  const { socket } = snapshot;
  // Of a guard that did not ask who answers.
  if (socket === undefined) return null;
  const ageMs = now.bootMs - snapshot.takenBootMs;
  // Negative: taken during an earlier boot.
  if (ageMs < 0 || ageMs >= LOOK_FULLY_AFTER_MS) return null;
  return {
    incarnation,
    endpoint: endpointOf(snapshot),
    socket,
  };
}

/** The snapshot after this look: new after a full look at a healthy gateway. */
export async function refreshSnapshot(
  { context, settings }: Tick,
  snapshot: Snapshot | null,
  look: Look,
  decision: Decision,
): Promise<Snapshot | null> {
  const { unit, incarnation } = look.observation;
  if (decision.verdict === "maintenance") return snapshot;
  const serves = decision.verdict === "healthy" ||
    decision.verdict === "unsupported";
  if (!serves || look.endpoint === null) return null;
  if (unit === null || incarnation === null) return snapshot;
  // Both clocks at this very moment: the look took a while.
  const now = context.clock.now();
  const ageMs = processAgeMs(incarnation.startTicks, now, context.clock);
  const { version } = await probeStartup(
    look.endpoint,
    settings.policy.connectTimeoutMs,
  );
  const { host, alternateHost, port, tls, certPath, configPath, stateDir } =
    look.endpoint;
  return {
    takenBootMs: now.bootMs,
    host,
    alternateHost,
    port,
    tls,
    certPath: tls ? certPath : null,
    configPath,
    stateDir,
    version: version ?? versionSince(unit, now.wallMs - ageMs),
    startedWallMs: startedWallMs(unit.mainStartedMs, now.wallMs - ageMs),
    socket: look.socket,
  };
}
