/** Gathers what `status` tells. */

import type { GatewayUnit } from "../../base/gateway_unit.ts";
import { decide } from "../../core/decide.ts";
import type { Action, Decision } from "../../core/decision.ts";
import { isRecent, type Memory, type Rescue } from "../../core/memory.ts";
import { attemptText } from "../../core/attempt.ts";
import type {
  MaintenanceFact,
  ProbeResult,
  UnitFacts,
} from "../../core/types.ts";
import { ALIVE } from "../../core/incident.ts";
import { type Look, lookFully, lookNowhere } from "../../probe/observe.ts";
import { type HistoryEvent, historyEvents } from "../../store/history.ts";
import { findLockHolder } from "../../probe/lock_holder.ts";
import { readMaintenance } from "../../store/maintenance.ts";
import { profilePaths } from "../../store/paths.ts";
import { type Settings, tryLoadSettings } from "../../settings/load.ts";
import { peekState } from "../../store/state.ts";
import type { Context } from "../../sys/context.ts";
import { hostName } from "../../sys/host_name.ts";
import { userName } from "../../sys/user_name.ts";
import { say } from "../../base/say.ts";
import { VERSION } from "../../base/version.ts";
import { rfc3339 } from "../../cli/format.ts";
import { findUnwritable } from "../../store/unwritable.ts";
import {
  type GuardLiveness,
  livenessOf,
  receiptFacts,
} from "../../guard/liveness.ts";
import {
  backupsJson,
  brokenConfig,
  drillUnderWay,
  guardJson,
  lastRollback,
  maintenanceJson,
  notifyJson,
  probeJson,
  restartsJson,
  unitJson,
} from "./parts.ts";
import { endedIncident, latelyOf } from "./history.ts";
import type { StatusJson } from "./json.ts";
import { pausedSinceMs, type Since, sinceOf } from "./since.ts";
import { permissionFor } from "../../probe/permission.ts";
import { readUnit } from "../../probe/unit.ts";
import { gatewayUnit } from "../../store/gateway_unit.ts";

/** The report and what the text form needs besides. */
export interface StatusReport {
  readonly json: StatusJson;
  /** As the last tick left it. */
  readonly memory: Memory;
  readonly maintenance: MaintenanceFact | null;
  /** Why the state file could not be read; null when it could, or there is none. */
  readonly stateProblem: string | null;
  readonly since: Since;
  /** The row of the decision table; a plain name as in the state file. */
  readonly rule: string | null;
  /** What the next tick would do if all stays as it is. */
  readonly actions: readonly Action["kind"][];
  readonly probed: {
    readonly outcome: ProbeResult["outcome"];
    readonly url: string;
    /** It is not where it should be: a sentence. */
    readonly difference?: string;
  } | null;
  /** Since the main process started, ms; null: there is none. */
  readonly upMs: number | null;
  /** Nobody can start the unit, whether it runs or not. */
  readonly masked: boolean;
  readonly gatewayUnit: GatewayUnit;
  /** Root has not allowed it to restart the system's unit. */
  readonly mayOnlyWatch: boolean;
  readonly guard: GuardLiveness;
  /** Somebody holds the profile's lock: a check, or a command about to end. */
  readonly atWork: boolean;
  /** What that check is doing to the gateway; null: nothing. */
  readonly underWay: Rescue | null;
  readonly tickMs: number;
  /** Good checks in a row that close an incident. */
  readonly closeIncidentTicks: number;
}

/** Where `status` has the history from; `--watch` reads it only when it changed. */
export type ReadEvents = (profile: string) => readonly HistoryEvent[];

/**
 * Looks at the gateway and decides as a tick would, but neither waits, nor
 * acts, nor remembers.
 */
