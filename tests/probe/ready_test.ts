import assert from "node:assert/strict";
import { parseReadiness, type Readiness } from "../../lib/probe/ready.ts";

const CASES: readonly [string, string, Readiness][] = [
  [
    "a gateway that is ready",
    '{"ready":true,"failing":[],"uptimeMs":7353,"eventLoop":{"degraded":false}}',
    { ready: true, failing: [], suppressed: [] },
  ],
  [
    "failing channels",
    '{"ready":false,"failing":["telegram","agent-database:main"]}',
    {
      ready: false,
      failing: ["telegram", "agent-database:main"],
      suppressed: [],
    },
  ],
  [
    "channels kept down by the crash-loop breaker",
    '{"ready":true,"failing":[],"suppressed":["telegram"]}',
    { ready: false, failing: [], suppressed: ["telegram"] },
  ],
  [
    "an event loop that calls itself degraded: advice, not a fault (#81773)",
    '{"ready":true,"eventLoop":{"degraded":true}}',
    { ready: true, failing: [], suppressed: [] },
  ],
  ["a web page", "<html>", { ready: null, failing: [], suppressed: [] }],
  ["other JSON", '{"ready":"yes"}', {
    ready: null,
    failing: [],
    suppressed: [],
  }],
  ["null", "null", { ready: null, failing: [], suppressed: [] }],
  ["an array", "[]", { ready: null, failing: [], suppressed: [] }],
  [
    "names of wrong types",
    '{"ready":false,"failing":[1,null,"\\u001b[31mred",{}]}',
    { ready: false, failing: ["?[31mred".replace("[", "?")], suppressed: [] },
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
  assert.equal(parseReadiness(text).failing.length, 5);
});
