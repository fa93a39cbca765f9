import assert from "node:assert/strict";
import type { UnitFacts } from "../../../lib/core/types.ts";
import { judgeUnit, judgeWrapper } from "../../../lib/commands/doctor/unit.ts";
import {
  parseUnitPolicy,
  type UnitPolicy,
} from "../../../lib/commands/doctor/unit_policy.ts";
import { unitFacts } from "../../probe/facts.ts";
import { fixes, levels } from "./levels.ts";

const SHOWN = `UnitFileState=enabled
WantedBy=default.target
RequiredBy=
RestartUSec=5s
StartLimitBurst=10
StartLimitIntervalUSec=5min
NeedDaemonReload=no
`;
const POLICY = parseUnitPolicy(SHOWN);
const SUBJECT = { openclaw: "openclaw", option: "", emergencyStop: false };

Deno.test("the policy of a unit is read from systemctl show", () => {
  assert.deepEqual(POLICY, {
    fileState: "enabled",
    wanted: true,
    restartDelayMs: 5000,
    longestDelayMs: 5000,
    startLimitBurst: 10,
    startLimitIntervalMs: 300_000,
    needsReload: false,
  });
  assert.deepEqual(parseUnitPolicy(""), {
    fileState: "",
    wanted: false,
    restartDelayMs: 0,
    longestDelayMs: 0,
    startLimitBurst: 0,
    startLimitIntervalMs: 0,
    needsReload: false,
  });
  const cases: [string, Partial<UnitPolicy>][] = [
    ["RestartSteps=0\nRestartMaxDelayUSec=infinity\n", {}],
    ["RestartSteps=8\nRestartMaxDelayUSec=5min\n", {
      longestDelayMs: 300_000,
    }],
    ["RestartSteps=8\nRestartMaxDelayUSec=infinity\n", {}],
    ["UpheldBy=a.service\n", {}],
  ];
  for (const [more, change] of cases) {
    assert.deepEqual(
      parseUnitPolicy(SHOWN + more),
      { ...POLICY, ...change },
      more,
    );
  }
  const limits: [string, number][] = [
    ["StartLimitBurst=0", 0],
    ["StartLimitBurst=3", 300_000],
  ];
  for (const [line, intervalMs] of limits) {
    const text = SHOWN.replace("StartLimitBurst=10", line);
    assert.equal(parseUnitPolicy(text).startLimitIntervalMs, intervalMs, line);
  }
  assert.equal(
    parseUnitPolicy(SHOWN.replace("WantedBy=default.target", "WantedBy="))
      .wanted,
    false,
  );
});

