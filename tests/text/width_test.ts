import assert from "node:assert/strict";
import { displayWidth, padToWidth, wrapToWidth } from "../../lib/text/width.ts";

Deno.test("a Chinese character takes two columns", () => {
  assert.equal(displayWidth("ab 网关"), 7);
  assert.equal(padToWidth("网关", 6) + "|", "网关  |");
  assert.equal(padToWidth("网关", 3), "网关");
});

Deno.test("lines are broken at spaces and between Chinese characters, never before a mark", () => {
  const cases: readonly [text: string, columns: number, lines: string[]][] = [
    ["", 10, []],
    ["one two three", 7, ["one two", "three"]],
    ["one overlong word", 4, ["one", "overlong", "word"]],
    ["探测的时限", 6, ["探测的", "时限"]],
    ["探测时限，不作判定", 8, ["探测时", "限，不作", "判定"]],
    ["见（暂停）与 stop", 6, ["见（暂", "停）与", "stop"]],
  ];
  for (const [text, columns, lines] of cases) {
    assert.deepEqual(wrapToWidth(text, columns), lines);
  }
});
