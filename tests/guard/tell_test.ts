import assert from "node:assert/strict";
import { withTold } from "../../lib/core/announce.ts";
import { eventNotice } from "../../lib/core/event_notice.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import {
  tellCheck,
  tellEvents,
  tellFailed,
  tellUnwritable,
} from "../../lib/guard/tell.ts";
import type { Tick } from "../../lib/guard/tick_tools.ts";
import {
  type ChannelSettings,
  NO_NOTIFY,
  type NotifySettings,
} from "../../lib/notify/notify_settings.ts";
import { readOutbox, removeEntries } from "../../lib/notify/outbox.ts";
import { DEFAULT_SETTINGS } from "../../lib/settings/load.ts";
import { folderOf } from "../../lib/base/path.ts";
import {
  notifyPaths,
  profilePaths,
  settingsPath,
} from "../../lib/store/paths.ts";
import { readState, writeState } from "../../lib/store/state.ts";
import type { Context } from "../../lib/sys/context.ts";
import { type Seen, Teller, TICK } from "../core/teller.ts";
import { sight } from "../core/world.ts";
import { fakeContext } from "../fake_context.ts";

function channel(
  name: string,
  more: Partial<ChannelSettings> = {},
): ChannelSettings {
  return {
    ...{ name, type: "webhook", values: {}, secrets: {}, proxy: null },
    ...{ minSeverity: "info", reminders: true, resolve: true },
    ...more,
  };
}

const NOTIFY: NotifySettings = {
  ...NO_NOTIFY,
  channels: [channel("all"), channel("grave", { minSeverity: "critical" })],
};

/** The guard is killed. */
class Killed extends Error {}

/** A guard with a home of its own; what it remembers is in a file. */
class World implements Disposable {
  readonly dir = Deno.makeTempDirSync();
  readonly teller = new Teller({ policy: { busyTicks: 40 } });
  readonly events: string[] = [];
  readonly context: Context = fakeContext({
    home: this.dir,
    env: (name) =>
      name === "XDG_RUNTIME_DIR" ? `${this.dir}/runtime` : undefined,
    clock: {
      now: () => this.teller.now,
      elapsedMs: () => this.teller.ms,
      sleep: () => Promise.resolve(),
    },
  });
  notify = NOTIFY;
  observed = () => sight({});
  /** Killed at this one of the steps of telling; the disk is full from then on. */
  diesAt = Infinity;
  fullFrom = Infinity;
  steps = 0;

  constructor() {
    Deno.mkdirSync(`${this.dir}/runtime`, { mode: 0o700 });
    Deno.mkdirSync(profilePaths(this.context, "default").dir, {
      recursive: true,
      mode: 0o700,
    });
    this.#write(this.teller.memory);
  }

  [Symbol.dispose](): void {
    Deno.removeSync(this.dir, { recursive: true });
  }

  get remembered(): Memory {
    const { state } = profilePaths(this.context, "default");
    return readState(state, this.teller.now).memory;
  }

  /** "opened info" of what waits for a channel. */
  waiting(name = "all"): string[] {
    return readOutbox(this.context)
      .filter((entry) => entry.channel === name)
      .map(({ notice: { phase, severity } }) => `${phase} ${severity}`);
  }

  deliver(): void {
    removeEntries(this.context, readOutbox(this.context));
  }

  /** A check; false: it was killed. */
  check(seen: Parameters<Teller["check"]>[0], acts = false): boolean {
    const startMs = this.teller.ms;
    this.teller.memory = this.remembered;
    const { observed } = this;
    const { announcing } = this.teller.decide(seen);
    const { before, after, events } = announcing;
    // As `perform` does it before it touches anything.
    if (acts) this.#write(after);
    try {
      const memory = tellCheck(this.#tick(), {
        ...{ before, after, drill: false },
        events: events as never,
        look: {
          get observation() {
            return observed();
          },
        } as never,
      });
      this.#save(memory);
      return true;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return false;
    } finally {
      this.teller.ms = Math.max(this.teller.ms, startMs + TICK);
    }
  }

  #tick(): Tick {
    return {
      ...{ context: this.context, profile: "default", notify: this.notify },
      settings: { ...DEFAULT_SETTINGS, policy: DEFAULT_POLICY },
      record: ({ event }) => void this.events.push(event),
      save: (memory) => this.#save(memory),
    };
  }

  /** Each write is a step before it and one after it. */
  #save(memory: Memory): boolean {
    this.#step();
    if (this.steps >= this.fullFrom) return false;
    this.#write(memory);
    this.#step();
    return true;
  }

  #step(): void {
    if (++this.steps === this.diesAt) throw new Killed();
  }

  #write(memory: Memory): void {
    writeState(profilePaths(this.context, "default").state, memory);
  }
}

