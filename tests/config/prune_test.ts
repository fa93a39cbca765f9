import assert from "node:assert/strict";
import { DAY_MS } from "../../lib/base/duration.ts";
import type { Generation } from "../../lib/config/index.ts";
import { generationsToKeep } from "../../lib/config/prune.ts";

const NOW = 20_000 * DAY_MS + DAY_MS / 2;

function generation(id: string, daysAgo: number, proven = false): Generation {
  const seen = NOW - daysAgo * DAY_MS;
  return {
    id,
    sha256: id,
    size: 1,
    firstSeenMs: seen,
    lastSeenMs: seen,
    openclawVersion: null,
    proven,
    valid: true,
    source: "healthy-check",
    includes: [],
  };
}

Deno.test("generationsToKeep() keeps the newest, one a day, the newest proven and the current", () => {
  const all = [
    generation("a", 0.1),
    generation("b", 0.2),
    generation("c", 0.3),
    generation("d", 1.0),
    generation("e", 1.1),
    generation("f", 6.0),
    generation("g", 7.0),
    generation("h", 30, true),
    generation("i", 31, true),
    generation("j", 32),
  ];
  const cases: readonly [
    newest: number,
    daily: number,
    current: string | null,
    kept: string,
  ][] = [
    [2, 7, null, "abdfh"],
    [2, 8, null, "abdfgh"],
    [2, 0, null, "abh"],
    [2, 0, "j", "abhj"],
    [20, 7, null, "abcdefghij"],
  ];
  for (const [backupGenerations, backupDaily, current, kept] of cases) {
    const result = generationsToKeep(
      all.toReversed(),
      { backupGenerations, backupDaily },
      current,
      NOW,
    );
    assert.equal(result.map(({ id }) => id).join(""), kept);
  }
});
