import assert from "node:assert/strict";
import {
  configDifferences,
  differenceLines,
  lineDifferences,
  summarize,
} from "../../lib/config/diff.ts";
import { effectiveConfig } from "../../lib/config/effective.ts";
import { includeNames } from "../../lib/config/includes.ts";

Deno.test("configDifferences() finds what was changed, added and removed, at the deepest key", () => {
  const before = { a: { b: 1, c: [1, { d: 2 }] }, gone: true, same: NaN };
  const after = { a: { b: 2, c: [1, { d: 3 }, 4] }, same: NaN, "n.w": null };
  assert.deepEqual(
    configDifferences(before, after).map((one) => [
      one.path,
      one.before,
      one.after,
    ]),
    [
      ["a.b", 1, 2],
      ["a.c[1].d", 2, 3],
      ["a.c[2]", undefined, 4],
      ["gone", true, undefined],
      ['["n.w"]', undefined, null],
    ],
  );
  assert.deepEqual(configDifferences(before, { ...before }), []);
});

Deno.test("summarize() names three keys and counts the rest", () => {
  const summary = (after: Record<string, number>) =>
    summarize(configDifferences({}, after));
  assert.equal(summary({}), "only comments or layout differ");
  assert.equal(summary({ a: 1 }), "1 key differs: a");
  assert.equal(
    summary({ a: 1, b: 1, c: 1, d: 1 }),
    "4 keys differ: a, b, c, …",
  );
});

Deno.test("differenceLines() reads well", () => {
  assert.deepEqual(
    differenceLines(
      { gateway: { port: 1, auth: { mode: "none" } }, x: [1] },
      { gateway: { port: 2, auth: { mode: "token" } }, y: { z: "w" } },
    ),
    [
      "~ gateway.port: 1 -> 2",
      '~ gateway.auth.mode: "none" -> "token"',
      "- x: [1]",
      '+ y: {"z":"w"}',
    ],
  );
});

Deno.test("C1: pass and pin are hidden in a difference, and what is none is not", () => {
  assert.deepEqual(
    differenceLines({}, {
      mail: { pass: "abc", pin: 1234, userPin: "0000" },
      model: { maxTokens: 4096, id: "claude-opus-4-5", pinned: true },
      bypass: "on",
    }),
    [
      '+ mail: {"pass":"***","pin":"***","userPin":"***"}',
      '+ model: {"maxTokens":4096,"id":"claude-opus-4-5","pinned":true}',
      '+ bypass: "on"',
    ],
  );
});

const SECRET = "hunter2-hunter2";
const SECRET_PLACES: readonly Record<string, unknown>[] = [
  { gateway: { auth: { token: SECRET } } },
  { gateway: { auth: { mode: "token", password: SECRET } } },
  { channels: { telegram: { botToken: SECRET } } },
  { models: { providers: { x: { apiKey: SECRET } } } },
  { env: { ANYTHING: SECRET } },
  { env: { vars: { ANYTHING: { deep: SECRET } } } },
  { x: { headers: { "X-Any": SECRET } } },
  { list: [{ token: SECRET }] },
  { channels: { mail: { pass: SECRET, pin: `1${SECRET}` } } },
  { args: ["--token", SECRET] },
  { secret: { nested: [SECRET] }, copyOf: `the ${SECRET} again` },
  { url: `https://me:${SECRET}@example.org/` },
];
for (const place of SECRET_PLACES) {
  Deno.test(`no secret is shown in a difference: ${Object.keys(place)}`, () => {
    const other = JSON.parse(
      JSON.stringify(place).replaceAll(SECRET, `other-${SECRET}`),
    );
    for (
      const lines of [
        differenceLines(place, other),
        differenceLines(place, {}),
        differenceLines({}, place),
      ]
    ) {
      assert.notEqual(lines.length, 0);
      assert(!lines.join("\n").includes("hunter2"), lines.join("\n"));
    }
    const text = JSON.stringify(place, null, 2);
    for (const length of [text.length, text.length / 2, text.length - 5]) {
      const lines = lineDifferences(text.slice(0, length), text + "\n//x")
        .concat(lineDifferences(text, text.slice(0, length)));
      // Under a name that tells nothing only a whole text can be compared.
      if ("env" in place || "x" in place) continue;
      assert(!lines.join("\n").includes("hunter2"), lines.join("\n"));
    }
  });
}

Deno.test("lineDifferences() shows the lines that differ", () => {
  assert.deepEqual(lineDifferences("a\nb\nc\nd", "a\nx\nc\nd\ne"), [
    "- b",
    "+ x",
    "+ e",
  ]);
  assert.deepEqual(lineDifferences("same", "same"), []);
});

Deno.test("includeNames() finds every directive", () => {
  assert.deepEqual(
    includeNames({
      $include: "a",
      b: { $include: ["b", "c", 5] },
      d: [{ $include: "a" }, { $include: "d" }],
    }),
    ["a", "b", "c", "d"],
  );
  assert.deepEqual(includeNames([1, null, "$include"]), []);
});

Deno.test("effectiveConfig() merges as OpenClaw documents it", () => {
  const files = new Map<string, unknown>([
    ["agents.json5", { list: [1], deep: { a: 1, b: 1 } }],
    ["sub/one.json5", { $include: "./two.json5", one: true }],
    ["sub/two.json5", { two: true }],
    ["loop.json5", { $include: "loop.json5" }],
  ]);
  assert.deepEqual(
    JSON.parse(JSON.stringify(effectiveConfig(
      {
        agents: { $include: "./agents.json5", deep: { b: 2 } },
        both: { $include: ["agents.json5", "/root/sub/one.json5"] },
        out: { $include: "../x" },
        loop: { $include: "loop.json5" },
      },
      files,
      "/root",
    ))),
    {
      agents: { list: [1], deep: { a: 1, b: 2 } },
      both: { list: [1], deep: { a: 1, b: 1 }, two: true, one: true },
      out: { $include: "../x" },
      loop: { $include: "loop.json5" },
    },
  );
});
