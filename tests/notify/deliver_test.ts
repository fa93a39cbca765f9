import assert from "node:assert/strict";
import { outboxIsEmpty, readOutbox } from "../../lib/notify/outbox.ts";
import { readDeliveries } from "../../lib/notify/notify_log.ts";
import { readDeliveryState } from "../../lib/notify/delivery_state.ts";
import { takeLock } from "../../lib/store/lock.ts";
import { notifyPaths } from "../../lib/store/paths.ts";
import type { Send } from "../../lib/notify/send.ts";
import { withFailure } from "../store/failing_disk.ts";
import {
  channelSettings,
  makeWorld,
  MINUTE,
  notice,
  settingsOf,
  TEST_TYPE,
  type World,
} from "./world.ts";

const TITLE = "🟠 OpenClaw kitchen: hung (http)";
const BOTH =
  "✅ OpenClaw kitchen: hung (http) (12:01–12:09); well again after 8 min";

const OVER = "✅ OpenClaw kitchen: well again after 8 min";

/** So many checks, 30 s apart. */
async function checks(world: World, count: number): Promise<void> {
  for (let number = 0; number < count; number++) {
    await world.deliver();
    world.clock.advance(30_000);
  }
}

function log(world: World): string[] {
  return readDeliveries(world.context).map(({ channel, outcome, notices }) =>
    `${channel} ${outcome} ${notices.map(({ phase }) => phase)}`
  );
}

Deno.test("with an empty outbox nothing is written and nobody is asked", async () => {
  using world = makeWorld();
  await checks(world, 3);
  assert.equal(world.asked, 0);
  assert.deepEqual([...Deno.readDirSync(world.context.home)], []);
});

Deno.test("what is delivered is gone from the outbox, told once, and in the log", async () => {
  using world = makeWorld();
  world.enqueue(notice());
  await checks(world, 3);
  assert.deepEqual(world.arrived, [TITLE]);
  assert.equal(outboxIsEmpty(world.context), true);
  assert.deepEqual(log(world), ["team ok opened"]);
});

Deno.test("while the network is down nothing is lost: afterwards one message has the true times", async () => {
  using world = makeWorld();
  world.network = "down";
  world.enqueue(notice());
  await checks(world, 10);
  world.enqueue(notice({ phase: "over" }));
  await checks(world, 10);
  assert.deepEqual(world.arrived, []);
  assert(world.asked > 3 && world.asked < 9, `${world.asked} tries in 10 min`);
  world.network = "up";
  await checks(world, 60);
  assert.deepEqual(world.arrived, [BOTH]);
  assert.equal(outboxIsEmpty(world.context), true);
  // A channel that stays dead is told of once.
  assert.deepEqual(log(world), ["team retry opened", "team ok opened,over"]);
  const { why, failures } = readDeliveryState(world.context).channels["team"] ??
    assert.fail();
  assert.deepEqual([why, failures], [null, 0]);
});

Deno.test("what the service asks for is waited for", async () => {
  using world = makeWorld();
  world.network = { kind: "retry", afterMs: 10 * MINUTE, why: "HTTP 429" };
  world.enqueue(notice());
  await checks(world, 2);
  world.network = "up";
  world.enqueue(notice({ incident: "2" }));
  await checks(world, 17);
  assert.deepEqual(world.asked, 1);
  await checks(world, 2);
  assert.deepEqual(world.arrived, [`${TITLE}, and 1 more`]);
});

Deno.test("a refusal is kept, shown, tried every hour, and at once with other settings", async () => {
  const settings = settingsOf([channelSettings()]);
  using world = makeWorld(settings);
  world.network = { kind: "fatal", why: "403: bot was blocked" };
  world.enqueue(notice());
  await checks(world, 119);
  assert.equal(world.asked, 1);
  await checks(world, 2);
  assert.equal(world.asked, 2);
  const { fatal, why } = readDeliveryState(world.context).channels["team"] ??
    assert.fail();
  assert.deepEqual([fatal, why], [true, "403: bot was blocked"]);
  world.network = "up";
  await world.deliver();
  assert.equal(world.asked, 2);
  await world.deliver({
    notify: settingsOf([channelSettings({ values: { chat: "7" } })]),
  });
  assert.deepEqual(world.arrived, [TITLE]);
});

