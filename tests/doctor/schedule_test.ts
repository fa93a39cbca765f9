import assert from "node:assert/strict";
import {
  judgeSchedule,
  lastCheckAgeMs,
  scheduledPrograms,
  type ScheduleFacts,
} from "../../lib/doctor/schedule.ts";
import { freshMemory } from "../../lib/core/memory.ts";
import { putBlock } from "../../lib/install/crontab.ts";
import { levels } from "./levels.ts";

const PROGRAM = "/home/o'brien/100%/ü/openclaw-guard";
const TABLE = putBlock("0 3 * * * '/x' check\n", PROGRAM);

const FACTS: ScheduleFacts = {
  cronRuns: true,
  crontab: TABLE,
  crontabError: null,
  timerActive: false,
  emergencyStop: false,
  programProblem: (path) => path === PROGRAM ? null : "does not exist",
  lastCheckAgeMs: 20_000,
  installedAgeMs: 3_600_000,
};

Deno.test("the programs of the guard's lines are read as cron starts them", () => {
  assert.deepEqual(scheduledPrograms(TABLE), [PROGRAM, PROGRAM]);
  assert.deepEqual(scheduledPrograms("* * * * * /other check\n"), []);
});

Deno.test("what keeps checks from coming is told", () => {
  const cases: [Partial<ScheduleFacts>, string[]][] = [
    [{}, []],
    [{ crontab: "" }, ["schedule: warning"]],
    [{ crontab: "", lastCheckAgeMs: null }, [
      "schedule: problem",
      "last-check: note",
    ]],
    [{ crontab: "", timerActive: true }, []],
    [{ crontab: null, timerActive: true, cronRuns: false }, []],
    [{ timerActive: true }, ["schedule: note"]],
    [{ crontab: null, crontabError: "not allowed" }, ["schedule: problem"]],
    [{ crontab: "# BEGIN openclaw-guard\n" }, ["schedule: problem"]],
    [{ crontab: TABLE.replace("* * * * * sleep", "#") }, ["schedule: warning"]],
    [{ programProblem: () => "does not exist" }, ["schedule: problem"]],
    [{ cronRuns: false }, ["cron-daemon: problem"]],
    [{ cronRuns: null }, ["cron-daemon: note"]],
    [{ lastCheckAgeMs: 90_000 }, []],
    [{ lastCheckAgeMs: 90_001 }, ["last-check: problem"]],
    [{ lastCheckAgeMs: -1 }, ["last-check: problem"]],
    [{ lastCheckAgeMs: null }, ["last-check: problem"]],
    [{ lastCheckAgeMs: null, installedAgeMs: 5000 }, ["last-check: note"]],
    [{ emergencyStop: true, crontab: "" }, ["schedule: warning"]],
  ];
  for (const [change, expected] of cases) {
    assert.deepEqual(
      levels(judgeSchedule({ ...FACTS, ...change }, { option: "" })),
      expected,
      JSON.stringify(change),
    );
  }
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
