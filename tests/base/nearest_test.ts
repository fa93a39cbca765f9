import assert from "node:assert/strict";
import { nearestName } from "../../lib/base/nearest.ts";

Deno.test("nearestName() finds what was meant, and nothing else", () => {
  const names = ["connectTimeout", "httpTimeout", "waits"];
  const cases: readonly [word: string, name: string | undefined][] = [
    ["conectTimeout", "connectTimeout"],
    ["connecttimeout", "connectTimeout"],
    ["htpTimeout", "httpTimeout"],
    ["conn", "connectTimeout"],
    ["wait", "waits"],
    ["watis", "waits"],
    ["w", undefined],
    ["ws", undefined],
    ["colour", undefined],
    ["x".repeat(1e6), undefined],
  ];
  for (const [word, name] of cases) {
    assert.equal(nearestName(word, names), name);
  }
});
