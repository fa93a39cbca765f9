/** Does something start the guard every 30 seconds? */

import { formatDuration } from "../core/duration.ts";
import { CommandNotFoundError, messageOf } from "../core/errors.ts";
import type { Instant } from "../core/instant.ts";
import { BLOCK_BEGIN, hasBlock } from "../install/crontab.ts";
import { readCrontab } from "../install/crontab_file.ts";
import { readGuardLines } from "../install/crontab_line.ts";
import { cronRuns } from "../install/host.ts";
import { readReceipt, type Receipt } from "../install/receipt.ts";
import { readTimer } from "../install/timer_state.ts";
import { findTimerFiles } from "../install/timer_files.ts";
import { TIMER } from "../install/timer_units.ts";
import { readEmergencyStop } from "../store/maintenance.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { installedTime } from "./guard.ts";
import { type Finding, finding, fine } from "./finding.ts";
import { judgeTimer, OVERDUE_MS, type TimerFacts } from "./schedule_timer.ts";
import type { Subject } from "./subject.ts";

/** What was found. */
export interface ScheduleFacts extends TimerFacts {
  /** null: cannot be told. */
  readonly cronRuns: boolean | null;
  /** The crontab, one character per byte; null: it cannot be read. */
  readonly crontab: string | null;
  readonly crontabError: string | null;
  /** Files of the guard's own timer are there. */
  readonly timerFiles: boolean;
  /** What "install" wrote down; null when it cannot be read or there is none. */
  readonly receipt: Pick<Receipt, "program" | "scheduler"> | null;
  readonly emergencyStop: boolean;
  /** Milliseconds since the last check; null when there was none. */
  readonly lastCheckAgeMs: number | null;
  /** Milliseconds since the installation; null when not installed. */
  readonly installedAgeMs: number | null;
}

/** Looks at cron, the crontab and the last check. */
export async function examineSchedule(
  context: Context,
  subject: Subject,
): Promise<Finding[]> {
  const now = context.clock.now();
  const [table, timer] = await Promise.all([
    readTable(context),
    readTimer(context),
  ]);
  return judgeSchedule({
    ...table,
    timerFiles: findTimerFiles(context).ours.length > 0,
    timer,
    receipt: receiptOrNull(context),
    cronRuns: cronRuns(context),
    emergencyStop: readEmergencyStop(context, subject.profile) !== null,
    programProblem,
    nowMs: now.wallMs,
    lastCheckAgeMs: lastCheckAgeMs(subject.state.memory, now),
    installedAgeMs: ageOf(installedTime(context), now),
  }, subject);
}

/** Whether cron or the guard's timer starts checks. */
export async function isScheduled(context: Context): Promise<boolean> {
  if ((await readTimer(context))?.activeState === "active") return true;
  const { crontab } = await readTable(context);
  try {
    return crontab !== null && hasBlock(crontab) &&
      cronRuns(context) !== false;
  } catch {
    return false; // a damaged block; doctor says so
  }
}

async function readTable(
  context: Context,
): Promise<Pick<ScheduleFacts, "crontab" | "crontabError">> {
  try {
    return { crontab: await readCrontab(context), crontabError: null };
  } catch (error) {
    return {
      crontab: null,
      crontabError: error instanceof CommandNotFoundError
        ? say`there is no crontab command`
        : messageOf(error),
    };
  }
}

function receiptOrNull(context: Context): Receipt | null {
  try {
    return readReceipt(context);
  } catch {
    return null; // "installed" tells what is wrong with it
  }
}

