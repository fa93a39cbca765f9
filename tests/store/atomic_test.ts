import assert from "node:assert/strict";
import {
  prepareFile,
  removeStaleTemporaries,
  writeFileAtomic,
} from "../../lib/store/atomic.ts";
import { callsOf } from "./failing_disk.ts";

Deno.test("writeFileAtomic() has the new bytes on the disk before they get the name", async () => {
  const path = `${Deno.makeTempDirSync()}/x`;
  const calls = await callsOf(() => writeFileAtomic(path, "new"));
  assert.deepEqual(calls, [
    "openSync",
    "writeSync",
    "syncDataSync",
    "chmodSync",
    "renameSync",
  ]);
  assert.equal(Deno.readTextFileSync(path), "new");
  assert.equal(Deno.statSync(path).mode! & 0o777, 0o600);
});

Deno.test("prepareFile() replaces nothing until it is told to, and leaves nothing behind", () => {
  const dir = Deno.makeTempDirSync();
  const path = `${dir}/x`;
  Deno.writeTextFileSync(path, "old");
  {
    using _dropped = prepareFile(path, "new");
    assert.equal(Deno.readTextFileSync(path), "old");
  }
  assert.deepEqual([...Deno.readDirSync(dir)].map(({ name }) => name), ["x"]);
});

Deno.test("removeStaleTemporaries() removes what a killed process left an hour ago, nothing else", () => {
  const dir = Deno.makeTempDirSync();
  const names = [
    "openclaw.json",
    "openclaw.json.tmp-123-0123abcd",
    "openclaw.json.tmp-mine",
    "openclaw.json.bak",
  ];
  for (const name of names) Deno.writeTextFileSync(`${dir}/${name}`, "");
  const left = () => [...Deno.readDirSync(dir)].map(({ name }) => name).sort();
  removeStaleTemporaries(dir, Date.now() + 50 * 60_000);
  assert.deepEqual(left(), [...names].sort());
  removeStaleTemporaries(dir, Date.now() + 70 * 60_000);
  assert.deepEqual(left(), names.filter((name) => !/0123/.test(name)).sort());
});