Deno.test("what is told is in the outbox of each channel that wants it, and remembered", () => {
  using world = new World();
  world.check("well");
  world.check("hung", true);
  assert.deepEqual(world.waiting(), ["opened info"]);
  assert.deepEqual(world.waiting("grave"), []);
  assert.equal(world.remembered.told?.outage?.told, "info");
  assert.equal(world.remembered.told?.unsent, undefined);
});

Deno.test("a channel that is added during an incident hears its end only if it heard of it", () => {
  using world = new World();
  const check = (seen: Seen, count: number) => {
    for (let one = 0; one < count; one++) world.check(seen);
  };
  // No signal reaches it.
  const stuck: Seen = { rest: { processState: "D" } };
  check("well", 1);
  check(stuck, 3);
  world.notify = {
    ...NOTIFY,
    channels: [
      channel("all"),
      channel("late"),
      channel("quiet", { reminders: false }),
    ],
  };
  world.teller.ms += 4 * 3_600_000;
  check(stuck, 4);
  check("well", 2);
  assert.deepEqual(world.waiting(), [
    "escalated critical",
    "reminder critical",
    "over critical",
  ]);
  assert.deepEqual(world.waiting("late"), [
    "reminder critical",
    "over critical",
  ]);
  assert.deepEqual(world.waiting("quiet"), []);
});

Deno.test("the guard is killed at each step of telling, delivered before and after: each is told once, in order", () => {
  /** Checks, the second of which is killed. */
  const life = (diesAt: number, deliverAfter: number): [string[], number] => {
    using world = new World();
    const heard: string[] = [];
    const deliver = () => {
      heard.push(...world.waiting());
      world.deliver();
    };
    world.check("well");
    world.steps = 0;
    world.diesAt = diesAt;
    const seen = ["hung", "hung", "well", "well", "well"] as const;
    for (const [index, one] of seen.entries()) {
      world.check(one, index === 0);
      if (index >= deliverAfter) deliver();
    }
    return [heard, world.steps];
  };
  const [expected, steps] = life(Infinity, 0);
  assert.deepEqual(expected, ["opened info", "over info"]);
  assert.ok(steps >= 14, `${steps}`);
  for (let diesAt = 1; diesAt <= steps; diesAt++) {
    for (const deliverAfter of [0, 1, 4]) {
      const [heard] = life(diesAt, deliverAfter);
      const where =
        `killed at step ${diesAt}, delivered after check ${deliverAfter}`;
      // Sent before the guard could remember that it is in the outbox: twice.
      const once = heard.filter((one, index) => one !== heard[index - 1]);
      assert.deepEqual(once, expected, where);
    }
  }
});

Deno.test("an outbox that cannot be written is told in the log once, and tried again", () => {
  using world = new World();
  const { outbox } = notifyPaths(world.context);
  Deno.writeTextFileSync(outbox, "no folder");
  world.check("well");
  world.check("hung", true);
  world.check("hung");
  assert.deepEqual(world.events, ["outbox"]);
  assert.equal(world.remembered.told?.unsent?.length, 1);
  Deno.removeSync(outbox);
  world.check("well");
  assert.deepEqual(world.waiting(), ["opened info"]);
  assert.equal(world.remembered.told?.unsent, undefined);
});

Deno.test("with a state that cannot be written no incident is told: it would be with every check", () => {
  using world = new World();
  world.check("well");
  world.fullFrom = world.steps;
  for (let count = 0; count < 4; count++) world.check("hung");
  assert.deepEqual(world.waiting(), []);
});

