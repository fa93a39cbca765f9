import assert from "node:assert/strict";
import type { Instant } from "../../lib/base/instant.ts";
import { withCheck, withQuiet } from "../../lib/core/mark.ts";
import { freshMemory, type Memory } from "../../lib/core/memory.ts";
import { freshRoll, type Kind, type Roll } from "../../lib/core/roll.ts";
import {
  noRollups,
  type RolledUp,
  rollUp,
  shownRollups,
} from "../../lib/core/roll_up.ts";
import type { Span } from "../../lib/core/rollup.ts";
import type { Verdict } from "../../lib/core/types.ts";
import { randomNumbers } from "../random.ts";
import { DAY, HOUR, MINUTE, SECOND, sight } from "./world.ts";

const KINDS = ["healthy", "outage", "planned", "unknown"] as const;

/** A check without anything special. */
function checked(
  verdict: Verdict,
  began: Instant,
  ended: Instant,
  before: Memory,
) {
  return {
    before,
    memory: { ...before, verdict, bootId: ended.bootId },
    rule: null,
    observation: sight({ probe: verdict === "healthy" ? "healthy" : "silent" }),
    began,
    ended,
    done: [],
    isOwnRestart: () => false,
  };
}

const sum = (spans: readonly Span[], field: keyof Span) =>
  spans.reduce((total, span) => total + Number(span[field]), 0);

/**
 * A guard over a year, and beside it a count of its own: it knows only when
 * each check was, what it found, and what time may be credited.
 */
class Year {
  readonly zone = "Europe/Berlin";
  readonly random: () => number;
  now: Instant;
  roll: Roll;
  rollups: RolledUp;
  memory: Memory;
  /** Of the last full check or quiet one. */
  last: { boot: Instant; kind: Kind };
  quiet: { wallMs: number; bootMs: number; probeMs: number }[] = [];
  readonly total: Record<Kind, number> = {
    healthy: 0,
    outage: 0,
    planned: 0,
    unknown: 0,
  };
  readonly byDay = new Map<string, number>();
  readonly byHour = new Map<number, number>();
  readonly byMinute = new Map<number, number>();
  readonly dates = new Intl.DateTimeFormat("en", {
    timeZone: this.zone,
    ...{ year: "numeric", month: "numeric", day: "numeric" },
  });
  readonly #dates = new Map<number, string>();
  checks = 0;
  probes = 0;
  outages = 0;
  worst = 0;
  #outage: number | null = null;
  #boots = 1;

  constructor(seed: number) {
    this.random = randomNumbers(seed);
    this.now = {
      wallMs: Date.UTC(2026, 0, 1, 3, 17, 5, 120),
      bootMs: 50_000,
      bootId: "boot-1",
    };
    this.roll = freshRoll(this.now);
    this.rollups = noRollups(this.zone, this.now.wallMs);
    this.memory = freshMemory(this.now);
    this.last = { boot: this.now, kind: "unknown" };
  }

  pass(ms: number): void {
    const { wallMs, bootMs, bootId } = this.now;
    this.now = { wallMs: wallMs + ms, bootMs: bootMs + ms, bootId };
  }

  jump(ms: number): void {
    this.now = { ...this.now, wallMs: this.now.wallMs + ms };
  }

  reboot(offMs: number): void {
    this.now = {
      wallMs: this.now.wallMs + offMs,
      bootMs: 20_000 + Math.floor(this.random() * 1000) * 10,
      bootId: `boot-${++this.#boots}`,
    };
  }