Deno.test("each trait of a unit that matters is told, and no other", () => {
  const cases: [Partial<UnitFacts>, Partial<UnitPolicy>, string[]][] = [
    [{}, {}, []],
    [{ loadState: "not-found" }, {}, ["unit: problem"]],
    [{ loadState: "masked" }, {}, ["unit: problem"]],
    [{ loadState: "bad-setting" }, {}, ["unit: problem"]],
    [{ execMissing: "/opt/node" }, {}, ["unit: problem"]],
    [{ restart: "on-failure" }, {}, ["unit-restart: problem"]],
    [{ restart: "no" }, {}, ["unit-restart: problem"]],
    [{}, { fileState: "disabled", wanted: false }, ["unit-enabled: warning"]],
    [{}, { fileState: "disabled" }, []],
    [{}, { fileState: "static" }, []],
    [{}, { fileState: "static", wanted: false }, ["unit-enabled: warning"]],
    [{}, { wanted: false }, ["unit-enabled: warning"]],
    [{}, { fileState: "enabled-runtime" }, ["unit-enabled: warning"]],
    [{}, { fileState: "transient" }, ["unit-enabled: warning"]],
    [{}, { fileState: "", wanted: false }, ["unit-enabled: warning"]],
    [{}, { longestDelayMs: 300_000 }, ["unit-restart-delay: note"]],
    [{ killMode: "process" }, {}, ["unit-kill-mode: warning"]],
    [{ killMode: "none" }, {}, ["unit-kill-mode: warning"]],
    [{ killMode: "control-group" }, {}, []],
    [{}, { restartDelayMs: 10_000 }, []],
    [{}, { restartDelayMs: 10_001 }, ["unit-restart-delay: warning"]],
    [{}, { startLimitBurst: 4 }, ["unit-start-limit: note"]],
    [{}, { startLimitBurst: 60 }, ["unit-start-limit: note"]],
    [{}, { startLimitIntervalMs: 0 }, ["unit-start-limit: note"]],
    [{ result: "start-limit-hit" }, {}, ["unit-start-limit: problem"]],
    [
      { activeState: "failed", result: "exit-code", startRefused: true },
      {},
      ["unit-start-limit: problem"],
    ],
    // A stop that did not end well, after many restarts long ago.
    [{ activeState: "failed", result: "exit-code", nRestarts: 10 }, {}, []],
    [
      { activeState: "failed", result: "exit-code" },
      { startLimitBurst: 0, startLimitIntervalMs: 0 },
      ["unit-start-limit: note"],
    ],
    [{ nRestarts: 10 }, {}, []],
    [{ timeoutStopMs: 14_999 }, {}, ["unit-stop-timeout: note"]],
    [{ timeoutStopMs: Infinity }, {}, []],
    [{}, { needsReload: true }, ["unit-reload: warning"]],
  ];
  for (const [facts, policy, expected] of cases) {
    const findings = judgeUnit(
      unitFacts(facts),
      { ...POLICY, ...policy },
      SUBJECT,
    );
    assert.deepEqual(
      levels(findings),
      expected,
      JSON.stringify({ facts, policy }),
    );
  }
});

Deno.test("the command that makes a unit start with the machine depends on how it is there", () => {
  const cases: [Partial<UnitPolicy>, string][] = [
    [{ fileState: "disabled" }, "enable openclaw-gateway.service"],
    [{ fileState: "linked" }, "enable openclaw-gateway.service"],
    [
      { fileState: "enabled-runtime", wanted: true },
      "enable openclaw-gateway.service",
    ],
    [
      { fileState: "transient", wanted: true },
      "stop openclaw-gateway.service; openclaw gateway install",
    ],
    [
      { fileState: "static" },
      "add-wants default.target openclaw-gateway.service",
    ],
    // [Install] names a target that a user's manager does not have.
    [
      { fileState: "enabled" },
      "add-wants default.target openclaw-gateway.service",
    ],
  ];
  for (const [policy, fix] of cases) {
    const findings = judgeUnit(
      unitFacts(),
      { ...POLICY, wanted: false, ...policy },
      SUBJECT,
    );
    assert.deepEqual(fixes(findings), [`systemctl --user ${fix}`]);
  }
});

Deno.test("openclaw#85094: nothing makes or starts a second gateway beside another one", () => {
  const cases: [Partial<UnitFacts>, RegExp][] = [
    [
      { loadState: "not-found" },
      /is not-found; it is there; "openclaw-guard install" tells/,
    ],
    [{ loadState: "bad-setting" }, /is bad-setting; it is there; /],
    [{ execMissing: "/opt/node", mainPid: 0 }, /^it is there$/],
    [{ activeState: "inactive" }, /^it is there$/],
  ];
  const policy = { ...POLICY, fileState: "disabled", wanted: false };
  for (const [change, found] of cases) {
    const unit = unitFacts(change);
    const findings = judgeUnit(unit, policy, SUBJECT, "it is there");
    assert.equal(findings.length, 1);
    assert.match(findings[0]?.found ?? "", found);
    assert.deepEqual(levels(findings), ["unit: problem"]);
    assert.equal(findings[0]?.fix, null);
  }
});

