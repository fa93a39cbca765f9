/** The rows of the decision table for a unit without a process. */

import { commandFor } from "../base/gateway_unit.ts";
import { say } from "../base/say.ts";
import { formatDuration } from "../base/duration.ts";
import { holder, judgeOrphan } from "./judge_running.ts";
import { type Judgement, judgement, type Situation } from "./judgement.ts";
import { hasInterfered, isRecent } from "./memory.ts";
import {
  isLeftAlone,
  knownSilence,
  patienceText,
  silenceText,
} from "./patience.ts";
import type { ConfigFact, UnitFacts } from "./types.ts";

/** OpenClaw exits with this when it must not be restarted: bad config, or a healthy peer. */
export const EXIT_DO_NOT_RESTART = 78;

/** The unit is inactive or failed. */
export function judgeStopped(situation: Situation): Judgement {
  const { unit } = situation;
  if (unit.job) {
    return judgement(
      "inactive-job",
      "systemd-acting",
      say`a job for the unit is queued`,
    );
  }
  return unit.activeState === "failed"
    ? judgeFailed(situation)
    : judgeInactive(situation);
}

/** Nothing runs and nothing failed. */
function judgeInactive(situation: Situation): Judgement {
  const { observation, unit, probe, policy } = situation;
  const unfinished = judgeUnfinished(situation);
  if (unfinished !== null) return unfinished;
  const start = commandFor(unit, "start");
  const { leftInactiveMs } = observation;
  if (leftInactiveMs !== null && probe.outcome !== "healthy") {
    const waits = policy.leftInactive === "start"
      ? leftInactiveMs < policy.leftInactiveWaitMs
        ? say`it is started after ${formatDuration(policy.leftInactiveWaitMs)}`
        : say`starting it, as the settings ask for`
      : say`if that was not meant, "${start}" starts it`;
    return judgement(
      "left-inactive",
      "abandoned",
      say`a restart by OpenClaw itself left the unit inactive ${
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
  const left = say`unit is inactive: somebody stopped it, so it is left alone`;
  return judgement(
    "inactive",
    "stopped",
    probe.outcome === "healthy"
      ? say`${left}; a gateway outside systemd answers on the port`
      // With another result somebody stopped it while it waited for a restart.
      : unit.endedByItself && unit.restart !== "always" &&
          unit.result === "success"
      ? say`unit is inactive: its process ended (status ${unit.execMainStatus}) without a stop by systemd, and its Restart=${unit.restart} does not bring that back; somebody may have ended it, so it is left alone; "${start}" starts it`
      : left,
  );
}

/** The guard died between stopping (or resetting) the unit and starting it. */
function judgeUnfinished(
  { unit, memory, now }: Situation,
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
      say`an earlier tick died between stopping and starting the gateway`,
      {
        reason: "port",
        actionable: true,
        unfinished: isRecent(rescue, now),
      },
    )
    : null;
}

/**
 * The unit gave way to a gateway that nobody looks after, or could not have its
 * port because of one, or of what it left behind itself, that is silent. It may
 * have served until a moment ago and only stall, so it gets the patience that its
 * kind of silence gets; where that is not known, the one of a busy gateway. One
 * that answers anything at all is never ended.
 */
function judgeSilentPeer(
  { observation, probe, memory, now, policy }: Situation,
): Judgement | null {
  if (probe.outcome !== "silent") return null;
  const silence = knownSilence(observation, memory, policy);
  if (silence !== undefined) {
    const { kind, untilBootMs } = silence;
    const seen = silenceText(silence);
    return judgeOrphan(
      observation,
      probe,
      untilBootMs === Infinity
        ? kind === "swapping"
          ? say`${seen}; a restart would make it worse`
          : seen
        : isLeftAlone(silence, now, policy, observation.confirmation !== null)
        ? patienceText(silence, now)
        : null,
      silence,
    );
  }
  const since = memory.verdict === "foreign-listener"
    ? memory.sinceBootMs
    : now.bootMs;
  const leftMs = since + (policy.busyTicks - 1) * policy.tickMs - now.bootMs;
  return judgeOrphan(
    observation,
    probe,
    leftMs <= 0
      ? null
      : say`it may only stall: patience for ${formatDuration(leftMs)} more`,
  );
}

/** Made by systemd-run: what stops it removes it. */
export function isTransient(
  { fragmentPath }: Pick<UnitFacts, "fragmentPath">,
): boolean {
  return fragmentPath.includes("/systemd/transient/");
}

/** systemd made too many starts within the limit and makes no more. */
export function systemdGaveUp(
  { result, startRefused }: Pick<UnitFacts, "result" | "startRefused">,
): boolean {
  return result === "start-limit-hit" || startRefused;
}

/** systemd calls the unit failed. */
function judgeFailed(situation: Situation): Judgement {
  const { observation: { listener, config }, unit, probe } = situation;
  const { result, execMainStatus, restart } = unit;
  const start = commandFor(unit, "start");
  if (result === "exit-code" && execMainStatus === EXIT_DO_NOT_RESTART) {
    if (
      probe.outcome === "healthy" && listener?.relation === "foreign" &&
      listener.isGateway !== true
    ) {
      return judgement(
        "exit-78-stranger",
        "foreign-listener",
        say`the unit ended (exit 78), and the port is held by ${
          holder(listener)
        } (${listener.command}), which says ok but is no gateway of this profile: free the port, then "${start}"`,
        { reason: "port" },
      );
    }
    if (probe.outcome === "healthy") {
      return judgement(
        "exit-78-peer",
        "duplicate",
        say`the unit gave way (exit 78) to another gateway that is healthy on the port`,
      );
    }
    return judgeSilentPeer(situation) ??
      (config?.contended
        ? judgement(
          "exit-78-owner",
          "duplicate",
          say`the unit gave way (exit 78): another OpenClaw process owns its state, and no gateway answers on the port; end that process, then "${start}"`,
        )
        : judgement("exit-78", "bad-config", refusal(unit, config)));
  }
  if (systemdGaveUp(unit)) {
    return judgeRefusal(unit, config) ??
      judgeSilentPeer(situation) ??
      judgement(
        "start-limit-hit",
        "start-limit",
        say`systemd gave up after too many starts (${result})`,
        { reason: "port", actionable: true, unconfirmed: true },
      );
  }
  const unfinished = judgeUnfinished(situation);
  if (unfinished !== null) return unfinished;
  // With Restart=always and on-failure systemd brings every crash back, so what
  // stays failed was stopped by somebody and did not end cleanly (openclaw#146110).
  const cause = restart === "always" || restart === "on-failure"
    ? say`a stop that did not end cleanly, so it is left alone`
    : say`its Restart=${restart} does not bring it back, and the guard does not know better`;
  return judgement(
    "failed",
    "stopped",
    say`unit is failed (${result}, status ${execMainStatus}): ${cause}; "${start}" starts it`,
  );
}

/**
 * OpenClaw refuses its config with another code than 78: no start helps, neither
 * the guard's nor systemd's.
 */
export function judgeRefusal(
  unit: UnitFacts,
  config: ConfigFact | null,
): Judgement | null {
  return config === null || config.contended
    ? null
    : judgement("config-refused", "bad-config", refusal(unit, config));
}

function refusal(
  { execMainStatus: status }: UnitFacts,
  config: ConfigFact | null,
): string {
  const { problems = [], repair = "openclaw-guard restore-config" } = config ??
    {};
  const { why = "", next = "" } = config?.locked ?? {};
  const mend = repair === null
    ? say`${why}. ${next}`
    : say`"${repair}" repairs it`;
  if (config?.untried) {
    return say`the gateway refused to start (exit ${status}); its config has been changed since and was not tried yet: "${
      String(repair)
    }" tries it`;
  }
  return problems.length === 0
    ? say`the gateway refused to start (exit ${status}), most likely because of its config; ${mend}`
    : say`the gateway refused to start (exit ${status}) because of its config: ${
      problems.reduce((list, problem) => say`${list}; ${problem}`)
    }; ${mend}`;
}
