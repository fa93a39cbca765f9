import assert from "node:assert/strict";
import { loopbackSelfTest } from "../../lib/probe/loopback.ts";

Deno.test("this machine can talk to itself", async () => {
  const tookMs = await loopbackSelfTest(5000);
  assert.ok(tookMs >= 0 && tookMs < 5000, String(tookMs));
});

Deno.test("a machine that is too slow counts as failed", async () => {
  assert.equal(await loopbackSelfTest(0), Infinity);
});
