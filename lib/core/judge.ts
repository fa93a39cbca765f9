/**
 * The decision table of the design: what the observation means. First match
 * wins. Nothing in here leads to an action by itself; see ladder.ts.
 */

import { say } from "../base/say.ts";
import { formatDuration } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import {
  isItself,
  judgeActive,
  judgeOrphan,
  judgeStopping,
} from "./judge_running.ts";
import { judgeInstead } from "./instead.ts";
import { judgeRefusal, judgeStopped } from "./judge_stopped.ts";
import { type Judgement, judgement } from "./judgement.ts";
import type { Memory } from "./memory.ts";
import type { Policy } from "./policy.ts";
import { DEFAULT_PROFILE, profileOption } from "../base/profile.ts";
import { commandFor, isOpenClawsOwn } from "../base/gateway_unit.ts";
import type { Rule } from "./rules.ts";
import type { MaintenanceFact, Observation, UnitFacts } from "./types.ts";
import { dropInAtFault, unmaskCommand } from "./unmask.ts";
import { unreadyText } from "./unready.ts";

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
    return judgement(
      "maintenance",
      "maintenance",
      pausedText(maintenance, now),
    );
  }
  if (observation.settingsError !== null) {
    return judgement(
      "own-files",
      "misconfigured",
      say`nothing is looked at or done: ${observation.settingsError}`,
    );
  }
  const answersWell = probe?.outcome === "healthy";
  const serving = unit === null || unit.activeState === "active" ||
    unit.activeState === "reloading";
  const itself = isItself(observation.listener);
  if (
    answersWell && serving && itself && observation.startup !== "draining"
  ) {
    const { notReady, ageMs } = observation;
    // For its first seconds every gateway is alive before it is ready.
    if (notReady !== null && (ageMs ?? 0) >= policy.startupGraceMs) {
      return judgement(
        "not-ready",
        "degraded",
        say`${probe.detail}, but /ready is not: ${
          notReady.length === 0
            ? say`it does not say why`
            : notReady.reduce((list, name) => say`${list}, ${name}`)
        }; a restart is no remedy for that, so it is only reported`,
      );
    }
    return judgement("answers-well", "healthy", probe.detail);
  }
  // Whoever looks and learns nothing of the unit has been told why.
  if (unit === null || probe === null) {
    return judgement(
      "no-user-bus",
      "inconclusive",
      say`systemd cannot be asked: ${String(observation.unitError)}`,
    );
  }
  const doubt = doubtInOurselves(observation, memory, now, policy);
  if (doubt !== null) return doubt;
  const dropIn = dropInAtFault(unit);
  const { instead } = observation;
  const option = profileOption(unit.profile);
  // How OpenClaw itself makes the unit.
  const install = `openclaw${option} gateway install`;
  const advice = instead === undefined ? null : judgeInstead(instead, install);
  const others = !isOpenClawsOwn(unit);
  const edit = commandFor(unit, "edit --full");
  if (unit.loadState !== "loaded") {
    return judgement(
      "unit-missing",
      "misconfigured",
      unit.loadState === "masked"
        ? say`unit ${unit.name} is masked; "${unmaskCommand(unit)}" ends that`
        : dropIn !== null
        ? say`unit ${unit.name} is ${unit.loadState}; ${dropIn}`
        : advice !== null
        ? say`unit ${unit.name} is ${unit.loadState}; ${advice.what}; "openclaw-guard install${option}" tells what can be done`
        : others
        ? unit.loadState === "not-found"
          ? say`unit ${unit.name} is not-found; "openclaw-guard install${option}" looks for the gateway anew`
          : say`unit ${unit.name} is ${unit.loadState}; "${edit}" lets you repair it`
        : unit.loadState === "not-found"
        ? say`unit ${unit.name} is not-found; "${install}" creates it`
        : say`unit ${unit.name} is ${unit.loadState}; "${install} --force" repairs it`,
    );
  }
  const { execMissing, name } = unit;
  if (execMissing !== null && unit.mainPid === 0) {
    const missing =
      say`${execMissing}, which unit ${name} starts, does not exist`;
    return judgement(
      "program-missing",
      "misconfigured",
      dropIn !== null
        ? say`${missing}; ${dropIn}`
        : advice !== null
        ? say`${say`${execMissing}, which ${name} starts, does not exist: the next start fails`}; ${advice.what}`
        : others
        ? say`${missing}; "${edit}" lets you repair the unit`
        : say`${missing}; "${install} --force" repairs the unit`,
    );
  }
  const situation = { observation, unit, probe, memory, now, policy };
  switch (unit.activeState) {
    case "inactive":
    case "failed":
      return judgeStopped(situation);
    case "deactivating":
      return judgeStopping(situation);
    case "active":
    case "reloading":
      return judgeActive(situation);
    default:
      // activating (auto-restart, start-pre …) and states of newer systemds.
      return judgeRefusal(unit, observation.config) ??
        (isBetweenLives(unit) && probe.outcome === "silent"
          ? judgeOrphan(observation, probe)
          : null) ??
        judgement(
          "systemd-at-work",
          "systemd-acting",
          unreadyText(unit, answersWell) ??
            say`unit is ${unit.activeState} (${unit.subState}): systemd is at work`,
        );
  }
}

/** Its process ended, and systemd waits before it starts the next one. */
function isBetweenLives(
  { activeState, subState, mainPid }: UnitFacts,
): boolean {
  return activeState === "activating" && mainPid === 0 &&
    subState.startsWith("auto-restart");
}

function pausedBy({ source, profile }: MaintenanceFact): string {
  const option = profileOption(profile ?? DEFAULT_PROFILE);
  switch (source) {
    case "guard":
      return say`maintenance is on; "openclaw-guard maintenance off${option}" ends it`;
    case "tmp":
      return say`maintenance is on: the file openclaw-maintenance is in /tmp`;
    case "emergency-stop":
      return say`an emergency stop is on; "openclaw-guard resume${option}" ends it`;
    case "update":
      return say`an update of OpenClaw counts as maintenance`;
  }
}

function pausedText(fact: MaintenanceFact, now: Instant): string {
  const { source, untilMs, reason } = fact;
  const paused = pausedBy(fact);
  const text = untilMs === null
    ? paused
    : say`${paused}, at the latest in ${formatDuration(untilMs - now.wallMs)}`;
  return reason === null || reason === source ? text : say`${text}: ${reason}`;
}

/** Reasons not to trust this tick (Lifeguard: distrust yourself first). */
function doubtInOurselves(
  observation: Observation,
  memory: Memory,
  now: Instant,
  policy: Policy,
): Judgement | null {
  const { loopbackMs } = observation;
  const doubt = (rule: Rule, why: string) =>
    judgement(rule, "inconclusive", why);
  if (loopbackMs !== null && loopbackMs > policy.loopbackSlowMs) {
    return doubt(
      "slow-host",
      loopbackMs === Infinity
        ? say`the guard cannot even connect to itself over loopback`
        : say`the guard's own loopback connection took ${
          formatDuration(loopbackMs)
        }`,
    );
  }
  if (observation.probe?.outcome === "unasked") {
    return doubt("own-trouble", observation.probe.detail);
  }
  const { lateTickBootMs } = memory;
  if (
    lateTickBootMs !== null &&
    now.bootMs - lateTickBootMs < policy.settleAfterResumeMs
  ) {
    return doubt(
      "late-check",
      say`this tick came late (suspend, overload or a guard that was off): giving the host time to settle`,
    );
  }
  return null;
}
