import assert from "node:assert/strict";
import { FAST } from "../../../lib/commands/demo/pace.ts";
import { openSandbox } from "../../../lib/commands/demo/sandbox.ts";
import { fakeClock, fakeContext } from "../../fake_context.ts";

Deno.test("in a container whose uptime is its own the demo's guard knows the age of processes, too", async () => {
  const clock = { ...fakeClock(), startTimesAheadMs: () => 5000 };
  const slept: number[] = [];
  const sleep = (ms: number) => Promise.resolve(void slept.push(ms));
  const outside = fakeContext({ clock });
  await using sandbox = openSandbox(outside, FAST, sleep, () => {});
  const inside = sandbox.context.clock;
  assert.equal(inside.startTimesAheadMs?.(), 5000);
  await inside.sleep(1);
  assert.deepEqual(slept, [1]);
});
