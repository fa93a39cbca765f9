import assert from "node:assert/strict";
import type { UnitFacts } from "../../lib/core/types.ts";
import {
  judgeUnit,
  parseHabits,
  type UnitHabits,
} from "../../lib/doctor/unit.ts";
import { unitFacts } from "../probe/facts.ts";
import { fixes, levels } from "./levels.ts";

const HABITS = parseHabits(`UnitFileState=enabled
RestartUSec=5s
StartLimitBurst=10
StartLimitIntervalUSec=5min
NeedDaemonReload=no
`);
const SUBJECT = { openclaw: "openclaw" };

Deno.test("the habits of a unit are read from systemctl show", () => {
  assert.deepEqual(HABITS, {
    fileState: "enabled",
    restartDelayMs: 5000,
    startLimitBurst: 10,
    startLimitIntervalMs: 300_000,
    needsReload: false,
  });
  assert.deepEqual(parseHabits(""), {
    fileState: "",
    restartDelayMs: 0,
    startLimitBurst: 0,
    startLimitIntervalMs: 0,
    needsReload: false,
  });
});

Deno.test("each trait of a unit that matters is told, and no other", () => {
  const cases: [Partial<UnitFacts>, Partial<UnitHabits>, string[]][] = [
    [{}, {}, []],
    [{ loadState: "not-found" }, {}, ["unit: problem"]],
    [{ loadState: "masked" }, {}, ["unit: problem"]],
    [{ loadState: "bad-setting" }, {}, ["unit: problem"]],
    [{ execMissing: "/opt/node" }, {}, ["unit: problem"]],
    [{ restart: "on-failure" }, {}, ["unit-restart: problem"]],
    [{ restart: "no" }, {}, ["unit-restart: problem"]],
    [{}, { fileState: "disabled" }, ["unit-enabled: warning"]],
    [{}, { fileState: "static" }, []],
    [{}, { restartDelayMs: 10_000 }, []],
    [{}, { restartDelayMs: 10_001 }, ["unit-restart-delay: warning"]],
    [{}, { startLimitBurst: 4 }, ["unit-start-limit: note"]],
    [{}, { startLimitBurst: 60 }, ["unit-start-limit: note"]],
    [{}, { startLimitIntervalMs: 0 }, ["unit-start-limit: note"]],
    [{ result: "start-limit-hit" }, {}, ["unit-start-limit: problem"]],
    [
      { activeState: "failed", result: "exit-code", nRestarts: 10 },
      {},
      ["unit-start-limit: problem"],
    ],
    [{ activeState: "failed", result: "exit-code", nRestarts: 9 }, {}, []],
    [{ nRestarts: 10 }, {}, []],
    [{ timeoutStopMs: 14_999 }, {}, ["unit-stop-timeout: note"]],
    [{ timeoutStopMs: Infinity }, {}, []],
    [{}, { needsReload: true }, ["unit-reload: warning"]],
  ];
  for (const [facts, habits, expected] of cases) {
    const findings = judgeUnit(
      unitFacts(facts),
      { ...HABITS, ...habits },
      SUBJECT,
    );
    assert.deepEqual(
      levels(findings),
      expected,
      JSON.stringify({ facts, habits }),
    );
  }
});

Deno.test("the commands name the unit and the profile", () => {
  const missing = judgeUnit(
    unitFacts({ loadState: "not-found" }),
    HABITS,
    { openclaw: "openclaw --profile work" },
  );
  assert.deepEqual(fixes(missing), ["openclaw --profile work gateway install"]);
  const [fix] = fixes(judgeUnit(
    unitFacts({ restart: "no" }),
    HABITS,
    SUBJECT,
  ));
  assert.equal(
    fix,
    "mkdir -p ~/.config/systemd/user/openclaw-gateway.service.d && printf '[Service]\\nRestart=always\\n' >>~/.config/systemd/user/openclaw-gateway.service.d/restart.conf && systemctl --user daemon-reload",
  );
});
