/**
 * Looks at the gateway. The healthy path asks it one question and nobody else
 * anything; only trouble makes the guard look further.
 */

import type { Instant } from "../base/instant.ts";
import { sameIncarnation } from "../core/incarnation.ts";
import { messageOf } from "../base/errors.ts";
import type { Policy } from "../core/policy.ts";
import { unitName } from "../base/profile.ts";
import { EXIT_DO_NOT_RESTART, systemdGaveUp } from "../core/judge_stopped.ts";
import type {
  ConfigFact,
  Confirmation,
  HeldSocket,
  Incarnation,
  MaintenanceFact,
  Observation,
  ProbeResult,
  UnitFacts,
} from "../core/types.ts";
import type { Settings } from "../settings/load.ts";
import type { Context } from "../sys/context.ts";
import { type Answerer, findAnswerer, UNKNOWN_ANSWERER } from "./answerer.ts";
import { type Endpoint, resolveEndpoint } from "./endpoint.ts";
import { holdsSocket } from "./held_socket.ts";
import { probeGateway, probeReadiness, probeStartup } from "./http.ts";
import { findListener } from "./listener.ts";
import { loopbackSelfTest } from "./loopback.ts";
import {
  processAgeMs,
  type ProcessFacts,
  readProcess,
  sameProcess,
} from "./process.ts";
import { readRestartAudit } from "./restart_audit.ts";
import { findRunningUpdate } from "./running_update.ts";
import { readUnit } from "./unit.ts";

/** An observation and what was learnt on the way. */
export interface Look {
  readonly observation: Observation;
  /** Where the gateway listens; null when nobody asked. */
  readonly endpoint: Endpoint | null;
  /** The unit's own that answers; null when it does not, or is not known. */
  readonly socket: HeldSocket | null;
}

/** What the last full look found out, good for the same incarnation. */
export interface KnownGateway {
  readonly incarnation: Incarnation;
  readonly endpoint: Endpoint;
  /** null: who answers could not be told. */
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

/**
 * The healthy path: the incarnation we know is still there and answers well.
 *
 * @returns Null with the probe's result when a full look is needed.
 */
export async function lookAtKnown(
  context: Context,
  known: KnownGateway,
  policy: Policy,
): Promise<{ look: Look | null; probe: ProbeResult | null }> {
  if (!sameProcess(context, known.incarnation)) {
    return { look: null, probe: null };
  }
  const probe = await probeGateway(known.endpoint, policy);
  const { incarnation, endpoint, socket } = known;
  // Gone while it was asked: whoever answered was not the one we know.
  const itself = sameProcess(context, incarnation) &&
    (socket === null || holdsSocket(context, socket));
  if (probe.outcome !== "healthy" || !itself) return { look: null, probe };
  const observation = { ...NOTHING_SEEN, incarnation, probe };
  return { look: { observation, endpoint, socket }, probe };
}

/** The guard's own settings cannot be used: nothing is asked either. */
export function lookNowhere(settingsError: string): Look {
  return blind({ ...NOTHING_SEEN, settingsError });
}

/** What is known already when a full look begins. */
export interface Earlier {
  /** A probe of a moment ago, so that a silent gateway is not waited for twice. */
  readonly probe: ProbeResult | null;
  /** What that probe asked, and which life of the gateway. */
  readonly endpoint: Endpoint | null;
  readonly incarnation: Incarnation | null;
  /** What the wait before this look showed. */
  readonly confirmation: Confirmation | null;
}

/** Nothing is known yet. */
export const NOTHING_EARLIER: Earlier = {
  probe: null,
  endpoint: null,
  incarnation: null,
  confirmation: null,
};

/**
 * The full look: systemd, process, probe, and whatever explains a failure.
 */
export async function lookFully(
  context: Context,
  profile: string,
  settings: Settings,
  now: Instant,
  earlier: Earlier,
): Promise<Look> {
  const { policy } = settings;
  let unit: UnitFacts | null = null;
  let unitError: string | null = null;
  try {
    unit = await readUnit(context, unitName(profile));
  } catch (error) {
    unitError = messageOf(error);
  }
  const main = unit === null || unit.mainPid === 0
    ? null
    : readProcess(context, unit.mainPid);
  const endpoint = resolveEndpoint(context, profile, unit, settings.endpoint);
  const incarnation = unit === null || main === null ? null : {
    pid: main.pid,
    startTicks: main.startTicks,
    invocationId: unit.invocationId,
  };
  const probe = earlier.probe !== null &&
      earlier.endpoint?.url === endpoint.url &&
      sameIncarnation(earlier.incarnation, incarnation)
    ? earlier.probe
    : await probeGateway(endpoint, policy);
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
    confirmation: earlier.confirmation,
  };
  const { listener, socket } = await whoAnswers(
    context,
    profile,
    settings,
    endpoint,
    unit,
    main,
    probe,
  );
  const itself = listener === null || listener.relation === "unit";
  if (probe.outcome === "healthy" && unit?.activeState === "active" && itself) {
    const { ready, problems } = await probeReadiness(
      endpoint,
      policy.connectTimeoutMs,
    );
    const notReady = ready === false ? problems : null;
    return {
      observation: { ...observation, notReady, listener },
      endpoint,
      socket,
    };
  }
  return {
    observation: await explain(
      context,
      profile,
      policy,
      now,
      endpoint,
      main,
      { ...observation, listener },
    ),
    endpoint,
    socket,
  };
}

