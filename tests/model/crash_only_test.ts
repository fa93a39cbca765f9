import assert from "node:assert/strict";
import { tick } from "../../lib/guard/tick.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { readState } from "../../lib/store/state.ts";
import { randomNumbers } from "../random.ts";
import { climbLadder, endHoldDown, ModelledHost } from "./modelled_host.ts";

const SECOND = 1000;
const TICK_MS = 30 * SECOND;

/** One tick, and the rest of the 30 seconds until the next. */
async function oneTick(host: ModelledHost, dieAt = Infinity) {
  const started = host.now;
  const died = await host.runGuard(
    () => tick(host.context, "default"),
    dieAt,
  );
  host.advance(Math.max(0, started + TICK_MS - host.now));
  return died;
}

interface Scenario {
  readonly what: string;
  /** Brings a healthy gateway into trouble. */
  begin(host: ModelledHost): void;
}

const SCENARIOS: readonly Scenario[] = [
  { what: "restart of a hung gateway", begin: (host) => host.hang() },
  {
    what: "force clean of a hung gateway",
    begin(host) {
      climbLadder(host);
      host.hang();
    },
  },
  {
    what: "start after the start limit",
    begin: (host) => host.hitStartLimit(),
  },
  {
    what: "force clean after the start limit",
    begin(host) {
      climbLadder(host);
      host.hitStartLimit();
    },
  },
  {
    what: "force clean of a unit that is not enabled",
    begin(host) {
      host.isEnabled = false;
      climbLadder(host);
      host.hang();
    },
  },
  {
    what: "try after a hold-down",
    begin(host) {
      endHoldDown(host);
      host.hang();
    },
  },
];

/**
 * The world and the memory that a dead guard leaves. Most of the points at which
 * it can die lie between two looks and leave the same.
 */
function left(host: ModelledHost): string {
  const { memory } = readState(
    profilePaths(host.context, "default").state,
    host.context.clock.now(),
  );
  const { rescue, ladder, verdict, recoveries } = memory;
  return JSON.stringify([
    [host.unit, host.main, host.lives],
    [host.requests, host.signals.map(({ signal }) => signal)],
    [rescue?.kind, rescue?.step, rescue?.attempt, ladder, verdict],
    recoveries.map(({ unclean }) => unclean),
  ]);
}

/**
 * Every pair takes minutes, so each first death meets a fifth of the second
 * ones, the next one the next fifth. `.ci/run --all` tries them all.
 */
const STRIDE = Deno.env.get("OPENCLAW_GUARD_EVERY_PAIR") === "1" ? 1 : 5;

/** What befalls the tick that carries on. */
type SecondMisfortune = (host: ModelledHost) => Promise<boolean>;

/**
 * @param dieAt The guard dies at this point of the rescue.
 * @param second Runs the next tick.
 * @param seen Worlds known to get well: one of them is not followed to its end.
 * @returns How many points the rescue has, what `second` came to, and the world
 * it left.
 */
async function rescue(
  { begin, what }: Scenario,
  dieAt: number,
  second?: SecondMisfortune,
  seen?: Set<string>,
): Promise<
  {
    readonly points: number;
    readonly befell: boolean;
    readonly world: string;
  }
> {
  await using host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20 * SECOND);
  await oneTick(host);
  await oneTick(host);
  assert.ok(host.isHealthy());
  begin(host);
  const old = host.lives[0]?.pid;
  const died = await oneTick(host, dieAt);
  const { points } = host;
  assert.equal(died, points >= dieAt);
  const befell = second !== undefined && await second(host);
  const world = left(host);
  if (seen?.has(world)) return { points, befell, world };
  // A stop that the dead guard asked for may take its TimeoutStopSec of 330 s.
  for (let ticks = 0; !host.isHealthy() && ticks < 14; ticks++) {
    await oneTick(host);
  }
  const where =
    `${what}, killed at point ${dieAt} of ${points}, then ${host.points}: ${host.requests}`;
  assert.ok(host.isHealthy(), `${where}: unit is ${host.activeState}`);
  assert.equal(host.lives.length, 2, `${where}: more than one newborn`);
  assert.deepEqual(
    host.signals.filter(({ pid }) => pid !== old),
    [],
    `${where}: a newborn was hit`,
  );
  await oneTick(host);
  assert.ok(host.isHealthy(), where);
  seen?.add(world);
  return { points, befell, world };
}

