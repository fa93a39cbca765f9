/** What a verdict means and what a person can do about it, in plain words. */

import {
  commandFor,
  type GatewayUnit,
  journalFor,
} from "../base/gateway_unit.ts";
import { profileOption } from "../base/profile.ts";
import { say } from "../base/say.ts";
import type { Verdict } from "./types.ts";

/** A few words for each; see the decision table for when it holds. */
export const VERDICT_TEXTS: Readonly<Record<Verdict, string>> = {
  "maintenance": say`the guard is paused`,
  "inconclusive": say`it cannot be told now`,
  "healthy": say`it works`,
  "misconfigured": say`something has to be set right first`,
  "stopped": say`it stays so until somebody starts it`,
  "abandoned":
    say`OpenClaw stopped it for a restart and did not start it again`,
  "starting": say`it is starting`,
  "stopping": say`it is stopping, and may finish its work`,
  "systemd-acting": say`systemd is starting it again`,
  "bad-config": say`it refuses its config and does not run`,
  "duplicate": say`another gateway is healthy on its port`,
  "start-limit": say`it ended too often, and systemd gave up`,
  "busy": say`it is silent, but that may end by itself`,
  "foreign-listener": say`its port is held by another process`,
  "down": say`it runs, but nobody listens on its port`,
  "unsupported": say`it answers, but is too old to say how it is`,
  "failing": say`it answers that it is not well`,
  "hung": say`it runs, but does not answer`,
  "degraded": say`it works, but not all of its channels do`,
  "unstable": say`it ended and was restarted several times`,
  "crash-loop": say`it ends again and again`,
};

/** "hung (http)", or only "healthy". */
export function codeWord(verdict: string, reason: string | null): string {
  return reason === null ? verdict : `${verdict} (${reason})`;
}

/** `doctor` knows what to do. */
export function askDoctor(profile: string): string {
  return say`"openclaw-guard doctor${
    profileOption(profile)
  }" tells what is wrong and what mends it`;
}

/** The command that helps, and what it does; null: nothing is needed. */
export function verdictAdvice(
  verdict: Verdict,
  unit: GatewayUnit,
): string | null {
  const profile = profileOption(unit.profile);
  switch (verdict) {
    case "stopped":
    case "abandoned":
      return say`"${commandFor(unit, "start")}" starts it`;
    case "start-limit":
    case "unstable":
    case "crash-loop":
      return say`"${journalFor(unit)} -n 50" tells why it ended`;
    case "misconfigured":
    case "foreign-listener":
    case "duplicate":
    case "inconclusive":
      return askDoctor(unit.profile);
    case "down":
    case "failing":
    case "hung":
    case "busy":
      return say`"openclaw-guard logs -f${profile}" shows the rescue, "openclaw-guard explain${profile}" the reasons`;
    case "degraded":
    case "unsupported":
      return say`"openclaw-guard explain${profile}" tells more`;
    default:
      return null;
  }
}
