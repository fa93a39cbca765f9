import assert from "node:assert/strict";
import { digestOf, verify } from "../../../lib/commands/upgrade/release.ts";

const A = "a".repeat(64);
const NOTHING =
  "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

Deno.test("digestOf() reads what sha256sum writes, whoever wrote it", () => {
  for (
    const sums of [
      `${A}  x\n`,
      `${A} *x\n`,
      `${A}  x\r\n`,
      `${A.toUpperCase()}  x`,
      `${"b".repeat(64)}  y\n${A}  x\n`,
    ]
  ) assert.equal(digestOf(sums, "x", "sums"), A, sums);
  for (const sums of ["", `${A}  xy\n`, `${A}  a/x\n`, "<html>"]) {
    assert.equal(digestOf(sums, "x", "sums"), null, sums);
  }
});

Deno.test("digestOf() refuses what is broken or said twice", () => {
  for (
    const sums of [
      `${A.slice(1)}  x\n`,
      `${A}a  x\n`,
      `${"z".repeat(64)}  x\n`,
      `${A}  x\n${A}  x\n`,
      `  x\n`,
    ]
  ) assert.throws(() => digestOf(sums, "x", "sums"), /sums is broken for x/);
});

Deno.test("verify() lets only the right bytes pass", async () => {
  await verify(new Uint8Array(), NOTHING, "x", "sums");
  await assert.rejects(
    verify(new Uint8Array([1]), NOTHING, "x", "sums"),
    /the checksum of x is 4bf5122f[0-9a-f]+, not e3b0c442/,
  );
  await assert.rejects(
    verify(new Uint8Array(), null, "x", "sums"),
    /sums has no line for x/,
  );
});
