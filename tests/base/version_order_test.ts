import assert from "node:assert/strict";
import { compareVersions, isVersion } from "../../lib/base/version_order.ts";

Deno.test("versions are told from other texts", () => {
  for (const good of ["0.1.0", "10.20.30", "1.0.0-rc.1"]) {
    assert.ok(isVersion(good), good);
  }
  const bad = ["", "1", "1.2", "v1.2.3", "1.2.3 ", "1.2.3/../x", "<html>"];
  for (const text of [...bad, `1.2.${"3".repeat(80)}`]) {
    assert.equal(isVersion(text), false, text);
  }
});

Deno.test("versions are ordered by number, releases after their candidates", () => {
  const order = [
    "0.1.0",
    "0.2.0",
    "0.10.0-rc.1",
    "0.10.0-rc.2",
    "0.10.0-rc.10",
    "0.10.0",
    "0.10.1",
    "1.0.0",
  ];
  for (const [left, one] of order.entries()) {
    for (const [right, other] of order.entries()) {
      const found = Math.sign(compareVersions(one, other));
      assert.equal(found, Math.sign(left - right), `${one} ${other}`);
    }
  }
});
