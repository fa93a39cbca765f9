/** What holds for whatever befalls a gateway, its guard and their clocks. */

import assert from "node:assert/strict";
import type { Notice } from "../../lib/core/notice.ts";
import { SEVERITIES, type Severity } from "../../lib/core/notice.ts";
import type { ChannelSettings } from "../../lib/notify/notify_settings.ts";
import { hearersOf, isWanted } from "../../lib/notify/wanted.ts";
import { randomNumbers } from "../random.ts";
import { type Seen, Teller, TICK } from "./teller.ts";
import { DAY, HOUR, NO_PROCESS, SECOND } from "./world.ts";

const SIGHTS: readonly Seen[] = [
  ...["well", "well", "well", "hung", "hung", "busy", "down"] as const,
  { probe: "refused", rest: { startup: "starting" } },
  { probe: "failing" },
  { probe: "unsupported" },
  { rest: { notReady: ["telegram"] }, probe: "healthy" },
  { rest: { processState: "D" } },
  { rest: { loopbackMs: Infinity } },
  { rest: { settingsError: "no" } },
  {
    rest: {
      maintenance: { source: "guard", untilMs: null, reason: null, by: null },
    },
  },
  {
    unit: { activeState: "inactive", subState: "dead", mainPid: 0 },
    probe: "refused",
    rest: NO_PROCESS,
  },
  {
    unit: { activeState: "activating", subState: "auto-restart", mainPid: 0 },
    probe: "refused",
    rest: NO_PROCESS,
  },
  {
    unit: {
      ...{ activeState: "failed", subState: "failed", mainPid: 0 },
      ...{ result: "exit-code", execMainStatus: 78 },
    },
    probe: "refused",
    rest: NO_PROCESS,
  },
  {
    unit: {
      ...{ activeState: "failed", subState: "failed", mainPid: 0 },
      result: "start-limit-hit",
    },
    probe: "refused",
    rest: NO_PROCESS,
  },
];

/** The last two found mistakes. */
const SEEDS = [1, 2, 3, 4, 5, 6, 84, 101];

/** Hours of misfortune, then two of health; a channel is added in between. */
function misfortune(seed: number): { teller: Teller; addedAt: number } {
  const random = randomNumbers(seed);
  const one = <T>(values: readonly T[]) =>
    values[Math.floor(random() * values.length)] as T;
  let addedAt = Infinity;
  const teller = new Teller({
    telling: {
      drills: random() < 0.5,
      hearers: (notice) =>
        hearersOf(
          [channel("x"), ...addedAt === Infinity ? [] : [channel("late")]],
          notice,
        ),
    },
  });
  for (let count = 0; count < 150; count++) {
    const seen = one(SIGHTS);
    const times = one([1, 1, 2, 3, 10]);
    if (count === 75) addedAt = teller.notices.length;
    if (random() < 0.1) {
      teller.life++;
      teller.bornMs = teller.ms;
    }
    if (random() < 0.02) {
      // Nobody sets a clock to the very millisecond that it showed before.
      const exactMs = Math.floor(1000 * random());
      teller.wallAheadMs += one([-DAY, -HOUR, HOUR, DAY]) + exactMs;
    }
    if (random() < 0.02) teller.ms += one([5 * 60 * SECOND, 6 * HOUR]);
    if (random() < 0.01) {
      teller.bootId += "+";
      teller.bootShiftMs += teller.now.bootMs - 30 * SECOND;
    }
    teller.drill = random() < 0.05;
    for (let time = 0; time < times; time++) {
      if (random() < 0.03) {
        // It died after it had written down what it was about to do.
        teller.memory = teller.decide(seen).memory;
        teller.ms += TICK;
      } else teller.check(seen);
    }
  }
  teller.drill = false;
  teller.life++;
  teller.bornMs = teller.ms - HOUR;
  teller.checkFor(2 * HOUR, "well");
  return { teller, addedAt };
}

function channel(name: string, minSeverity: Severity = "info") {
  return {
    ...{ name, type: "x", values: {}, secrets: {}, proxy: null },
    ...{ minSeverity, reminders: true, resolve: true },
  };
}

/** What a channel hears of incidents. */
function heardBy(settings: ChannelSettings, notices: readonly Notice[]) {
  const heard = notices.filter((notice) =>
    notice.incident !== null && isWanted(settings, notice)
  );
  return Map.groupBy(heard, ({ incident }) => incident);
}

Deno.test("whatever happens, each channel hears one beginning and one end of what it hears of", () => {
  let incidents = 0;
  for (const seed of SEEDS) {
    const { teller: { notices, memory } } = misfortune(seed);
    const ids = notices.filter(({ phase }) => phase !== "event")
      .map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, `seed ${seed}: ${ids}`);
    assert.equal(memory.told?.outage, undefined, `seed ${seed}`);
    assert.equal(memory.told?.flapping, undefined, `seed ${seed}`);
    for (const minSeverity of SEVERITIES) {
      const heard = heardBy(channel("x", minSeverity), notices);
      for (const [incident, all] of heard) {
        incidents++;
        const phases = all.map(({ phase }) => phase);
        const where = `seed ${seed}, ${minSeverity}, ${incident}: ${phases}`;
        const first = phases[0];
        assert.ok(first !== "over" && first !== "reminder", where);
        assert.equal(phases.indexOf("over"), phases.length - 1, where);
        const openings = phases.filter((phase) => phase === "opened");
        assert.ok(openings.length <= 1, where);
        assert.ok(phases.lastIndexOf("opened") <= 0, where);
        const [{ startedWallMs } = assert.fail()] = all;
        assert.ok(
          all.every((notice) => notice.startedWallMs === startedWallMs) ||
            String(incident).includes("flapping"),
          where,
        );
      }
    }
  }
  assert.ok(incidents > 100, `${incidents}`);
});

Deno.test("whatever happens, a channel that is added meanwhile hears no end of what it has not heard of", () => {
  let unheard = 0;
  for (const seed of SEEDS) {
    const { teller: { notices }, addedAt } = misfortune(seed);
    const since = notices.slice(addedAt);
    const heard = heardBy(channel("late"), since);
    for (const [incident, all] of heard) {
      const phases = all.map(({ phase }) => phase);
      const where = `seed ${seed}, ${incident}: ${phases}`;
      assert.notEqual(phases[0], "over", where);
      assert.equal(phases.indexOf("over"), phases.length - 1, where);
    }
    unheard += since.filter(({ phase, incident }) =>
      phase === "over" && !heard.has(incident)
    ).length;
  }
  assert.ok(unheard > 0, "none was going on");
});
