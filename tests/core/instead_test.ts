import assert from "node:assert/strict";
import { gatewayUnitOf, ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import {
  asksForInstall,
  type Holder,
  judgeInstead,
  judgeRivals,
  type OtherUnit,
} from "../../lib/core/instead.ts";

const OWN = "openclaw-gateway.service";
const INSTALL = "openclaw gateway install";

const SYSTEM: OtherUnit = {
  scope: "system",
  name: "openclaw.service",
  activeState: "active",
  fileState: "enabled",
  user: "openclaw",
  profile: "default",
  mine: true,
  port: 18789,
  isPortGuessed: false,
};
const USER: OtherUnit = {
  ...SYSTEM,
  scope: "user",
  name: "clawdbot-gateway.service",
  user: "",
};
const OFF = { activeState: "inactive" };
const IDLE = { ...OFF, fileState: "disabled" };
const HOLDER: Holder = {
  pid: 42,
  uid: 1000,
  command: "node index.js",
  keeper: null,
};

Deno.test("what is there instead of the unit is said, and what a person may choose", () => {
  type Row = [
    when: string,
    units: OtherUnit[],
    holder: Holder | null,
    what: RegExp,
    choice: RegExp,
  ];
  const rows: Row[] = [
    [
      "a unit of the system runs as this user",
      [SYSTEM],
      null,
      /the system's unit openclaw\.service \(User=openclaw, active, enabled\).*second gateway would fight for port 18789/,
      /"openclaw-guard install --scope system --unit openclaw\.service" to have it watched/,
    ],
    [
      "a unit of the system without User= is root's",
      [{ ...SYSTEM, user: "", mine: false }],
      null,
      /User=root/,
      /Install the guard as root/,
    ],
    [
      "a unit of the system as this user, at another port: it has the state",
      [{ ...SYSTEM, port: 19001 }],
      null,
      /openclaw\.service/,
      /--scope system --unit openclaw\.service/,
    ],
    [
      "a unit of this user has an old name",
      [USER],
      null,
      /your unit clawdbot-gateway\.service \(active, enabled\)/,
      /"openclaw-guard install --scope user --unit clawdbot-gateway\.service"/,
    ],
    [
      "a unit has systemd's own escapes in its name",
      [{ ...USER, name: "my\\x2dgateway.service" }],
      null,
      /my\\x2dgateway\.service/,
      /--unit 'my\\x2dgateway\.service'"/,
    ],
    [
      "the gateway of another profile has the port",
      [{ ...USER, name: "openclaw-gateway-work.service", mine: false }],
      null,
      /openclaw-gateway-work\.service/,
      /another port/,
    ],
    [
      "two units want the same port",
      [USER, SYSTEM],
      null,
      /clawdbot.*, the system's unit .*only one of them can work/,
      /clawdbot/,
    ],
    [
      "the one that runs is spoken of, before one that is only enabled",
      [{ ...USER, ...OFF }, SYSTEM],
      null,
      /system's unit .*, your unit/,
      /--scope system --unit openclaw\.service/,
    ],
    [
      "a process without a unit",
      [],
      HOLDER,
      /port 18789 is held by pid 42 of uid 1000 \(node index\.js\)/,
      /stop it for good where it was started, only then run "openclaw gateway install"/,
    ],
    [
      "another user's process",
      [],
      { ...HOLDER, pid: 0, uid: 0 },
      /held by a process of uid 0/,
      /stop it for good/,
    ],
    [
      "a process beside a unit that is off",
      [{ ...USER, ...IDLE }],
      HOLDER,
      /held by pid 42/,
      /stop it for good/,
    ],
    [
      "pm2 runs it",
      [],
      { ...HOLDER, keeper: "pm2" },
      /which pm2 starts again: the guard is not for it/,
      /stop it for good/,
    ],
    [
      "a container runs it",
      [],
      { ...HOLDER, keeper: "container" },
      /which Docker\/podman starts again: the guard is not for it/,
      /stop it for good/,
    ],
  ];
  for (const [when, units, holder, what, choice] of rows) {
    const advice = judgeInstead({ port: 18789, units, holder }, INSTALL);
    assert.match(advice?.what ?? "", what, when);
    assert.match(advice?.choice ?? "", choice, when);
    assert.doesNotMatch(advice?.what ?? "", /gateway install/, when);
    assert.ok((advice?.what ?? "").length < 320, advice?.what);
  }
});

Deno.test("only where nothing is there OpenClaw may make the unit", () => {
  const elsewhere = { ...SYSTEM, mine: false, port: 19001 };
  // Switched off is what a person was told to do with it.
  const off = { ...SYSTEM, ...IDLE };
  for (const units of [[], [elsewhere], [off]]) {
    const found = { port: 18789, units, holder: null };
    assert.equal(judgeInstead(found, INSTALL), null);
  }
});

Deno.test("openclaw#85094: two units that want one port are an outage", () => {
  const rows: [OtherUnit, boolean][] = [
    [SYSTEM, true],
    [{ ...SYSTEM, ...OFF }, true],
    [{ ...SYSTEM, fileState: "disabled" }, true],
    [{ ...SYSTEM, ...IDLE }, false],
    [{ ...SYSTEM, port: 19001 }, false],
    [{ ...SYSTEM, isPortGuessed: true }, false],
    [USER, true],
  ];
  for (const [unit, clash] of rows) {
    const found = { port: 18789, units: [unit], holder: null };
    const said = judgeRivals(found, OWN);
    assert.equal(said !== null, clash, JSON.stringify(unit));
    if (said !== null) assert.match(said, /several want port 18789/);
  }
});

Deno.test("nothing is looked for while the unit can be started", () => {
  const rows: [string, string | null, number, boolean][] = [
    ["loaded", null, 0, false],
    ["loaded", "/gone", 0, true],
    ["loaded", "/gone", 42, false],
    ["masked", null, 0, false],
    ["not-found", null, 0, true],
    ["bad-setting", null, 0, true],
  ];
  for (const [loadState, execMissing, mainPid, asks] of rows) {
    const facts = { loadState, execMissing, mainPid };
    const own = ownGatewayUnit(1000, "default");
    assert.equal(asksForInstall({ ...own, ...facts }), asks);
    // OpenClaw neither makes nor mends any other one.
    for (
      const unit of [
        gatewayUnitOf(1000, "system", own.name, "default"),
        gatewayUnitOf(1000, "user", "openclaw.service", "default"),
      ]
    ) assert.equal(asksForInstall({ ...unit, ...facts }), false);
  }
});