Deno.test("a secret's file that was written anew is tried at once", async () => {
  const home = Deno.makeTempDirSync();
  const path = `${home}/token`;
  Deno.writeTextFileSync(path, "Old-Token", { mode: 0o600 });
  using world = makeWorld(settingsOf([
    channelSettings({ secrets: { token: { kind: "file", path } } }),
  ]));
  world.network = { kind: "fatal", why: "401" };
  world.enqueue(notice());
  await checks(world, 3);
  world.network = "up";
  await checks(world, 3);
  assert.deepEqual(world.arrived, []);
  Deno.writeTextFileSync(path, "Another-Token");
  await checks(world, 1);
  assert.deepEqual(world.arrived, [TITLE]);
  Deno.removeSync(home, { recursive: true });
});

Deno.test("what could not be delivered within a day is noted and gone", async () => {
  using world = makeWorld();
  world.network = "down";
  world.enqueue(notice());
  await checks(world, 2 * 60 * 24 + 1);
  assert.equal(outboxIsEmpty(world.context), false);
  await checks(world, 1);
  assert.equal(outboxIsEmpty(world.context), true);
  assert.deepEqual(log(world), ["team retry opened", "team expired opened"]);
});

Deno.test("a dead channel keeps nothing from another, and has its own waits", async () => {
  const settings = settingsOf([
    channelSettings({ name: "dead", type: "dead" }),
    channelSettings({ name: "team" }),
  ]);
  using world = makeWorld(settings);
  const dead = {
    ...TEST_TYPE,
    type: "dead",
    request: () => Promise.reject(new TypeError("Invalid URL: https://key")),
  };
  const types = [TEST_TYPE, dead];
  world.enqueue(notice());
  await world.deliver({ types });
  assert.deepEqual(world.arrived, [TITLE]);
  assert.deepEqual(log(world).sort(), ["dead fatal opened", "team ok opened"]);
  const { channels } = readDeliveryState(world.context);
  assert.equal(channels["dead"]?.why, "it cannot be made or sent (TypeError)");
  assert.equal(channels["team"]?.why, null);
});

Deno.test("channels are asked at the same time, and nothing is begun when the 10 s are over", async () => {
  const names = ["one", "two", "three"];
  const settings = settingsOf(names.map((name) => channelSettings({ name })));
  using world = makeWorld(settings);
  world.enqueue(notice());
  let open = 0;
  let most = 0;
  const lefts: number[] = [];
  const send: Send = async (_, __, { leftMs }) => {
    most = Math.max(most, ++open);
    lefts.push(leftMs);
    await Promise.resolve();
    open--;
    return { kind: "http", status: 200, retryAfter: null, body: "" };
  };
  await world.deliver({ send });
  assert.equal(most, 3);
  assert.deepEqual(lefts, [10_000, 10_000, 10_000]);
  // A machine's messages go one by one: each takes 6 s here.
  using machine = makeWorld();
  machine.enqueue(
    notice(),
    notice({ incident: "2" }),
    notice({ incident: "3" }),
  );
  const left: number[] = [];
  await machine.deliver({
    types: [{ ...TEST_TYPE, machine: true }],
    send(_, __, way) {
      left.push(way.leftMs);
      machine.clock.advance(6000);
      const answer = { status: 200, retryAfter: null, body: "" };
      return Promise.resolve({ kind: "http", ...answer });
    },
  });
  assert.deepEqual(left, [10_000, 4000]);
});

Deno.test("what a service refuses for good keeps back what follows from it, and nothing else", async () => {
  using world = makeWorld();
  world.enqueue(
    notice({ headline: "no" }),
    notice({ phase: "over" }),
    notice({ incident: "2", headline: "yes" }),
  );
  const titles: string[] = [];
  await world.deliver({
    types: [{ ...TEST_TYPE, machine: true }],
    send(_, request) {
      const body = request.kind === "http" ? request.body ?? "" : "";
      titles.push(JSON.parse(body).title.slice(-3));
      const no = JSON.stringify({ kind: "fatal", why: "400" });
      const answer = titles.at(-1) === " no"
        ? { status: 400, body: no }
        : { status: 200, body: "" };
      return Promise.resolve({ kind: "http", retryAfter: null, ...answer });
    },
  });
  assert.deepEqual(titles, [" no", "yes"]);
  assert.deepEqual(
    readOutbox(world.context).map(({ notice }) => notice.phase),
    ["opened", "over"],
  );
});

Deno.test("while another delivery is at work nothing is sent twice", async () => {
  using world = makeWorld();
  world.enqueue(notice());
  {
    const lock = await takeLock(notifyPaths(world.context), 1000);
    using _held = lock;
    await world.deliver();
    assert.equal(world.asked, 0);
  }
  await world.deliver();
  assert.deepEqual(world.arrived, [TITLE]);
});

