/** Looks at the gateway; only trouble makes the guard look further. */

import type { Instant } from "../base/instant.ts";
import { sameIncarnation } from "../core/incarnation.ts";
import { messageOf } from "../base/errors.ts";
import { runsContainer } from "../core/container.ts";
import { asksForInstall, type Instead } from "../core/instead.ts";
import type { Policy } from "../core/policy.ts";
import { isSilent } from "../core/remember_silence.ts";
import { EXIT_DO_NOT_RESTART, systemdGaveUp } from "../core/judge_stopped.ts";
import type {
  ConfigFact,
  Confirmation,
  HeldSocket,
  MaintenanceFact,
  Observation,
  UnitFacts,
} from "../core/types.ts";
import type { Settings } from "../settings/load.ts";
import type { Context } from "../sys/context.ts";
import { findAnswerer, UNKNOWN_ANSWERER } from "./answerer.ts";
import { findElsewhere } from "./elsewhere.ts";
import { type Endpoint, resolveEndpoint } from "./endpoint.ts";
import { probeGateway, probeReadiness, probeStartup } from "./http.ts";
import { notReady } from "./ready.ts";
import { findListener } from "./listener.ts";
import { lookInstead } from "./instead.ts";
import { loopbackSelfTest } from "./loopback.ts";
import {
  processAgeMs,
  type ProcessFacts,
  readVisibleProcess,
  sameProcess,
} from "./process.ts";
import { leftInactiveMs } from "./restart_audit.ts";
import { silentProcess, takeSample } from "./sample.ts";
import { findRunningUpdate } from "./running_update.ts";
import { permissionFor } from "./permission.ts";
import { forwards } from "./container.ts";
import { gatewayProcess } from "./started_with.ts";
import { readUnit } from "./unit.ts";
import { gatewayUnit } from "../store/gateway_unit.ts";

/** An observation and what was learnt on the way. */
export interface Look {
  readonly observation: Observation;
  /** Where the gateway listens; null when nobody asked. */
  readonly endpoint: Endpoint | null;
  /** The unit's own that answers; null when it does not, or is not known. */
  readonly socket: HeldSocket | null;
}

const NOTHING_SEEN: Observation = {
  maintenance: null,
  settingsError: null,
  unit: null,
  unitError: null,
  incarnation: null,
  ageMs: null,
  processState: null,
  probe: null,
  startup: "unknown",
  notReady: null,
  listener: null,
  leftInactiveMs: null,
  loopbackMs: null,
  config: null,
  confirmation: null,
};

/** Maintenance is on: nothing is asked at all. */
export function lookAway(maintenance: MaintenanceFact): Look {
  return blind({ ...NOTHING_SEEN, maintenance });
}

function blind(observation: Observation): Look {
  return { observation, endpoint: null, socket: null };
}

/** The guard's own settings cannot be used: nothing is asked either. */
export function lookNowhere(settingsError: string): Look {
  return blind({ ...NOTHING_SEEN, settingsError });
}

/** What is known already when a look follows a wait. */
interface Earlier {
  /** Its probe still holds, so that a silent gateway is not waited for twice. */
  readonly look: Look | null;
  /** What the wait showed. */
  readonly confirmation: Confirmation;
}

/**
 * The full look: systemd, process, probe, and whatever explains a failure.
 */
export async function lookFully(
  context: Context,
  profile: string,
  settings: Settings,
  now: Instant,
  earlier: Earlier | null = null,
): Promise<Look> {
  const { policy } = settings;
  let unit: UnitFacts | null = null;
  let unitError: string | null = null;
  try {
    unit = await readUnit(context, gatewayUnit(context, profile));
  } catch (error) {
    unitError = messageOf(error);
  }
  const main = unit === null || unit.mainPid === 0
    ? null
    // Another user's, perhaps: nothing of it is the guard's to end.
    : gatewayProcess(context, unit) ??
      readVisibleProcess(context, unit.mainPid);
  let endpoint = resolveEndpoint(context, profile, unit, settings.endpoint);
  const incarnation = unit === null || main === null ? null : {
    pid: main.pid,
    startTicks: main.startTicks,
    invocationId: unit.invocationId,
  };
  // Of the same address, and of the same life of the gateway.
  const before = earlier?.look ?? null;
  const ask = async (where: Endpoint) =>
    (before?.endpoint?.url === where.url &&
        sameIncarnation(before.observation.incarnation, incarnation)
      ? before.observation.probe
      : null) ?? await probeGateway(context.clock, where, policy);
  let probe = await ask(endpoint);
  if (probe.outcome === "refused" && unit !== null) {
    const found = await findElsewhere(
      context,
      profile,
      unit,
      settings.endpoint,
      ask,
    );
    if (found !== null) ({ endpoint, probe } = found);
  }
  const observation: Observation = {
    ...NOTHING_SEEN,
    unit,
    unitError,
    incarnation,
    ageMs: main === null
      ? null
      : processAgeMs(main.startTicks, now, context.clock),
    processState: main?.state ?? null,
    probe,
    confirmation: earlier?.confirmation ?? null,
  };
  const { outcome } = probe;
  const answers = outcome === "healthy" || outcome === "unsupported";
  const answerer = answers
    ? await findAnswerer(context, profile, endpoint, unit, settings.endpoint)
    : UNKNOWN_ANSWERER;
  // Ended since: whoever listens now need not be the one that answered.
  const ended = main !== null && !sameProcess(context, main);
  const { listener, socket } = ended ? UNKNOWN_ANSWERER : answerer;
  const itself = listener === null || listener.relation === "unit";
  const seen = { ...observation, listener };
  const well = outcome === "healthy" && unit?.activeState === "active" &&
    itself;
  return {
    observation: well
      ? { ...seen, ...await askIfReady(endpoint, policy) }
      : await explain(context, profile, policy, now, endpoint, main, seen),
    endpoint,
    socket,
  };
}