export async function gatherStatus(
  context: Context,
  profile: string,
  readEvents: ReadEvents = (name) => historyEvents(context, name),
): Promise<StatusReport> {
  const own = await tryLoadSettings(context, profile);
  const { settings } = own;
  const receipt = receiptFacts(context, profile);
  // What would keep "check" from looking.
  const settingsError = own.settingsError ?? receipt.problem;
  const { observation, endpoint } = settingsError === null
    ? await lookSteadily(context, profile, settings)
    : lookNowhere(settingsError);
  // The guard's files come after the look, which may have taken seconds: what
  // a check wrote meanwhile belongs to what was seen.
  const now = context.clock.now();
  const paths = profilePaths(context, profile);
  const holder = findLockHolder(context, paths);
  const atWork = holder !== null;
  const state = peekState(paths.state, now);
  const maintenance = readMaintenance(context, profile, now.wallMs);
  // The time between ticks says nothing about the moment somebody asks.
  const memory = { ...state.memory, lastTick: null };
  const decision = decide(
    { ...observation, maintenance },
    memory,
    now,
    settings.policy,
    0.5,
  );
  const atBootMs = (bootMs: number | null) =>
    bootMs === null ? null : rfc3339(now.wallMs + bootMs - now.bootMs);
  const { ladder } = decision.memory;
  const since = sinceOf(
    state.memory,
    decision.memory,
    pausedSinceMs(context, profile, maintenance, now.wallMs),
    now,
  );
  const events = readEvents(profile);
  const guard = livenessOf(
    state,
    receipt,
    maintenance?.source === "emergency-stop",
    {
      events: () => events,
      holder: () => holder,
      unwritable: () => findUnwritable(context, profile),
    },
    now,
  );
  const its = observation.unit ?? gatewayUnit(context, profile);
  const { probe } = observation;
  const { rescue } = state.memory;
  const underWay = atWork && guard.blockedBy === null && rescue !== null &&
      isRecent(rescue, now) && !ALIVE.has(decision.verdict)
    ? rescue
    : null;
  return {
    memory: state.memory,
    gatewayUnit: its,
    mayOnlyWatch: await permissionFor(context, its) === null,
    maintenance,
    stateProblem: state.problem,
    since,
    guard,
    atWork,
    underWay,
    rule: decision.memory.lastDecision?.rule ?? null,
    actions: decision.actions.map(({ kind }) => kind),
    probed: probe === null || endpoint === null ? null : {
      outcome: probe.outcome,
      url: endpoint.url,
      ...endpoint.difference === undefined
        ? {}
        : { difference: endpoint.difference },
    },
    upMs: observation.ageMs,
    masked: observation.unit?.loadState === "masked",
    tickMs: settings.policy.tickMs,
    closeIncidentTicks: settings.policy.closeIncidentTicks,
    json: {
      schema: 1,
      host: settings.host ?? hostName(),
      user: userName(context),
      profile,
      verdict: decision.verdict,
      reason: decision.reason,
      why: underWay === null ? decision.why : underWayWhy(underWay),
      since: rfc3339(since.wallMs),
      unit: unitJson(observation),
      probe: probe === null ? null : probeJson(probe),
      eventLoop: observation.eventLoop ?? null,
      slow: state.memory.slow ?? null,
      ladder: {
        attempt: ladder.attempt,
        nextAt: atBootMs(nextAttempt(decision)),
        holdDownUntil: atBootMs(ladder.holdDownUntilBootMs),
      },
      maintenance: maintenanceJson(maintenance),
      lastTick: state.memory.lastTick === null
        ? null
        : rfc3339(state.memory.lastTick.wallMs),
      backups: backupsJson(context, profile),
      refusedConfig: observation.config === null ? null : {
        path: observation.config.path,
        problems: observation.config.problems,
        repair: observation.config.repair,
      },
      brokenConfig: endpoint === null || observation.config !== null
        ? null
        : await brokenConfig(endpoint.configPath),
      restarts: await restartsJson(
        context,
        profile,
        decision,
        observation.unit,
        endpoint,
        now,
      ),
      drill: drillUnderWay(context, profile),
      rollback: lastRollback(paths.backups, now.wallMs),
      lately: latelyOf(events, now.wallMs),
      endedIncident: endedIncident(events, now.wallMs),
      guard: guardJson(guard),
      notify: notifyJson(context, own),
      version: VERSION,
    },
  };
}

/** A decision made from outside does not know that the check is alive. */
function underWayWhy({ attempt }: Rescue): string {
  return say`a check of the guard is in the middle of attempt ${attempt} (${
    attemptText(attempt)
  })`;
}

/** An unconfirmed failure is looked at again by the next tick, not by `status`. */
function nextAttempt(decision: Decision): number | null {
  return decision.actions.some((action) => action.kind === "confirm")
    ? null
    : decision.nextAttemptBootMs;
}

/** A look that took longer may show a unit of before and an answer of after, ms. */
const SLOW_MS = 1000;
/** A gateway that changes all the time is shown as it was last seen. */
const LOOKS = 3;

/**
 * Looks at everything, and anew when the unit became another one during a slow
 * look: a process on its way out answers well until the end.
 */
async function lookSteadily(
  context: Context,
  profile: string,
  settings: Settings,
): Promise<Look> {
  for (let number = 1;; number++) {
    const began = context.clock.now();
    const look = await lookFully(context, profile, settings, began);
    const tookMs = context.clock.now().bootMs - began.bootMs;
    if (tookMs <= SLOW_MS || number === LOOKS) return look;
    const unit = await readUnit(context, gatewayUnit(context, profile)).catch(
      () => null,
    );
    if (isSame(look.observation.unit, unit)) return look;
  }
}

function isSame(before: UnitFacts | null, after: UnitFacts | null): boolean {
  return before?.activeState === after?.activeState &&
    before?.subState === after?.subState &&
    before?.mainPid === after?.mainPid &&
    before?.invocationId === after?.invocationId;
}
