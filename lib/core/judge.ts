/**
 * The decision table of the design: what the observation means. First match
 * wins. Nothing in here leads to an action by itself; see respond.ts.
 */

import { formatDuration } from "./duration.ts";
import type { Instant } from "./instant.ts";
import { hasInterfered, isRecent, type Memory } from "./memory.ts";
import type { Policy } from "./policy.ts";
import type { Rule } from "./rules.ts";
import type {
  ConfigFact,
  Observation,
  ProbeResult,
  Reason,
  UnitFacts,
  Verdict,
} from "./types.ts";

/** A row of the table that matched. */
export interface Judgement {
  /** Which row. */
  readonly rule: Rule;
  readonly verdict: Verdict;
  readonly reason: Reason | null;
  readonly why: string;
  /** For ladder verdicts: the failure may be acted on. False: only reported. */
  readonly actionable: boolean;
  /** Another look after a wait is needed before this is certain. */
  readonly unconfirmed: boolean;
  /** An interrupted rescue of ours explains what is seen and must be finished. */
  readonly unfinished: boolean;
}

/** OpenClaw exits with this when it must not be restarted: bad config, or a healthy peer. */
export const EXIT_DO_NOT_RESTART = 78;

function judgement(
  rule: Rule,
  verdict: Verdict,
  why: string,
  rest: Partial<Judgement> = {},
): Judgement {
  return {
    rule,
    verdict,
    why,
    reason: null,
    actionable: false,
    unconfirmed: false,
    unfinished: false,
    ...rest,
  };
}

/**
 * Tells what one observation means.
 *
 * @param memory Already brought up to date with the observed incarnation.
 */
