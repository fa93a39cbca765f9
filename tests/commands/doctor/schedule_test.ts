import assert from "node:assert/strict";
import { lastCheckAgeMs } from "../../../lib/core/last_check.ts";
import {
  judgeSchedule,
  type ScheduleFacts,
} from "../../../lib/commands/doctor/schedule.ts";
import { freshMemory } from "../../../lib/core/memory.ts";
import type { TimerState } from "../../../lib/install/timer/state.ts";
import { readGuardLines } from "../../../lib/install/cron/line.ts";
import { putBlock } from "../../../lib/install/cron/table.ts";
import { fixes, levels } from "./levels.ts";

const PROGRAM = "/home/o'brien/100%/ü/openclaw-guard";
const TABLE = putBlock("0 3 * * * '/x' check\n", {
  program: PROGRAM,
  variables: {},
});

const OFF: TimerState = {
  scope: "user",
  loadState: "not-found",
  activeState: "inactive",
  enabled: false,
  lastTriggerMs: null,
  result: "success",
  exitStatus: 0,
  outdated: false,
  environment: {},
};
const ON: TimerState = {
  ...OFF,
  loadState: "loaded",
  activeState: "active",
  enabled: true,
  lastTriggerMs: 99_980_000,
};

const FACTS: ScheduleFacts = {
  cronRuns: true,
  crontab: TABLE,
  crontabError: null,
  timerFiles: false,
  timer: OFF,
  receipt: { program: PROGRAM, scheduler: "cron" },
  nowMs: 100_000_000,
  emergencyStop: false,
  programProblem: (path) =>
    path === PROGRAM || path === "/bin/sh" ? null : `${path} does not exist`,
  lastCheckAgeMs: 20_000,
  pending: null,
};

Deno.test("the programs of the guard's lines are read as cron starts them", () => {
  const programs = readGuardLines(TABLE).map(({ program }) => program);
  assert.deepEqual(programs, [PROGRAM, PROGRAM]);
  assert.deepEqual(readGuardLines("* * * * * /other check\n"), []);
});

Deno.test("what keeps checks from coming is told", () => {
  const cases: [Partial<ScheduleFacts>, string[]][] = [
    [{}, []],
    [{ crontab: "" }, ["schedule: warning"]],
    [{ crontab: "", lastCheckAgeMs: null }, [
      "schedule: problem",
      "last-check: note",
    ]],
    [{ timer: ON, timerFiles: true }, ["schedule: warning"]],
    [{ receipt: null }, []],
    [{ crontab: null, crontabError: "not allowed" }, ["schedule: problem"]],
    [{ crontab: "# BEGIN openclaw-guard\n" }, ["schedule: problem"]],
    [{ crontab: TABLE.replace("* * * * * sleep", "#") }, ["schedule: warning"]],
    [{ programProblem: () => "does not exist" }, ["schedule: problem"]],
    [{ crontab: `SHELL=/bin/sh\n${TABLE}` }, []],
    [{ crontab: `SHELL=/bin/zsh\n${TABLE}` }, ["schedule: problem"]],
    // It holds only for the lines after it.
    [{ crontab: `${TABLE}SHELL=/bin/zsh\n` }, []],
    [{ cronRuns: false }, ["cron-daemon: problem"]],
    [{ cronRuns: null }, ["cron-daemon: note"]],
    [{ lastCheckAgeMs: 90_000 }, []],
    [{ lastCheckAgeMs: 90_001 }, ["last-check: problem"]],
    [{ lastCheckAgeMs: -1 }, ["last-check: problem"]],
    [{ lastCheckAgeMs: null }, ["last-check: problem"]],
    [{ lastCheckAgeMs: null, pending: "installed" }, ["last-check: note"]],
    [{ lastCheckAgeMs: 600_000, pending: "booted" }, ["last-check: note"]],
    [{ lastCheckAgeMs: 600_000, pending: "resumed" }, ["last-check: note"]],
    [{ lastCheckAgeMs: 120_000, pending: "at-work" }, []],
    [{ emergencyStop: true, crontab: "" }, ["schedule: warning"]],
    // On purpose no check comes.
    [{ emergencyStop: true, crontab: "", lastCheckAgeMs: 600_000 }, [
      "schedule: warning",
    ]],
  ];
  for (const [change, expected] of cases) {
    assert.deepEqual(
      levels(judgeSchedule({ ...FACTS, ...change }, { option: "" })),
      expected,
      JSON.stringify(change),
    );
  }
});

