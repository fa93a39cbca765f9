import assert from "node:assert/strict";
import type { HttpRequest } from "../../lib/notify/channel.ts";
import { readDeliveryState } from "../../lib/notify/delivery_state.ts";
import { readDeliveries } from "../../lib/notify/notify_log.ts";
import {
  NO_PING,
  type PingSettings,
} from "../../lib/notify/notify_settings.ts";
import { NoAnswerError, type Send } from "../../lib/notify/send.ts";
import { makeWorld, settingsOf, type World } from "./world.ts";

const SECRET = "Token4711xyzAbCdEf";
const PING: PingSettings = {
  ...NO_PING,
  liveness: target("https://hc-ping.com/alive"),
  health: target(`https://kuma.test/api/push/${SECRET}`),
};

function target(value: string): PingSettings["liveness"] {
  return { url: { kind: "inline", value }, service: "auto", token: null };
}

/** Checks 30 s apart with these verdicts; what was asked after each. */
async function after(
  world: World,
  verdicts: readonly string[],
  works = (_: number) => true,
): Promise<string[][]> {
  const all: string[][] = [];
  for (const [index, verdict] of verdicts.entries()) {
    const asked: string[] = [];
    const began = world.clock.elapsedMs();
    const send: Send = (_, request) => {
      const { hostname, pathname, searchParams } = new URL(
        (request as HttpRequest).url,
      );
      const what = searchParams.get("status") ?? pathname.split("/").at(-1);
      asked.push(`${hostname} ${what}`);
      if (!works(index)) {
        return Promise.reject(new NoAnswerError("the connection was refused"));
      }
      const body = hostname === "hc-ping.com" ? "OK" : '{"ok":true}';
      const answer = { status: 200, retryAfter: null, body };
      return Promise.resolve({ kind: "http", ...answer });
    };
    await world.deliver({
      ...{ send, ping: PING },
      checks: [{ verdict, reason: null }],
    });
    all.push(asked.sort());
    world.clock.advance(30_000 - (world.clock.elapsedMs() - began));
  }
  return all;
}

const ALIVE = "hc-ping.com alive";

Deno.test("pings go out once a minute and at a change, and a failure once", async () => {
  using world = makeWorld(settingsOf([]));
  assert.deepEqual(
    await after(world, [
      ...["healthy", "healthy", "healthy"],
      ...["hung", "hung", "hung", "hung"],
      ...["healthy", "healthy"],
    ]),
    [
      [ALIVE, "kuma.test up"],
      [],
      [ALIVE, "kuma.test up"],
      ["kuma.test down"],
      [ALIVE],
      [],
      [ALIVE],
      ["kuma.test up"],
      [ALIVE],
    ],
  );
  assert.deepEqual(readDeliveries(world.context), []);
});

Deno.test("a ping that fails is tried again by the next checks, and noted when that changes", async () => {
  using world = makeWorld(settingsOf([]));
  const asked = await after(
    world,
    ["healthy", "hung", "hung", "hung", "hung"],
    (check) => check === 0 || check > 2,
  );
  assert.deepEqual(
    asked.map((all) => all.filter((one) => one.startsWith("kuma"))),
    [
      ["kuma.test up"],
      ["kuma.test down"],
      ["kuma.test down"],
      ["kuma.test down"],
      [],
    ],
  );
  const told = readDeliveries(world.context)
    .map(({ channel, outcome }) => `${channel} ${outcome}`);
  assert.deepEqual(told.filter((one) => one.startsWith("health")), [
    "health retry",
    "health ok",
  ]);
  const { pings } = readDeliveryState(world.context);
  assert.equal(pings["health"]?.why, null);
  assert.equal(pings["health"]?.failed, true);
});

Deno.test("an address with a key is in no file of the guard", async () => {
  using world = makeWorld(settingsOf([]));
  await after(world, ["healthy", "hung", "healthy"], () => false);
  const found = new Deno.Command("grep", {
    args: ["-rl", SECRET, world.context.home],
  }).outputSync();
  assert.equal(new TextDecoder().decode(found.stdout), "");
  assert.equal(readDeliveries(world.context).length, 2);
});

Deno.test("a machine is late by a time of its own, except with a change", async () => {
  using world = makeWorld(settingsOf([]));
  const late: number[] = [];
  for (const verdict of ["healthy", "healthy", "healthy", "hung"]) {
    const began = world.clock.elapsedMs();
    await world.deliver({
      ping: { ...PING, liveness: null },
      checks: [{ verdict, reason: null }],
      send() {
        late.push(world.clock.elapsedMs() - began);
        const answer = { status: 200, retryAfter: null, body: '{"ok":true}' };
        return Promise.resolve({ kind: "http", ...answer });
      },
    });
    world.clock.advance(30_000);
  }
  const [first, regular = -1, change] = late;
  assert.deepEqual([late.length, first, change], [3, 0, 0]);
  assert(regular >= 0 && regular < 4000, `${regular} ms`);
});

Deno.test("a command that checks nothing pings nobody: it says nothing of the guard, and has no time to wait", async () => {
  using world = makeWorld(settingsOf([]));
  await world.deliver({ ping: PING, checks: [] });
  assert.equal(world.asked, 0);
});