const followed = new Map<Scenario, Promise<number[]>>();

/**
 * Kills the guard at every point of a rescue.
 *
 * @returns The points that leave different worlds to the next guard.
 */
function deaths(scenario: Scenario): Promise<number[]> {
  const known = followed.get(scenario) ?? killEverywhere(scenario);
  followed.set(scenario, known);
  return known;
}

async function killEverywhere(scenario: Scenario): Promise<number[]> {
  const { points } = await rescue(scenario, Infinity);
  assert.ok(points >= 8, `only ${points} points`);
  const worlds = new Set<string>();
  const different: number[] = [];
  for (let dieAt = 1; dieAt <= points; dieAt++) {
    const { world } = await rescue(scenario, dieAt);
    if (!worlds.has(world)) different.push(dieAt);
    worlds.add(world);
  }
  return different;
}

for (const scenario of SCENARIOS) {
  Deno.test(`a guard killed anywhere in a ${scenario.what} leaves it to the next one`, async () => {
    await deaths(scenario);
  });

  Deno.test(`systemctl that fails once anywhere in a ${scenario.what} puts it off by some checks, no more`, async () => {
    for (let call = 1; call <= 8; call++) {
      const begin = (host: ModelledHost) => {
        scenario.begin(host);
        host.failsAtCall = call;
      };
      const what = `${scenario.what}, call ${call} fails`;
      await rescue({ what, begin }, Infinity);
    }
  });

  Deno.test(`guards killed twice, at pairs of points all over a ${scenario.what}, leave it to the third`, async () => {
    const seen = new Set<string>();
    let pairs = 0;
    for (const [index, dieAt] of (await deaths(scenario)).entries()) {
      const die = (again: number) =>
        rescue(scenario, dieAt, (host) => oneTick(host, again), seen);
      for (
        let again = 1 + index % STRIDE;
        (await die(again)).befell;
        again += STRIDE
      ) pairs++;
    }
    assert.ok(pairs >= 20 / STRIDE, `only ${pairs} pairs`);
  });

  Deno.test(`a guard killed anywhere in a ${scenario.what}, and systemctl that fails once in the next, leave it to the third`, async () => {
    const seen = new Set<string>();
    let failures = 0;
    for (const dieAt of await deaths(scenario)) {
      const fail = (call: number) =>
        rescue(scenario, dieAt, async (host) => {
          host.failsAtCall = call;
          await oneTick(host);
          const failed = host.failsAtCall === null;
          host.failsAtCall = null;
          return failed;
        }, seen);
      for (let call = 1; (await fail(call)).befell; call++) failures++;
    }
    assert.ok(failures >= 8, `only ${failures} failures`);
  });
}

Deno.test("guards killed at random, one after the other, never leave the gateway down for good", async () => {
  for (let seed = 1; seed <= 6; seed++) {
    const random = randomNumbers(seed);
    await using host = new ModelledHost();
    host.start({ hung: false });
    host.advance(20 * SECOND);
    await oneTick(host);
    for (let round = 0; round < 30; round++) {
      if (host.main !== null && random() < 0.2) host.hang();
      host.newborn = { hung: random() < 0.3 };
      await oneTick(
        host,
        random() < 0.7 ? 1 + Math.floor(60 * random()) : Infinity,
      );
    }
    host.newborn = { hung: false };
    // At the worst the ladder is used up: a hold-down of 60 min, then one try.
    for (let ticks = 0; !host.isHealthy() && ticks < 150; ticks++) {
      await oneTick(host);
    }
    const where = `seed ${seed}: ${host.requests.join(", ")}`;
    assert.ok(host.isHealthy(), `${where}: unit is ${host.activeState}`);
    for (const { pid } of host.signals) {
      const life = host.lives.find((one) => one.pid === pid);
      assert.equal(life?.hung, true, `${where}: ${pid} was well`);
    }
    const kills = host.signals.filter(({ signal }) => signal === "SIGKILL");
    for (const { atMs } of kills) {
      const window = kills.filter((one) =>
        one.atMs >= atMs && one.atMs < atMs + 300 * SECOND
      );
      assert.ok(
        window.length <= 2,
        `${where}: ${window.length} kills in 5 min`,
      );
    }
  }
});
