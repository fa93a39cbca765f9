import assert from "node:assert/strict";
import { stampOf } from "../../lib/config/stamp.ts";
import { changedBefore } from "../../lib/config/change_time.ts";
import { runCommand } from "../../lib/sys/command.ts";
import { fakeContext } from "../fake_context.ts";

const REAL = fakeContext({ run: runCommand });

/** A file and the moment right after it was written. */
function fresh(): { path: string; after: number } {
  const path = `${Deno.makeTempDirSync()}/x`;
  Deno.writeTextFileSync(path, "x");
  // The kernel stamps files with the time of its last timer tick.
  const after = Date.now() + 20;
  return { path, after };
}

Deno.test("changedBefore() tells half a second apart", async () => {
  const { path, after } = fresh();
  const stamp = stampOf(path) ?? assert.fail();
  assert(await changedBefore(REAL, [stamp], after + 500));
  assert(!await changedBefore(REAL, [stamp], after - 200));
});

Deno.test("changedBefore() sees an old file that was moved into place", async () => {
  const { path } = fresh();
  Deno.utimeSync(path, 1000, 1000);
  const stamp = stampOf(path) ?? assert.fail();
  assert(!await changedBefore(REAL, [stamp], Date.now() - 200));
});

Deno.test("changedBefore() asks nobody when whole seconds tell, and trusts nobody who cannot tell", async () => {
  const { path, after } = fresh();
  const stamp = stampOf(path) ?? assert.fail();
  const silent = fakeContext(); // running a program would fail the test
  assert(await changedBefore(silent, [stamp], after + 2000));
  assert(!await changedBefore(silent, [stamp], after - 2000));
  // Inside the second that matters, without a stat(1) that knows fractions.
  const second = Math.floor(stamp.modifiedMs / 1000) * 1000 + 999;
  const inside = { ...stamp, changedMs: second, modifiedMs: second - 900 };
  for (const stdout of ["", "1795398757\n", "%.Z\n"]) {
    const context = fakeContext({
      run: () =>
        Promise.resolve({ code: 0, stdout, stderr: "", timedOut: false }),
    });
    assert(!await changedBefore(context, [inside], second - 100));
  }
  assert(!await changedBefore(silent, [inside], second - 100));
});
