import assert from "node:assert/strict";
import { tick } from "../../lib/cli/tick.ts";
import { randomNumbers } from "../random.ts";
import { climbLadder, ModelledHost } from "./modelled_host.ts";

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
];

/** @returns How many points the rescue has; the guard dies at one of them. */
async function rescue(
  { begin, what }: Scenario,
  dieAt: number,
): Promise<number> {
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
  // A stop that the dead guard asked for may take its TimeoutStopSec of 330 s.
  for (let ticks = 0; !host.isHealthy() && ticks < 14; ticks++) {
    await oneTick(host);
  }
  const where =
    `${what}, killed at point ${dieAt} of ${points}: ${host.requests}`;
  assert.ok(host.isHealthy(), `${where}: unit is ${host.activeState}`);
  assert.equal(host.lives.length, 2, `${where}: more than one newborn`);
  assert.deepEqual(
    host.signals.filter(({ pid }) => pid !== old),
    [],
    `${where}: a newborn was hit`,
  );
  await oneTick(host);
  assert.ok(host.isHealthy(), where);
  return points;
}

for (const scenario of SCENARIOS) {
  Deno.test(`a guard killed anywhere in a ${scenario.what} leaves it to the next one`, async () => {
    const points = await rescue(scenario, Infinity);
    assert.ok(points >= 8, `only ${points} points`);
    for (let dieAt = 1; dieAt <= points; dieAt++) {
      await rescue(scenario, dieAt);
    }
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
