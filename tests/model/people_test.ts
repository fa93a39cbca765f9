import assert from "node:assert/strict";
import { tick } from "../../lib/guard/tick.ts";
import { climbLadder, ModelledHost } from "./modelled_host.ts";

const TICK_MS = 30_000;

async function oneTick(host: ModelledHost): Promise<void> {
  const started = host.now;
  await host.runGuard(() => tick(host.context, "default"), Infinity);
  host.advance(Math.max(0, started + TICK_MS - host.now));
}

/** A gateway that served and hangs, and a person who acts during the rescue. */
async function rescueWith(
  act: ((host: ModelledHost) => void) | null,
  point: number,
  prepare: (host: ModelledHost) => void = () => {},
): Promise<{ host: ModelledHost; points: number }> {
  const host = new ModelledHost();
  host.start({ hung: false });
  host.advance(20_000);
  await oneTick(host);
  prepare(host);
  host.hang();
  host.meanwhile = act === null ? null : { point, act: () => act(host) };
  await oneTick(host);
  host.meanwhile = null;
  return { host, points: host.points };
}

async function pointsOfRescue(): Promise<number> {
  const { host, points } = await rescueWith(null, 0);
  await using _host = host;
  assert.ok(points >= 8, `only ${points} points`);
  return points;
}

Deno.test("a person's stop at any moment of a restart is never undone", async () => {
  const points = await pointsOfRescue();
  for (let point = 1; point <= points; point++) {
    const { host } = await rescueWith((host) => host.stopByHand(), point);
    await using _host = host;
    for (let ticks = 0; ticks < 5; ticks++) await oneTick(host);
    const where = `stopped at point ${point} of ${points}: ${host.requests}`;
    assert.equal(host.activeState, "inactive", where);
    assert.equal(host.main, null, where);
  }
});

Deno.test("a person's restart at any moment of a restart is never followed by a kill", async () => {
  const points = await pointsOfRescue();
  for (let point = 1; point <= points; point++) {
    const { host } = await rescueWith((host) => host.restartByHand(), point);
    await using _host = host;
    const newborn = host.main?.pid;
    for (let ticks = 0; ticks < 5; ticks++) await oneTick(host);
    const where = `restarted at point ${point} of ${points}: ${host.requests}`;
    assert.ok(host.isHealthy(), where);
    assert.equal(host.main?.pid, newborn, `${where}: the newborn is gone`);
  }
});

Deno.test("a person's restart at any moment of a force clean is never followed by a kill", async () => {
  const { host, points } = await rescueWith(null, 0, climbLadder);
  await host[Symbol.asyncDispose]();
  for (let point = 1; point <= points; point++) {
    const { host } = await rescueWith(
      (host) => host.restartByHand(),
      point,
      climbLadder,
    );
    await using _host = host;
    for (let ticks = 0; ticks < 5; ticks++) await oneTick(host);
    const where = `restarted at point ${point} of ${points}: ${host.requests}`;
    assert.ok(host.isHealthy(), where);
    const killed = host.signals.map(({ pid }) => pid);
    assert.ok(!killed.includes(host.lives.at(-1)?.pid ?? 0), where);
  }
});

Deno.test("a person's stop before a force clean has stopped anything itself is never undone", async () => {
  const stayedStopped: boolean[] = [];
  for (let point = 1;; point++) {
    let asked = 0;
    const act = (host: ModelledHost) => {
      asked = host.requests.length;
      host.stopByHand();
    };
    const { host, points } = await rescueWith(act, point, climbLadder);
    await using _host = host;
    assert.ok(point <= points, "the guard never asked for a stop");
    if (asked > 0) break;
    for (let ticks = 0; ticks < 5; ticks++) await oneTick(host);
    stayedStopped.push(host.main === null);
  }
  // The last two lie between the guard's last look and its own stop, a few ms
  // later: after that the two stops look the same.
  assert.ok(stayedStopped.length > 4);
  assert.ok(stayedStopped.slice(0, -2).every(Boolean));
});
