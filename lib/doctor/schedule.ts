/** Does something start the guard every 30 seconds? */

import { formatDuration } from "../core/duration.ts";
import { messageOf } from "../core/errors.ts";
import type { Instant } from "../core/instant.ts";
import { bytesFromLatin1 } from "../core/latin1.ts";
import { BLOCK_BEGIN, hasBlock } from "../install/crontab.ts";
import { readCrontab } from "../install/crontab_file.ts";
import { cronRuns } from "../install/host.ts";
import { installedTime } from "./guard.ts";
import type { Context } from "../sys/context.ts";
import { readEmergencyStop } from "../store/maintenance.ts";
import { systemctl } from "../sys/systemctl.ts";
import { type Finding, finding, fine } from "./finding.ts";
import type { Subject } from "./subject.ts";

/** The guard's own timer, where there is no cron. */
const TIMER = "openclaw-guard.timer";
/** Two checks have been left out, ms. */
const OVERDUE_MS = 90_000;

/** What was found. */
export interface ScheduleFacts {
  /** null: cannot be told. */
  readonly cronRuns: boolean | null;
  /** The crontab, one character per byte; null: it cannot be read. */
  readonly crontab: string | null;
  readonly crontabError: string | null;
  readonly timerActive: boolean;
  readonly emergencyStop: boolean;
  /** Why a program of the crontab cannot be started; null when it can. */
  readonly programProblem: (path: string) => string | null;
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
  const [table, timerActive] = await Promise.all([
    readTable(context),
    isTimerActive(context),
  ]);
  return judgeSchedule({
    ...table,
    timerActive,
    cronRuns: cronRuns(context),
    emergencyStop: readEmergencyStop(context, subject.profile) !== null,
    programProblem,
    lastCheckAgeMs: lastCheckAgeMs(subject.state.memory, now),
    installedAgeMs: ageOf(installedTime(context), now),
  }, subject);
}

/** Whether cron or the guard's timer starts checks. */
export async function isScheduled(context: Context): Promise<boolean> {
  if (await isTimerActive(context)) return true;
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
    return { crontab: null, crontabError: messageOf(error) };
  }
}

async function isTimerActive(context: Context): Promise<boolean> {
  const { stdout } = await systemctl(context, [
    "show",
    TIMER,
    "--property=ActiveState",
  ]);
  return /^ActiveState=active$/m.test(stdout);
}

function programProblem(path: string): string | null {
  try {
    const { isFile, mode } = Deno.statSync(path);
    if (!isFile) return "is not a file";
    return ((mode ?? 0) & 0o111) === 0 ? "is not executable" : null;
  } catch (error) {
    return error instanceof Deno.errors.NotFound
      ? "does not exist"
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
  const lines = table.matchAll(
    /^\* \* \* \* \* (?:sleep \d+; )?'((?:[^'\n]|'\\'')*)' check\b/gm,
  );
  return [...lines].map(([, word = ""]) =>
    new TextDecoder().decode(bytesFromLatin1(
      word.replaceAll("'\\''", "'").replaceAll("\\%", "%"),
    ))
  );
}

/** What that means. */
export function judgeSchedule(
  facts: ScheduleFacts,
  { option }: Pick<Subject, "option">,
): Finding[] {
  const lines = judgeLines(facts, option);
  const byTimer = facts.timerActive;
  return [
    ...lines,
    ...byTimer ? [] : [judgeDaemon(facts)],
    judgeLastCheck(facts, lines.every(({ level }) => level === "ok"), option),
  ];
}

function judgeLines(facts: ScheduleFacts, option: string): Finding[] {
  const { crontab, crontabError, timerActive } = facts;
  if (facts.emergencyStop) {
    return [finding(
      "schedule",
      "warning",
      "an emergency stop is in force: the guard is off",
      `openclaw-guard resume${option}`,
    )];
  }
  const install = `openclaw-guard install${option}`;
  if (crontab === null) {
    return timerActive
      ? [fine("schedule", `${TIMER} starts a check every 30 seconds`)]
      : [
        finding("schedule", "problem", crontabError ?? "no crontab", install),
      ];
  }
  let present: boolean;
  try {
    present = hasBlock(crontab);
  } catch (error) {
    return [finding("schedule", "problem", messageOf(error), "crontab -e")];
  }
  if (!present) {
    return timerActive
      ? [fine("schedule", `${TIMER} starts a check every 30 seconds`)]
      : [judgeNoLines(facts, install)];
  }
  const block = crontab.slice(crontab.indexOf(BLOCK_BEGIN.slice(0, 22)));
  const programs = scheduledPrograms(block);
  const [program] = programs;
  if (program === undefined || programs.length !== 2) {
    return [finding(
      "schedule",
      "warning",
      `the guard's block in the crontab starts it ${programs.length} times a minute, not twice`,
      install,
    )];
  }
  const problems = [...new Set(programs)].flatMap((path) => {
    const problem = facts.programProblem(path);
    return problem === null ? [] : [`${path} ${problem}`];
  });
  const findings = problems.map((problem) =>
    finding(
      "schedule",
      "problem",
      `cron starts nothing: ${problem}`,
      install,
    )
  );
  if (timerActive) {
    findings.push(finding(
      "schedule",
      "note",
      `both the crontab and ${TIMER} start checks; one of them is enough`,
      install,
    ));
  }
  return findings.length > 0
    ? findings
    : [fine("schedule", `cron starts ${program} every 30 seconds`)];
}

function judgeNoLines(
  { lastCheckAgeMs }: ScheduleFacts,
  install: string,
): Finding {
  const ticking = lastCheckAgeMs !== null && lastCheckAgeMs >= 0 &&
    lastCheckAgeMs <= OVERDUE_MS;
  return ticking
    ? finding(
      "schedule",
      "warning",
      "the guard's lines are not in your crontab; the last check was started by something else",
      install,
    )
    : finding(
      "schedule",
      "problem",
      "nothing starts the guard: its lines are not in your crontab",
      install,
    );
}

function judgeDaemon({ cronRuns }: ScheduleFacts): Finding {
  switch (cronRuns) {
    case true:
      return fine("cron-daemon", "a cron daemon is running");
    case false:
      return finding(
        "cron-daemon",
        "problem",
        "no cron daemon is running: nobody starts the guard",
        "sudo systemctl enable --now cron || sudo systemctl enable --now crond",
      );
    default:
      return finding(
        "cron-daemon",
        "note",
        "whether a cron daemon runs cannot be told: other users' processes are hidden",
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
        ? "no check yet; the first one comes within a minute"
        : "there has never been a check",
      byHand,
    );
  }
  const age = formatDuration(lastCheckAgeMs);
  if (lastCheckAgeMs <= OVERDUE_MS && lastCheckAgeMs >= 0) {
    return fine("last-check", `${age} ago`);
  }
  return finding(
    "last-check",
    "problem",
    lastCheckAgeMs < 0
      ? "the last check is in the future: the clock was set back"
      : `the last check was ${age} ago, and one is due every 30 seconds`,
    byHand,
  );
}
