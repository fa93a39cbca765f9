import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import {
  at,
  GATEWAY,
  MINUTE,
  NEWBORN,
  SECOND,
  served,
  sight,
} from "./world.ts";

/** A look at a healthy gateway so long after the last check. */
function look(memory: Memory, incarnation = NEWBORN, ms = 0) {
  const seen = sight({ probe: "healthy", rest: { incarnation } });
  return decide(seen, memory, at(ms), DEFAULT_POLICY, 0);
}

const wish = (ms: number) => ({
  wishedStart: { command: "resume", bootMs: at(ms).bootMs },
});

Deno.test("whose the new process is, is told once: the guard's, a person's by its command, somebody's", () => {
  const rescue = {
    kind: "restart",
    step: "main-ended",
    attempt: 1,
    startedBootMs: at(0).bootMs,
    incarnation: GATEWAY,
    invocationId: "first",
  } as const;
  const cases: [what: string, Partial<Memory>, events: string[]][] = [
    ["nobody is known to have started it", {}, ["new-process"]],
    ["the guard's own rescue", { rescue }, []],
    ["the rescue that followed a wish", { rescue, ...wish(-MINUTE) }, []],
    ["a wish after a rescue that brought nothing", {
      rescue: { ...rescue, startedBootMs: at(-MINUTE).bootMs },
      ...wish(-20 * SECOND),
    }, ["wished-start"]],
    ["the first one ever seen", { incarnation: null }, []],
    ["a person had resume start it", wish(-20 * SECOND), ["wished-start"]],
    ["the same, before a drain of minutes", wish(-6 * MINUTE), [
      "wished-start",
    ]],
    ["resume asked for one that never came", wish(-11 * MINUTE), [
      "new-process",
    ]],
    ["a wish of the future of a damaged state", wish(1000 * MINUTE), [
      "wished-start",
    ]],
  ];
  for (const [what, memory, events] of cases) {
    const decision = look(served(memory));
    assert.deepEqual(decision.events.map(({ event }) => event), events, what);
    assert.equal(decision.memory.wishedStart, null, what);
    const again = look(decision.memory, NEWBORN, 30 * SECOND);
    assert.deepEqual(again.events, [], what);
  }
});

Deno.test("a wished start waits for another process than the one that still runs", () => {
  const { events, memory } = look(served(wish(-5 * SECOND)), GATEWAY);
  assert.deepEqual(events, []);
  const next = look(memory, NEWBORN, 30 * SECOND).events[0];
  assert.equal(next?.event, "wished-start");
  assert.match(next?.sentence ?? "", /"openclaw-guard resume" start it/);
  assert.equal(next?.facts["command"], "resume");
  assert.equal(next?.facts["pid"], NEWBORN.pid);
});
