/** What a row of the decision table means to those who are told of it. */

import type { Rule } from "./rules.ts";
import type { Verdict } from "./types.ts";

/** See {@linkcode Meaning.state}. */
type State =
  /** The gateway does not work. */
  | "trouble"
  /** It is on its way, up or down: no trouble yet, and no end of one. */
  | "pending"
  /** Nothing can be said of it. */
  | "unknown"
  /** A person said: leave it alone. */
  | "paused"
  /** Somebody stopped it. */
  | "stopped"
  | "well";

/** See the file's comment. */
export interface Meaning {
  readonly state: State;
  /** Only a person can mend it: the word by which that is told once. */
  readonly person?: string;
  /** It may pass: told when it has lasted as long as any other trouble. */
  readonly passes?: true;
}

const WELL: Meaning = { state: "well" };
const PENDING: Meaning = { state: "pending" };
const UNKNOWN: Meaning = { state: "unknown" };
const STOPPED: Meaning = { state: "stopped" };
const TROUBLE: Meaning = { state: "trouble" };

/** Whatever else happens, the guard cannot. */
function needsPerson(person: string): Meaning {
  return { ...TROUBLE, person };
}

/** The same, but seen for a moment it may be no more than an installation at work. */
function mayPass(person: string): Meaning {
  return { ...needsPerson(person), passes: true };
}

/** By rule. One that is new has to be thought of here: the type demands it. */
const MEANINGS: Readonly<Record<Rule, Meaning>> = {
  "maintenance": { state: "paused" },
  // The guard's own trouble, which is told apart from the gateway's.
  "own-files": UNKNOWN,
  "not-ready": WELL,
  "answers-well": WELL,
  "no-user-bus": UNKNOWN,
  "slow-host": UNKNOWN,
  "own-trouble": UNKNOWN,
  "late-check": UNKNOWN,
  "unit-missing": mayPass("misconfigured"),
  "program-missing": mayPass("misconfigured"),
  "inactive-job": PENDING,
  "own-clean-unfinished": TROUBLE,
  "inactive": STOPPED,
  "left-inactive": mayPass("abandoned"),
  // Somebody is served all the same.
  "exit-78-peer": TROUBLE,
  "exit-78-stranger": mayPass("foreign-listener"),
  "exit-78-owner": mayPass("duplicate"),
  "exit-78": needsPerson("bad-config"),
  "config-refused": needsPerson("bad-config"),
  "start-limit-hit": needsPerson("start-limit"),
  "failed": STOPPED,
  "own-restart-unfinished": PENDING,
  "deactivating-too-long": needsPerson("stopping"),
  "deactivating": PENDING,
  "no-main-process": PENDING,
  "draining": PENDING,
  "orphan-on-port": TROUBLE,
  "stranger-on-port": mayPass("foreign-listener"),
  "starting": PENDING,
  "no-health-endpoint": WELL,
  "swapping": needsPerson("swapping"),
  "no-signal-reaches-it": mayPass("no-signal"),
  "may-end-by-itself": TROUBLE,
  "fails-first-look": TROUBLE,
  "busy": TROUBLE,
  "fails-confirmed": TROUBLE,
  "systemd-at-work": PENDING,
  "crash-loop": needsPerson("crash-loop"),
  // It answers at the moment, or is starting: the next rows tell.
  "unstable": UNKNOWN,
};

/**
 * What a check's conclusion means.
 *
 * @param rule Null: healthy checks write down none.
 */
export function meaningOf(
  verdict: Verdict | null,
  rule: string | null,
): Meaning {
  if (verdict === null || verdict === "inconclusive") return UNKNOWN;
  if (rule === null || !Object.hasOwn(MEANINGS, rule)) {
    return verdict === "healthy" ? WELL : UNKNOWN;
  }
  return MEANINGS[rule as Rule];
}
