/** The rows for a gateway that should serve and does not. */

import { formatDuration } from "../base/duration.ts";
import { say } from "../base/say.ts";
import { type Judgement, judgement, type Situation } from "./judgement.ts";
import type { Memory } from "./memory.ts";
import {
  isLeftAlone,
  type KnownSilence,
  patienceText,
  silenceText,
} from "./patience.ts";
import type { Verdict } from "./types.ts";

/**
 * It fails: is it left alone, looked at again, or acted on?
 *
 * @param silence Undefined: it answers, or nobody knows why it does not.
 * @param working Its control group used CPU in the wait.
 */
export function judgeFailing(
  situation: Situation,
  silence: KnownSilence | undefined,
  working: boolean,
): Judgement {
  const { observation, probe, memory, now } = situation;
  const { confirmation, sample, processState } = observation;
  const { reason } = probe;
  const verdict = probe.outcome === "refused" || probe.outcome === "unreachable"
    ? "down"
    : probe.outcome === "silent"
    ? "hung"
    : "failing";
  if (silence?.kind === "swapping") {
    return judgeSwapping(situation, silence, verdict);
  }
  const unkillable = unkillableText(sample?.state ?? null) ??
    unkillableText(processState);
  if (unkillable !== null) {
    return judgement(
      "no-signal-reaches-it",
      verdict,
      say`${probe.detail}; ${unkillable}`,
      { silence, reason },
    );
  }
  const patient = verdict === "failing"
    ? null
    : judgePatience(situation, silence, working);
  if (patient !== null) return patient;
  if (confirmation === null) {
    return judgement("fails-first-look", verdict, probe.detail, {
      silence,
      reason,
      actionable: true,
      unconfirmed: true,
    });
  }
  // Its patience is over, or it never had any.
  const still = say`${probe.detail}, still so after ${
    formatDuration(confirmation.waitedMs)
  }`;
  return judgement(
    "fails-confirmed",
    verdict,
    silence !== undefined
      ? say`${still}: ${silenceText(silence)}, since ${
        formatDuration(now.bootMs - silence.sinceBootMs)
      }`
      : working
      ? say`${still}, and it has been burning CPU for ${
        busyChecks(memory)
      } checks`
      : verdict === "hung"
      ? say`${still}, and it makes no progress`
      : still,
    { silence, reason, actionable: true },
  );
}

/** In a row, this one included. */
function busyChecks({ failure }: Memory): number {
  return (failure?.busyTicks ?? 0) + 1;
}

/**
 * It may end by itself: as the main thread shows or, where it tells nothing, as
 * the CPU time of the control group does; else null.
 */
export function judgePatience(
  { observation: { confirmation }, probe, memory, now, policy }: Situation,
  silence: KnownSilence | undefined,
  working: boolean,
): Judgement | null {
  const { reason } = probe;
  if (silence !== undefined) {
    return !isLeftAlone(silence, now, policy, confirmation !== null)
      ? null
      : judgement(
        "may-end-by-itself",
        "busy",
        say`${probe.detail}, but ${patienceText(silence, now)}`,
        { silence, reason },
      );
  }
  const busyTicks = busyChecks(memory);
  return !working || busyTicks >= policy.busyTicks ? null : judgement(
    "busy",
    "busy",
    say`${probe.detail}, but it is using CPU (${
      Math.round((confirmation?.cpuShare ?? 0) * 100)
    } % of a core): patience ${busyTicks} of ${policy.busyTicks - 1}`,
    { reason },
  );
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
 * Process states (proc_pid_stat(5)) no signal helps with, or which a person
 * caused on purpose; null for any other.
 */
export function unkillableText(state: string | null): string | null {
  return state === "D"
    ? silenceText({ kind: "kernel" })
    : state === "t"
    ? silenceText({ kind: "debugger" })
    : null;
}