Deno.test("that the state cannot be written is told once a day, as far as the outbox can be", () => {
  using world = new World();
  const { context, teller } = world;
  const { dir, lock } = profilePaths(context, "default");
  const say = () => tellUnwritable(context, "default", NOTIFY);
  say();
  assert.deepEqual(world.waiting(), [], "it can be");
  Deno.writeTextFileSync(lock, "");
  Deno.chmodSync(lock, 0o400);
  say();
  say();
  assert.deepEqual(world.waiting(), ["event critical"]);
  const [entry] = readOutbox(context);
  assert.match(entry?.notice.matter ?? "", new RegExp(`^${dir}`));
  assert.match(entry?.notice.advice ?? "", /chmod/);
  world.deliver();
  teller.ms += 23 * 3_600_000;
  say();
  assert.deepEqual(world.waiting(), []);
  teller.ms += 2 * 3_600_000;
  say();
  assert.deepEqual(world.waiting(), ["event critical"]);
  // Without a place to remember it, it would be told with every check.
  world.deliver();
  teller.ms += 48 * 3_600_000;
  Deno.removeSync(`${world.dir}/runtime`, { recursive: true });
  say();
  assert.deepEqual(world.waiting(), []);
});

Deno.test("a check that cannot even begin is told by the last settings that could be read", async () => {
  using world = new World();
  const { context } = world;
  const settings = settingsPath(context);
  Deno.mkdirSync(folderOf(settings), { recursive: true });
  Deno.writeTextFileSync(
    settings,
    JSON.stringify({
      notify: {
        channels: { all: { type: "ntfy", url: "http://127.0.0.1:1/topic" } },
      },
    }),
    { mode: 0o600 },
  );
  await tellFailed(context, "default");
  assert.deepEqual(world.waiting(), []);
  Deno.writeTextFileSync(settings, "{ no JSON5");
  Deno.chmodSync(profilePaths(context, "default").dir, 0o700);
  const { lock } = profilePaths(context, "default");
  Deno.writeTextFileSync(lock, "");
  Deno.chmodSync(lock, 0o400);
  await tellFailed(context, "default");
  assert.deepEqual(world.waiting(), ["event critical"]);
});

Deno.test("a check whose news cannot be told goes on, and so do those of other profiles", async () => {
  using world = new World();
  const broken = () => {
    throw new TypeError("a mistake of ours");
  };
  world.check("well");
  world.observed = broken;
  world.check("hung");
  world.check("hung");
  assert.deepEqual(world.events, ["outbox"]);
  assert.equal(world.remembered.verdict, "starting", "it is written down");
  await tellFailed({ ...world.context, env: broken }, "default");
});

Deno.test("without a channel nothing is made, and what was told is forgotten", () => {
  using world = new World();
  world.check("well");
  world.check("hung", true);
  world.deliver();
  world.notify = NO_NOTIFY;
  world.check("hung");
  assert.deepEqual(world.waiting(), []);
  assert.equal(world.remembered.told, undefined);
});

Deno.test("events are told where they are wanted, and never disturb", () => {
  using world = new World();
  const { context } = world;
  const notice = eventNotice("default", {
    ...{ event: "rolled-back", key: 1, severity: "warning" },
    ...{ headline: "h", matter: "m" },
  }, 1);
  tellEvents(context, { ...NOTIFY, events: false }, [notice]);
  assert.deepEqual(world.waiting(), []);
  tellEvents(context, NOTIFY, [notice]);
  tellEvents(context, NOTIFY, [notice]);
  assert.deepEqual(world.waiting(), ["event warning"]);
  world.deliver();
  Deno.removeSync(notifyPaths(context).outbox);
  Deno.writeTextFileSync(notifyPaths(context).outbox, "no folder");
  tellEvents(context, NOTIFY, [notice]);
});

Deno.test("a memory with nothing told has no such part", () => {
  using world = new World();
  assert.equal("told" in withTold(world.remembered, { recent: [] }), false);
});