async function askIfReady(
  endpoint: Endpoint,
  { connectTimeoutMs }: Policy,
): Promise<Pick<Observation, "notReady" | "eventLoop">> {
  const readiness = await probeReadiness(endpoint, connectTimeoutMs);
  const { eventLoop } = readiness;
  return {
    notReady: notReady(readiness),
    ...eventLoop === undefined ? {} : { eventLoop },
  };
}

/** What tells a harmless silence from a harmful one. */
async function explain(
  context: Context,
  profile: string,
  policy: Policy,
  now: Instant,
  endpoint: Endpoint,
  main: ProcessFacts | null,
  observation: Observation,
): Promise<Observation> {
  const { unit } = observation;
  const outcome = observation.probe?.outcome;
  const answers = outcome === "failing" || outcome === "healthy" ||
    outcome === "unsupported";
  const taken = outcome !== "unasked" && outcome !== "refused" &&
    outcome !== "unreachable";
  const running = unit !== null && main !== null &&
    (unit.activeState === "active" || unit.activeState === "reloading");
  const [loopbackMs, startup] = await Promise.all([
    loopbackSelfTest(context.clock, 2 * policy.loopbackSlowMs),
    answers
      ? probeStartup(endpoint, policy.connectTimeoutMs)
      : { status: "unknown" as const, version: null },
  ]);
  const found = observation.listener ??
    (taken && unit !== null &&
        (running || outcome !== "healthy" && hasEnded(unit))
      ? await findListener(context, profile, endpoint.port, unit)
      : null);
  const listener = found !== null && unit !== null && forwards(unit, found)
    ? null
    : found;
  const instead = unit === null
    ? null
    : await lookAtInstead(context, profile, unit, endpoint.port);
  // Of a container its engine would be looked at.
  const silent = unit === null || runsContainer(unit)
    ? null
    : silentProcess(listener, running ? main : null);
  const sample = silent !== null && observation.probe !== null &&
      isSilent(observation.probe)
    ? takeSample(context, silent, endpoint.port)
    : null;
  const mayAct = unit === null || await permissionFor(context, unit) !== null;
  return {
    ...observation,
    maintenance: findRunningUpdate(context, now),
    loopbackMs,
    startup: startup.status,
    listener,
    ...instead === null ? {} : { instead },
    ...sample === null ? {} : { sample },
    ...mayAct ? {} : { mayOnlyWatch: true },
    leftInactiveMs: unit?.activeState === "inactive"
      ? leftInactiveMs(unit, endpoint.stateDir, now)
      : null,
    // With a healthy peer on the port it is not the config that was refused.
    config: unit === null || outcome === "healthy"
      ? null
      : await lookAtRefusal(context, profile, unit, endpoint.configPath),
  };
}

/**
 * What runs the gateway instead of a unit that OpenClaw would be asked to make
 * or mend; null for any other unit.
 */
export async function lookAtInstead(
  context: Context,
  profile: string,
  unit: UnitFacts,
  port: number,
): Promise<Instead | null> {
  return asksForInstall(unit)
    ? await lookInstead(context, profile, unit, port)
    : null;
}

/** Its process ended, for good or until systemd starts it again. */
function hasEnded({ activeState, subState, mainPid }: UnitFacts): boolean {
  return mainPid === 0 && (activeState === "failed" ||
    activeState === "activating" && subState.startsWith("auto-restart"));
}

/** Whether the unit has given up because of its config, or a healthy peer. */
export function refusesConfig(unit: UnitFacts): boolean {
  return unit.activeState === "failed" && !unit.job &&
    unit.execMainStatus === EXIT_DO_NOT_RESTART;
}

/**
 * The unit ended with a code, and systemd has given up or is about to start it
 * again. Up to 2026.6 OpenClaw says so, too, that it refuses its config.
 */
function endedByItself(unit: UnitFacts): boolean {
  const { activeState, subState, result, execMainStatus } = unit;
  const givenUp = activeState === "failed" && !unit.job && systemdGaveUp(unit);
  return execMainStatus !== 0 &&
    (result === "exit-code" || result === "start-limit-hit") &&
    (givenUp || activeState === "activating" &&
        subState.startsWith("auto-restart"));
}

/**
 * Why the unit does not run, if it is its config; else null. What looks at it is
 * loaded only when it is needed: it costs nothing until then.
 */
export async function lookAtRefusal(
  context: Context,
  profile: string,
  unit: UnitFacts,
  configPath: string,
): Promise<ConfigFact | null> {
  if (!refusesConfig(unit) && !endedByItself(unit)) return null;
  const { lookAtConfig } = await import("./refused_config.ts");
  return await lookAtConfig(context, profile, unit, configPath);
}