export function judge(
  observation: Observation,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Judgement {
  const { maintenance, unit, probe } = observation;
  if (maintenance !== null) {
    const until = maintenance.untilMs === null
      ? "until it is switched off"
      : `for another ${formatDuration(maintenance.untilMs - now.wallMs)}`;
    return judgement(
      "maintenance",
      "maintenance",
      `maintenance is on (${maintenance.source}) ${until}` +
        (maintenance.reason === null ? "" : `: ${maintenance.reason}`),
    );
  }
  if (observation.settingsError !== null) {
    return judgement(
      "own-files",
      "misconfigured",
      `nothing is looked at or done: ${observation.settingsError}`,
    );
  }
  const answersWell = probe?.outcome === "healthy";
  const serving = unit === null || unit.activeState === "active" ||
    unit.activeState === "reloading";
  if (answersWell && serving && observation.startup !== "draining") {
    const { notReady, ageMs } = observation;
    // For its first seconds every gateway is alive before it is ready.
    if (notReady !== null && (ageMs ?? 0) >= policy.startupGraceMs) {
      return judgement(
        "not-ready",
        "degraded",
        `${probe.detail}, but /ready is not: ${
          notReady.join(", ") || "it does not say why"
        }; a restart is no remedy for that, so it is only reported`,
      );
    }
    return judgement("answers-well", "healthy", probe.detail);
  }
  const doubt = doubtInOurselves(observation, memory, now, policy);
  if (doubt !== null) return judgement(doubt.rule, "inconclusive", doubt.why);
  if (unit === null || probe === null) {
    return judgement(
      "not-looked",
      "inconclusive",
      "systemd was not asked about the unit",
    );
  }
  if (unit.loadState !== "loaded") {
    return judgement(
      "unit-missing",
      "misconfigured",
      `unit ${unit.name} is ${unit.loadState}; "openclaw gateway install" creates it`,
    );
  }
  if (unit.execMissing !== null && unit.mainPid === 0) {
    return judgement(
      "program-missing",
      "misconfigured",
      `${unit.execMissing}, which unit ${unit.name} starts, does not exist; "openclaw gateway install --force" repairs the unit`,
    );
  }
  switch (unit.activeState) {
    case "inactive":
      return judgeInactive(observation, unit, probe, memory, now, policy);
    case "failed":
      return judgeFailed(observation, unit, probe, memory, now);
    case "deactivating":
      return judgeStopping(observation, unit, memory, now, policy);
    case "active":
    case "reloading":
      return judgeActive(observation, unit, probe, memory, now, policy);
    default:
      // activating (auto-restart, start-pre …) and states of newer systemds.
      return judgement(
        "systemd-at-work",
        "systemd-acting",
        `unit is ${unit.activeState} (${unit.subState}): systemd is at work`,
      );
  }
}

/** Reasons not to trust this tick (Lifeguard: distrust yourself first). */
function doubtInOurselves(
  observation: Observation,
  memory: Memory,
  now: Instant,
  policy: Policy,
): { rule: Rule; why: string } | null {
  if (observation.unitError !== null) {
    return {
      rule: "no-user-bus",
      why: `systemd's user manager cannot be asked: ${observation.unitError}`,
    };
  }
  const { loopbackMs } = observation;
  if (loopbackMs !== null && loopbackMs > policy.loopbackSlowMs) {
    return {
      rule: "slow-host",
      why: loopbackMs === Infinity
        ? "the guard cannot even connect to itself over loopback"
        : `the guard's own loopback connection took ${
          formatDuration(loopbackMs)
        }`,
    };
  }
  const { lateTickBootMs } = memory;
  if (
    lateTickBootMs !== null &&
    now.bootMs - lateTickBootMs < policy.settleAfterResumeMs
  ) {
    return {
      rule: "late-check",
      why:
        "this tick came late (suspend, overload or a guard that was off): giving the host time to settle",
    };
  }
  return null;
}

function judgeInactive(
  observation: Observation,
  unit: UnitFacts,
  probe: ProbeResult,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Judgement {
  if (unit.job) {
    return judgement(
      "inactive-job",
      "systemd-acting",
      "a job for the unit is queued",
    );
  }
  const unfinished = judgeUnfinished(unit, memory, now);
  if (unfinished !== null) return unfinished;
  const { leftInactiveMs } = observation;
  if (leftInactiveMs !== null && probe.outcome !== "healthy") {
    const waits = policy.leftInactive === "start"
      ? leftInactiveMs < policy.leftInactiveWaitMs
        ? `it is started after ${formatDuration(policy.leftInactiveWaitMs)}`
        : "starting it, as the settings ask for"
      : `if that was not meant, "systemctl --user start ${unit.name}" starts it`;
    return judgement(
      "left-inactive",
      "abandoned",
      `a restart by OpenClaw itself left the unit inactive ${
        formatDuration(leftInactiveMs)
      } ago: ${waits}`,
      {
        reason: "port",
        actionable: policy.leftInactive === "start" &&
          leftInactiveMs >= policy.leftInactiveWaitMs,
        unconfirmed: true,
      },
    );
  }
  return judgement(
    "inactive",
    "stopped",
    `unit is inactive: somebody stopped it, so it is left alone` +
      (probe.outcome === "healthy"
        ? "; a gateway outside systemd answers on the port"
        : ""),
  );
}

/** The guard died between stopping (or resetting) the unit and starting it. */
function judgeUnfinished(
  unit: UnitFacts,
  memory: Memory,
  now: Instant,
): Judgement | null {
  const { rescue } = memory;
  if (rescue === null || rescue.kind === "restart") return null;
  // Not stopped by the guard yet, or started again since: somebody else's stop.
  if (!hasInterfered(rescue) || rescue.step === "start-requested") return null;
  // Another invocation: somebody started (and stopped) it since.
  const same = unit.invocationId === "" ||
    unit.invocationId === rescue.invocationId;
  return same
    ? judgement(
      "own-clean-unfinished",
      "down",
      "an earlier tick died between stopping and starting the gateway",
      {
        reason: "port",
        actionable: true,
        unfinished: isRecent(rescue, now),
      },
    )
    : null;
}

function judgeFailed(
  observation: Observation,
  unit: UnitFacts,
  probe: ProbeResult,
  memory: Memory,
  now: Instant,
): Judgement {
  if (unit.job) {
    return judgement(
      "inactive-job",
      "systemd-acting",
      "a job for the unit is queued",
    );
  }
  if (
    unit.result === "exit-code" && unit.execMainStatus === EXIT_DO_NOT_RESTART
  ) {
    return probe.outcome === "healthy"
      ? judgement(
        "exit-78-peer",
        "duplicate",
        "the unit gave way (exit 78) to another gateway that is healthy on the port",
      )
      : judgement(
        "exit-78",
        "bad-config",
        refusal(observation.config),
      );
  }
  if (unit.result === "start-limit-hit") {
    return judgement(
      "start-limit-hit",
      "start-limit",
      "systemd gave up after too many starts (start-limit-hit)",
      { reason: "port", actionable: true, unconfirmed: true },
    );
  }
  const unfinished = judgeUnfinished(unit, memory, now);
  if (unfinished !== null) return unfinished;
  // With Restart=always systemd brings every crash back, so what stays failed
  // was stopped by somebody and did not end cleanly (openclaw#146110).
  return judgement(
    "failed",
    "stopped",
    `unit is failed (${unit.result}, status ${unit.execMainStatus}): ` +
      (unit.restart === "always"
        ? "a stop that did not end cleanly, so it is left alone"
        : `its Restart=${unit.restart} does not bring it back, and the guard does not know better`) +
      `; "systemctl --user start ${unit.name}" starts it`,
  );
}

function refusal(config: ConfigFact | null): string {
  const { problems = [], repair = "openclaw-guard restore-config" } = config ??
    {};
  const reasons = problems.length === 0
    ? ", most likely because of its config"
    : ` because of its config: ${problems.join("; ")}`;
  return `the gateway refused to start (exit 78)${reasons}; "${repair}" repairs it`;
}

function judgeStopping(
  observation: Observation,
  unit: UnitFacts,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Judgement {
  const { rescue } = memory;
  const ours = rescue !== null && hasInterfered(rescue) &&
    rescue.incarnation !== null &&
    rescue.incarnation.pid === observation.incarnation?.pid &&
    rescue.incarnation.startTicks === observation.incarnation.startTicks;
  if (
    ours && observation.startup !== "draining" &&
    now.bootMs - rescue.startedBootMs >= policy.terminateTimeoutMs
  ) {
    return judgement(
      "own-restart-unfinished",
      "stopping",
      "an earlier tick of the guard died while it waited for this process to end",
      { unfinished: true },
    );
  }
  const limitMs = unit.timeoutStopMs + policy.drainGraceMs;
  const since = memory.verdict === "stopping" ? memory.sinceBootMs : now.bootMs;
  const draining = observation.startup === "draining";
  const tooLong = now.bootMs - since > limitMs;
  return judgement(
    draining ? "draining" : tooLong ? "deactivating-too-long" : "deactivating",
    "stopping",
    draining
      ? "the gateway is draining before it stops"
      : tooLong
      ? `the unit has been stopping for ${
        formatDuration(now.bootMs - since)
      }, longer than its limit: systemd cannot end it`
      : `the unit is stopping; systemd allows ${
        formatDuration(unit.timeoutStopMs)
      }`,
  );
}

function judgeActive(
  observation: Observation,
  unit: UnitFacts,
  probe: ProbeResult,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Judgement {
  const { incarnation, ageMs, startup, listener, confirmation } = observation;
  if (incarnation === null || ageMs === null) {
    return judgement(
      "no-main-process",
      "systemd-acting",
      "the unit is active without a main process: systemd is about to act",
    );
  }
  if (startup === "draining") {
    const since = memory.verdict === "stopping"
      ? memory.sinceBootMs
      : now.bootMs;
    if (now.bootMs - since <= unit.timeoutStopMs + policy.drainGraceMs) {
      return judgement(
        "draining",
        "stopping",
        "the gateway is draining before it stops",
      );
    }
  }
  if (listener !== null && listener.relation !== "unit") {
    const holder = `pid ${listener.pid} of uid ${listener.uid}`;
    return listener.relation === "orphan-gateway"
      ? judgement(
        "orphan-on-port",
        "foreign-listener",
        `an orphaned gateway (${holder}) holds the port`,
        {
          reason: probe.reason ?? "stuck",
          actionable: true,
          unconfirmed: confirmation === null,
        },
      )
      : judgement(
        "stranger-on-port",
        "foreign-listener",
        `the port is held by ${holder} (${listener.command}), which is not the guard's to end`,
        { reason: probe.reason },
      );
  }
  const working = confirmation !== null && confirmation.cpuShare !== null &&
    confirmation.cpuShare >= policy.busyCpuShare;
  const newborn = !memory.served;
  if (newborn) {
    const starting = startupState(ageMs, working, observation, policy);
    if (starting !== null) return judgement("starting", "starting", starting);
  }
  if (probe.outcome === "unsupported") {
    return judgement("no-health-endpoint", "unsupported", probe.detail);
  }
  const verdict = probe.outcome === "refused" || probe.outcome === "unreachable"
    ? "down"
    : probe.outcome === "silent"
    ? "hung"
    : "failing";
  const unkillable = unkillableState(observation.processState);
  if (unkillable !== null) {
    return judgement(
      "no-signal-reaches-it",
      verdict,
      `${probe.detail}; ${unkillable}`,
      {
        reason: probe.reason,
      },
    );
  }
  if (confirmation === null) {
    return judgement("fails-first-look", verdict, probe.detail, {
      reason: probe.reason,
      actionable: true,
      unconfirmed: true,
    });
  }
  const busyTicks = (memory.failure?.busyTicks ?? 0) + 1;
  if (working && verdict !== "failing" && busyTicks < policy.busyTicks) {
    return judgement(
      "busy",
      "busy",
      `${probe.detail}, but it is using CPU (${
        Math.round((confirmation.cpuShare ?? 0) * 100)
      } % of a core): patience ${busyTicks} of ${policy.busyTicks - 1}`,
      { reason: probe.reason },
    );
  }
  return judgement(
    "fails-confirmed",
    verdict,
    `${probe.detail}, still so after ${formatDuration(confirmation.waitedMs)}` +
      (working
        ? `, and it has been burning CPU for ${busyTicks} checks`
        : verdict === "hung"
        ? ", and it makes no progress"
        : ""),
    { reason: probe.reason, actionable: true },
  );
}

/** Why a process that has not served yet is left alone; null when its time is up. */
function startupState(
  ageMs: number,
  working: boolean,
  observation: Observation,
  policy: Policy,
): string | null {
  const age = formatDuration(ageMs);
  if (ageMs < policy.startupGraceMs) {
    return `started ${age} ago, allowed ${
      formatDuration(policy.startupGraceMs)
    }`;
  }
  if (ageMs >= policy.startupGraceBusyMs) return null;
  const allowed = formatDuration(policy.startupGraceBusyMs);
  if (observation.startup === "starting") {
    return `started ${age} ago and says it is starting, allowed ${allowed}`;
  }
  return working
    ? `started ${age} ago and is using CPU, allowed ${allowed}`
    : null;
}

/** Process states no signal helps with, or which a person caused on purpose. */
function unkillableState(state: string | null): string | null {
  if (state === "D") {
    return "it waits in the kernel (state D), where no signal reaches it";
  }
  if (state === "t") return "a debugger holds it (state t)";
  return null;
}
