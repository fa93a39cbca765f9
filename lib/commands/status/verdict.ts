/** What a verdict means, in plain words. */

import type { Verdict } from "../../core/types.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";

/** A few words for each; see the decision table for when it holds. */
const VERDICT_TEXTS: Readonly<Record<Verdict, string>> = {
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

/** The code word with what it means: "hung (http) - it runs, but does not answer". */
export function verdictText(verdict: Verdict, reason: string | null): string {
  const meaning = translate(VERDICT_TEXTS[verdict]);
  return t`${codeWord(verdict, reason)} - ${meaning}`;
}

/** "hung (http)", or only "healthy". */
export function codeWord(verdict: string, reason: string | null): string {
  return reason === null ? verdict : `${verdict} (${reason})`;
}
