import { deepStrictEqual as assertEquals } from "node:assert";
import {
  atMostMs,
  averageMs,
  sumOf,
  uptimePercent,
  uptimeText,
  watchedText,
} from "../../lib/core/uptime.ts";
import { span } from "../commands/history/sample.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

Deno.test("uptime is honest: of what was watched and could be told, and never rounded up", () => {
  const cases: readonly [
    what: string,
    parts: Parameters<typeof span>[2],
    text: string,
  ][] = [
    ["not watched is not well", { watchedMs: 0, healthyMs: 0 }, "-"],
    ["all of it well", {}, "100.00 %"],
    [
      "an hour watched, and well",
      { watchedMs: HOUR, healthyMs: HOUR },
      "100.00 %",
    ],
    [
      "half of it",
      { healthyMs: DAY / 2, outageMs: DAY / 2, outages: 1 },
      "50.00 %",
    ],
    [
      "one second of a day",
      { healthyMs: DAY - 1000, outageMs: 1000, outages: 1 },
      "99.99 %",
    ],
    [
      "one millisecond of a day is not none",
      { healthyMs: DAY - 1, outageMs: 1, outages: 1 },
      "99.99 %",
    ],
    ["an outage that nobody measured", { outages: 1 }, "99.99 %"],
    [
      "99.999 % is less than 100",
      { healthyMs: DAY - 864, outageMs: 864, outages: 1 },
      "99.99 %",
    ],
    [
      "57 % is 57 %, whatever floating point makes of it",
      { healthyMs: DAY * 0.57, outageMs: DAY * 0.43, outages: 1 },
      "57.00 %",
    ],
    [
      "a planned stop is no outage",
      { plannedMs: DAY / 2, healthyMs: DAY / 2 },
      "100.00 %",
    ],
    ["nothing but a planned stop", { plannedMs: DAY, healthyMs: 0 }, "-"],
    [
      "nothing but what could not be told",
      { unknownMs: DAY, healthyMs: 0 },
      "-",
    ],
    [
      "down all the time",
      { healthyMs: 0, outageMs: DAY, outages: 0 },
      "0.00 %",
    ],
  ];
  for (const [what, parts, text] of cases) {
    const sum = sumOf([span(0, DAY, parts)], DAY);
    assertEquals(uptimeText(sum), text, what);
    assertEquals(
      uptimePercent(sum),
      text === "-" ? null : Number.parseFloat(text),
      what,
    );
  }
});

Deno.test("how much was watched is never rounded up, but for checks that were a little late", () => {
  const cases: readonly [watchedMs: number, text: string][] = [
    [0, "0 %"],
    [1000, "< 1 %"],
    [DAY / 2, "50 %"],
    [DAY * 0.998, "99 %"],
    [DAY - 30_000, "100 %"],
    [DAY + HOUR, "100 %"],
  ];
  for (const [watchedMs, text] of cases) {
    assertEquals(watchedText(sumOf([span(0, DAY, { watchedMs })], DAY)), text);
  }
  // Two hours are two hours, also among 90 days.
  const watchedMs = 90 * DAY - 2 * HOUR;
  assertEquals(
    watchedText(sumOf([span(0, 90 * DAY, { watchedMs })], 90 * DAY)),
    "99 %",
  );
});

Deno.test("sums add up, the worst is the worst, answers are told by their buckets", () => {
  const one = span(0, HOUR, { outages: 1, worstOutageMs: 5, probesMs: [3, 9] });
  const other = span(HOUR, HOUR, {
    outages: 2,
    worstOutageMs: 9,
    probesMs: [9000],
    starts: { guard: 1, systemd: 2, person: 0, openclaw: 0 },
  });
  const sum = sumOf([one, other], DAY);
  assertEquals(
    [sum.outages, sum.worstOutageMs, sum.watchedMs, sum.starts.systemd],
    [3, 9, 2 * HOUR, 2],
  );
  assertEquals(averageMs(sum.probe), 3004);
  assertEquals(
    [0.3, 0.5, 0.95].map((share) => atMostMs(sum.probe, share)),
    [5, 10, 9000],
  );
  const none = sumOf([], DAY).probe;
  assertEquals([averageMs(none), atMostMs(none, 0.5)], [null, null]);
  // No answer was slower than the slowest.
  assertEquals(atMostMs(span(0, 1, { probesMs: [12] }).probe, 0.5), 12);
});
