import assert from "node:assert/strict";
import {
  askingUnit,
  commandFor,
  gatewayUnitOf,
  isOpenClawsOwn,
  isServiceName,
  journalFor,
  ownGatewayUnit,
  type Scope,
} from "../../lib/base/gateway_unit.ts";

Deno.test("people are told what they would type, each for their own manager", () => {
  const rows: [uid: number, Scope, command: string, journal: string][] = [
    [1000, "user", "systemctl --user", "journalctl --user"],
    [1000, "system", "sudo systemctl", "sudo journalctl"],
    [0, "user", "systemctl --user", "journalctl --user"],
    [0, "system", "systemctl", "journalctl"],
  ];
  for (const [uid, scope, systemctl, journalctl] of rows) {
    const unit = gatewayUnitOf(uid, scope, "openclaw.service", "default");
    assert.equal(unit.systemctl, systemctl);
    assert.equal(
      commandFor(unit, "restart"),
      `${systemctl} restart openclaw.service`,
    );
    assert.equal(journalFor(unit), `${journalctl} -u openclaw.service`);
    const escaped = gatewayUnitOf(uid, scope, "my\\x2dgate.service", "default");
    assert.equal(
      commandFor(escaped, "edit --full"),
      `${systemctl} edit --full 'my\\x2dgate.service'`,
    );
  }
});

Deno.test("only the user's unit of the usual name is OpenClaw's own to make and mend", () => {
  const rows: [Scope, name: string, profile: string, own: boolean][] = [
    ["user", "openclaw-gateway.service", "default", true],
    ["user", "openclaw-gateway-work.service", "work", true],
    ["user", "openclaw-gateway-work.service", "default", false],
    ["user", "openclaw.service", "default", false],
    ["system", "openclaw-gateway.service", "default", false],
  ];
  for (const [scope, name, profile, own] of rows) {
    const unit = gatewayUnitOf(1000, scope, name, profile);
    assert.equal(isOpenClawsOwn(unit), own, `${scope} ${name} of ${profile}`);
  }
  for (const profile of ["default", "work"]) {
    assert.ok(isOpenClawsOwn(ownGatewayUnit(1000, profile)));
  }
});

Deno.test("a name is that of a service, and no option, pattern, path or second word", () => {
  const rows: [name: string, is: boolean][] = [
    ["openclaw.service", true],
    ["openclaw@alice.service", true],
    ["a:b_c.d\\x2de-f.service", true],
    [`${"a".repeat(247)}.service`, true],
    [`${"a".repeat(248)}.service`, false],
    ["-openclaw.service", false],
    ["--now.service", false],
    ["openclaw*.service", false],
    ["openclaw?.service", false],
    ["[a-z].service", false],
    ["/etc/openclaw.service", false],
    ["../openclaw.service", false],
    ["openclaw.service nginx.service", false],
    ["openclaw.service\n", false],
    ["openclaw\n.service", false],
    ["openclaw.service,ALL", false],
    ["öpenclaw.service", false],
    ["openclaw.timer", false],
    ["openclaw", false],
    [".service", false],
    ["", false],
  ];
  for (const [name, is] of rows) {
    assert.equal(isServiceName(name), is, JSON.stringify(name));
  }
});

Deno.test("the unit that is asked about has a name of its own, also of an instance", () => {
  for (const name of ["openclaw.service", "openclaw@alice.service"]) {
    assert.notEqual(askingUnit(name), name);
    assert.ok(isServiceName(askingUnit(name)));
    assert.ok(askingUnit(name).startsWith("openclaw-guard-asks-for-"));
  }
});