  /** In this zone the date changes with an hour. */
  #date(ms: number): string {
    const hour = Math.floor(ms / HOUR);
    const date = this.#dates.get(hour) ?? this.dates.format(ms);
    this.#dates.set(hour, date);
    return date;
  }

  /** The independent count. */
  #count(kind: Kind, at: Instant, tookMs: number): void {
    this.checks++;
    const { boot, kind: before } = this.last;
    const gap = at.bootId === boot.bootId ? at.bootMs - boot.bootMs : 0;
    const took = Math.min(tookMs, gap);
    const ms = Math.min(took, 60_000) + Math.min(gap - took, 60_000);
    const is = before === "outage" && kind === "healthy" ? "outage" : kind;
    this.total[is] += ms;
    if (is === "outage") {
      if (this.#outage === null) this.outages++;
      this.#outage = (this.#outage ?? 0) + ms;
      this.worst = Math.max(this.worst, this.#outage);
    } else if (is !== "unknown") this.#outage = null;
    // By its ends only: whatever a span is, its time is that between two ends.
    for (let rest = ms; rest > 0;) {
      const end = at.wallMs - ms + rest;
      const begin = Math.max(
        at.wallMs - ms,
        Math.ceil(end / MINUTE - 1) * MINUTE,
      );
      const part = end - begin;
      const add = <T>(map: Map<T, number>, key: T) =>
        map.set(key, (map.get(key) ?? 0) + part);
      add(this.byMinute, Math.floor(begin / MINUTE));
      add(this.byHour, Math.floor(begin / HOUR));
      add(this.byDay, this.#date(begin));
      rest -= part;
    }
    this.last = { boot: at, kind };
  }

  fast(): void {
    const { wallMs, bootMs } = this.now;
    const probeMs = Math.round(this.random() * 300) / 10;
    this.quiet.push({ wallMs, bootMs, probeMs });
    this.probes++;
    this.#count("healthy", this.now, 0);
  }

  full(verdict: Verdict, kind: Kind, tookMs: number): void {
    const began = this.now;
    this.pass(tookMs);
    const roll = withQuiet(this.roll, this.quiet);
    this.quiet = [];
    const check = checked(verdict, began, this.now, this.memory);
    this.roll = withCheck(roll, check);
    this.memory = check.memory;
    if (verdict === "healthy") this.probes++;
    this.#count(kind, this.now, tookMs);
    const marks = this.roll.marks;
    const hour = (ms: number) => Math.floor(ms / HOUR);
    if (hour(marks[0]?.at ?? 0) === hour(this.now.wallMs)) return;
    this.rollups = rollUp(this.rollups, marks, this.zone, this.now.wallMs);
    this.roll = {
      ...this.roll,
      first: this.roll.first + marks.length,
      marks: [],
    };
  }
}

/** What the checks of a while find. */
const FOUND: readonly (readonly [Verdict, Kind])[] = [
  ["hung", "outage"],
  ["failing", "outage"],
  ["stopped", "planned"],
  ["maintenance", "planned"],
  ["inconclusive", "unknown"],
];

function liveThrough(year: Year, untilMs: number): void {
  const { random } = year;
  while (year.now.wallMs < untilMs) {
    const chance = random();
    if (chance < 0.02) year.reboot(Math.floor(random() * 2 * DAY));
    else if (chance < 0.03) year.jump(Math.floor((random() - 0.5) * 6 * HOUR));
    else if (chance < 0.05) year.pass(Math.floor(random() * 2 * DAY));
    else if (chance < 0.35) {
      const [verdict, kind] = FOUND[Math.floor(random() * FOUND.length)]!;
      for (let checks = random() * 40; checks > 0; checks--) {
        year.pass(20_000 + Math.floor(random() * 20_000));
        year.full(verdict, kind, Math.floor(random() * 25_000));
      }
    }
    for (let rounds = random() * 30; rounds > 0; rounds--) {
      year.full("healthy", "healthy", 200);
      for (let checks = 0; checks < 20; checks++) {
        year.pass(30_000 + Math.floor((random() - 0.5) * 300));
        year.fast();
      }
    }
  }
  year.full("healthy", "healthy", 200);
  const { wallMs } = year.now;
  year.rollups = rollUp(year.rollups, year.roll.marks, year.zone, wallMs);
}

Deno.test("a year of checks, outages, clock jumps and reboots adds up to the millisecond", () => {
  const year = new Year(1);
  liveThrough(year, Date.UTC(2027, 0, 1, 3));
  const { days, hours, minutes, counters } = year.rollups;
  assert.ok(year.checks > 300_000, `only ${year.checks} checks`);
  for (const kind of KINDS) {
    assert.equal(sum(days, `${kind}Ms`), year.total[kind], kind);
    assert.ok(year.total[kind] > HOUR, `hardly any ${kind}`);
  }
  assert.equal(counters.downtimeMs, year.total.outage);
  const checks = Object.values(counters.checks).reduce((a, b) => a + b);
  assert.equal(checks, year.checks);
  const probes = days.flatMap(({ probe }) => probe.counts)
    .reduce((a, b) => a + b);
  assert.equal(probes, year.probes);
  assert.equal(sum(days, "outages"), year.outages);
  assert.equal(
    Math.max(...days.map(({ worstOutageMs }) => worstOutageMs)),
    year.worst,
  );
  // Each span by itself.
  for (const { fromMs, watchedMs } of days) {
    assert.equal(watchedMs, year.byDay.get(year.dates.format(fromMs)));
  }
  assert.equal(days.length, year.byDay.size);
  assert.equal(hours.length, 720);
  for (const { fromMs, watchedMs } of hours) {
    assert.equal(watchedMs, year.byHour.get(fromMs / HOUR));
  }
  assert.equal(minutes.length, 1440);
  for (const { fromMs, watchedMs } of minutes) {
    assert.equal(watchedMs, year.byMinute.get(fromMs / MINUTE));
  }
  const lengths = new Set(days.map(({ lengthMs }) => lengthMs / HOUR));
  assert.deepEqual([...lengths].sort(), [23, 24, 25]);
});

const mark = (
  at: number,
  ms: number,
  kind?: "outage" | "planned" | "unknown",
) => kind === undefined ? { at, ms } : { at, ms, kind };

Deno.test("local days are as long as they are, wherever that is", () => {
  const cases: readonly [
    zone: string,
    at: string,
    from: string,
    hours: number,
  ][] = [
    ["UTC", "2026-03-29T12:00Z", "2026-03-29T00:00Z", 24],
    ["Asia/Shanghai", "2026-11-23T15:59:59.999Z", "2026-11-22T16:00Z", 24],
    ["Asia/Shanghai", "2026-11-23T16:00Z", "2026-11-23T16:00Z", 24],
    ["Asia/Kolkata", "2026-11-23T18:29Z", "2026-11-22T18:30Z", 24],
    ["Europe/Berlin", "2026-03-29T12:00Z", "2026-03-28T23:00Z", 23],
    ["Europe/Berlin", "2026-10-25T12:00Z", "2026-10-24T22:00Z", 25],
    ["Australia/Lord_Howe", "2026-04-05T03:00Z", "2026-04-04T13:00Z", 24.5],
    // The day begins at 1 o'clock: there is no midnight.
    ["America/Santiago", "2026-09-06T12:00Z", "2026-09-06T04:00Z", 23],
    ["Not/AZone", "2026-03-29T12:00Z", "2026-03-29T00:00Z", 24],
  ];
  for (const [zone, atText, from, hours] of cases) {
    const at = Date.parse(atText);
    const { days } = rollUp(noRollups(zone, 0), [mark(at + 1, 1)], zone, at);
    assert.equal(days.length, 1);
    assert.equal(
      new Date(days[0]?.fromMs ?? 0).toISOString(),
      new Date(from).toISOString(),
      zone,
    );
    assert.equal((days[0]?.lengthMs ?? 0) / HOUR, hours, zone);
  }
});

Deno.test("an outage over midnight is one, and as long as it is", () => {
  const midnight = Date.UTC(2026, 10, 24);
  const marks = [
    mark(midnight - 90 * SECOND, 30 * SECOND),
    mark(midnight - 60 * SECOND, 30 * SECOND, "outage"),
    mark(midnight - 30 * SECOND, 30 * SECOND, "unknown"),
    mark(midnight + 20 * SECOND, 50 * SECOND, "outage"),
    mark(midnight + 50 * SECOND, 30 * SECOND, "planned"),
    mark(midnight + 60 * SECOND, 10 * SECOND, "outage"),
  ];
  const { days, counters } = rollUp(
    noRollups("UTC", 0),
    marks,
    "UTC",
    midnight + MINUTE,
  );
  assert.deepEqual(
    days.map(({ outages, outageMs, worstOutageMs, unknownMs }) => [
      outages,
      outageMs / SECOND,
      worstOutageMs / SECOND,
      unknownMs / SECOND,
    ]),
    // 30 s and, after what could not be told, 50 s more.
    [[1, 60, 60, 30], [1, 30, 80, 0]],
  );
  assert.equal(counters.downtimeMs, 90 * SECOND);
});

Deno.test("marks in one go and one by one come to the same", () => {
  const start = Date.UTC(2026, 10, 23, 23, 50);
  const kinds = [undefined, "outage", "unknown", "planned", "outage"] as const;
  const marks = Array.from({ length: 200 }, (_, index) => ({
    ...mark(
      start + index * 17_321,
      17_321,
      kinds[Math.floor(index / 7) % kinds.length],
    ),
    probe: index / 10,
  }));
  const nowMs = start + 200 * 17_321;
  const none = noRollups("Asia/Tokyo", 0);
  assert.deepEqual(
    marks.reduce((all, one) => rollUp(all, [one], "Asia/Tokyo", nowMs), none),
    rollUp(none, marks, "Asia/Tokyo", nowMs),
  );
});

Deno.test("a clock that is wrong for a moment neither empties the memory nor shows in it", () => {
  const now = Date.UTC(2026, 10, 23, 12);
  const good = Array.from(
    { length: 1440 },
    (_, index) => mark(now - index * MINUTE, MINUTE),
  );
  const filled = rollUp(noRollups("UTC", 0), good, "UTC", now);
  const future = Date.UTC(2099, 0, 1);
  const wrong = rollUp(
    filled,
    [mark(future, 30 * SECOND), mark(30 * SECOND, 30 * SECOND)],
    "UTC",
    future,
  );
  const right = rollUp(
    wrong,
    [mark(now + MINUTE, MINUTE)],
    "UTC",
    now + MINUTE,
  );
  const { minutes, hours, days } = shownRollups(right, now + MINUTE);
  assert.ok(minutes.length >= 1437, `${minutes.length} minutes left`);
  for (const { fromMs } of [...minutes, ...hours, ...days]) {
    assert.ok(
      Math.abs(fromMs - now) <= 2 * DAY,
      new Date(fromMs).toISOString(),
    );
  }
});

Deno.test("answer times are counted in their buckets", () => {
  const at = Date.UTC(2026, 10, 23, 12);
  const times = [0, 1, 1.1, 2, 10, 10.1, 5000, 5000.1, 1e6];
  const { hours } = rollUp(
    noRollups("UTC", 0),
    times.map((probe) => ({ at, ms: 0, probe })),
    "UTC",
    at,
  );
  assert.deepEqual(hours[0]?.probe, {
    counts: [2, 2, 0, 1, 1, 0, 0, 0, 0, 0, 0, 1, 2],
    sumMs: 1_010_024.3,
    maxMs: 1e6,
  });
});
