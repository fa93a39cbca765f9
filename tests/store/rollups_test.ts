import assert from "node:assert/strict";
import { freshMemory } from "../../lib/core/memory.ts";
import { freshRoll, type Mark, type Roll } from "../../lib/core/roll.ts";
import {
  countNotification,
  readNotificationCounts,
} from "../../lib/store/notification_counts.ts";
import { addFastTick } from "../../lib/store/fast_path.ts";
import { profilePaths, stateRoot } from "../../lib/store/paths.ts";
import {
  foldIntoRollups,
  readCounters,
  readRollups,
} from "../../lib/store/rollups.ts";
import { writeState } from "../../lib/store/state.ts";
import type { Context } from "../../lib/sys/context.ts";
import { fakeClock, fakeContext } from "../fake_context.ts";

const PROFILE = "default";
const MINUTE = 60_000;

interface World {
  readonly context: Context;
  readonly clock: ReturnType<typeof fakeClock>;
  /** A roll with so many marks, half a minute each, that end now. */
  roll(count: number, first?: number): Roll;
}

function withWorld(test: (world: World) => void): void {
  const home = Deno.makeTempDirSync();
  const clock = fakeClock();
  const context = fakeContext({ home, clock });
  try {
    Deno.mkdirSync(stateRoot(context), { recursive: true });
    const series = clock.now().wallMs;
    test({
      context,
      clock,
      roll(count, first = 0) {
        const { wallMs } = clock.now();
        const marks: Mark[] = Array.from({ length: count }, (_, index) => ({
          at: wallMs - (count - 1 - index) * 30_000,
          ms: 30_000,
        }));
        return { ...freshRoll(clock.now()), series, first, marks };
      },
    });
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
}

const watched = (context: Context) =>
  readRollups(context, PROFILE).days
    .reduce((sum, { watchedMs }) => sum + watchedMs, 0);

function save({ context, clock }: World, roll: Roll): void {
  const { state } = profilePaths(context, PROFILE);
  const { wallMs, bootMs } = clock.now();
  const lastTick = { wallMs, bootMs };
  writeState(state, { ...freshMemory(clock.now()), lastTick, roll });
}

Deno.test("what was never folded is read from the state and the quiet checks", () => {
  withWorld((world) => {
    const { context, clock } = world;
    assert.equal(watched(context), 0);
    save(world, world.roll(4));
    assert.equal(watched(context), 2 * MINUTE);
    const { bootMs } = clock.now();
    clock.advance(30_000);
    const { state, dir } = profilePaths(context, PROFILE);
    addFastTick(state, bootMs, clock.now(), 3);
    assert.equal(watched(context), 2 * MINUTE + 30_000);
    const { minutes, counters } = readRollups(context, PROFILE);
    assert.deepEqual(counters.checks, { healthy: 5 });
    assert.deepEqual(readCounters(context, PROFILE).counters, counters);
    assert.equal(minutes.at(-1)?.probe.maxMs, 3);
    // Nothing was written for that.
    assert.deepEqual(
      [...Deno.readDirSync(dir)].map(({ name }) => name).sort(),
      [
        "quiet-ticks.jsonl",
        "state.json",
      ],
    );
  });
});

Deno.test("a guard that dies between the rollups and the state counts nothing twice", () => {
  withWorld((world) => {
    const { context, clock } = world;
    const roll = world.roll(4);
    save(world, roll);
    foldIntoRollups(context, PROFILE, roll);
    assert.equal(watched(context), 2 * MINUTE, "as the dead one left it");
    clock.advance(30_000);
    // The next check goes on with the state, which has the marks still.
    const more = { at: clock.now().wallMs, ms: 30_000 };
    const longer = { ...roll, marks: [...roll.marks, more] };
    save(world, longer);
    assert.equal(watched(context), 2 * MINUTE + 30_000);
    const counted = readCounters(context, PROFILE).counters;
    assert.deepEqual(counted, readRollups(context, PROFILE).counters);
    assert.deepEqual(counted.checks, { healthy: 5 });
    const { roll: folded, problem } = foldIntoRollups(context, PROFILE, longer);
    assert.equal(problem, null);
    assert.deepEqual([folded.first, folded.marks], [5, []]);
    save(world, folded);
    assert.equal(watched(context), 2 * MINUTE + 30_000);
  });
});

Deno.test("a clock that begins with 1970 loses nothing of what was before", () => {
  withWorld(({ context, roll }) => {
    foldIntoRollups(context, PROFILE, roll(20));
    const { series } = roll(20);
    // A day that began in 1969 almost everywhere, and a minute that did.
    const marks: Mark[] = [{ at: 10_000, ms: 30_000 }];
    const unset = { ...roll(0), series, first: 20, marks };
    foldIntoRollups(context, PROFILE, unset);
    const { problem } = foldIntoRollups(context, PROFILE, {
      ...unset,
      first: 21,
      marks: [],
    });
    assert.equal(problem, null);
    assert.equal(readRollups(context, PROFILE).problem, undefined);
    assert.equal(watched(context), 20 * 30_000);
  });
});

Deno.test("with a state that was lost it goes on", () => {
  withWorld((world) => {
    const { context, clock } = world;
    foldIntoRollups(context, PROFILE, world.roll(4));
    clock.advance(MINUTE);
    const fresh = {
      ...world.roll(2),
      series: clock.now().wallMs,
    };
    foldIntoRollups(context, PROFILE, fresh);
    assert.deepEqual(readRollups(context, PROFILE).counters.checks, {
      healthy: 6,
    });
  });
});

Deno.test("without a state what is in the rollups is read", () => {
  withWorld(({ context, roll }) => {
    foldIntoRollups(context, PROFILE, roll(4));
    assert.equal(watched(context), 2 * MINUTE);
  });
});

const DAMAGE: Readonly<Record<string, (path: string) => void>> = {
  "is cut": (path) => {
    const { size } = Deno.statSync(path);
    Deno.truncateSync(path, size - 9);
  },
  "is empty": (path) => Deno.writeTextFileSync(path, ""),
  "is another JSON": (path) => Deno.writeTextFileSync(path, "[1]"),
  "has a span that is none": (path) => {
    const file = JSON.parse(Deno.readTextFileSync(path));
    Deno.writeTextFileSync(path, JSON.stringify({ ...file, days: [[1]] }));
  },
  "has a negative time": (path) => {
    const text = Deno.readTextFileSync(path).replaceAll(",30000,", ",-30000,");
    Deno.writeTextFileSync(path, text);
  },
  "is far too large": (path) =>
    Deno.writeTextFileSync(path, "1".repeat(2 * 1024 * 1024)),
  "is a folder": (path) => {
    Deno.removeSync(path);
    Deno.mkdirSync(path);
  },
};

for (const [what, damage] of Object.entries(DAMAGE)) {
  Deno.test(`a memory of days that ${what} is told, put aside and begun anew`, () => {
    withWorld((world) => {
      const { context } = world;
      const path = profilePaths(context, PROFILE).rollups;
      foldIntoRollups(context, PROFILE, world.roll(1));
      damage(path);
      const { problem = "", days } = readRollups(context, PROFILE);
      assert.notEqual(problem, "");
      assert.deepEqual(days, []);
      const folded = foldIntoRollups(context, PROFILE, world.roll(4, 1));
      assert.match(
        folded.problem ?? "",
        /^the memory of days was unreadable \(.+\) and is now .*rollups\.json\.bad-/,
      );
      assert.equal(watched(context), 2 * MINUTE);
      assert.equal(readRollups(context, PROFILE).problem, undefined);
    });
  });
}

Deno.test("the file stays under 300 kB when everything happens all the time", () => {
  withWorld(({ context, clock, roll }) => {
    const kinds = [undefined, "outage", "planned", "unknown"] as const;
    let first = 0;
    // A mark of each kind in each minute, hour and day there is room for.
    for (
      const [unit, count] of [[MINUTE, 1500], [3_600_000, 800], [
        86_400_000,
        420,
      ]] as const
    ) {
      const marks: Mark[] = Array.from({ length: count * 4 }, (_, index) => {
        const kind = kinds[index % 4];
        return {
          at: clock.now().wallMs - (count - Math.floor(index / 4)) * unit +
            (index % 4) * 13_333 + 13_333,
          ms: 13_333,
          probe: [0.7, 4.4, 33.3, 2222.2][index % 4],
          done: ["force-clean http", "restart http"],
          starts: { guard: 2, systemd: 12, person: 1, openclaw: 1 },
          rollback: true,
          ...kind === undefined ? {} : { kind },
        };
      });
      foldIntoRollups(context, PROFILE, { ...roll(0), first, marks });
      first += marks.length;
    }
    const { minutes, hours } = readRollups(context, PROFILE);
    assert.ok(minutes.length > 1400 && hours.length >= 720);
    const { size } = Deno.statSync(profilePaths(context, PROFILE).rollups);
    assert.ok(size < 300_000, `${size} bytes`);
    assert.ok(size > 200_000, `${size} bytes: it is not full`);
  });
});

Deno.test("messages are counted in a file of their own, for the default profile", () => {
  withWorld(({ context }) => {
    assert.deepEqual(readNotificationCounts(context), {});
    countNotification(context, "team", "ok");
    countNotification(context, "team", "ok");
    countNotification(context, "my phone", "failed");
    const counts = { "team ok": 2, "my phone failed": 1 };
    assert.deepEqual(readNotificationCounts(context), counts);
    const { notifications } = readRollups(context, PROFILE).counters;
    assert.deepEqual(notifications, counts);
    assert.deepEqual(readRollups(context, "work").counters.notifications, {});
    Deno.writeTextFileSync(`${stateRoot(context)}/notifications.json`, "{");
    assert.deepEqual(readNotificationCounts(context), {});
  });
});
