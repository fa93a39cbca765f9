import assert from "node:assert/strict";
import { type ActionName, Drill } from "../../../lib/commands/drill/drill.ts";
import type { DrillName } from "../../../lib/commands/drill/description.ts";
import { DRILLS } from "../../../lib/commands/drill/drills.ts";
import {
  type Expectation,
  guardStaysOut,
} from "../../../lib/commands/drill/expectations.ts";
import { changes, timelineLine } from "../../../lib/commands/drill/timeline.ts";
import { DRILL_NAMES, NEWBORN, records, START } from "./samples.ts";

/** One thing that a drill does, or waits for. */
interface Step {
  readonly action?: ActionName;
  readonly sentence: string;
  readonly limitMs?: number;
}

/** Writes down what a drill does. */
class Recorder extends Drill {
  readonly steps: Step[] = [];
  override until(_: Expectation, sentence: string, limitMs: number) {
    this.steps.push({ sentence, limitMs });
    return Promise.resolve();
  }
  protected override act(action: ActionName, sentence: string) {
    this.steps.push({ action, sentence });
    return Promise.resolve();
  }
}

async function stepsOf(
  name: DrillName,
  timeoutStopMs = 330_000,
): Promise<Step[]> {
  const recorder = new Recorder(timeoutStopMs);
  await DRILLS[name].run(recorder);
  return recorder.steps;
}

Deno.test("each drill does what it says, and undoes it", async () => {
  const expected: Record<DrillName, ActionName[]> = {
    crash: ["abort"],
    freeze: ["freeze"],
    stop: ["stop", "start"],
    maintenance: ["maintenanceOn", "freeze", "thaw", "maintenanceOff"],
    port: ["stop", "takePort", "start", "givePort"],
  };
  for (const name of DRILL_NAMES) {
    const actions = (await stepsOf(name)).flatMap(({ action }) => action ?? []);
    assert.deepEqual(actions, expected[name]);
  }
});

Deno.test("what is told before a drill begins stands beside what it does", async () => {
  for (const name of DRILL_NAMES) {
    const drill = new Drill(330_000);
    await DRILLS[name].run(drill);
    assert.equal(drill.sentences.length, 3, name);
  }
});

Deno.test("every drill begins with a check that would act, and ends with one that finds all well", async () => {
  for (const name of DRILL_NAMES) {
    const steps = await stepsOf(name);
    assert.deepEqual(
      [steps[0]?.sentence, steps.at(-1)?.sentence],
      [
        "a check of the guard finds the gateway healthy",
        "the guard sees that all is well",
      ],
      name,
    );
    for (const { limitMs, sentence } of steps) {
      assert.ok((limitMs ?? Infinity) >= 30_000, sentence);
    }
  }
});

Deno.test("only the freeze may be answered by the guard", () => {
  const acted = { ...START, records: records("restart") };
  const samples = { start: START, since: START, now: acted };
  assert.equal(typeof guardStaysOut(samples), "string");
  for (const name of DRILL_NAMES) {
    assert.equal(DRILLS[name].guardMayAct === true, name === "freeze", name);
  }
});

Deno.test("a stop is waited for as long as the unit allows, ten minutes at the most", async () => {
  const limit = async (timeoutStopMs: number) =>
    (await stepsOf("stop", timeoutStopMs))[2]?.limitMs;
  assert.equal(await limit(90_000), 100_000);
  assert.equal(await limit(Infinity), 610_000);
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
