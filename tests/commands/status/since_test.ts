import assert from "node:assert/strict";
import { type Since, sinceOf } from "../../../lib/commands/status/since.ts";
import { freshMemory, type Memory } from "../../../lib/core/memory.ts";
import { at, GATEWAY, HOUR, MINUTE, NEWBORN } from "../../core/world.ts";

const NOW = at(HOUR);

/** Healthy, so it says, since the start; this process since some minutes. */
function healthy(sinceMs: number, changes: Partial<Memory> = {}): Memory {
  return {
    ...freshMemory(at(0)),
    verdict: "healthy",
    incarnation: GATEWAY,
    healthySinceBootMs: at(sinceMs).bootMs,
    ...changes,
  };
}

const known = (ms: number): Since => ({ wallMs: at(ms).wallMs, unknown: null });
const unknown = (why: Since["unknown"]): Since => ({
  wallMs: NOW.wallMs,
  unknown: why,
});

Deno.test("it is healthy since its process is, and not since a time before an outage", () => {
  const old = healthy(0);
  const stopped: Memory = {
    ...freshMemory(at(MINUTE)),
    verdict: "stopped",
    healthySinceBootMs: null,
  };
  const degraded = healthy(0, {
    verdict: "degraded",
    sinceWallMs: at(5 * MINUTE).wallMs,
  });
  const cases: [
    what: string,
    before: Memory,
    after: Memory,
    pausedMs: number | null,
    Since,
  ][] = [
    ["nothing happened", old, old, null, known(0)],
    [
      "a crash between two checks, the verdict is the same",
      healthy(30 * MINUTE),
      healthy(30 * MINUTE),
      null,
      known(30 * MINUTE),
    ],
    [
      "a new process that no check has seen",
      old,
      healthy(60 * MINUTE, { incarnation: NEWBORN }),
      null,
      unknown("new-process"),
    ],
    ["degraded after it was healthy", degraded, degraded, null, {
      wallMs: at(5 * MINUTE).wallMs,
      unknown: null,
    }],
    [
      "another verdict than at the last check",
      old,
      stopped,
      null,
      unknown("changed"),
    ],
    ["stopped all along", stopped, stopped, null, known(MINUTE)],
    ["never looked", freshMemory(NOW), old, null, unknown("never-looked")],
    ["paused", old, { ...old, verdict: "maintenance" }, at(7).wallMs, known(7)],
  ];
  for (const [what, before, after, pausedMs, since] of cases) {
    assert.deepEqual(sinceOf(before, after, pausedMs, NOW), since, what);
  }
});
