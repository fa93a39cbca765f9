/**
 * The rows of the decision table by name, in the order in which they are
 * tried; the last two then replace a row that looks right or fails, none that
 * names a cause. The names are recorded with every decision, so they must not
 * change.
 */

import { say } from "../base/say.ts";

/** A row as a person reads it. */
export interface Row {
  /** The row matches when … */
  readonly when: string;
  /** What the guard does about it. */
  readonly does: string;
  /** What happens next. */
  readonly next: string;
}

/** A row as it is written here: what comes next is mostly {@linkcode WATCH}. */
type Given = Omit<Row, "next"> & Partial<Row>;

const LADDER =
  say`an attempt, if the budget allows: restart three times, then force clean, then hold back`;
const WATCH = say`the next check looks again, within 30 seconds`;
const PERSON = say`nothing until a person acts; every check looks again`;

const ROWS = {
  "maintenance": {
    when:
      say`maintenance or an emergency stop is on, or OpenClaw is being updated`,
    does: say`nothing`,
    next: say`checks go on when maintenance ends`,
  },
  "own-files": {
    when: say`the guard's own settings or its list of profiles cannot be used`,
    does:
      say`says so once a day; it neither looks nor acts by guessed settings`,
    next: PERSON,
  },
  "not-ready": {
    when:
      say`/health is well, but /ready names channels or agents that are not`,
    does: say`reports it and never restarts: the cause is usually the network`,
  },
  "answers-well": {
    when: say`/health says "ok": true and the unit is active`,
    does: say`nothing is needed; it keeps a copy of the config`,
  },
  "no-user-bus": {
    when: say`systemd cannot be asked`,
    does: say`nothing, and nothing is counted: it cannot see enough`,
  },
  "slow-host": {
    when: say`the guard's own connection to itself is slow or fails`,
    does: say`nothing, and nothing is counted: the machine is at fault`,
  },
  "own-trouble": {
    when: say`the guard's own question failed before anything was sent`,
    does:
      say`nothing, and nothing is counted: it says nothing about the gateway`,
  },
  "late-check": {
    when: say`this check came late: suspend, overload, or a guard that was off`,
    does: say`nothing, and nothing is counted: the host needs time to settle`,
  },
  "unit-missing": {
    when: say`the unit is not installed, masked or broken`,
    does: say`says so once a day`,
    next: PERSON,
  },
  "program-missing": {
    when: say`the program that the unit starts does not exist`,
    does: say`says so once a day`,
    next: PERSON,
  },
  "inactive-job": {
    when: say`the unit is inactive or failed, and systemd has a job for it`,
    does: say`waits: systemd is at work`,
  },
  "own-clean-unfinished": {
    when: say`the guard itself stopped the unit and died before it started it`,
    does: say`finishes its force clean`,
  },
  "inactive": {
    when: say`the unit is inactive and nothing says that it should run`,
    does: say`leaves it alone: somebody stopped it`,
    next: PERSON,
  },
  "left-inactive": {
    when:
      say`the unit is inactive since a restart that OpenClaw itself began (its own audit says so)`,
    does:
      say`says so once a day; starts it after a while only if recovery.leftInactive is "start"`,
    next: PERSON,
  },
  "exit-78-peer": {
    when:
      say`the unit ended with 78, and another gateway is healthy on the port`,
    does: say`leaves both alone`,
    next: PERSON,
  },
  "exit-78-stranger": {
    when:
      say`the unit ended with 78, and what says ok on the port is no gateway of this profile`,
    does: say`says so once a day`,
    next: PERSON,
  },
  "exit-78-owner": {
    when:
      say`the unit ended with 78: another OpenClaw process owns its state, and none answers on the port`,
    does: say`says so; it cannot tell whose that process is`,
    next: PERSON,
  },
  "exit-78": {
    when: say`the unit ended with 78: OpenClaw refuses its config`,
    does:
      say`names the keys at fault and the repair; goes back to a proven config if "rollback" is "auto"; a restart would not help`,
    next: PERSON,
  },
  "config-refused": {
    when:
      say`the unit ended by itself with another code, and its config cannot be read, or OpenClaw's journal complains of it`,
    does:
      say`names the keys at fault and the repair; goes back to a proven config if "rollback" is "auto"; a restart would not help`,
    next: PERSON,
  },
  "start-limit-hit": {
    when: say`systemd gave up after too many starts`,
    does: say`reset-failed and start, if the budget allows`,
  },
  "failed": {
    when: say`the unit failed for any other reason and systemd leaves it so`,
    does: say`leaves it alone: a stop that did not end cleanly`,
    next: PERSON,
  },
  "own-restart-unfinished": {
    when: say`the guard died while it waited for this process to end`,
    does: say`finishes its restart`,
  },
  "deactivating-too-long": {
    when: say`the unit is stopping for longer than it is allowed`,
    does: say`waits: only systemd can end it`,
    next: PERSON,
  },
  "deactivating": {
    when: say`the unit is stopping`,
    does: say`waits as long as the unit allows`,
  },
  "no-main-process": {
    when: say`the unit is active without a main process`,
    does: say`waits: systemd is about to act`,
  },
  "draining": {
    when: say`the gateway says that it is draining`,
    does: say`waits: the unit's stop limit and 30 seconds more`,
  },
  "orphan-on-port": {
    when:
      say`an orphaned gateway of this profile, or what an earlier life of the unit left behind, holds the port`,
    does: say`ends it by its verified identity, if the budget allows`,
  },
  "stranger-on-port": {
    when: say`the port is held by a process that is not the guard's to end`,
    does: say`says so once a day`,
    next: PERSON,
  },
  "starting": {
    when: say`this process has never answered and is within its start-up time`,
    does: say`waits`,
  },
  "no-health-endpoint": {
    when: say`it answers HTTP, but not with the health JSON: an old gateway`,
    does: say`counts the HTTP answer as alive, says so once`,
  },
  "swapping": {
    when: say`silent, and the machine is short of memory and swaps`,
    does:
      say`nothing, and reports it after 5 minutes: a restart would make it worse`,
  },
  "no-signal-reaches-it": {
    when: say`it fails, but it is stuck in the kernel or held by a debugger`,
    does: say`nothing: no kill would reach it`,
  },
  "may-end-by-itself": {
    when:
      say`silent, and its main thread shows why, for less time than such a silence is allowed`,
    does:
      say`waits: such a silence often ends by itself; it says what is seen, and until when it waits`,
  },
  "fails-first-look": {
    when: say`it fails, and nobody has looked twice`,
    does: say`waits while asking every second, then looks at everything anew`,
  },
  "busy": {
    when:
      say`silent, its main thread tells nothing, but it is using CPU, for fewer checks than are allowed`,
    does: say`waits: it may only be busy`,
  },
  "fails-confirmed": {
    when: say`it failed before the wait, during the wait and after it`,
    does: LADDER,
  },
  "systemd-at-work": {
    when: say`the unit is in any other state, e.g. activating (auto-restart)`,
    does: say`waits: systemd owns crashes`,
  },
  "crash-loop": {
    when:
      say`systemd restarted it six times within 10 minutes, and its last life is younger than 2 minutes`,
    does:
      say`says so with the end of the journal and never restarts it: that would not help`,
    next: say`a person has to find out why it ends; every check looks again`,
  },
  "unstable": {
    when: say`systemd restarted it three times within 10 minutes`,
    does: say`says so, and takes no config for proven`,
    next: say`the warning ends 10 minutes after the last restart`,
  },
} satisfies Readonly<Record<string, Given>>;

/** The name of a row. */
export type Rule = keyof typeof ROWS;

const rows = Object.entries<Given>(ROWS);

/** See the file's comment. */
export const RULES = Object.fromEntries(
  rows.map(([rule, row]) => [rule, { next: WATCH, ...row }]),
) as Readonly<Record<Rule, Row>>;

/** The row of a recorded name; null for a name of another version. */
export function rowOf(rule: string): Row | null {
  return Object.hasOwn(RULES, rule) ? RULES[rule as Rule] : null;
}
