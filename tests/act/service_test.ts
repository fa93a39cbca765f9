import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import assert from "node:assert/strict";
import {
  requestRestart,
  requestStart,
  requestTryRestart,
  type StartTarget,
  startUnit,
} from "../../lib/act/service.ts";
import {
  writeEmergencyStop,
  writeOwnSwitch,
} from "../../lib/store/maintenance.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeContext } from "../fake_context.ts";

type Switch = "none" | "emergency-stop" | "maintenance";

function switchOn(context: Context, which: Switch) {
  if (which === "emergency-stop") writeEmergencyStop(context, "default");
  if (which !== "maintenance") return;
  const sinceMs = context.clock.now().wallMs;
  writeOwnSwitch(context, "default", {
    sinceMs,
    untilMs: sinceMs + 60_000,
    reason: null,
    by: "ann",
  });
}

/** A user whose switch is on, or comes with a request to systemd. */
function world(which: Switch, comesWith: string | null) {
  const asked: string[] = [];
  const home = Deno.makeTempDirSync();
  const context: Context = fakeContext({
    home,
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: home,
      etc: "/nowhere",
    },
    run: (_program, args) => {
      const [verb = ""] = args.slice(2);
      asked.push(verb);
      if (verb === comesWith) switchOn(context, which);
      return Promise.resolve({
        code: 0,
        stdout: "",
        stderr: "",
        timedOut: false,
      });
    },
  });
  if (comesWith === null) switchOn(context, which);
  return { context, asked };
}

const TARGET = { profile: "default", unit: ownGatewayUnit(1000, "default") };
const REQUESTS = [requestStart, requestRestart, requestTryRestart, startUnit];

Deno.test("no start and no restart passes an emergency stop but resume's, and maintenance only a person's", async () => {
  const cases: [StartTarget["askedBy"], Switch, passes: boolean][] = [
    ["guard", "none", true],
    ["guard", "emergency-stop", false],
    ["guard", "maintenance", false],
    ["person", "none", true],
    ["person", "emergency-stop", false],
    ["person", "maintenance", true],
    ["resume", "none", true],
    ["resume", "emergency-stop", true],
    ["resume", "maintenance", true],
  ];
  for (const request of REQUESTS) {
    for (const [askedBy, which, passes] of cases) {
      const { context, asked } = world(which, null);
      const no = await request(context, { ...TARGET, askedBy });
      const where = `${request.name} ${askedBy} ${which}`;
      assert.equal(asked.length > 0, passes, where);
      assert.deepEqual(
        no,
        passes ? null : { forbidden: which, touched: false },
        where,
      );
    }
  }
});

Deno.test("a transient unit's failure is not reset before its start: systemd would forget the unit", async () => {
  for (const transient of [true, false]) {
    const { context, asked } = world("none", null);
    const target = { ...TARGET, askedBy: "guard", transient } as const;
    assert.equal(await requestStart(context, target), null);
    assert.deepEqual(asked, transient ? ["start"] : ["reset-failed", "start"]);
  }
});

Deno.test("a switch that comes between reset-failed and start keeps the start back", async () => {
  for (const which of ["emergency-stop", "maintenance"] as const) {
    const { context, asked } = world(which, "reset-failed");
    const steps: string[] = [];
    const no = await requestStart(
      context,
      { ...TARGET, askedBy: "guard" },
      (step) => void steps.push(step),
    );
    assert.deepEqual(no, { forbidden: which, touched: true });
    assert.deepEqual(asked, ["reset-failed"]);
    assert.deepEqual(steps, ["starting"]);
  }
});