Deno.test("no secret is in any file of the guard, whoever puts it into an answer", async () => {
  const secret = "Hidden-Token-4711";
  using world = makeWorld();
  world.network = {
    kind: "retry",
    afterMs: null,
    why: `no such path: /bot${secret}/send`,
  };
  world.enqueue(notice());
  await checks(world, 3);
  const text = new TextDecoder().decode(
    new Deno.Command("grep", { args: ["-rl", secret, world.context.home] })
      .outputSync().stdout,
  );
  assert.equal(text, "");
  assert.match(
    readDeliveryState(world.context).channels["team"]?.why ?? "",
    /^no such path: .*\*\*\*/,
  );
});

Deno.test("what cannot be removed is not sent with every check", async () => {
  using world = makeWorld();
  world.enqueue(notice());
  const { removeSync } = Deno;
  const broken = Deno as { removeSync: typeof removeSync };
  broken.removeSync = () => {
    throw new Deno.errors.PermissionDenied("Permission denied");
  };
  try {
    await checks(world, 100);
  } finally {
    broken.removeSync = removeSync;
  }
  assert.deepEqual(world.arrived, [TITLE]);
  assert.deepEqual(log(world), ["team fatal opened"]);
});

Deno.test("a file that cannot be read is put aside and told of, and all others are delivered", async () => {
  using world = makeWorld();
  world.enqueue(notice(), notice({ incident: "2" }));
  const { outbox } = notifyPaths(world.context);
  const { openSync } = Deno;
  const broken = Deno as { openSync: typeof openSync };
  broken.openSync = (path, options) => {
    if (String(path).endsWith("/default.2.opened~team.json")) {
      throw new Deno.errors.PermissionDenied("Permission denied (os error 13)");
    }
    return openSync(path, options);
  };
  try {
    await checks(world, 2);
  } finally {
    broken.openSync = openSync;
  }
  assert.deepEqual(world.arrived, [TITLE]);
  const [aside, ...others] = [...Deno.readDirSync(outbox)];
  assert.match(aside?.name ?? "", /^default\.2\.opened~team\.json\.bad-/);
  assert.deepEqual(others, []);
  const [told, ...rest] = readDeliveries(world.context);
  assert.equal(`${told?.channel} ${told?.outcome}`, "team dropped");
  assert.match(told?.why ?? "", /cannot be read .*: permission denied$/);
  assert.equal(rest.length, 1, "it is told once");
});

Deno.test("killed at any step from the outbox to the end of sending, it is told once or twice", async () => {
  const MANY = 100;
  let twice = 0;
  let steps = 0;
  for (let at = 0; at < MANY; at++) {
    using world = makeWorld();
    let enqueued = false;
    const { calls, error } = await withFailure("killed", at, async () => {
      world.enqueue(notice());
      enqueued = true;
      await world.deliver();
    });
    // What was not written is made again: the state does not say that it was told.
    if (!enqueued) world.enqueue(notice());
    await checks(world, 3);
    const count = world.arrived.length;
    assert(count === 1 || count === 2, `${count} times, killed at call ${at}`);
    assert.deepEqual(world.arrived[0], TITLE);
    assert.equal(outboxIsEmpty(world.context), true, `killed at call ${at}`);
    if (count === 2) twice++;
    if (calls <= at) {
      assert.equal(error, null);
      break;
    }
    steps++;
  }
  assert(steps > 10 && steps < MANY - 1, `${steps} steps`);
  assert(twice > 0 && twice < steps, `${twice} of ${steps} twice`);
});

Deno.test("killed between a beginning and its end, both are told as one or one after the other", async () => {
  for (let at = 0; at < 100; at++) {
    using world = makeWorld();
    world.network = "down";
    world.enqueue(notice());
    await checks(world, 1);
    world.network = "up";
    let enqueued = false;
    const over = notice({ phase: "over" });
    const { calls } = await withFailure("killed", at, async () => {
      world.enqueue(over);
      enqueued = true;
      await world.deliver();
    });
    if (!enqueued) world.enqueue(over);
    await checks(world, 3);
    const [first, again = BOTH, ...others] = world.arrived;
    assert.equal(first, BOTH, `killed at call ${at}`);
    // Killed while it removed the two, it tells of the end once more, and never
    // of the beginning.
    assert(again === BOTH || again === OVER, `killed at call ${at}: ${again}`);
    assert.deepEqual(others, [], `killed at call ${at}`);
    if (calls <= at) break;
  }
});
