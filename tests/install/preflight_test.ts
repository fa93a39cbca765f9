import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import {
  gatewayUnitAround,
  refuseInsideGateway,
} from "../../lib/install/preflight.ts";
import { fakeContext } from "../fake_context.ts";

Deno.test("install runs in no gateway's unit, and openclaw-guard.service is none", () => {
  const app = "/user.slice/user-1000.slice/user@1000.service/app.slice";
  const rows: [cgroup: string | null, unit: string | null][] = [
    [`0::${app}/openclaw-gateway.service\n`, "openclaw-gateway.service"],
    [
      `0::${app}/openclaw-gateway-work.service/exec\n`,
      "openclaw-gateway-work.service",
    ],
    ["0::/system.slice/openclaw.service\n", "openclaw.service"],
    ["0::/system.slice/clawdbot-gateway.service\n", "clawdbot-gateway.service"],
    // The unit that is to be guarded, whatever its name.
    ["0::/system.slice/assistant.service\n", "assistant.service"],
    [
      "1:name=systemd:/system.slice/assistant.service\n0::/\n",
      "assistant.service",
    ],
    // A check that the guard's own timer starts installs nothing, but asks, too.
    [`0::${app}/openclaw-guard.service\n`, null],
    ["0::/system.slice/openclaw-guard.service\n", null],
    ["0::/system.slice/cron.service\n", null],
    ["0::/system.slice/my-assistant.service\n", null],
    ["0::/user.slice/user-1000.slice/session-1.scope\n", null],
    [null, null],
  ];
  for (const [cgroup, unit] of rows) {
    const proc = Deno.makeTempDirSync();
    try {
      if (cgroup !== null) {
        Deno.mkdirSync(`${proc}/self`);
        Deno.writeTextFileSync(`${proc}/self/cgroup`, cgroup);
      }
      const context = fakeContext({
        roots: { proc, cgroup: "/c", tmp: "/t", etc: "/e" },
      });
      const known = "assistant.service";
      assert.equal(gatewayUnitAround(context, known), unit, cgroup ?? "-");
      const refuse = () => refuseInsideGateway(context, known);
      if (unit === null) refuse();
      else {
        assert.throws(refuse, (error) =>
          error instanceof GuardError &&
          error.message.startsWith(`cannot install from inside ${unit}: `));
      }
    } finally {
      Deno.removeSync(proc, { recursive: true });
    }
  }
});
