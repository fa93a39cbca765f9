import assert from "node:assert/strict";
import {
  changedBefore,
  MAX_CONFIG_BYTES,
  readConfigBytes,
  stampOf,
} from "../../lib/config/stamp.ts";
import { runCommand } from "../../lib/sys/command.ts";
import { fakeContext } from "../fake_context.ts";

Deno.test("stampOf() takes a new link to an old file as a change", () => {
  const link = `${Deno.makeTempDirSync()}/openclaw.json`;
  Deno.symlinkSync(Deno.execPath(), link);
  const linkedMs = Deno.lstatSync(link).ctime?.getTime() ?? Infinity;
  assert((stampOf(link)?.changedMs ?? 0) >= linkedMs);
});

Deno.test("stampOf() refuses what would block or is no file", () => {
  const dir = Deno.makeTempDirSync();
  assert.equal(stampOf(`${dir}/nothing`), null);
  Deno.symlinkSync("nothing", `${dir}/dangling`);
  assert.equal(stampOf(`${dir}/dangling`), null);
  assert.throws(() => stampOf(dir), /not a plain file/);
  new Deno.Command("mkfifo", { args: [`${dir}/fifo`] }).outputSync();
  assert.throws(() => stampOf(`${dir}/fifo`), /not a plain file/);
});

Deno.test("readConfigBytes() refuses a file no config can be", () => {
  const path = `${Deno.makeTempDirSync()}/openclaw.json`;
  {
    using file = Deno.openSync(path, { write: true, create: true });
    file.truncateSync(MAX_CONFIG_BYTES + 1);
  }
  const stamp = stampOf(path);
  assert(stamp !== null);
  assert.throws(() => readConfigBytes(stamp), /4194305 bytes/);
});

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
