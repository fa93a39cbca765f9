import assert from "node:assert/strict";
import { asLabel, safeLine } from "../../lib/base/safe_line.ts";

const GREEN = "\x1b[32mok\x1b[0m";

const CASES: readonly [line: string, shown: string, coloured?: string][] = [
  ["plain", "plain"],
  ["two\nlines\tand \x1b[2J\u202e", "two\\nlines\\tand \\u001b[2J\\u202e"],
  ["X_PASS=hunter2", "X_PASS=***"],
  [`${GREEN}  fine`, "\\u001b[32mok\\u001b[0m  fine", `${GREEN}  fine`],
  [
    `${GREEN}  token=hunter2`,
    "ok  token=***",
    `${GREEN}  token=***`,
  ],
  // The colour is not ours, and parts the name from its value.
  ["token: \x1b[32m'hunter2'\x1b[0m", "token: '***'", "token: '***'"],
  // No colour: it would move the cursor, or hide what follows.
  ["a\x1b[8mb\x1b[2Ac", "a\\u001b[8mb\\u001b[2Ac", "a\\u001b[8mb\\u001b[2Ac"],
  ["[gateway] token: hunter2", "[gateway] token: ***"],
];
for (const [line, shown, coloured = shown] of CASES) {
  Deno.test(`C1: safeLine() of ${JSON.stringify(line)}`, () => {
    assert.equal(safeLine(line), shown);
    assert.equal(safeLine(line, true), coloured);
  });
}

Deno.test("C1: safeLine() masks the texts in JSON, which stays what it was otherwise", () => {
  const value = {
    key: "probe.host",
    why: "said --token hunter2, \u009b2J",
    pin: 4815,
    list: ["x", { why: '{"password":"hunter2"}' }],
  };
  const shown = safeLine(JSON.stringify(value));
  assert.ok(shown.includes("\\u009b2J"));
  assert.deepEqual(JSON.parse(shown), {
    ...value,
    why: "said --token *** \u009b2J",
    list: ["x", { why: '{"password":"***"}' }],
  });
});

Deno.test("what stands behind the name of a profile is shown, however the profile is called", () => {
  for (const name of ["token", "pin", "auth", "my-token", "keys", "work"]) {
    for (
      const line of [
        `${asLabel(name)}: healthy, for 5 min`,
        `openclaw-guard 1.2.3, profile ${asLabel(name)}: 2 problems`,
        `cannot uninstall profile "${asLabel(name)}": nothing is installed`,
      ]
    ) assert.equal(safeLine(line), line);
  }
  assert.equal(asLabel("work"), "work");
  assert.equal(safeLine("token: healthy"), "token: ***");
});
