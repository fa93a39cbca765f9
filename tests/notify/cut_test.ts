import assert from "node:assert/strict";
import {
  bytes,
  codePoints,
  cut,
  head,
  jsonBytes,
  type Unit,
  utf16,
} from "../../lib/notify/cut.ts";
import { escapeHtml } from "../../lib/notify/escape.ts";

Deno.test("a text has as many units as NOTIFY.md section 3 says", () => {
  const text = "🔴 网关 work: hung (http)\nBack in 14 s";
  assert.deepEqual(
    [utf16, codePoints, bytes].map((unit) => unit(text)),
    [36, 35, 42],
  );
  assert.equal(text.indexOf("work"), 6);
  assert.equal(jsonBytes('a"\n网'), 8);
});

const escaped: Unit = (text) => utf16(escapeHtml(text));

const CASES: readonly [
  text: string,
  most: number,
  unit: Unit,
  head: string,
  cut: string,
][] = [
  // The first two heads: NOTIFY.md section 3.
  ["网关gateway🔴", 8, bytes, "网关ga", "网…"],
  ["网关gateway🔴", 14, bytes, "网关gateway", "网关gatew…"],
  ["网关gateway🔴", 17, bytes, "网关gateway🔴", "网关gateway🔴"],
  ["a🔴b", 2, utf16, "a", "a…"],
  ["a🔴b", 3, utf16, "a🔴", "a…"],
  ["a🔴b", 2, codePoints, "a🔴", "a…"],
  ["a🔴b", 3, codePoints, "a🔴b", "a🔴b"],
  // A family, a flag and a letter with its accent are not taken apart.
  ["x👨‍👩‍👧y", 4, codePoints, "x", "x…"],
  ["🇨🇳🇨🇳", 3, codePoints, "🇨🇳", "🇨🇳…"],
  ["e\u0301e\u0301", 3, utf16, "e\u0301", "e\u0301…"],
  [`a${"\u0301".repeat(99)}`, 3, codePoints, "a\u0301\u0301", "a\u0301…"],
  ["one two", 5, utf16, "one t", "one…"],
  // What an escape makes of it counts, and none is taken apart.
  ["a<b", 4, escaped, "a", "a…"],
  ["a<b", 5, escaped, "a<", "a…"],
  ["a\ud83d", 9, utf16, "a\ufffd", "a\ufffd"],
  ["a\u202e\0b", 99, utf16, "a\\u202e\\u0000b", "a\\u202e\\u0000b"],
  ["two\nlines", 99, utf16, "two\nlines", "two\nlines"],
  ["", 0, bytes, "", ""],
];

Deno.test("a text is cut in the channel's own unit, never inside a character", () => {
  for (const [text, most, unit, first, withMark] of CASES) {
    assert.equal(head(text, most, unit), first, `head of ${text}, ${most}`);
    assert.equal(cut(text, most, unit), withMark, `cut of ${text}, ${most}`);
  }
});
