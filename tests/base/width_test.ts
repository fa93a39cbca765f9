import assert from "node:assert/strict";
import {
  clipToWidth,
  displayWidth,
  foldToWidth,
  padToWidth,
  tableLines,
  wrapProse,
  wrapToWidth,
} from "../../lib/base/width.ts";

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
    ["见“暂停”与 stop", 6, ["见“暂", "停”与", "stop"]],
  ];
  for (const [text, columns, lines] of cases) {
    assert.deepEqual(wrapToWidth(text, columns), lines);
  }
});

Deno.test("a text is clipped to columns, never in the middle of a character", () => {
  assert.equal(clipToWidth("gateway", 4), "gate");
  assert.equal(clipToWidth("网关正常", 5), "网关");
  assert.equal(clipToWidth("网关", 4), "网关");
});

Deno.test("on a terminal a word that is longer than a line is cut", () => {
  const cases: [text: string, columns: number, lines: string[]][] = [
    ["", 6, [""]],
    ["all is well", Infinity, ["all is well"]],
    ["all is well", 6, ["all is", "well"]],
    ["/a/very/long/path is there", 10, ["/a/very/lo", "ng/path", "is there"]],
    ["网关正常工作", 6, ["网关正", "常工作"]],
  ];
  for (const [text, columns, lines] of cases) {
    const folded = foldToWidth(text, columns);
    assert.deepEqual(folded, lines, text);
    for (const line of folded) assert.ok(displayWidth(line) <= columns, line);
  }
});

Deno.test("prose is broken below its label, never within a word or a quoted command", () => {
  const cases: [text: string, columns: number, lines: string[]][] = [
    ["all is well", 11, ["all is well"]],
    ["all is well", 6, ["all is", "well"]],
    ["", 6, [""]],
    ["found    a unit and a bus", 18, [
      "found    a unit",
      "         and a bus",
    ]],
    ["  one two", 6, ["  one", "  two"]],
    // A longer word stays whole: a terminal can still copy it.
    ["see /a/very/long/path now", 9, ["see", "/a/very/long/path", "now"]],
    ["see /a/very/long/path", 9, ["see", "/a/very/long/path"]],
    ["请看 /a/very/long/path。", 9, ["请看", "/a/very/long/path。"]],
    ['so run "guard show 1" again', 12, ["so run", '"guard show 1"', "again"]],
    ["\x1b[32mok\x1b[0m  all is well", 10, [
      "\x1b[32mok\x1b[0m  all is",
      "    well",
    ]],
    ["\x1b[32m正常   \x1b[0m  很好 很好 很好", 20, [
      "\x1b[32m正常   \x1b[0m  很好 很好",
      "         很好",
    ]],
    ["提示     没有开启，网关会结束", 19, [
      "提示     没有开启，",
      "         网关会结束",
    ]],
    ["可用“guard show 1”，再看。", 12, ["可用“guard show 1”，", "再看。"]],
    ["#  id  size", 11, ["#  id  size"]],
  ];
  for (const [text, columns, lines] of cases) {
    assert.deepEqual(wrapProse(text, columns), lines, text);
  }
});

Deno.test("the cells of a table stand below one another, whatever they are written in", () => {
  assert.deepEqual(tableLines([["网关", "a", "works"], ["id", "bcd", ""]]), [
    "网关  a    works",
    "id    bcd  ",
  ]);
  assert.deepEqual(tableLines([]), []);
});
