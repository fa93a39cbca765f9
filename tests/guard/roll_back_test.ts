import assert from "node:assert/strict";
import { perform } from "../../lib/guard/perform.ts";
import type { Tick } from "../../lib/guard/tick_tools.ts";
import type { Action, GuardEvent } from "../../lib/core/decision.ts";
import type { Memory } from "../../lib/core/memory.ts";
import { listBackups } from "../../lib/config/record.ts";
import { readCurrent } from "../../lib/config/choices.ts";
import { writeEmergencyStop } from "../../lib/store/maintenance.ts";
import {
  NO_NOTIFY,
  type NotifySettings,
} from "../../lib/notify/notify_settings.ts";
import { readOutbox } from "../../lib/notify/outbox.ts";
import { DEFAULT_SETTINGS } from "../../lib/settings/load.ts";
import type { Look } from "../../lib/probe/observe.ts";
import { endpointOf } from "../../lib/probe/endpoint.ts";
import type { UnitFacts } from "../../lib/core/types.ts";
import { GATEWAY, served, sight, UNIT } from "../core/world.ts";
import { type ConfigWorld, configWorld } from "../config/world.ts";

const REFUSES = {
  activeState: "failed",
  result: "exit-code",
  execMainStatus: 78,
  mainPid: 0,
};

interface Outcome {
  readonly events: readonly GuardEvent[];
  readonly commands: readonly string[];
  readonly config: string;
  readonly memory: Memory;
}

async function performed(
  world: ConfigWorld,
  action: Exclude<Action, { kind: "confirm" }>,
  {
    canSave = true,
    memory = served(),
    endpoint = null as Look["endpoint"],
    unit = REFUSES as Partial<UnitFacts>,
    notify = NO_NOTIFY,
  } = {},
): Promise<Outcome> {
  const events: GuardEvent[] = [];
  const commands: string[] = [];
  const self: Tick = {
    context: {
      ...world.context,
      run(program, args) {
        commands.push([program, ...args].join(" "));
        return Promise.resolve({
          code: 0,
          stdout: "",
          stderr: "",
          timedOut: false,
        });
      },
    },
    profile: "default",
    settings: DEFAULT_SETTINGS,
    notify,
    record: (event) => void events.push(event),
    save: () => canSave,
  };
  const observation = sight({
    unit,
    rest: {
      config: {
        path: world.configPath,
        id: null,
        changedMs: null,
        contended: false,
        untried: false,
        problems: [],
        version: "2026.9.6",
        proven: [],
        interrupted: null,
        repair: "",
      },
    },
  });
  const after = await perform(
    self,
    action,
    { observation, endpoint, socket: null },
    memory,
    UNMADE,
  );
  const config = Deno.readTextFileSync(world.configPath);
  return { events, commands, config, memory: after };
}

async function brokenWorld() {
  const world = configWorld();
  world.write("{a: 'good'}");
  await world.check("after the change");
  const [{ id } = assert.fail()] = listBackups(world.context, "default");
  world.write("{a: broken");
  const { id: from } = await readCurrent(world.configPath);
  return { world, action: { kind: "roll-back-config", id, from } as const };
}

/** What the memory was before the rollback was decided on. */
const UNMADE = {
  ladder: { attempt: 2, holdDownUntilBootMs: null, holdDowns: 0 },
  recoveries: [],
  rescue: null,
  rollbacks: [],
};

const START =
  `systemctl --user --no-ask-password start --no-block ${UNIT.name}`;

Deno.test("a rollback replaces the file, starts the gateway, and is told as an error with its undo", async () => {
  const { world, action } = await brokenWorld();
  const { events, commands, config } = await performed(world, action);
  assert.equal(config, "{a: 'good'}");
  assert.deepEqual(commands, [START]);
  assert.deepEqual(events.map(({ level, event }) => [level, event]), [
    ["error", "rolled-back"],
    ["warn", "done"],
  ]);
  assert.match(events[0]?.sentence ?? "", /restore-config --undo/);
  // Carried on by a tick that finds the file replaced already: only the start.
  const again = await performed(world, { ...action, from: action.id });
  assert.deepEqual(again.commands, [START]);
  assert.equal(listBackups(world.context, "default").length, 2);
});

