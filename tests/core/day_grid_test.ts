import { deepStrictEqual as assertEquals } from "node:assert";
import { dayGrid, sumOfDays } from "../../lib/core/day_grid.ts";
import { answerSlots } from "../../lib/core/time_slots.ts";
import { span } from "../commands/history/sample.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Noon of the 28th, local time. */
const NOW = new Date(2026, 10, 28, 12).getTime();

function midnight(day: number): number {
  return new Date(2026, 10, day).getTime();
}

function day(number: number, parts: Parameters<typeof span>[2] = {}) {
  const fromMs = midnight(number);
  return span(fromMs, midnight(number + 1) - fromMs, parts);
}

Deno.test("how bad a day was is told by all its outages together; not watched is not well", () => {
  const cases: readonly [
    parts: Parameters<typeof span>[2],
    level: string,
    partly: boolean,
  ][] = [
    [{}, "well", false],
    [{ watchedMs: 0, healthyMs: 0 }, "not-watched", true],
    [{ watchedMs: HOUR, healthyMs: HOUR }, "well", true],
    [{ outageMs: 1, outages: 1 }, "short", false],
    [{ outageMs: MINUTE, outages: 2 }, "short", false],
    [{ outageMs: MINUTE + 1, outages: 1 }, "medium", false],
    [{ outageMs: 15 * MINUTE, outages: 1 }, "medium", false],
    [{ outageMs: 15 * MINUTE + 1, outages: 1 }, "long", false],
    // One that began the day before.
    [{ outageMs: HOUR, outages: 0 }, "long", false],
    [{ outages: 1 }, "short", false],
    [{ plannedMs: 13 * HOUR }, "planned", false],
    [{ plannedMs: 2 * HOUR }, "well", false],
    [{ plannedMs: 13 * HOUR, outageMs: 1, outages: 1 }, "short", false],
    [{ unknownMs: 13 * HOUR }, "unknown", false],
    [{ watchedMs: HOUR, unknownMs: HOUR, healthyMs: 0 }, "unknown", true],
  ];
  for (const [parts, level, partly] of cases) {
    const [found] = dayGrid([day(27, parts)], NOW, 2);
    assertEquals([found?.level, found?.partly], [level, partly], level);
  }
});

Deno.test("every day is there once, the last is today, and of it only what has passed counts", () => {
  const grid = dayGrid([day(28, { watchedMs: 11 * HOUR }), day(26)], NOW, 4);
  assertEquals(grid.map(({ date, level }) => `${date} ${level}`), [
    "2026-11-25 not-watched",
    "2026-11-26 well",
    "2026-11-27 not-watched",
    "2026-11-28 well",
  ]);
  assertEquals(grid.at(-1)?.sum.elapsedMs, NOW - midnight(28));
  assertEquals(sumOfDays(grid).elapsedMs, NOW - midnight(25));
});

Deno.test("two spans of one day, as after a change of the zone, are added up", () => {
  const halves = [
    span(midnight(27), 12 * HOUR),
    span(midnight(27) + 12 * HOUR, 12 * HOUR, { outageMs: 5, outages: 1 }),
  ];
  const [found] = dayGrid(halves, NOW, 2);
  assertEquals([found?.sum.watchedMs, found?.level], [24 * HOUR, "short"]);
});

Deno.test("answers are averaged slot by slot, with gaps where none came", () => {
  const minutes = [
    span(1000, MINUTE, { probesMs: [10, 20] }),
    span(1999, MINUTE, { probesMs: [30] }),
    span(3000, MINUTE),
    span(9000, MINUTE, { probesMs: [99] }),
  ];
  assertEquals(
    answerSlots(minutes, { fromMs: 1000, toMs: 4000, count: 3 }),
    [20, null, null],
  );
});
