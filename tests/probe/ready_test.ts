import assert from "node:assert/strict";
import { parseReadiness, type Readiness } from "../../lib/probe/ready.ts";

const READY: Readiness = {
  ready: true,
  failing: [],
  suppressed: [],
};
const UNKNOWN: Readiness = { ...READY, ready: null };

const CASES: readonly [string, string, Readiness][] = [
  [
    "a gateway that is ready",
    '{"ready":true,"failing":[],"uptimeMs":7353,"eventLoop":{"degraded":false}}',
    {
      ...READY,
      eventLoop: {
        degraded: false,
        utilization: null,
        delayMaxMs: null,
        delayP99Ms: null,
      },
    },
  ],
  [
    "what it measured of its event loop",
    '{"ready":true,"eventLoop":{"degraded":true,"degradedSinceMs":1,"delayP99Ms":20.9,"delayMaxMs":4100.5,"utilization":0.97,"cpuCoreRatio":1}}',
    {
      ...READY,
      eventLoop: {
        degraded: true,
        utilization: 0.97,
        delayMaxMs: 4100.5,
        delayP99Ms: 20.9,
      },
    },
  ],
  [
    "numbers of an event loop that are none",
    '{"ready":true,"eventLoop":{"degraded":"no","delayP99Ms":-1,"delayMaxMs":1e300,"utilization":"1"}}',
    {
      ...READY,
      eventLoop: {
        degraded: null,
        utilization: null,
        delayMaxMs: null,
        delayP99Ms: null,
      },
    },
  ],
  ["an event loop of null", '{"ready":true,"eventLoop":null}', READY],
  [
    "failing channels",
    '{"ready":false,"failing":["telegram","agent-database:main"]}',
    { ...READY, ready: false, failing: ["telegram", "agent-database:main"] },
  ],
  [
    "channels kept down by the crash-loop breaker",
    '{"ready":true,"failing":[],"suppressed":["telegram"]}',
    { ...READY, ready: false, suppressed: ["telegram"] },
  ],
  [
    "an event loop that calls itself degraded: advice, not a fault (#81773)",
    '{"ready":true,"eventLoop":{"degraded":true}}',
    {
      ...READY,
      eventLoop: {
        degraded: true,
        utilization: null,
        delayMaxMs: null,
        delayP99Ms: null,
      },
    },
  ],
  ["a web page", "<html>", UNKNOWN],
  ["other JSON", '{"ready":"yes"}', UNKNOWN],
  ["null", "null", UNKNOWN],
  ["an array", "[]", UNKNOWN],
  [
    "names of wrong types",
    '{"ready":false,"failing":[1,null,"\\u001b[31mred",{}]}',
    { ...READY, ready: false, failing: ["?[31mred".replace("[", "?")] },
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
