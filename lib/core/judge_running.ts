/** The rows of the decision table for a unit with a process. */

import { say } from "../base/say.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { type Judgement, judgement, type Situation } from "./judgement.ts";
import { hasInterfered, isRecent } from "./memory.ts";
import {
  isLeftAlone,
  type KnownSilence,
  knownSilence,
  patienceText,
  silenceText,
} from "./patience.ts";
import type { Policy } from "./policy.ts";
import { isSilent } from "./remember_silence.ts";
import type {
  ListenerFact,
  Observation,
  ProbeResult,
  Verdict,
} from "./types.ts";

/** The unit is on its way down. */
export function judgeStopping(
  { observation, unit, memory, now, policy }: Situation,
): Judgement {
  const { rescue } = memory;
  const ours = rescue !== null && hasInterfered(rescue) &&
    rescue.incarnation !== null &&
    rescue.incarnation.pid === observation.incarnation?.pid &&
    rescue.incarnation.startTicks === observation.incarnation.startTicks;
  if (
    ours && observation.startup !== "draining" && isRecent(rescue, now) &&
    unkillableState(observation.processState) === null &&
    now.bootMs - rescue.startedBootMs >= policy.terminateTimeoutMs
  ) {
    return judgement(
      "own-restart-unfinished",
      "stopping",
      say`an earlier tick of the guard died while it waited for this process to end`,
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
      ? say`the gateway is draining before it stops`
      : tooLong
      ? say`the unit has been stopping for ${
        formatDuration(now.bootMs - since)
      }, longer than its limit: systemd cannot end it`
      : say`the unit is stopping; systemd allows ${
        formatDuration(unit.timeoutStopMs)
      }`,
  );
}

/**
 * A gateway nobody looks after keeps the unit from its port; else null.
 *
 * @param patience How much longer it is left alone, a sentence; null: it is not.
 */
export function judgeOrphan(
  { listener, confirmation }: Observation,
  probe: ProbeResult,
  patience: string | null = null,
  silence: KnownSilence | null = null,
): Judgement | null {
  return listener?.relation !== "orphan-gateway" ? null : judgement(
    "orphan-on-port",
    "foreign-listener",
    patience === null
      ? say`an orphaned gateway (${holder(listener)}) holds the port`
      : say`an orphaned gateway (${
        holder(listener)
      }) holds the port; ${patience}`,
    {
      ...rest(silence),
      reason: probe.reason ?? "stuck",
      actionable: patience === null,
      unconfirmed: confirmation === null,
    },
  );
}

/** For people. */
export function holder({ pid, uid }: ListenerFact): string {
  return say`pid ${pid} of uid ${uid}`;
}

/** Whether an answer is the unit's own, as far as can be told. */
export function isItself(listener: ListenerFact | null): boolean {
  return listener === null || listener.relation === "unit";
}

/** The unit is up, whatever that is worth. */
export function judgeActive(situation: Situation): Judgement {
  const { observation, unit, probe, memory, now, policy } = situation;
  const { incarnation, ageMs, startup, listener, confirmation } = observation;
  // Whatever it is, it answers well: nothing that does is ever ended.
  if (
    probe.outcome === "healthy" && listener !== null && !isItself(listener)
  ) {
    return judgement(
      "stranger-on-port",
      "foreign-listener",
      say`/health says ok, but it is not the unit that answers: the port is held by ${
        holder(listener)
      } (${listener.command}), which is not the guard's to end`,
      { reason: "port" },
    );
  }
  if (incarnation === null || ageMs === null) {
    return judgement(
      "no-main-process",
      "systemd-acting",
      say`the unit is active without a main process: systemd is about to act`,
    );
  }
  if (startup === "draining") {
    const since = memory.drainingSinceBootMs ?? now.bootMs;
    if (now.bootMs - since <= unit.timeoutStopMs + policy.drainGraceMs) {
      return judgement(
        "draining",
        "stopping",
        say`the gateway is draining before it stops`,
      );
    }
  }
  const orphan = judgeOrphan(observation, probe);
  if (orphan !== null) return orphan;
  if (listener !== null && listener.relation !== "unit") {
    return judgement(
      "stranger-on-port",
      "foreign-listener",
      say`the port is held by ${
        holder(listener)
      } (${listener.command}), which is not the guard's to end`,
      { reason: probe.reason },
    );
  }
  const working = confirmation !== null && confirmation.cpuShare !== null &&
    confirmation.cpuShare >= policy.busyCpuShare;
  // An answer in any words shows that it serves, if it is its own.
  const serves = probe.outcome === "unsupported" && probe.status !== null &&
    listener?.relation === "unit" && startup !== "starting";
  const silence = isSilent(probe)
    ? knownSilence(observation, memory, policy)
    : null;
  const newborn = !memory.served && !serves;
  if (newborn) {
    const busy = silence === null ? working : works(silence, now);
    const starting = startupState(ageMs, busy, observation, policy);
    if (starting !== null) {
      return judgement("starting", "starting", starting, rest(silence));
    }
  }
  if (probe.outcome === "unsupported") {
    return judgement("no-health-endpoint", "unsupported", probe.detail);
  }
  const verdict = probe.outcome === "refused" || probe.outcome === "unreachable"
    ? "down"
    : probe.outcome === "silent"
    ? "hung"
    : "failing";
  const { reason } = probe;
  if (silence?.kind === "swapping") {
    return judgeSwapping(situation, silence, verdict);
  }
  const unkillable = unkillableSilence(silence) ??
    unkillableState(observation.processState);
  if (unkillable !== null) {
    return judgement(
      "no-signal-reaches-it",
      verdict,
      say`${probe.detail}; ${unkillable}`,
      { ...rest(silence), reason },
    );
  }
  const confirmed = confirmation !== null;
  if (silence !== null && isLeftAlone(silence, now, policy, confirmed)) {
    return judgement(
      "may-end-by-itself",
      "busy",
      say`${probe.detail}, but ${patienceText(silence, now)}`,
      { silence, reason },
    );
  }
  if (confirmation === null) {
    return judgement("fails-first-look", verdict, probe.detail, {
      ...rest(silence),
      reason,
      actionable: true,
      unconfirmed: true,
    });
  }
  const waited = formatDuration(confirmation.waitedMs);
  if (silence !== null) {
    return judgement(
      "fails-confirmed",
      verdict,
      say`${probe.detail}, still so after ${waited}: ${
        silenceText(silence)
      }, since ${formatDuration(now.bootMs - silence.sinceBootMs)}`,
      { silence, reason, actionable: true },
    );
  }
  const busyTicks = (memory.failure?.busyTicks ?? 0) + 1;
  if (working && verdict !== "failing" && busyTicks < policy.busyTicks) {
    return judgement(
      "busy",
      "busy",
      say`${probe.detail}, but it is using CPU (${
        Math.round((confirmation.cpuShare ?? 0) * 100)
      } % of a core): patience ${busyTicks} of ${policy.busyTicks - 1}`,
      { reason: probe.reason },
    );
  }
  return judgement(
    "fails-confirmed",
    verdict,
    working
      ? say`${probe.detail}, still so after ${waited}, and it has been burning CPU for ${busyTicks} checks`
      : verdict === "hung"
      ? say`${probe.detail}, still so after ${waited}, and it makes no progress`
      : say`${probe.detail}, still so after ${waited}`,
    { reason, actionable: true },
  );
}

/** For a judgement; nothing where the kind of silence is not known. */
function rest(
  silence: KnownSilence | null,
): { readonly silence?: KnownSilence } {
  return silence === null ? {} : { silence };
}

/** The machine's trouble; after a while it is reported. */
function judgeSwapping(
  { probe, now, policy }: Situation,
  silence: KnownSilence,
  verdict: Verdict,
): Judgement {
  const silentMs = now.bootMs - silence.sinceBootMs;
  return judgement(
    "swapping",
    silentMs >= policy.swappingPatienceMs ? verdict : "inconclusive",
    say`${probe.detail}, but ${silenceText(silence)}, since ${
      formatDuration(silentMs)
    }; a restart would make it worse`,
    { silence, reason: probe.reason },
  );
}

/**
 * Whether a process that starts is at work: a loop is given the same time that
 * it has later, sleep without a child is none.
 */
function works(
  { kind, untilBootMs }: KnownSilence,
  now: Instant,
): boolean {
  switch (kind) {
    case "frozen":
    case "waiting-for-nothing":
      return false;
    case "looping":
    case "collecting-garbage":
    case "waiting-for-child":
      return now.bootMs < untilBootMs;
    default:
      return true;
  }
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
    return say`started ${age} ago, allowed ${
      formatDuration(policy.startupGraceMs)
    }`;
  }
  if (ageMs >= policy.startupGraceBusyMs) return null;
  const allowed = formatDuration(policy.startupGraceBusyMs);
  if (observation.startup === "starting") {
    return say`started ${age} ago and says it is starting, allowed ${allowed}`;
  }
  return working
    ? say`started ${age} ago and is at work, allowed ${allowed}`
    : null;
}

/** The same, as the main thread shows it. */
function unkillableSilence(silence: KnownSilence | null): string | null {
  return silence?.kind === "debugger" || silence?.kind === "kernel"
    ? silenceText(silence)
    : null;
}

/** Process states no signal helps with, or which a person caused on purpose. */
function unkillableState(state: string | null): string | null {
  if (state === "D") {
    return say`it waits in the kernel (state D), where no signal reaches it`;
  }
  if (state === "t") return say`a debugger holds it (state t)`;
  return null;
}
