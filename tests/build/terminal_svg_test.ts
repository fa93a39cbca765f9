import assert from "node:assert/strict";
import { terminalSvg } from "../../build/terminal_svg.ts";
import type { Line } from "../../lib/commands/demo/styled.ts";

const RECORDING = {
  columns: 20,
  lines: [
    { atMs: 0, line: [["plain", "first"]] as Line },
    { atMs: 1000, line: [["bad", "<b> & "], ["good", "▇▇"]] as Line },
  ],
  statuses: [{ atMs: 500, lines: [[["good", "fine"]] as Line] }],
};
const OPTIONS = {
  title: "a title",
  language: "en",
  rows: 3,
  speed: 2,
  holdMs: 500,
  stillMs: 999,
};

Deno.test("each line enters the window at its own time", () => {
  const svg = terminalSvg(RECORDING, OPTIONS);
  assert.match(svg, /animation:scroll 1s step-end infinite/);
  // Three rows of 19: the first line in the lowest row, then one row higher.
  assert.match(
    svg,
    /scroll\{0%\{transform:translateY\(38px\)\}50%\{transform:translateY\(19px\)\}\}/,
  );
  assert.match(svg, /flip\{0%.*\}25%\{transform:translateY\(-19px\)\}\}/);
});

Deno.test("without animations the picture of one moment is shown", () => {
  const still = (stillMs: number) =>
    [
      ...terminalSvg(RECORDING, { ...OPTIONS, stillMs })
        .matchAll(/transform="translate\(0 (-?\d+)\)"/g),
    ].map(([, y]) => Number(y));
  assert.deepEqual(still(999), [38, -19]);
  assert.deepEqual(still(1000), [19, -19]);
  assert.deepEqual(still(100), [38, 0]);
});

Deno.test("a Chinese character takes two columns", () => {
  const line: Line = [["plain", "a 一二 b"], ["good", "c"]];
  const svg = terminalSvg(
    { ...RECORDING, lines: [{ atMs: 0, line }] },
    { ...OPTIONS, language: "zh-CN" },
  );
  assert.match(svg, /xml:lang="zh-CN"/);
  assert.match(svg, /\.wide\{letter-spacing:3\.3px\}/);
  assert.match(
    svg,
    /"plain" x="0">a<.*"plain wide" x="16\.8">一二<.*"plain" x="58\.8">b<.*"good" x="67\.2">c</,
  );
});

Deno.test("text is escaped, blocks are drawn, nothing is fetched", () => {
  const svg = terminalSvg(RECORDING, OPTIONS);
  assert.match(svg, />&lt;b&gt; &amp;<\/tspan>/);
  assert.match(svg, /<rect class="good" x="50.4"/);
  assert.doesNotMatch(
    svg.replace("http://www.w3.org/2000/svg", ""),
    /http|<script|url\(/,
  );
});
