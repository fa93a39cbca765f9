/** Does the guard's own timer start it every 30 seconds? */

import { formatDuration } from "../../base/duration.ts";
import { CHECK_OVERDUE_MS } from "../../core/last_check.ts";
import {
  FIRST_SYSTEMD_CODE,
  type TimerState,
} from "../../install/timer/state.ts";
import { SERVICE, TIMER } from "../../install/timer/units.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";
import type { LastCheckFacts } from "./last_check.ts";

const CHECK = checkNamed("schedule");

/** What is known about it. */
export interface TimerFacts extends Pick<LastCheckFacts, "pending"> {
  /** null: systemd did not answer. */
  readonly timer: TimerState | null;
  /** Names the program that is started; null when that is not known. */
  readonly receipt: { readonly program: string } | null;
  /** Why a program cannot be started; null when it can. */
  readonly programProblem: (path: string) => string | null;
  /** Wall clock ms. */
  readonly nowMs: number;
}

/**
 * What is to be said about a timer that is there.
 *
 * @param install The command that mends most of it.
 */
export function judgeTimer(facts: TimerFacts, install: string): Finding[] {
  const { timer, receipt, nowMs } = facts;
  if (timer === null) {
    // "user-bus" has what mends it.
    return [CHECK.warning(
      say`whether ${TIMER} runs cannot be told: systemd does not answer`,
    )];
  }
  if (timer.activeState !== "active") {
    return [CHECK.problem(
      say`${TIMER} is ${timer.activeState}: nothing starts the guard`,
      install,
    )];
  }
  const findings: Finding[] = [];
  const problem = receipt && facts.programProblem(receipt.program);
  if (problem !== null) {
    findings.push(
      CHECK.problem(say`${TIMER} starts nothing: ${problem}`, install),
    );
  } else if (
    !["success", "exit-code", "unknown"].includes(timer.result) ||
    timer.exitStatus >= FIRST_SYSTEMD_CODE
  ) {
    findings.push(CHECK.problem(
      say`the last check ${TIMER} started did not run to its end: ${timer.result}, exit code ${timer.exitStatus}`,
      `journalctl --${timer.scope} -n 20 -u ${SERVICE}`,
    ));
  }
  if (!timer.enabled) {
    findings.push(CHECK.warning(
      say`${TIMER} is not enabled: after a boot nothing starts the guard`,
      install,
    ));
  }
  if (timer.outdated) {
    findings.push(CHECK.note(
      say`systemd holds an older text of ${TIMER} or ${SERVICE} in memory`,
      `systemctl --${timer.scope} daemon-reload`,
    ));
  }
  const age = timer.lastTriggerMs === null
    ? null
    : Math.max(0, nowMs - timer.lastTriggerMs);
  if (age !== null && age > CHECK_OVERDUE_MS && facts.pending === null) {
    findings.push(CHECK.warning(
      say`${TIMER} last started a check ${formatDuration(age)} ago`,
      `systemctl --${timer.scope} list-timers --all ${TIMER}`,
    ));
  }
  return findings.length > 0 ? findings : [CHECK.ok(
    age === null
      ? say`${TIMER} starts a check every 30 seconds`
      : say`${TIMER} starts a check every 30 seconds, the last one ${
        formatDuration(age)
      } ago`,
  )];
}
