/** Does something start the guard every 30 seconds? */

import { messageOf } from "../../base/errors.ts";
import { isOverdue, lastCheckAgeMs } from "../../core/last_check.ts";
import { hasBlock } from "../../install/cron/table.ts";
import { cronRuns } from "../../install/host.ts";
import { livenessOf, questionsTo, receiptFacts } from "../../guard/liveness.ts";
import type { Receipt } from "../../install/receipt.ts";
import { readTimer } from "../../install/timer/state.ts";
import { findTimerFiles } from "../../install/timer/files.ts";
import { TIMER } from "../../install/timer/units.ts";
import type { Context } from "../../sys/context.ts";
import { say } from "../../base/say.ts";
import { findUnwritable } from "../../store/unwritable.ts";
import { checkNamed, type Finding } from "./finding.ts";
import { judgeLastCheck, type LastCheckFacts } from "./last_check.ts";
import { type CronFacts, judgeCron } from "./schedule_cron.ts";
import { judgeTimer, type TimerFacts } from "./schedule_timer.ts";
import type { Target } from "./target.ts";

const CHECK = checkNamed("schedule");

/** What was found. */
export interface ScheduleFacts
  extends
    TimerFacts,
    CronFacts,
    LastCheckFacts,
    Pick<Target, "crontab" | "crontabError" | "emergencyStop"> {
  /** Files of the guard's own timer are there. */
  readonly timerFiles: boolean;
  /** What "install" wrote down; null when it cannot be read or there is none. */
  readonly receipt: Pick<Receipt, "program" | "scheduler"> | null;
}

/** Looks at cron, the crontab and the last check. */
export async function examineSchedule(
  context: Context,
  target: Target,
): Promise<Finding[]> {
  const now = context.clock.now();
  const { profile, crontab, crontabError, receipt, emergencyStop } = target;
  const { memory } = target.state;
  const [timer, runs] = await Promise.all([
    readTimer(context),
    cronRuns(context),
  ]);
  const unwritable = findUnwritable(context, profile);
  // A state that cannot be read is to doctor as if there had been no check.
  const { pending, blockedBy } = livenessOf(
    { memory, problem: null },
    receiptFacts(context, profile),
    false,
    { ...questionsTo(context, profile), unwritable: () => unwritable },
    now,
  );
  return judgeSchedule({
    ...{ crontab, crontabError, receipt, emergencyStop, programProblem },
    ...{ pending, blockedBy, unwritable, timer },
    timerFiles: findTimerFiles(context).ours.length > 0,
    cronRuns: runs,
    nowMs: now.wallMs,
    lastCheckAgeMs: lastCheckAgeMs(memory, now),
  }, target);
}

/** Why a program cannot be started; null when it can. */
export function programProblem(path: string): string | null {
  try {
    const { isFile, mode } = Deno.statSync(path);
    if (!isFile) return say`${path} is not a file`;
    return ((mode ?? 0) & 0o111) === 0 ? say`${path} is not executable` : null;
  } catch (error) {
    return error instanceof Deno.errors.NotFound
      ? say`${path} does not exist`
      : messageOf(error);
  }
}

/** What that means. */
export function judgeSchedule(
  facts: ScheduleFacts,
  { option }: Pick<Target, "option">,
): Finding[] {
  const found = judgeStarter(facts, option);
  // Where the guard is off on purpose no check is missing.
  if (facts.emergencyStop) return found;
  return [
    ...found,
    judgeLastCheck(facts, found.every(({ level }) => level === "ok"), option),
  ];
}

/** Cron or the timer, whichever is there. */
function judgeStarter(facts: ScheduleFacts, option: string): Finding[] {
  const { crontab } = facts;
  if (facts.emergencyStop) {
    return [CHECK.warning(
      say`an emergency stop is in force: the guard is off`,
      `openclaw-guard resume${option}`,
    )];
  }
  const install = `openclaw-guard install${option}`;
  const timer = facts.timerFiles || facts.timer?.activeState === "active"
    ? judgeTimer(facts, install)
    : [];
  let lines: boolean;
  try {
    lines = crontab !== null && hasBlock(crontab);
  } catch (error) {
    return [CHECK.problem(messageOf(error), "crontab -e")];
  }
  if (crontab === null || !lines) {
    return timer.length > 0 ? timer : [judgeNothing(facts, install)];
  }
  const found = [...judgeCron(facts, crontab, install), ...timer];
  return timer.length === 0 ? found : [
    ...found,
    CHECK.warning(
      say`both the crontab and ${TIMER} start checks; one of them is enough`,
      install,
    ),
  ];
}

/** Neither lines nor a timer. */
function judgeNothing(facts: ScheduleFacts, install: string): Finding {
  const { crontab, crontabError, cronRuns, receipt } = facts;
  const ticking = !isOverdue(facts.lastCheckAgeMs);
  if (receipt?.scheduler === "none") {
    // "install" alone would leave it at that.
    const cron = crontab !== null && cronRuns !== false;
    return ticking || facts.pending !== null
      ? CHECK.ok(say`something of yours starts the guard`)
      : CHECK.problem(
        say`nothing starts the guard: it was installed with --scheduler none`,
        `${install} --scheduler ${cron ? "cron" : "systemd"}`,
      );
  }
  const unread = crontabError ?? say`there is no crontab command`;
  const missing = receipt === null
    ? crontab === null
      ? say`${TIMER} is not there, and ${unread}`
      : say`neither lines in your crontab nor ${TIMER} are there`
    : receipt.scheduler === "systemd"
    ? say`${TIMER} is not there`
    : crontab === null
    ? unread
    : say`its lines are not in your crontab`;
  // Something else may start it, or it was there a moment ago.
  return ticking && receipt?.scheduler !== "systemd" && crontab !== null
    ? CHECK.warning(
      say`${missing}; yet a check ran lately, before that or started by something else`,
      install,
    )
    : CHECK.problem(say`nothing starts the guard: ${missing}`, install);
}
