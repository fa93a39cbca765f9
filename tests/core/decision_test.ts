import assert from "node:assert/strict";
import { decide } from "../../lib/core/decide.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import { at, PROBES, served, sight } from "./world.ts";

Deno.test("the system's own words for a failure are a fact beside the sentence, never in it", () => {
  const error = "client error (SendRequest): connection reset";
  const probe = { ...PROBES.silent, error };
  const { events } = decide(
    sight({ rest: { probe } }),
    served(),
    at(0),
    DEFAULT_POLICY,
    0,
  );
  assert.ok(events.length > 0);
  for (const { sentence, facts } of events) {
    assert.equal(facts["error"], error);
    assert.ok(!sentence.includes("SendRequest"), sentence);
  }
});

Deno.test("without such words there is no fact", () => {
  const { events } = decide(sight({}), served(), at(0), DEFAULT_POLICY, 0);
  assert.ok(events.length > 0);
  for (const { facts } of events) assert.ok(!("error" in facts));
});
