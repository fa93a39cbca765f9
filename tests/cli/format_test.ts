import assert from "node:assert/strict";
import {
  formatAge,
  formatBytes,
  formatLocalTime,
  listed,
  rfc3339,
} from "../../lib/cli/format.ts";

Deno.test("formatAge() names the larger unit only", () => {
  const now = 1_000_000_000;
  const cases: readonly [ageMs: number, text: string][] = [
    [0, "just now"],
    [999, "just now"],
    [59_000, "59 s ago"],
    [200_000, "3 min ago"],
    [7_300_000, "2 h ago"],
    [-1_200_000, "in 20 min"],
  ];
  for (const [age, text] of cases) {
    assert.equal(formatAge(now - age, now), text);
  }
});

Deno.test("formatBytes() never shows 1024 of a unit", () => {
  const cases: readonly [bytes: number, text: string][] = [
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1 KiB"],
    [3174, "3.1 KiB"],
    [1_048_575, "1 MiB"],
    [52_428_800, "50 MiB"],
    [150 * 1024 ** 2, "150 MiB"],
  ];
  for (const [bytes, text] of cases) assert.equal(formatBytes(bytes), text);
});

Deno.test("listed() joins what there is", () => {
  assert.equal(listed(["up", false, null, "pid 7"]), "up, pid 7");
  assert.equal(listed([false, "one", "other"], "; "), "one; other");
  assert.equal(listed([null]), "");
});

Deno.test("formatLocalTime() shows the time of this place, rfc3339() that of UTC", () => {
  const date = new Date(2026, 0, 2, 3, 4, 5);
  assert.equal(formatLocalTime(date.getTime()), "2026-01-02 03:04:05");
  assert.equal(rfc3339(0), "1970-01-01T00:00:00.000Z");
});
