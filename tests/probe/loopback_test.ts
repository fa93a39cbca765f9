import assert from "node:assert/strict";
import { loopbackSelfTest } from "../../lib/probe/loopback.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { fakeClock } from "../fake_context.ts";

Deno.test("this machine can talk to itself", async () => {
  const tookMs = await loopbackSelfTest(systemClock(), 5000);
  assert.ok(tookMs >= 0 && tookMs < 5000, String(tookMs));
});

Deno.test("a machine that is too slow counts as failed", async () => {
  let readings = 0;
  const clock = { ...fakeClock(), elapsedMs: () => 5001 * readings++ };
  assert.equal(await loopbackSelfTest(clock, 5000), Infinity);
});