Deno.test("nothing that starts the guard is told by what was to start it", () => {
  const gone = { crontab: "", timer: OFF, lastCheckAgeMs: 600_000 };
  const by = (scheduler: "cron" | "systemd") => ({
    receipt: { program: PROGRAM, scheduler },
  });
  const cases: [Partial<ScheduleFacts>, string][] = [
    [by("cron"), "nothing starts the guard: its lines are not in your crontab"],
    [
      by("systemd"),
      "nothing starts the guard: openclaw-guard.timer is not there",
    ],
    [
      { receipt: null },
      "nothing starts the guard: neither lines in your crontab nor openclaw-guard.timer are there",
    ],
    [
      { receipt: null, crontab: null, crontabError: "not allowed" },
      "nothing starts the guard: openclaw-guard.timer is not there, and not allowed",
    ],
    [
      { ...by("cron"), lastCheckAgeMs: 1000 },
      "its lines are not in your crontab; yet a check ran lately, before that or started by something else",
    ],
  ];
  for (const [change, found] of cases) {
    const [finding] = judgeSchedule({ ...FACTS, ...gone, ...change }, {
      option: "",
    });
    assert.equal(finding?.found, found);
    assert.equal(finding?.fix, "openclaw-guard install");
  }
});

Deno.test("what keeps the timer from ticking is told", () => {
  const byTimer = {
    ...FACTS,
    crontab: null,
    crontabError: "there is no crontab command",
    cronRuns: false,
    timerFiles: true,
    timer: ON,
    receipt: { program: PROGRAM, scheduler: "systemd" as const },
  };
  const cases: [string, Partial<ScheduleFacts>, string[], string?][] = [
    ["all is well", {}, []],
    ["there is a crontab without lines", { crontab: "" }, []],
    ["there is no receipt", { receipt: null }, []],
    ["it never ticked", { timer: { ...ON, lastTriggerMs: null } }, []],
    ["it is stopped", { timer: { ...ON, activeState: "inactive" } }, [
      "schedule: problem",
    ], "openclaw-guard install"],
    ["its files are gone", { timerFiles: false }, []],
    ["it is not enabled", { timer: { ...ON, enabled: false } }, [
      "schedule: warning",
    ], "openclaw-guard install"],
    ["systemd has an older text", { timer: { ...ON, outdated: true } }, [
      "schedule: note",
    ], "systemctl --user daemon-reload"],
    ["it stands still", { timer: { ...ON, lastTriggerMs: 99_900_000 } }, [
      "schedule: warning",
    ], "systemctl --user list-timers --all openclaw-guard.timer"],
    ["it was switched on a moment ago", {
      timer: { ...ON, lastTriggerMs: 99_000_000 },
      pending: "resumed",
    }, ["last-check: note"]],
    ["a verdict is no failure", {
      timer: { ...ON, result: "exit-code", exitStatus: 70 },
    }, []],
    ["systemd cannot start it", {
      timer: { ...ON, result: "exit-code", exitStatus: 203 },
    }, [
      "schedule: problem",
    ], "journalctl --user -n 20 -u openclaw-guard.service"],
    ["a check did not end", {
      timer: { ...ON, result: "timeout", exitStatus: 15 },
    }, ["schedule: problem"]],
    ["the program is gone", { programProblem: () => "it does not exist" }, [
      "schedule: problem",
    ], "openclaw-guard install"],
    ["the user manager is silent", { timer: null }, ["schedule: warning"]],
    ["neither is there", { timer: OFF, timerFiles: false }, [
      "schedule: problem",
    ], "openclaw-guard install"],
  ];
  for (const [name, change, expected, fix] of cases) {
    const findings = judgeSchedule({ ...byTimer, ...change }, { option: "" });
    assert.deepEqual(levels(findings), expected, name);
    if (fix !== undefined) assert.deepEqual(fixes(findings), [fix], name);
  }
});

Deno.test("something else that starts the guard is taken at the person's word", () => {
  const none = {
    ...FACTS,
    crontab: "",
    receipt: { program: PROGRAM, scheduler: "none" as const },
  };
  const judged = (change: Partial<ScheduleFacts>) =>
    judgeSchedule({ ...none, ...change }, { option: "" });
  assert.deepEqual(levels(judged({})), []);
  const late = { lastCheckAgeMs: 120_000 };
  assert.deepEqual(levels(judged(late)), [
    "schedule: problem",
    "last-check: problem",
  ]);
  assert.deepEqual(levels(judged({ ...late, pending: "booted" })), [
    "last-check: note",
  ]);
  assert.equal(
    fixes(judged(late))[0],
    "openclaw-guard install --scheduler cron",
  );
  assert.equal(
    fixes(judged({ ...late, crontab: null }))[0],
    "openclaw-guard install --scheduler systemd",
  );
});

Deno.test("the age of the last check is measured on the boot clock of its boot", () => {
  const now = { wallMs: 1_000_000, bootMs: 100_000, bootId: "b" };
  const memory = { ...freshMemory(now), bootId: "b" };
  const lastTick = { wallMs: 900_000, bootMs: 99_000 };
  assert.equal(lastCheckAgeMs(memory, now), null);
  assert.equal(lastCheckAgeMs({ ...memory, lastTick }, now), 1000);
  assert.equal(
    lastCheckAgeMs({ ...memory, bootId: "a", lastTick }, now),
    100_000,
  );
});
