import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import { isSteady } from "../../lib/core/steady.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import type { Observation } from "../../lib/core/types.ts";
import { at, DAY, PROBES, SECOND, served, sight } from "./world.ts";

/** A check that was answered well after so long; null: it was silent. */
function answered(latencyMs: number | null): Observation {
  if (latencyMs === null) return sight({});
  return {
    ...sight({ probe: "healthy" }),
    probe: { ...PROBES.healthy, latencyMs },
    eventLoop: {
      utilization: 0.98,
      delayMaxMs: 3000,
      delayP99Ms: 2500,
      degraded: true,
    },
  };
}

/** The checks, half a minute apart, at which slow answers were told. */
function toldAt(latencies: readonly (number | null)[], everyMs = 30 * SECOND) {
  let memory = served();
  return latencies.flatMap((latencyMs, index) => {
    const decision = decide(
      answered(latencyMs),
      memory,
      at(index * everyMs),
      { ...DEFAULT_POLICY, lateTickMs: 1e12 },
      0,
    );
    memory = decision.memory;
    assert.equal(isSteady(memory) && memory.slow !== undefined, false);
    const told = decision.events.find(({ event }) => event === "slow-answers");
    if (told !== undefined) {
      assert.match(told.sentence, /only after seconds: \d+ checks in a row/);
      assert.equal(told.facts["loopDelayMaxMs"], 3000);
    }
    return told === undefined ? [] : [index + 1];
  });
}

const CASES: readonly [
  string,
  readonly (number | null)[],
  readonly number[],
][] = [
  ["the third good answer after seconds is told, once", [
    ...[2100, 4000, 2000, 3000, 2500],
  ], [3]],
  ["two slow answers are chance", [3000, 3000, 12, 3000, 3000], []],
  ["a silence in between ends no row", [3000, null, 3000, null, 3000], [5]],
  ["answers in less than 2 s are not slow", [1999, 1999, 1999, 1999], []],
];
for (const [what, latencies, expected] of CASES) {
  Deno.test(what, () => assert.deepEqual(toldAt(latencies), expected));
}

Deno.test("slow answers are told again after a day", () => {
  assert.deepEqual(toldAt([3000, 3000, 3000, 3000], DAY / 2), [3]);
  assert.deepEqual(toldAt([3000, 3000, 3000, 3000, 3000], DAY / 2), [3, 5]);
});
