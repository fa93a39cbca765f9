import assert from "node:assert/strict";
import type { ActionName } from "../../../lib/commands/drill/drill.ts";
import type { DrillName } from "../../../lib/commands/drill/description.ts";
import { DRILLS } from "../../../lib/commands/drill/drills.ts";
import { type DrillTools, runDrill } from "../../../lib/commands/drill/run.ts";
import type { Sample } from "../../../lib/commands/drill/expectations.ts";
import type { DrillRecord } from "../../../lib/store/drill_record.ts";
import { fakeClock, fakeContext } from "../../fake_context.ts";
import {
  writeEmergencyStop,
  writeOwnSwitch,
} from "../../../lib/store/maintenance.ts";
import { records, START } from "./samples.ts";

const RECORD: DrillRecord = {
  schema: 1,
  drill: "stop",
  bootId: "boot-1",
  owner: { pid: 2, startTicks: 1 },
  startedBootMs: 0,
  frozen: null,
  stopped: null,
  maintenanceSinceMs: null,
};

/** A gateway that is what its actions and checks make of it. */
class Model {
  readonly clock = fakeClock();
  readonly #home = Deno.makeTempDirSync();
  readonly context = fakeContext({
    clock: this.clock,
    home: this.#home,
    uid: Deno.uid() ?? 0,
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: this.#home,
      etc: "/nowhere",
    },
  });
  readonly actions: ActionName[] = [];
  readonly said: string[] = [];
  readonly waitedFor: string[] = [];
  readonly interrupt = new AbortController();
  /** When a check ran, ms. */
  readonly checkedAt: number[] = [];
  released = false;
  sample: Sample = START;
  onAction: (action: ActionName) => void = () => {};
  onTake: () => void = () => {};
  onCheck: () => void = () => {};
  readonly #began = this.clock.now().bootMs;

  get atMs(): number {
    return this.clock.now().bootMs - this.#began;
  }

  tools(name: DrillName, scheduled = false): DrillTools {
    // deno-lint-ignore no-this-alias -- the tools are views of this model
    const model = this;
    return {
      context: this.context,
      profile: "default",
      script: DRILLS[name],
      timeoutStopMs: 330_000,
      scheduled,
      interrupt: this.interrupt.signal,
      say: (text) => void this.said.push(text),
      waitsFor: (what, limitMs) =>
        void this.waitedFor.push(`${limitMs / 1000} s: ${what}`),
      sampler: {
        get atMs() {
          return model.atMs;
        },
        take: () => {
          this.onTake();
          return Promise.resolve({ ...this.sample, atMs: this.atMs });
        },
      },
      actions: {
        record: RECORD,
        abort: () => this.#act("abort"),
        freeze: () => this.#act("freeze"),
        thaw: () => this.#act("thaw"),
        stop: () => Promise.resolve(this.#act("stop")),
        start: () => Promise.resolve(this.#act("start")),
        maintenanceOn: () => this.#act("maintenanceOn"),
        maintenanceOff: () => this.#act("maintenanceOff"),
        takePort: () => Promise.resolve(this.#act("takePort")),
        givePort: () => this.#act("givePort"),
        [Symbol.dispose]: () => void (this.released = true),
      },
      check: () => {
        this.checkedAt.push(this.atMs);
        this.onCheck();
        this.change({ checks: this.sample.checks + 1 });
        return Promise.resolve();
      },
    };
  }

  #act(action: ActionName): void {
    this.actions.push(action);
    this.onAction(action);
  }

  change(change: Partial<Sample>): void {
    this.sample = { ...this.sample, ...change };
  }

  /** Stops and starts as systemd would; checks say what they see. */
  behave(): this {
    this.onAction = (action) => {
      if (action === "stop") {
        this.change({ activeState: "inactive", main: null, healthy: false });
      }
      if (action === "start") {
        this.change({ ...START, ...{ checks: this.sample.checks } });
      }
    };
    this.onCheck = () =>
      this.change({
        verdict: this.sample.healthy ? "healthy" : "stopped",
      });
    return this;
  }
}

Deno.test("a drill runs its checks itself where nothing starts the guard, and passes", async () => {
  const model = new Model().behave();
  const result = await runDrill(model.tools("stop"));
  assert.deepEqual(
    { result: result.result, restored: result.restored },
    { result: "passed", restored: true },
  );
  assert.deepEqual(model.actions, ["stop", "start"]);
  assert.equal(model.checkedAt.length, 5);
  assert.equal(model.checkedAt[0], 0);
  for (const [index, at] of model.checkedAt.slice(1).entries()) {
    const gap = at - (model.checkedAt[index] ?? 0);
    assert.ok(gap >= 10_000 && gap <= 11_000, `gap ${gap}`);
  }
  assert.ok(model.released);
  assert.ok((result.outageMs ?? 0) >= 29_000, `${result.outageMs}`);
  assert.equal(result.stillAway, false);
  // It was well again before the guard's check found it so.
  assert.ok((result.wellForMs ?? 0) > 0, `${result.wellForMs}`);
  assert.deepEqual(model.waitedFor, [
    "150 s: a check of the guard finds the gateway healthy",
    "340 s: it is stopped",
    "450 s: 3 checks leave it stopped",
    "240 s: the gateway is healthy again",
    "150 s: the guard sees that all is well",
    "240 s: the gateway is healthy again",
  ]);
});

Deno.test("where cron starts the guard, the drill helps out only after 75 s", async () => {
  const model = new Model().behave();
  const result = await runDrill(model.tools("stop", true));
  assert.equal(result.result, "passed");
  assert.ok((model.checkedAt[0] ?? 0) >= 75_000);
  assert.ok(model.said.some((text) => text.includes("no check has come")));
});

Deno.test("a guard that acts, a step that never comes true and an action that fails end the drill, and all is put back", async () => {
  const cases: [(model: Model) => void, RegExp][] = [
    [(model) => {
      const behave = model.onCheck;
      model.onCheck = () => {
        behave();
        if (!model.sample.healthy) model.change({ records: records("start") });
      };
    }, /the guard acted/],
    [(model) => {
      model.onAction = () => {};
    }, /waited \d+ s in vain: it is stopped/],
    [(model) => {
      model.onAction = () => {
        throw new Error("systemd said no");
      };
    }, /systemd said no/],
  ];
  for (const [spoil, why] of cases) {
    const model = new Model().behave();
    spoil(model);
    // What putBack would do with a real systemd.
    model.onTake = () => {
      if (model.released) model.change({ healthy: true });
    };
    const result = await runDrill(model.tools("stop"));
    assert.equal(result.result, "failed");
    assert.match(result.why, why);
    assert.ok(model.released && result.restored);
  }
});

Deno.test("an interrupt ends the drill at once, and a gateway that stays away is told", async () => {
  const model = new Model().behave();
  const behave = model.onAction;
  model.onAction = (action) => {
    behave(action);
    model.interrupt.abort();
  };
  const result = await runDrill(model.tools("stop"));
  assert.equal(result.result, "interrupted");
  assert.deepEqual(model.actions, ["stop"]);
  assert.equal(result.restored, false);
  assert.deepEqual([result.outageMs, result.stillAway], [null, true]);
  assert.equal(result.wellForMs, null);
});

Deno.test("A2: an emergency stop or maintenance ends a drill at once, and it does not wait for a gateway that nobody may start", async () => {
  const cases = [
    ["emergency-stop", /^an emergency stop came while it ran$/],
    ["maintenance", /^maintenance was switched on while it ran$/],
  ] as const;
  for (const [which, why] of cases) {
    const model = new Model().behave();
    const { context } = model;
    let switchedAt = 0;
    const behave = model.onCheck;
    model.onCheck = () => {
      behave();
      if (switchedAt !== 0 || model.sample.healthy) return;
      switchedAt = model.atMs;
      if (which === "emergency-stop") writeEmergencyStop(context, "default");
      else {
        const sinceMs = context.clock.now().wallMs;
        const untilMs = sinceMs + 600_000;
        writeOwnSwitch(context, "default", {
          ...{ sinceMs, untilMs, reason: null, by: "ann" },
        });
      }
    };
    const { result, why: told, restored, keptDown } = await runDrill(
      model.tools("stop"),
    );
    assert.deepEqual(
      { result, restored, keptDown },
      { result: "failed", restored: false, keptDown: which },
    );
    assert.match(told, why);
    assert.deepEqual(model.actions, ["stop"]);
    assert.ok(model.released);
    assert.ok(model.atMs - switchedAt <= 2000, `${model.atMs - switchedAt}`);
    assert.ok(model.said.some((text) => /is not started: /.test(text)));
  }
});

Deno.test("A2: maintenance that comes while the gateway runs ends the drill, and the gateway is well again", async () => {
  const model = new Model().behave();
  model.onAction = () =>
    Deno.writeTextFileSync(`${model.context.home}/openclaw-maintenance`, "");
  const result = await runDrill(model.tools("crash"));
  assert.equal(result.why, "maintenance was switched on while it ran");
  assert.deepEqual([result.restored, result.keptDown], [true, null]);
});

Deno.test("a terminal that has gone does not keep anything from being put back", async () => {
  const model = new Model().behave();
  const tools = model.tools("stop");
  const result = await runDrill({
    ...tools,
    say: () => {
      throw new Error("Input/output error");
    },
  });
  assert.deepEqual([result.result, result.restored], ["passed", true]);
});