/** Who gave an answer that would count; unknown when there was none. */
async function whoAnswers(
  context: Context,
  profile: string,
  settings: Settings,
  endpoint: Endpoint,
  unit: UnitFacts | null,
  main: ProcessFacts | null,
  { outcome }: ProbeResult,
): Promise<Answerer> {
  if (unit === null || (outcome !== "healthy" && outcome !== "unsupported")) {
    return UNKNOWN_ANSWERER;
  }
  const answerer = await findAnswerer(
    context,
    profile,
    endpoint,
    unit,
    settings.endpoint,
  );
  // Ended since: whoever listens now need not be the one that answered.
  return main === null || sameProcess(context, main)
    ? answerer
    : UNKNOWN_ANSWERER;
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
  const answers = observation.probe?.outcome === "failing" ||
    observation.probe?.outcome === "healthy" ||
    observation.probe?.outcome === "unsupported";
  const taken = observation.probe?.outcome !== "unasked" &&
    observation.probe?.outcome !== "refused" &&
    observation.probe?.outcome !== "unreachable";
  const { unit } = observation;
  const running = unit !== null && main !== null &&
    (unit.activeState === "active" || unit.activeState === "reloading");
  const [loopbackMs, startup] = await Promise.all([
    loopbackSelfTest(2 * policy.loopbackSlowMs),
    answers
      ? probeStartup(endpoint, policy.connectTimeoutMs)
      : { status: "unknown" as const, version: null },
  ]);
  const refused = unit !== null && refusesConfig(unit) &&
    observation.probe?.outcome !== "healthy";
  const listener = observation.listener ??
    (taken && (running || refused)
      ? await findListener(context, profile, endpoint.port, unit)
      : null);
  return {
    ...observation,
    maintenance: findRunningUpdate(context, now),
    loopbackMs,
    startup: startup.status,
    listener,
    leftInactiveMs: leftInactiveMs(unit, endpoint.stateDir, now),
    // With a healthy peer on the port it is not the config that was refused.
    config: unit === null || observation.probe?.outcome === "healthy"
      ? null
      : await lookAtRefusal(context, profile, unit, endpoint.configPath),
  };
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

/** An inactive unit counts as left by a restart that began so shortly before, ms. */
const RESTART_LEAVES_WITHIN_MS = 10 * 60 * 1000;
/** systemd's time has whole seconds, OpenClaw's milliseconds. */
const AUDIT_SLACK_MS = 2000;

/**
 * A person's stop and a restart that failed half-way look the same to systemd.
 * OpenClaw's audit tells them apart: its last entry before the unit became
 * inactive was a restart (openclaw#84404: down for 19 hours).
 */
function leftInactiveMs(
  unit: UnitFacts | null,
  stateDir: string,
  now: Instant,
): number | null {
  const enteredMs = unit?.inactiveEnterMs ?? null;
  if (unit?.activeState !== "inactive" || enteredMs === null) return null;
  const audit = readRestartAudit(stateDir);
  if (audit === null || audit.action !== "restart") return null;
  // That restart did start a process; what stopped it came later.
  const startedMs = unit.mainStartedMs ?? 0;
  if (startedMs + 1000 > audit.atMs) return null;
  const afterMs = enteredMs + AUDIT_SLACK_MS - audit.atMs;
  return afterMs >= 0 && afterMs <= RESTART_LEAVES_WITHIN_MS
    ? Math.max(0, now.wallMs - enteredMs)
    : null;
}
