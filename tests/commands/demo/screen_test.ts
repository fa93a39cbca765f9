import assert from "node:assert/strict";
import { liveScreen, plainScreen } from "../../../lib/commands/demo/screen.ts";
import { wrapToWidth } from "../../../lib/base/width.ts";
import {
  clipped,
  type Line,
  plainText,
} from "../../../lib/commands/demo/styled.ts";
import {
  headingLines,
  momentLines,
  pulse,
} from "../../../lib/commands/demo/timeline.ts";

const line = (text: string): Line => [["good", text]];

/** What a terminal shows after these bytes: enough of ECMA-48 for the demo. */
function shownBy(bytes: string): string[] {
  const rows: string[] = [""];
  let row = 0;
  // deno-lint-ignore no-control-regex
  for (const [token] of bytes.matchAll(/\x1b\[[?\d;]*[A-Za-z]|[\s\S]/g)) {
    // deno-lint-ignore no-control-regex
    const up = /^\x1b\[(\d*)A$/.exec(token);
    if (up !== null) row = Math.max(0, row - Number(up[1] || 1));
    else if (token === "\x1b[J") rows.length = row + 1, rows[row] = "";
    else if (token === "\n") rows[++row] ??= "";
    else if (token !== "\r" && token.length === 1) rows[row] += token;
  }
  return rows;
}

Deno.test("status lines are replaced, printed lines stay above them", () => {
  let bytes = "";
  const screen = liveScreen(20, (text) => void (bytes += text + "\n"));
  screen.print([line("one")]);
  screen.status([line("now a"), line("now b")]);
  assert.deepEqual(shownBy(bytes), ["one", "now a", "now b", ""]);
  screen.print([line("two"), line("three")]);
  assert.deepEqual(shownBy(bytes), [
    "one",
    "two",
    "three",
    "now a",
    "now b",
    "",
  ]);
  screen.status([line("then")]);
  assert.deepEqual(shownBy(bytes), ["one", "two", "three", "then", ""]);
  screen.status([]);
  screen.status([]);
  assert.deepEqual(shownBy(bytes), ["one", "two", "three", ""]);
  screen.print([line("end")]);
  screen.status([line("more")]);
  screen[Symbol.dispose]();
  assert.deepEqual(shownBy(bytes), ["one", "two", "three", "end", ""]);
  assert.ok(bytes.trimEnd().endsWith("\x1b[?25h\x1b[A"), "the cursor is back");
});

Deno.test("no line is longer than the terminal", () => {
  let bytes = "";
  liveScreen(5, (text) => void (bytes += text))
    .print([[["good", "abc"], ["bad", "defg"]]]);
  assert.deepEqual(shownBy(bytes), ["abcde"]);
  assert.deepEqual(clipped([["good", "▇▇▇"]], 2), [["good", "▇▇"]]);
});

Deno.test("what is no terminal gets plain lines and no status", () => {
  const lines: string[] = [];
  const screen = plainScreen(80, (text) => void lines.push(text));
  screen.print([[["bad", "no "], ["plain", "colours  "]]]);
  screen.status([line("now")]);
  assert.deepEqual(lines, ["no colours"]);
});

Deno.test("a long text is wrapped and stays in its column", () => {
  assert.deepEqual(wrapToWidth("aa bb cc", 5), ["aa bb", "cc"]);
  assert.deepEqual(wrapToWidth("longword a", 4), ["longword", "a"]);
  const lines = momentLines({
    atMs: 12_345,
    actor: "guard",
    tone: "bad",
    text: "hung: no answer",
  }, 30);
  assert.deepEqual(lines.map(plainText), [
    " 12.3 s  guard     ✗ hung: no",
    "                     answer",
  ]);
});

Deno.test("Chinese takes two columns a character and may be broken between them", () => {
  const cases: readonly [string, number, string[]][] = [
    ["一二三四", 4, ["一二", "三四"]],
    ["一二，三（四）", 5, ["一", "二，", "三", "（四）"]],
    ["用 abc 好", 6, ["用 abc", "好"]],
    ["端口abcd已开", 6, ["端口", "abcd已", "开"]],
  ];
  for (const [text, width, rows] of cases) {
    assert.deepEqual(wrapToWidth(text, width), rows);
  }
  assert.deepEqual(clipped([["good", "一二三"], ["bad", "x"]], 5), [
    ["good", "一二"],
    ["bad", ""],
  ]);
  const [, heading = []] = headingLines("一二", 12);
  assert.equal(plainText(heading), "── 一二 ────");
});

Deno.test("the pulse shows all looks, and the worst of those it joins", () => {
  const look = (healthy: boolean) => ({
    unit: "",
    active: true,
    port: true,
    healthy,
  });
  const text = (looks: boolean[], width: number) =>
    plainText(pulse(looks.map(look), width));
  assert.equal(text([true, false, true], 3), "▇▁▇");
  assert.equal(text([true, true, true, false, true], 3), "▇▁▇");
  assert.equal(text([], 3), "");
});
