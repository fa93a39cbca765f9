/** Do the guard's lines in the crontab start it every 30 seconds? */

import { blockStart } from "../../install/cron/table.ts";
import { readGuardLines } from "../../install/cron/line.ts";
import { tableVariables } from "../../install/cron/variables.ts";
import { say } from "../../base/say.ts";
import { checkNamed, type Finding } from "./finding.ts";

const CRON_DAEMON = checkNamed("cron-daemon");
const SCHEDULE = checkNamed("schedule");

/** What is known about cron. */
export interface CronFacts {
  /** null: cannot be told. */
  readonly cronRuns: boolean | null;
  /** Why a program cannot be started; null when it can. */
  readonly programProblem: (path: string) => string | null;
}

/**
 * What is to be said about lines that are there.
 *
 * @param install The command that mends most of it.
 */
export function judgeCron(
  facts: CronFacts,
  crontab: string,
  install: string,
): Finding[] {
  return [...judgeLines(facts, crontab, install), judgeDaemon(facts)];
}

function judgeLines(
  facts: CronFacts,
  crontab: string,
  install: string,
): Finding[] {
  const programs = readGuardLines(crontab.slice(blockStart(crontab)))
    .map(({ program }) => program);
  const [program] = programs;
  if (program === undefined || programs.length !== 2) {
    return [SCHEDULE.warning(
      say`the guard's block in the crontab starts it ${programs.length} times a minute, not twice`,
      install,
    )];
  }
  // cron starts this program, which starts the line; it asks no PATH for it.
  const shell = tableVariables(crontab, "")["SHELL"] ?? "";
  const shellProblem = facts.programProblem(shell);
  if (shellProblem !== null) {
    return [SCHEDULE.problem(
      say`cron starts nothing: your crontab sets SHELL=${shell}, and ${shellProblem}`,
      "crontab -e",
    )];
  }
  const problems = [...new Set(programs)].flatMap((path) =>
    facts.programProblem(path) ?? []
  );
  return problems.length === 0
    ? [SCHEDULE.ok(say`cron starts ${program} every 30 seconds`)]
    : problems.map((problem) =>
      SCHEDULE.problem(say`cron starts nothing: ${problem}`, install)
    );
}

function judgeDaemon({ cronRuns }: CronFacts): Finding {
  switch (cronRuns) {
    case true:
      return CRON_DAEMON.ok(say`a cron daemon is running`);
    case false:
      return CRON_DAEMON.problem(
        say`no cron daemon is running: nobody starts the guard`,
        "sudo systemctl enable --now cron || sudo systemctl enable --now crond",
      );
    default:
      return CRON_DAEMON.note(
        say`whether a cron daemon runs cannot be told: other users' processes are hidden`,
      );
  }
}
