import assert from "node:assert/strict";
import { OutageMeter } from "../../../lib/commands/drill/timeline.ts";

/** [the answer was good, asked at, ended at] */
type Request = [healthy: boolean, askedMs: number, endedMs: number];

Deno.test("an outage lasts from the first request without a good answer until good answers come again", () => {
  const cases: [string, Request[], number | null, boolean][] = [
    ["nothing was asked", [], null, false],
    ["always well", [[true, 0, 5], [true, 500, 505]], null, false],
    [
      "refused",
      [
        [true, 0, 5],
        [false, 500, 501],
        [false, 1000, 1001],
        [true, 1500, 1520],
      ],
      1020,
      false,
    ],
    [
      "frozen: each request waits in vain",
      [
        [false, 0, 1500],
        [false, 2000, 3500],
        [true, 4000, 4010],
      ],
      4010,
      false,
    ],
    [
      "well for a moment in between",
      [
        [false, 0, 1],
        [true, 500, 510],
        [false, 1000, 1001],
        [true, 1500, 1510],
      ],
      1510,
      false,
    ],
    [
      "away at the end",
      [
        [false, 0, 1],
        [true, 500, 510],
        [false, 1000, 1001],
      ],
      null,
      true,
    ],
  ];
  for (const [name, requests, outageMs, away] of cases) {
    const meter = new OutageMeter();
    for (const request of requests) meter.note(...request);
    assert.deepEqual([meter.outageMs, meter.away], [outageMs, away], name);
    // The last good answer after a bad one is where the outage ended.
    const awayAtMs = requests.find(([healthy]) => !healthy)?.[1] ?? 0;
    assert.equal(
      meter.backAtMs,
      outageMs === null ? null : awayAtMs + outageMs,
      name,
    );
  }
});
