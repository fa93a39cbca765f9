import assert from "node:assert/strict";
import { bytes, utf16 } from "../../lib/notify/cut.ts";
import { cutWithKeyword } from "../../lib/notify/group_bot.ts";

Deno.test("the keyword is in what is sent, also where the text is cut", () => {
  const cases: readonly [
    text: string,
    keyword: string | undefined,
    most: number,
    unit: typeof utf16,
    cut: string,
  ][] = [
    ["one two", undefined, 5, utf16, "one…"],
    ["one two", "two", 7, utf16, "one two"],
    ["one two", "x", 9, utf16, "one two\nx"],
    ["one two", "x", 8, utf16, "one t…\nx"],
    // It was in what is cut away.
    ["one two", "two", 6, utf16, "o…\ntwo"],
    ["网关网关", "告", 11, bytes, "网…\n告"],
  ];
  for (const [text, keyword, most, unit, expected] of cases) {
    assert.equal(cutWithKeyword(text, keyword, most, unit), expected);
  }
});
