import assert from "node:assert/strict";
import {
  durationText,
  formatDuration,
  parseDuration,
} from "../../lib/base/duration.ts";

Deno.test("parseDuration() reads a whole number with a unit", () => {
  const cases: readonly [text: string, ms: number | null][] = [
    ["500ms", 500],
    ["0s", 0],
    ["5s", 5000],
    ["30m", 1_800_000],
    ["1h", 3_600_000],
    ["7d", 604_800_000],
    ["", null],
    ["5", null],
    ["s", null],
    ["1.5h", null],
    ["-5s", null],
    ["5 s", null],
    ["5S", null],
    ["1h30m", null],
    ["9999999999999s", null],
    ["5s\n", null],
  ];
  for (const [text, ms] of cases) assert.equal(parseDuration(text), ms, text);
});

Deno.test("durationText() writes what parseDuration() reads", () => {
  const cases: readonly [ms: number, text: string][] = [
    [0, "0ms"],
    [999, "999ms"],
    [1500, "1500ms"],
    [90_000, "90s"],
    [3_600_000, "1h"],
    [86_400_000, "24h"],
    [172_800_000, "2d"],
  ];
  for (const [ms, text] of cases) {
    assert.equal(durationText(ms), text);
    assert.equal(parseDuration(text), ms);
  }
});

Deno.test("formatDuration() shows the two largest units", () => {
  const cases: readonly [ms: number, text: string][] = [
    [-5, "0 ms"],
    [850, "850 ms"],
    [999.7, "1 s"],
    [1000, "1 s"],
    [59_600, "1 min"],
    [90_000, "1 min 30 s"],
    [3_600_000, "1 h"],
    [3_605_000, "1 h"],
    [90_061_000, "1 d 1 h"],
    [Infinity, "for ever"],
  ];
  for (const [ms, text] of cases) assert.equal(formatDuration(ms), text);
});