Deno.test("the commands name the unit and the profile", () => {
  const missing = judgeUnit(
    unitFacts({ loadState: "not-found" }),
    POLICY,
    { ...SUBJECT, openclaw: "openclaw --profile work" },
  );
  assert.deepEqual(fixes(missing), ["openclaw --profile work gateway install"]);
  const [fix] = fixes(judgeUnit(
    unitFacts({ restart: "no" }),
    POLICY,
    SUBJECT,
  ));
  assert.equal(
    fix,
    "mkdir -p ~/.config/systemd/user/openclaw-gateway.service.d && printf '[Service]\\nRestart=always\\n' >>~/.config/systemd/user/openclaw-gateway.service.d/restart.conf && systemctl --user daemon-reload",
  );
});

Deno.test("a shell does not take systemd's escapes in the unit's name for its own", () => {
  const restart = "printf '[Service]\\nRestart=always\\n'";
  const cases: [scope: "user" | "system", fix: string][] = [
    [
      "user",
      `mkdir -p ~/.config/systemd/user/'a\\x2db.service.d' && ${restart} >>~/.config/systemd/user/'a\\x2db.service.d'/restart.conf && systemctl --user daemon-reload`,
    ],
    [
      "system",
      `sudo mkdir -p /etc/systemd/system/'a\\x2db.service.d' && ${restart} | sudo tee -a /etc/systemd/system/'a\\x2db.service.d'/restart.conf && sudo systemctl daemon-reload`,
    ],
  ];
  for (const [scope, expected] of cases) {
    const unit = unitFacts({
      ...{ scope, name: "a\\x2db.service", restart: "no" },
      systemctl: scope === "user" ? "systemctl --user" : "sudo systemctl",
    });
    assert.deepEqual(fixes(judgeUnit(unit, POLICY, SUBJECT)), [expected]);
  }
});

Deno.test("during an emergency stop only resume is to start a unit that systemd gave up on", () => {
  const givenUp = unitFacts({
    activeState: "failed",
    result: "start-limit-hit",
  });
  const fixOf = (emergencyStop: boolean) =>
    fixes(judgeUnit(givenUp, POLICY, { ...SUBJECT, emergencyStop }));
  assert.deepEqual(fixOf(true), ["openclaw-guard resume"]);
  assert.deepEqual(fixOf(false), [
    "systemctl --user reset-failed openclaw-gateway.service && systemctl --user start openclaw-gateway.service",
  ]);
});

Deno.test("a drop-in that says what to start is opened, not written over", () => {
  const faults: Partial<UnitFacts>[] = [
    { loadState: "bad-setting" },
    { execMissing: "/opt/node" },
  ];
  for (const fault of faults) {
    const unit = {
      ...unitFacts(),
      ...fault,
      faultyDropIn: "/h/x.d/my own.conf",
    };
    const [finding] = judgeUnit(unit, parseUnitPolicy(SHOWN), {
      openclaw: "openclaw",
      option: "",
      emergencyStop: false,
    });
    assert.match(finding?.found ?? "", /its drop-in .*my own\.conf says/);
    assert.equal(
      finding?.fix,
      `"\${EDITOR:-vi}" '/h/x.d/my own.conf' && systemctl --user daemon-reload`,
    );
  }
});

Deno.test("a wrapper around the gateway is told of where a stop does not reach the gateway", () => {
  const cases: [string | undefined, { pid: number } | null, RegExp | null][] = [
    ["mixed", { pid: 43 }, /a stop kills the gateway before it can finish/],
    ["process", { pid: 43 }, /KillMode=process a stop leaves .* running/],
    ["none", { pid: 43 }, /KillMode=none a stop leaves the gateway running/],
    ["control-group", { pid: 43 }, null],
    [undefined, { pid: 43 }, null],
    ["mixed", { pid: 42 }, null],
    ["mixed", null, null],
  ];
  for (const [killMode, gateway, expected] of cases) {
    const unit = unitFacts({ mainPid: 42 });
    const [finding] = judgeWrapper(
      killMode === undefined ? unit : { ...unit, killMode },
      gateway,
    );
    if (expected === null) assert.equal(finding, undefined);
    else assert.match(finding?.found ?? "", expected);
  }
});
