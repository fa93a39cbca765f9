import assert from "node:assert/strict";
import { maskSecrets } from "../../lib/base/mask.ts";
import { randomNumbers } from "../random.ts";

const LINE =
  "2026-11-23T01:03:46+0100 host node[172]: [gateway] request took 5 ms\n";

function manySecrets(): string[] {
  const random = randomNumbers(7);
  const letters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQ0123456789/+-_'\" %";
  return Array.from({ length: 200 }, () =>
    Array.from(
      { length: 32 },
      () => letters[Math.floor(random() * letters.length)],
    ).join(""));
}

const HALF_A_MEGABYTE = 512 * 1024;
for (
  const piece of [LINE, JSON.stringify(LINE), "\\", "\\\\u0041", "%41", "%25"]
) {
  Deno.test(`C1: 200 known secrets are looked for in half a megabyte of ${piece.slice(0, 12)} in one go`, () => {
    const text = piece.repeat(Math.ceil(HALF_A_MEGABYTE / piece.length));
    const started = performance.now();
    assert.equal(maskSecrets(text, manySecrets()), text);
    // Mostly 0.1 s; one pass for each form took three times as long on its own,
    // for each line of a journal twelve times.
    assert.ok(performance.now() - started < 2000);
  });
}

Deno.test("C1: of two known secrets that overlap nothing is left", () => {
  const known = ["one-two-three", "three-four-five-six", "two-th"];
  assert.equal(
    maskSecrets("<one-two-three-four-five-six>", known),
    "<***>",
  );
});

Deno.test("C1: a known secret of many lines is hidden line by line, as a journal has it", () => {
  const known = ["first-11 line\nsecond-22 line\n"];
  assert.equal(
    maskSecrets("host node: first-11 line\nhost node: second-22 line", known),
    "host node: ***\nhost node: ***",
  );
});

Deno.test("C1: colours within a secret, or before one, do not show it", () => {
  const known = ["kn0wn-secret"];
  for (
    const [text, masked] of [
      ["a kn0wn\x1b[1m-sec\x1b[0mret b", "a *** b"],
      [String.raw`a kn0wn\u001b[1m-secret b`, "a *** b"],
      ["token: \x1b[32m'hunter2'\x1b[39m", "token: '***'"],
      ["\x1b[31mred\x1b[0m", "\x1b[31mred\x1b[0m"],
    ] as const
  ) assert.equal(maskSecrets(text, known), masked);
});