Deno.test("a rollback is told once, even if the check that made it died and another one finishes it", async () => {
  const { world, action } = await brokenWorld();
  const notify: NotifySettings = {
    ...NO_NOTIFY,
    channels: [{
      ...{ name: "all", type: "webhook", values: {}, secrets: {} },
      ...{ minSeverity: "info", reminders: true, resolve: true, proxy: null },
    }],
  };
  const begun = { ...action, invocationId: "", tries: 1, wallMs: 4711 };
  const memory = served({ rollbacks: [begun] });
  await performed(world, action, { notify, memory });
  const finish = { ...action, from: action.id };
  await performed(world, finish, { notify, memory });
  const [{ notice } = assert.fail(), ...others] = readOutbox(world.context);
  assert.deepEqual(others, []);
  assert.equal(notice.id, "default.rolled-back.4711");
  assert.match(notice.matter, /restore-config --undo/);
  // One that came to nothing is none.
  const other = await brokenWorld();
  other.world.write("{a: edited");
  await performed(other.world, other.action, { notify, memory });
  assert.deepEqual(readOutbox(other.world.context), []);
});

Deno.test("a rollback leaves the start to systemd, or to a check that can undo the start limit, where it was not exit code 78", async () => {
  for (const activeState of ["activating", "failed"]) {
    const { world, action } = await brokenWorld();
    const unit = { ...REFUSES, activeState, execMainStatus: 1 };
    const { events, commands, config } = await performed(world, action, {
      unit,
    });
    assert.equal(config, "{a: 'good'}");
    assert.deepEqual(commands, []);
    assert.match(events[1]?.sentence ?? "", /systemd or the next check starts/);
  }
});

Deno.test("a rollback does nothing when it cannot be remembered, in maintenance, or after an edit", async () => {
  const unsaved = await brokenWorld();
  const held = await performed(unsaved.world, unsaved.action, {
    canSave: false,
  });
  assert.deepEqual(held.events.map(({ event }) => event), ["held"]);
  assert.equal(held.memory.ladder, UNMADE.ladder);

  const stopped = await brokenWorld();
  writeEmergencyStop(stopped.world.context, "default");
  const away = await performed(stopped.world, stopped.action);

  const edited = await brokenWorld();
  edited.world.write("{a: edited");
  const late = await performed(edited.world, edited.action);
  assert.equal(late.config, "{a: edited");
  assert.deepEqual(late.events.map(({ event }) => event), ["failed"]);
  assert.match(
    late.events[0]?.sentence ?? "",
    /changed by someone else in this moment\. The file was not changed$/,
  );

  for (const { commands, config } of [held, away, late]) {
    assert.deepEqual(commands, []);
    assert.doesNotMatch(config, /good/);
  }
});

Deno.test("a backup that fails is told once a day, not with every check", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  Deno.mkdirSync(`${world.context.home}/.local`);
  Deno.writeTextFileSync(`${world.context.home}/.local/state`, "");
  const endpoint = endpointOf({
    ...{ host: "127.0.0.1", port: 1, tls: false, certPath: null },
    ...{ configPath: world.configPath, stateDir: world.context.home },
  });
  const backup = { kind: "backup-config" } as const;
  const memory = served({ incarnation: GATEWAY });
  const first = await performed(world, backup, { memory, endpoint, unit: {} });
  assert.match(first.events[0]?.sentence ?? "", /^cannot keep a copy of/);
  const second = await performed(world, backup, {
    memory: first.memory,
    endpoint,
    unit: {},
  });
  assert.deepEqual(second.events, []);
});
