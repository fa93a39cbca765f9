import assert from "node:assert/strict";
import { startedWallMs } from "../../lib/guard/back_up_config.ts";

const TOLD = 1_000_000_000;
const ROWS: readonly [
  what: string,
  told: number | null,
  computed: number,
  expected: number,
][] = [
  ["both agree", TOLD, TOLD + 420, TOLD + 420],
  ["they differ by rounding only", TOLD, TOLD - 20, TOLD - 20],
  ["systemd does not tell", null, TOLD + 5, TOLD + 5],
  ["the clock was set forward since", TOLD, TOLD + 3_600_000, TOLD],
  ["the clock was set back since", TOLD, TOLD - 3_600_000, 0],
];
for (const [what, told, computed, expected] of ROWS) {
  Deno.test(`startedWallMs() when ${what}`, () => {
    assert.equal(startedWallMs(told, computed), expected);
  });
}
