/**
 * How units ended on five systemds: testdata/ended_units has what "systemctl
 * show" told (measure.sh made it), here is what is to be made of it.
 */

import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import assert from "node:assert/strict";
import { judge } from "../../lib/core/judge.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import type { Verdict } from "../../lib/core/types.ts";
import { judgeUnit } from "../../lib/commands/doctor/unit.ts";
import { parseUnitPolicy } from "../../lib/commands/doctor/unit_policy.ts";
import { parseUnit } from "../../lib/probe/unit.ts";
import { at, NO_PROCESS, served, sight } from "../core/world.ts";

const VERSIONS = ["247", "252", "254", "257", "262"];
const VERDICTS: Readonly<Record<string, Verdict>> = {
  limit: "start-limit",
  stop: "stopped",
  "end-78": "bad-config",
  "end-not-to-be-restarted": "stopped",
};
const SUBJECT = { openclaw: "openclaw", option: "", emergencyStop: false };
const POLICY = parseUnitPolicy(`UnitFileState=enabled
WantedBy=default.target
RestartUSec=1s
StartLimitBurst=3
StartLimitIntervalUSec=2min
KillMode=mixed
`);

for (const version of VERSIONS) {
  const [told = "", ...shown] = Deno.readTextFileSync(
    new URL(`./testdata/ended_units/${version}.txt`, import.meta.url),
  ).split("\n\n");
  for (const text of shown) {
    const name = /^Id=(.+)\.service$/m.exec(text)?.[1] ?? "";
    const kind = Object.keys(VERDICTS).find((start) => name.startsWith(start));
    const verdict = VERDICTS[kind ?? ""];
    Deno.test(`systemd ${version}: ${name} is ${verdict}, also for doctor`, () => {
      assert.match(told, new RegExp(`^systemd ${version}\\b`));
      const unit = parseUnit(ownGatewayUnit(1000, "default"), text);
      const seen = sight({ unit, probe: "refused", rest: NO_PROCESS });
      const judged = judge(seen, served(), at(0), DEFAULT_POLICY);
      assert.equal(judged.verdict, verdict);
      const findings = judgeUnit(unit, POLICY, SUBJECT);
      assert.equal(
        findings.some(({ check, level }) =>
          check === "unit-start-limit" && level === "problem"
        ),
        verdict === "start-limit",
      );
    });
  }
}
