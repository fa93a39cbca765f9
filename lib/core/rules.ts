/**
 * The rows of the decision table by name, in the order in which they are
 * tried. The names are recorded with every decision, so they must not change.
 */

/** A row as a person reads it. */
export interface Row {
  /** The row matches when … */
  readonly when: string;
  /** What the guard does about it. */
  readonly does: string;
  /** What happens next. */
  readonly next: string;
}

const LADDER =
  "an attempt, if the budget allows: restart three times, then force clean, then hold back";
const WATCH = "the next check looks again, within 30 seconds";
const PERSON = "nothing until a person acts; every check looks again";

/** See the file's comment. */
export const RULES = {
  "maintenance": {
    when: "maintenance is on",
    does: "nothing; it does not even look",
    next: "checks go on when maintenance ends",
  },
  "own-files": {
    when: "the guard's own settings or its list of profiles cannot be used",
    does: "says so once a day; it neither looks nor acts by guessed settings",
    next: PERSON,
  },
  "answers-well": {
    when: '/health says "ok": true and the unit is active',
    does: "nothing is needed; it keeps a copy of the config",
    next: WATCH,
  },
  "not-ready": {
    when: "/health is well, but /ready names channels or agents that are not",
    does: "reports it and never restarts: the cause is usually the network",
    next: WATCH,
  },
  "no-user-bus": {
    when: "systemd's user manager cannot be asked",
    does: "nothing, and nothing is counted: it cannot see enough",
    next: WATCH,
  },
  "slow-host": {
    when: "the guard's own connection to itself is slow or fails",
    does: "nothing, and nothing is counted: the machine is at fault",
    next: WATCH,
  },
  "late-check": {
    when: "this check came late: suspend, overload, or a guard that was off",
    does: "nothing, and nothing is counted: the host needs time to settle",
    next: WATCH,
  },
  "not-looked": {
    when: "systemd was not asked about the unit",
    does: "nothing: it knows too little",
    next: WATCH,
  },
  "unit-missing": {
    when: "the unit is not installed, masked or broken",
    does: "says so once a day",
    next: PERSON,
  },
  "program-missing": {
    when: "the program that the unit starts does not exist",
    does: "says so once a day",
    next: PERSON,
  },
  "inactive-job": {
    when: "the unit is inactive or failed, and systemd has a job for it",
    does: "waits: systemd is at work",
    next: WATCH,
  },
  "own-clean-unfinished": {
    when: "the guard itself stopped the unit and died before it started it",
    does: "finishes its force clean",
    next: WATCH,
  },
  "inactive": {
    when: "the unit is inactive and nothing says that it should run",
    does: "leaves it alone: somebody stopped it",
    next: PERSON,
  },
  "left-inactive": {
    when:
      "the unit is inactive since a restart that OpenClaw itself began (its own audit says so)",
    does:
      'says so once a day; starts it after a while only if recovery.leftInactive is "start"',
    next: PERSON,
  },
  "exit-78-peer": {
    when: "the unit ended with 78, and another gateway is healthy on the port",
    does: "leaves both alone",
    next: PERSON,
  },
  "exit-78": {
    when: "the unit ended with 78: OpenClaw refuses its config",
    does:
      'names the keys at fault and the repair; goes back to a proven config if "rollback" is "auto"; a restart would not help',
    next: PERSON,
  },
  "start-limit-hit": {
    when: "systemd gave up after too many starts",
    does: "reset-failed and start, if the budget allows",
    next: WATCH,
  },
  "failed": {
    when: "the unit failed for any other reason and systemd leaves it so",
    does: "leaves it alone: a stop that did not end cleanly",
    next: PERSON,
  },
  "own-restart-unfinished": {
    when: "the guard died while it waited for this process to end",
    does: "finishes its restart",
    next: WATCH,
  },
  "deactivating": {
    when: "the unit is stopping",
    does: "waits as long as the unit allows",
    next: WATCH,
  },
  "deactivating-too-long": {
    when: "the unit is stopping for longer than it is allowed",
    does: "waits: only systemd can end it",
    next: PERSON,
  },
  "no-main-process": {
    when: "the unit is active without a main process",
    does: "waits: systemd is about to act",
    next: WATCH,
  },
  "draining": {
    when: "the gateway says that it is draining",
    does: "waits: the unit's stop limit and 30 seconds more",
    next: WATCH,
  },
  "orphan-on-port": {
    when: "an orphaned gateway of this profile holds the port",
    does: "ends it by its verified identity, if the budget allows",
    next: WATCH,
  },
  "stranger-on-port": {
    when: "the port is held by a process that is not the guard's to end",
    does: "says so once a day",
    next: PERSON,
  },
  "starting": {
    when: "this process has never answered and is within its start-up time",
    does: "waits",
    next: WATCH,
  },
  "no-health-endpoint": {
    when: "it answers HTTP, but not with the health JSON: an old gateway",
    does: "counts the HTTP answer as alive, says so once",
    next: WATCH,
  },
  "no-signal-reaches-it": {
    when: "it fails, but it is stuck in the kernel or held by a debugger",
    does: "nothing: no kill would reach it",
    next: WATCH,
  },
  "fails-first-look": {
    when: "it fails, and nobody has looked twice",
    does: "waits while asking every second, then looks at everything anew",
    next: WATCH,
  },
  "busy": {
    when: "silent, but using CPU, for fewer checks than are allowed",
    does: "waits: it may only be busy",
    next: WATCH,
  },
  "fails-confirmed": {
    when: "it failed before the wait, during the wait and after it",
    does: LADDER,
    next: WATCH,
  },
  "systemd-at-work": {
    when: "the unit is in any other state, e.g. activating (auto-restart)",
    does: "waits: systemd owns crashes",
    next: WATCH,
  },
} as const satisfies Readonly<Record<string, Row>>;

/** The name of a row. */
export type Rule = keyof typeof RULES;

/** The row of a recorded name; null for a name of another version. */
export function rowOf(rule: string): Row | null {
  return Object.hasOwn(RULES, rule) ? RULES[rule as Rule] : null;
}
