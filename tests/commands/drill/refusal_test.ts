import assert from "node:assert/strict";
import { freshMemory, type Memory } from "../../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../../lib/core/policy.ts";
import type { DrillName } from "../../../lib/commands/drill/description.ts";
import type { Situation } from "../../../lib/commands/drill/prepare.ts";
import { refusalOf } from "../../../lib/commands/drill/refusal.ts";
import { at, GATEWAY, MINUTE, UNIT } from "../../core/world.ts";
import { DRILL_NAMES } from "./samples.ts";

const NOW = at(0);
const SITUATION: Situation = {
  unit: UNIT,
  main: GATEWAY,
  healthy: true,
  mayAct: true,
  maintenance: null,
  settingsError: null,
  insideUnit: null,
  memory: freshMemory(NOW),
  now: NOW,
  policy: DEFAULT_POLICY,
  otherDrill: null,
  lastUncleanDrillMs: null,
};

function refusal(name: DrillName, change: Partial<Situation>): string | null {
  return refusalOf(name, { ...SITUATION, ...change })
    ?.problem ?? null;
}

function remembering(change: Partial<Memory>): Partial<Situation> {
  return { memory: { ...SITUATION.memory, ...change } };
}

Deno.test("with all well every drill may begin", () => {
  for (const name of DRILL_NAMES) assert.equal(refusal(name, {}), null, name);
});

Deno.test("no drill begins when something is going on", () => {
  const switched = (source: "guard" | "tmp" | "update" | "emergency-stop") => ({
    maintenance: { source, untilMs: null, reason: null, by: null },
  });
  const incident = {
    openedWallMs: NOW.wallMs,
    openedBootMs: NOW.bootMs,
    verdict: "hung",
    reason: "http",
    goodTicks: 1,
  } as const;
  const rescue = {
    kind: "restart",
    step: "begun",
    attempt: 1,
    startedBootMs: NOW.bootMs,
    incarnation: GATEWAY,
    invocationId: "",
  } as const;
  const cases: [Partial<Situation>, RegExp][] = [
    [{ insideUnit: "openclaw-gateway.service" }, /runs inside/],
    [{ settingsError: "bad key" }, /bad key/],
    [{ otherDrill: 7 }, /another drill is at work \(pid 7\)/],
    [switched("guard"), /^maintenance is on$/],
    [switched("tmp"), /^maintenance is on, .* a file \/tmp\/openclaw-maint/],
    [switched("update"), /^OpenClaw is being updated$/],
    [switched("emergency-stop"), /emergency stop/],
    [{ unit: { ...UNIT, activeState: "inactive" } }, /is inactive/],
    [{ unit: { ...UNIT, loadState: "not-found" } }, /is not-found/],
    [{ healthy: false }, /not healthy/],
    [{ mayAct: false }, /only root may start, stop or restart/],
    [{ main: null }, /not healthy/],
    [remembering({ incident }), /an incident is open \(hung\)/],
    [remembering({ rescue }), /an incident is open/],
  ];
  for (const [change, why] of cases) {
    for (const name of DRILL_NAMES) {
      assert.match(refusal(name, change) ?? "begins", why, name);
    }
  }
});

Deno.test("a transient unit is not stopped by a drill, which could not start it again", () => {
  const fragmentPath = "/run/user/1/systemd/transient/openclaw-gateway.service";
  const unit = { ...UNIT, fragmentPath };
  for (const name of DRILL_NAMES) {
    assert.equal(
      refusal(name, { unit })?.includes("once stopped it is gone") ?? false,
      name === "stop" || name === "port",
      name,
    );
  }
});

Deno.test("the process of a container's engine is not frozen or killed by a drill", () => {
  const unit = { ...UNIT, execStart: ["/usr/bin/podman", "run", "image"] };
  for (const name of DRILL_NAMES) {
    assert.equal(
      refusal(name, { unit })?.includes("in a container") ?? false,
      name !== "stop" && name !== "port",
      name,
    );
  }
});

Deno.test("drills that may need a rescue begin only when one could be made", () => {
  const needing: DrillName[] = ["freeze", "maintenance"];
  const restarts = Array.from({ length: 6 }, () => ({
    bootMs: NOW.bootMs - MINUTE,
    unclean: false,
  }));
  const cases: [Partial<Memory>, boolean][] = [
    [{ recoveries: restarts }, true],
    [{ recoveries: restarts.slice(1) }, false],
    [{ ladder: { attempt: 3, holdDownUntilBootMs: null, holdDowns: 0 } }, true],
    [
      { ladder: { attempt: 2, holdDownUntilBootMs: null, holdDowns: 0 } },
      false,
    ],
  ];
  for (const [memory, refused] of cases) {
    for (const name of DRILL_NAMES) {
      assert.equal(
        refusal(name, remembering(memory)) !== null,
        refused && needing.includes(name),
        `${name}: ${JSON.stringify(memory)}`,
      );
    }
  }
});

Deno.test("what is remembered of an earlier boot does not matter", () => {
  const recoveries = Array.from({ length: 10 }, () => ({
    bootMs: NOW.bootMs,
    unclean: true,
  }));
  assert.notEqual(refusal("freeze", remembering({ recoveries })), null);
  assert.equal(
    refusal("freeze", remembering({ recoveries, bootId: "boot-0" })),
    null,
  );
});

Deno.test("a crash is drilled once in five minutes, and only where systemd repairs it", () => {
  const killed = (agoMs: number) =>
    remembering({
      recoveries: [{ bootMs: NOW.bootMs - agoMs, unclean: true }],
    });
  const cases: [Partial<Situation>, boolean][] = [
    [{ lastUncleanDrillMs: 5 * MINUTE - 1 }, true],
    [{ lastUncleanDrillMs: 5 * MINUTE }, false],
    [killed(5 * MINUTE - 1), true],
    [killed(5 * MINUTE), false],
    [{ unit: { ...UNIT, restart: "on-failure" } }, true],
  ];
  for (const [change, refused] of cases) {
    assert.equal(refusal("crash", change) !== null, refused);
    assert.equal(refusal("stop", change), null);
  }
});
