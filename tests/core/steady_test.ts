import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import {
  isSteady,
  LOOK_FULLY_AFTER_MS,
  STEADY_GAP_MS,
} from "../../lib/core/steady.ts";
import { at, served, sight } from "./world.ts";

/** What a full look would see. */
const HEALTHY = sight({ probe: "healthy" });

function steady(): Memory {
  return decide(HEALTHY, served(), at(0), DEFAULT_POLICY, 0.5).memory;
}

Deno.test("a steady memory is one in which decide() changes nothing but the time it looked", () => {
  let memory = steady();
  assert.equal(isSteady(memory), true);
  // Every gap the healthy path allows, until it must look fully.
  for (
    let time = STEADY_GAP_MS;
    time < LOOK_FULLY_AFTER_MS;
    time += STEADY_GAP_MS
  ) {
    const { verdict, actions, events, memory: after } = decide(
      HEALTHY,
      memory,
      at(time),
      DEFAULT_POLICY,
      0.5,
    );
    assert.equal(verdict, "healthy");
    assert.deepEqual(actions, [{ kind: "backup-config" }]);
    assert.deepEqual(events, []);
    const { lastTick: _before, ...rest } = memory;
    const { lastTick, ...restAfter } = after;
    assert.deepEqual(restAfter, rest);
    assert.equal(lastTick?.bootMs, at(time).bootMs);
    memory = after;
  }
});

const TROUBLE: readonly [string, Partial<Memory>][] = [
  ["another verdict", { verdict: "starting" }],
  ["a verdict not yet known", { verdict: null }],
  ["an incident not closed yet", {
    incident: {
      openedWallMs: 1,
      openedBootMs: 1,
      verdict: "hung",
      reason: "http",
      goodTicks: 1,
    },
  }],
  ["a failure counted", { failure: { countedBootMs: 1, busyTicks: 0 } }],
  ["a used attempt", {
    ladder: { attempt: 1, holdDownUntilBootMs: null, holdDowns: 0 },
  }],
  ["a hold-down", {
    ladder: { attempt: 0, holdDownUntilBootMs: 9, holdDowns: 1 },
  }],
  ["no known process", { incarnation: null }],
  ["a process that has not served", { served: false }],
  ["a process not yet healthy", { healthySinceBootMs: null }],
];

for (const [what, change] of TROUBLE) {
  Deno.test(`a memory with ${what} is not steady`, () => {
    assert.equal(isSteady({ ...steady(), ...change }), false);
  });
}
