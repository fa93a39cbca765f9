/** What a drill sees, and what it expects to see. All pure. */

import type { ProcessIdentity, Verdict } from "../../core/types.ts";
import { say } from "../../base/say.ts";
import type { HistoryEvent } from "../../store/history.ts";

/** Something the guard wrote down. */
export type GuardRecord = Pick<HistoryEvent, "event" | "sentence">;

/** Gateway and guard at one moment. */
export interface Sample {
  /** Milliseconds since the drill began. */
  readonly atMs: number;
  readonly activeState: string;
  readonly subState: string;
  /** null: no main process. */
  readonly main: ProcessIdentity | null;
  /** /health says ok, and the unit is active. */
  readonly healthy: boolean;
  /** Checks of the guard that ended since the drill began. */
  readonly checks: number;
  /** What the last check came to. */
  readonly verdict: Verdict | null;
  /** No check came late a moment ago: the guard draws conclusions. */
  readonly settled: boolean;
  /** What the guard wrote down since the drill began. */
  readonly records: readonly GuardRecord[];
}

/** What an expectation may compare. */
export interface Samples {
  /** Before anything was done. */
  readonly start: Sample;
  /** When this step began. */
  readonly since: Sample;
  readonly now: Sample;
}

/** True: as hoped. False: not yet. A sentence: it can never come true any more. */
export type Expectation = (samples: Samples) => boolean | string;

/**
 * Events with which the guard interferes with the gateway. Not "rollback":
 * "rolled-back" tells what came of it, and a person's "upgrade --rollback" is
 * told by the same word.
 */
const ACTIONS: ReadonlySet<string> = new Set([
  "restart",
  "force-clean",
  "start",
  "clean-orphan",
  "resume-rescue",
  "resume-rollback",
  "rolled-back",
  "kill",
  "done",
  "failed",
]);

/** Whether both are the same life of the gateway. */
export function sameLife(one: Sample, other: Sample): boolean {
  return one.main?.pid === other.main?.pid &&
    one.main?.startTicks === other.main?.startTicks;
}

/** The first thing the guard did to the gateway; undefined: nothing. */
function guardAction({ records }: Sample): GuardRecord | undefined {
  return records.find(({ event }) => ACTIONS.has(event));
}

/** Broken as soon as the guard acts. */
export const guardStaysOut: Expectation = ({ now }) => {
  const action = guardAction(now);
  return action === undefined
    ? true
    : say`the guard acted although it must not: ${action.event}: ${action.sentence}`;
};

/** A new check found it healthy. */
export const checkedHealthy: Expectation = ({ since, now }) =>
  now.checks > since.checks && now.verdict === "healthy";

/** A check found it healthy, and a failure would be acted on. */
export const checkedAndSettled: Expectation = ({ start, now }) =>
  now.checks > start.checks && now.verdict === "healthy" && now.settled;

/** Another process than at the start. */
export const newProcess: Expectation = ({ start, now }) =>
  now.main !== null && !sameLife(start, now);

/** It answers, whichever process it is. */
export const healthy: Expectation = ({ now }) => now.healthy;

/** Another process than at the start, and it answers. */
export const newAndHealthy: Expectation = (samples) =>
  newProcess(samples) === true && samples.now.healthy;

/** It answers and was never replaced. */
export const sameAndHealthy: Expectation = ({ start, now }) =>
  sameLife(start, now)
    ? now.healthy
    : say`the gateway has another main process than before`;

/** Whether a unit in this state neither runs nor is about to. */
export function isDown(activeState: string | undefined): boolean {
  return activeState === "inactive" || activeState === "failed";
}

/** The unit is not running any more. */
export const stopped: Expectation = ({ now }) =>
  isDown(now.activeState) && now.main === null;

/** The guard has seen that it is frozen. */
export const guardNotices: Expectation = ({ now }) =>
  now.records.some(({ event }) => event === "hung" || event === "restart");

/** The guard restarts it. */
export const guardRestarts: Expectation = ({ now }) => {
  const action = guardAction(now);
  return action?.event === "failed"
    ? say`the guard's rescue failed: ${action.sentence}`
    : action !== undefined;
};

/** So many new checks all came to this verdict while the unit stayed stopped. */
export function staysStopped(checks: number): Expectation {
  return ({ since, now }) =>
    isDown(now.activeState)
      ? now.checks >= since.checks + checks && now.verdict === "stopped"
      : say`the gateway was started again (${now.activeState})`;
}

/** So many new checks did nothing because of maintenance. */
export function staysFrozen(checks: number): Expectation {
  return ({ start, since, now }) =>
    sameLife(start, now)
      ? now.checks >= since.checks + checks && now.verdict === "maintenance"
      : say`somebody restarted the frozen gateway`;
}

/** A new check reported the foreign listener. */
export const reportsForeignListener: Expectation = ({ since, now }) =>
  now.activeState === "failed"
    ? say`the gateway gave up (its unit failed) instead of waiting for its port`
    : now.checks > since.checks && now.verdict === "foreign-listener";
