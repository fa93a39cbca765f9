/** The rows of the decision table for a unit with a process. */

import { say } from "../base/say.ts";
import { runsContainer } from "./container.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import { type Judgement, judgement, type Situation } from "./judgement.ts";
import { hasInterfered, isRecent } from "./memory.ts";
import {
  judgeFailing,
  judgePatience,
  unkillableText,
} from "./judge_failing.ts";
import { type KnownSilence, knownSilence } from "./patience.ts";
import type { Policy } from "./policy.ts";
import { isSilent } from "./remember_silence.ts";
import type { ListenerFact, Observation, ProbeResult } from "./types.ts";

const DRAINING = judgement(
  "draining",
  "stopping",
  say`the gateway is draining before it stops`,
);

/** The unit is on its way down. */
export function judgeStopping(
  { observation, unit, memory, now, policy }: Situation,
): Judgement {
  if (observation.startup === "draining") return DRAINING;
  const { rescue } = memory;
  const ours = rescue !== null && hasInterfered(rescue) &&
    rescue.incarnation !== null &&
    rescue.incarnation.pid === observation.incarnation?.pid &&
    rescue.incarnation.startTicks === observation.incarnation.startTicks;
  if (
    ours && isRecent(rescue, now) &&
    unkillableText(observation.processState) === null &&
    now.bootMs - rescue.startedBootMs >= policy.terminateTimeoutMs
  ) {
    return judgement(
      "own-restart-unfinished",
      "stopping",
      say`an earlier tick of the guard died while it waited for this process to end`,
      { unfinished: true },
    );
  }
  const since = memory.verdict === "stopping" ? memory.sinceBootMs : now.bootMs;
  const stoppingMs = now.bootMs - since;
  return stoppingMs > unit.timeoutStopMs + policy.drainGraceMs
    ? judgement(
      "deactivating-too-long",
      "stopping",
      say`the unit has been stopping for ${
        formatDuration(stoppingMs)
      }, longer than its limit: systemd cannot end it`,
    )
    : judgement(
      "deactivating",
      "stopping",
      say`the unit is stopping; systemd allows ${
        formatDuration(unit.timeoutStopMs)
      }`,
    );
}

/**
 * A gateway nobody looks after, or what an earlier life of the unit left behind,
 * keeps the unit from its port; else null.
 *
 * @param patience How much longer it is left alone, a sentence; null: it is not.
 */
export function judgeOrphan(
  { unit, listener, confirmation }: Observation,
  probe: ProbeResult,
  patience: string | null = null,
  silence?: KnownSilence,
): Judgement | null {
  if (listener === null) return null;
  const { relation } = listener;
  const answers = probe.outcome === "healthy" ||
    probe.outcome === "unsupported";
  // Without a main process nothing in the unit's group is of this life.
  const left = relation === "leftover" ||
    relation === "unit" && unit?.mainPid === 0;
  // What answers, in whatever words, may be all of the gateway that there is.
  if (left ? answers : relation !== "orphan-gateway") return null;
  const what = left
    ? say`what an earlier life of the unit left behind (${
      holder(listener)
    }, ${listener.command}) holds the port`
    : say`an orphaned gateway (${holder(listener)}) holds the port`;
  return judgement(
    "orphan-on-port",
    "foreign-listener",
    patience === null ? what : say`${what}; ${patience}`,
    {
      silence,
      reason: probe.reason ?? "stuck",
      actionable: patience === null,
      unconfirmed: confirmation === null,
    },
  );
}

/** Who has the port is not the guard's to end: no gateway of its own, or one that answers. */
function judgeStranger(
  listener: ListenerFact,
  { outcome, reason }: ProbeResult,
): Judgement {
  const { relation, command, pid } = listener;
  const who = holder(listener);
  const isWell = outcome === "healthy";
  const held =
    say`the port is held by ${who} (${command}), which is not the guard's to end`;
  return judgement(
    "stranger-on-port",
    "foreign-listener",
    relation === "leftover"
      ? say`what answers was left behind by an earlier life of the unit (${who}, ${command}), and the unit cannot have its port: "kill ${pid}" ends it`
      : isWell
      ? say`/health says ok, but it is not the unit that answers: ${held}`
      : held,
    { reason: isWell ? "port" : reason },
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
    return judgeStranger(listener, probe);
  }
  if (incarnation === null || ageMs === null) {
    return judgement(
      "no-main-process",
      "systemd-acting",
      say`the unit is active without a main process: systemd is about to act`,
    );
  }
  const drainingMs = now.bootMs - (memory.drainingSinceBootMs ?? now.bootMs);
  if (
    startup === "draining" &&
    drainingMs <= unit.timeoutStopMs + policy.drainGraceMs
  ) return DRAINING;
  const working = confirmation !== null && confirmation.cpuShare !== null &&
    confirmation.cpuShare >= policy.busyCpuShare;
  const silence = isSilent(probe)
    ? knownSilence(observation, memory, policy)
    : undefined;
  const orphan = judgeOrphan(observation, probe, null, silence);
  if (orphan !== null) {
    return listener?.relation === "leftover"
      ? judgePatience(situation, silence, working) ?? orphan
      : orphan;
  }
  if (listener !== null && !isItself(listener)) {
    return judgeStranger(listener, probe);
  }
  // An answer in any words shows that it serves, if it is its own.
  const serves = probe.outcome === "unsupported" && probe.status !== null &&
    listener?.relation === "unit" && startup !== "starting";
  const newborn = !memory.served && !serves;
  if (newborn) {
    const busy = silence === undefined ? working : works(silence, now);
    const starting = startupState(ageMs, busy, observation, policy);
    if (starting !== null) {
      return judgement("starting", "starting", starting, { silence });
    }
  }
  if (newborn && probe.outcome === "refused" && runsContainer(unit)) {
    return judgement(
      "starting",
      "starting",
      say`${probe.detail}: the container runs, and which port of the host leads to its gateway may not be known; "probe.port" in the guard's settings tells it`,
    );
  }
  if (probe.outcome === "unsupported") {
    return judgement("no-health-endpoint", "unsupported", probe.detail);
  }
  return judgeFailing(situation, silence, working);
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