function programProblem(path: string): string | null {
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

/** On the boot clock, if the last check was in this boot. */
export function lastCheckAgeMs(
  { lastTick, bootId }: Subject["state"]["memory"],
  now: Instant,
): number | null {
  if (lastTick === null) return null;
  return bootId === now.bootId
    ? now.bootMs - lastTick.bootMs
    : now.wallMs - lastTick.wallMs;
}

function ageOf(wallMs: number | null, now: Instant): number | null {
  return wallMs === null ? null : now.wallMs - wallMs;
}

/** The programs the guard's own lines start. */
export function scheduledPrograms(table: string): string[] {
  return readGuardLines(table).map(({ program }) => program);
}

/** What that means. */
export function judgeSchedule(
  facts: ScheduleFacts,
  { option }: Pick<Subject, "option">,
): Finding[] {
  const found = judgeStarter(facts, option);
  return [
    ...found,
    judgeLastCheck(facts, found.every(({ level }) => level === "ok"), option),
  ];
}

/** Cron or the timer, whichever is there. */
function judgeStarter(facts: ScheduleFacts, option: string): Finding[] {
  const { crontab } = facts;
  if (facts.emergencyStop) {
    return [finding(
      "schedule",
      "warning",
      say`an emergency stop is in force: the guard is off`,
      `openclaw-guard resume${option}`,
    )];
  }
  const install = `openclaw-guard install${option}`;
  const timer = facts.timerFiles || facts.timer?.activeState === "active";
  let lines: boolean;
  try {
    lines = crontab !== null && hasBlock(crontab);
  } catch (error) {
    return [finding("schedule", "problem", messageOf(error), "crontab -e")];
  }
  if (crontab === null || !lines) {
    return timer ? judgeTimer(facts, install) : [judgeNothing(facts, option)];
  }
  const found = [...judgeLines(facts, crontab, install), judgeDaemon(facts)];
  return timer
    ? [
      ...found,
      ...judgeTimer(facts, install),
      finding(
        "schedule",
        "warning",
        say`both the crontab and ${TIMER} start checks; one of them is enough`,
        install,
      ),
    ]
    : found;
}

function judgeLines(
  facts: ScheduleFacts,
  crontab: string,
  install: string,
): Finding[] {
  const block = crontab.slice(crontab.indexOf(BLOCK_BEGIN.slice(0, 22)));
  const programs = scheduledPrograms(block);
  const [program] = programs;
  if (program === undefined || programs.length !== 2) {
    return [finding(
      "schedule",
      "warning",
      say`the guard's block in the crontab starts it ${programs.length} times a minute, not twice`,
      install,
    )];
  }
  const problems = [...new Set(programs)].flatMap((path) => {
    const problem = facts.programProblem(path);
    return problem === null ? [] : [problem];
  });
  return problems.length === 0
    ? [fine("schedule", say`cron starts ${program} every 30 seconds`)]
    : problems.map((problem) =>
      finding(
        "schedule",
        "problem",
        say`cron starts nothing: ${problem}`,
        install,
      )
    );
}

/** Neither lines nor a timer. */
function judgeNothing(facts: ScheduleFacts, option: string): Finding {
  const { lastCheckAgeMs, crontab, crontabError, cronRuns, receipt } = facts;
  const install = `openclaw-guard install${option}`;
  const ticking = lastCheckAgeMs !== null && lastCheckAgeMs >= 0 &&
    lastCheckAgeMs <= OVERDUE_MS;
  if (receipt?.scheduler === "none") {
    // "install" alone would leave it at that.
    const cron = crontab !== null && cronRuns !== false;
    return ticking
      ? fine("schedule", say`something of yours starts the guard`)
      : finding(
        "schedule",
        "problem",
        say`nothing starts the guard: it was installed with --scheduler none`,
        `${install} --scheduler ${cron ? "cron" : "systemd"}`,
      );
  }
  if (crontab === null) {
    return finding(
      "schedule",
      "problem",
      say`nothing starts the guard: ${
        crontabError ?? say`there is no crontab command`
      }`,
      install,
    );
  }
  return ticking
    ? finding(
      "schedule",
      "warning",
      say`the guard's lines are not in your crontab; the last check was started by something else`,
      install,
    )
    : finding(
      "schedule",
      "problem",
      say`nothing starts the guard: its lines are not in your crontab`,
      install,
    );
}

function judgeDaemon({ cronRuns }: ScheduleFacts): Finding {
  switch (cronRuns) {
    case true:
      return fine("cron-daemon", say`a cron daemon is running`);
    case false:
      return finding(
        "cron-daemon",
        "problem",
        say`no cron daemon is running: nobody starts the guard`,
        "sudo systemctl enable --now cron || sudo systemctl enable --now crond",
      );
    default:
      return finding(
        "cron-daemon",
        "note",
        say`whether a cron daemon runs cannot be told: other users' processes are hidden`,
        null,
      );
  }
}

function judgeLastCheck(
  { lastCheckAgeMs, installedAgeMs }: ScheduleFacts,
  scheduled: boolean,
  option: string,
): Finding {
  const byHand = `openclaw-guard check${option}`;
  if (lastCheckAgeMs === null) {
    const young = installedAgeMs !== null && installedAgeMs < OVERDUE_MS;
    return finding(
      "last-check",
      scheduled && !young ? "problem" : "note",
      young
        ? say`no check yet; the first one comes within a minute`
        : say`there has never been a check`,
      byHand,
    );
  }
  const age = formatDuration(lastCheckAgeMs);
  if (lastCheckAgeMs <= OVERDUE_MS && lastCheckAgeMs >= 0) {
    return fine("last-check", say`a check ran ${age} ago`);
  }
  return finding(
    "last-check",
    "problem",
    lastCheckAgeMs < 0
      ? say`the last check is in the future: the clock was set back`
      : say`the last check was ${age} ago, and one is due every 30 seconds`,
    byHand,
  );
}
