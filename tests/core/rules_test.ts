import assert from "node:assert/strict";
import { valueOf } from "../../lib/base/say.ts";
import { decide } from "../../lib/core/decide.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import { rowOf, type Rule, RULES } from "../../lib/core/rules.ts";
import type { Memory } from "../../lib/core/memory.ts";
import {
  at,
  BURNING,
  IDLE,
  NO_PROCESS,
  SECOND,
  served,
  type Sight,
  sight,
} from "./world.ts";

const CASES: readonly [Rule, Sight, Partial<Memory>?][] = [
  ["no-user-bus", { rest: { unit: null, unitError: "no bus" } }],
  ["slow-host", { rest: { loopbackMs: Infinity } }],
  ["unit-missing", { unit: { loadState: "not-found" } }],
  ["inactive", { unit: { activeState: "inactive" }, rest: NO_PROCESS }],
  ["exit-78", {
    unit: { activeState: "failed", result: "exit-code", execMainStatus: 78 },
    probe: "refused",
    rest: NO_PROCESS,
  }],
  ["systemd-at-work", { unit: { activeState: "activating" } }],
  ["starting", { rest: { ageMs: SECOND } }, { served: false }],
  ["fails-first-look", {}],
  ["busy", { rest: { confirmation: BURNING } }],
  ["fails-confirmed", { rest: { confirmation: IDLE } }],
];
for (const [rule, seen, memory] of CASES) {
  Deno.test(`row "${rule}" is recorded with the decision, its events and what was seen`, () => {
    const observation = sight(seen);
    const { memory: after, events, verdict } = decide(
      observation,
      served(memory),
      at(0),
      DEFAULT_POLICY,
      0.5,
    );
    const record = after.lastDecision;
    assert.equal(record?.rule, rule);
    assert.equal(record?.atWallMs, at(0).wallMs);
    assert.equal(record?.observed["probe"], observation.probe?.outcome);
    for (const event of events) {
      assert.deepEqual(event.decision, record);
      assert.equal(event.verdict, verdict);
    }
    const size = JSON.stringify(record).length;
    assert.ok(size <= 1024, `${size} bytes`);
    assert.deepEqual(JSON.parse(JSON.stringify(record)), record);
  });
}

Deno.test("a healthy check records nothing: it costs nothing more", () => {
  const { memory, events } = decide(
    sight({ probe: "healthy" }),
    served({ verdict: "hung" }),
    at(0),
    DEFAULT_POLICY,
    0.5,
  );
  assert.equal(memory.lastDecision, null);
  assert.equal(events[0]?.decision?.rule, "answers-well");
});

Deno.test("what was done and when the next attempt comes is recorded", () => {
  const first = decide(sight({}), served(), at(0), DEFAULT_POLICY, 0.5);
  assert.deepEqual(first.memory.lastDecision?.actions, ["confirm"]);
  const seen = sight({ rest: { confirmation: IDLE } });
  const acted = decide(seen, first.memory, at(5000), DEFAULT_POLICY, 0.5);
  assert.deepEqual(acted.memory.lastDecision?.actions, ["restart 1"]);
  const until = at(90 * SECOND);
  const held = decide(
    seen,
    served({
      ladder: {
        attempt: 4,
        holdDownUntilBootMs: until.bootMs,
        holdDowns: 1,
      },
    }),
    at(60 * SECOND),
    { ...DEFAULT_POLICY, lateTickMs: 1e9 },
    0.5,
  ).memory.lastDecision;
  assert.deepEqual(held?.actions, []);
  assert.equal(held?.nextWallMs, until.wallMs);
});

Deno.test("every row tells when it matches, what is done and what comes next", () => {
  for (const [rule, row] of Object.entries(RULES)) {
    assert.match(rule, /^[a-z][a-z0-9-]+$/);
    for (const text of [row.when, row.does, row.next]) {
      assert.ok(text.length >= 5 && !text.endsWith("."), `${rule}: ${text}`);
      // Else it stays English within a sentence.
      assert.deepEqual(valueOf(text), [text]);
    }
    assert.equal(rowOf(rule), row);
  }
  assert.equal(rowOf("toString"), null);
});
