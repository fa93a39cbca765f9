import assert from "node:assert/strict";
import { parseReadiness, type Readiness } from "../../lib/probe/ready.ts";

const CASES: readonly [string, string, Readiness][] = [
  [
    "a gateway that is ready",
    '{"ready":true,"failing":[],"uptimeMs":7353,"eventLoop":{"degraded":false}}',
    { ready: true, problems: [] },
  ],
  [
    "failing channels",
    '{"ready":false,"failing":["telegram","agent-database:main"]}',
    { ready: false, problems: ["telegram", "agent-database:main"] },
  ],
  [
    "channels kept down by the crash-loop breaker",
    '{"ready":true,"failing":[],"suppressed":["telegram"]}',
    { ready: false, problems: ["suppressed: telegram"] },
  ],
  [
    "an event loop that calls itself degraded: advice, not a fault (#81773)",
    '{"ready":true,"eventLoop":{"degraded":true}}',
    { ready: true, problems: [] },
  ],
  ["a web page", "<html>", { ready: null, problems: [] }],
  ["other JSON", '{"ready":"yes"}', { ready: null, problems: [] }],
  ["null", "null", { ready: null, problems: [] }],
  ["an array", "[]", { ready: null, problems: [] }],
  [
    "names of wrong types",
    '{"ready":false,"failing":[1,null,"\\u001b[31mred",{}]}',
    { ready: false, problems: ["?[31mred".replace("[", "?")] },
  ],
];
for (const [what, text, expected] of CASES) {
  Deno.test(`parseReadiness() reads ${what}`, () => {
    assert.deepEqual(parseReadiness(text), expected);
  });
}

Deno.test("parseReadiness() names at most five problems", () => {
  const failing = Array.from({ length: 50 }, (_, n) => `channel-${n}`);
  const text = JSON.stringify({ ready: false, failing });
  assert.equal(parseReadiness(text).problems.length, 5);
});
