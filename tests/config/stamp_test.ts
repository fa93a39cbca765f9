import assert from "node:assert/strict";
import {
  MAX_CONFIG_BYTES,
  readConfigBytes,
  stampOf,
} from "../../lib/config/stamp.ts";

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
