/** What holds for whatever befalls a gateway, its guard and their clocks. */

import assert from "node:assert/strict";
import type { Notice } from "../../lib/core/notice.ts";
import { SEVERITIES, type Severity } from "../../lib/core/notice.ts";
import { isWanted } from "../../lib/notify/wanted.ts";
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

/** Hours of misfortune, then two of health. */
function misfortune(seed: number): Teller {
  const random = randomNumbers(seed);
  const one = <T>(values: readonly T[]) =>
    values[Math.floor(random() * values.length)] as T;
  const teller = new Teller({ telling: { drills: random() < 0.5 } });
  for (let count = 0; count < 150; count++) {
    const seen = one(SIGHTS);
    const times = one([1, 1, 2, 3, 10]);
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
  return teller;
}

function wanted(notices: readonly Notice[], minSeverity: Severity) {
  return notices.filter((notice) =>
    isWanted({
      ...{ name: "x", type: "x", values: {}, secrets: {}, proxy: null },
      ...{ minSeverity, reminders: true, resolve: true },
    }, notice)
  );
}

Deno.test("whatever happens, each channel hears one beginning and one end of what it hears of", () => {
  let incidents = 0;
  for (const seed of SEEDS) {
    const { notices, memory } = misfortune(seed);
    const ids = notices.filter(({ phase }) => phase !== "event")
      .map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length, `seed ${seed}: ${ids}`);
    assert.equal(memory.told?.outage, undefined, `seed ${seed}`);
    assert.equal(memory.told?.flapping, undefined, `seed ${seed}`);
    for (const minSeverity of SEVERITIES) {
      const heard = wanted(notices, minSeverity)
        .filter(({ incident }) => incident !== null);
      for (const [incident, all] of Map.groupBy(heard, (it) => it.incident)) {
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
