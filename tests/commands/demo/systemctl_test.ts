import { gatewayUnitOf } from "../../../lib/base/gateway_unit.ts";
import assert from "node:assert/strict";
import {
  parseSystemctl,
  phaseText,
  type ShownUnit,
  showText,
} from "../../../lib/commands/demo/systemctl.ts";
import { NEVER_STARTED } from "../../../lib/commands/demo/unit_machine.ts";
import { readUnit } from "../../../lib/probe/unit.ts";
import { fakeContext } from "../../fake_context.ts";

const UNIT = "openclaw-gateway.service";
const SHOWN: ShownUnit = {
  state: {
    ...NEVER_STARTED,
    phase: "auto-restart",
    result: "signal",
    exitStatus: 9,
    restarts: 3,
    startAfterStop: true,
  },
  mainPid: 4711,
  invocationId: "abc",
  inactiveSinceMs: Date.UTC(2026, 10, 23, 1, 47, 10, 999),
  stopTimeoutMs: 330_000,
  controlGroup: "/demo.slice/openclaw-gateway.service",
  argv: [Deno.execPath(), "--port", "1"],
  environment: { HOME: "/a home", PATH: "/bin" },
};

Deno.test("what the guard asks of systemctl is understood", () => {
  const cases: [string[], ReturnType<typeof parseSystemctl>][] = [
    [["--user", "restart", "--no-block", UNIT], { verb: "restart" }],
    [["--user", "try-restart", UNIT], { verb: "try-restart" }],
    [["stop", UNIT], { verb: "stop" }],
    [["start", "--no-block", UNIT], { verb: "start" }],
    [["reset-failed", UNIT], { verb: "reset-failed" }],
    [["show", UNIT, "--property=A,B"], {
      verb: "show",
      properties: ["A", "B"],
    }],
    [["stop", "other.service"], null],
    [["stop"], null],
    [["stop", UNIT, "other.service"], null],
    [["poweroff", UNIT], null],
    [[], null],
  ];
  for (const [args, request] of cases) {
    assert.deepEqual(parseSystemctl(args, UNIT), request, args.join(" "));
  }
});

Deno.test("the guard reads from show what the supervisor knows", async () => {
  const context = fakeContext({
    run(_program, args) {
      const request = parseSystemctl(args, UNIT);
      assert.equal(request?.verb, "show");
      const stdout = showText(SHOWN, request.properties);
      return Promise.resolve({ code: 0, stdout, stderr: "", timedOut: false });
    },
  });
  const facts = await readUnit(
    context,
    gatewayUnitOf(1000, "user", UNIT, "default"),
  );
  assert.equal(facts.loadState, "loaded");
  assert.equal(facts.activeState, "activating");
  assert.equal(facts.subState, "auto-restart");
  assert.equal(facts.result, "signal");
  assert.equal(facts.mainPid, 4711);
  assert.equal(facts.nRestarts, 3);
  assert.equal(facts.invocationId, "abc");
  assert.equal(facts.execMainStatus, 9);
  assert.equal(facts.inactiveEnterMs, Date.UTC(2026, 10, 23, 1, 47, 10));
  assert.equal(facts.timeoutStopMs, 330_000);
  assert.equal(facts.restart, "always");
  assert.equal(facts.job, true);
  assert.equal(facts.controlGroup, SHOWN.controlGroup);
  assert.deepEqual(facts.execStart, SHOWN.argv);
  assert.equal(facts.execMissing, null);
  assert.deepEqual({ ...facts.environment }, SHOWN.environment);
});

Deno.test("properties nobody knows are empty, as in systemctl", () => {
  assert.equal(
    showText(SHOWN, ["Nonsense", "MainPID"]),
    "Nonsense=\nMainPID=4711\n",
  );
});

Deno.test("a phase is told as systemctl status tells it", () => {
  assert.equal(phaseText("running"), "active (running)");
  assert.equal(phaseText("killing"), "deactivating (stop-sigkill)");
});
