import assert from "node:assert/strict";
import {
  type Deed,
  type DrillName,
  DRILLS,
} from "../../../lib/commands/drill/plan.ts";
import { planOf } from "../../../lib/commands/drill/plans.ts";
import { changes, timelineLine } from "../../../lib/commands/drill/timeline.ts";
import { NEWBORN, records, START } from "./samples.ts";

function deedsOf(name: DrillName): Deed[] {
  return planOf(name, 330_000).steps.flatMap((step) =>
    step.kind === "deed" ? [step.deed] : []
  );
}

Deno.test("each drill does what it says, and undoes it", () => {
  const expected: Record<DrillName, Deed[]> = {
    crash: ["abort"],
    freeze: ["freeze"],
    stop: ["stop", "start"],
    maintenance: ["maintenance-on", "freeze", "thaw", "maintenance-off"],
    port: ["stop", "take-port", "start", "give-port"],
  };
  for (const name of DRILLS) assert.deepEqual(deedsOf(name), expected[name]);
});

Deno.test("every drill begins with a check that would act, and ends with one that finds all well", () => {
  for (const name of DRILLS) {
    const { steps } = planOf(name, 330_000);
    for (const step of [steps[0], steps.at(-1)]) {
      assert.equal(step?.kind, "watch", name);
    }
    for (const step of steps) {
      if (step.kind === "watch") assert.ok(step.limitMs >= 30_000, step.say);
    }
  }
});

Deno.test("only the freeze may be answered by the guard", () => {
  const acted = { ...START, records: records("restart") };
  const scene = { start: START, since: START, now: acted };
  for (const name of DRILLS) {
    const held = planOf(name, 330_000).always(scene);
    assert.equal(held === true, name === "freeze", name);
  }
});

Deno.test("a stop is waited for as long as the unit allows, ten minutes at the most", () => {
  const limit = (timeoutStopMs: number) => {
    const step = planOf("stop", timeoutStopMs).steps[2];
    return step?.kind === "watch" ? step.limitMs : null;
  };
  assert.equal(limit(90_000), 100_000);
  assert.equal(limit(Infinity), 610_000);
});

Deno.test("the timeline tells each change once", () => {
  const cases: [Partial<typeof START>, string[]][] = [
    [{ atMs: 500 }, []],
    [{ healthy: false }, ["gateway: does not answer"]],
    [{ activeState: "activating", subState: "auto-restart", main: null }, [
      "unit: activating (auto-restart)",
      "gateway: no main process",
    ]],
    [{ main: NEWBORN }, ["gateway: new main process, pid 200"]],
    [{ records: records("hung"), checks: 1, verdict: "hung" }, [
      "guard: hung: about hung",
      "guard: check 1: hung",
    ]],
  ];
  for (const [change, expected] of cases) {
    assert.deepEqual(changes(START, { ...START, ...change }), expected);
  }
  assert.equal(timelineLine(61_250, "x"), "   61.3 s  x");
});
