import assert from "node:assert/strict";
import { GuardError, UsageError } from "../../../lib/base/errors.ts";
import { restoreConfigWith } from "../../../lib/commands/restore_config/command.ts";
import { listBackups } from "../../../lib/config/record.ts";
import { readHistory } from "../../../lib/store/history.ts";
import { writeEmergencyStop } from "../../../lib/store/maintenance.ts";
import { type ConfigWorld, configWorld } from "../../config/world.ts";
import { freshMemory } from "../../../lib/core/memory.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { peekState, writeState } from "../../../lib/store/state.ts";
import { fakeTerminal } from "../../fake_context.ts";

const UNIT = "openclaw-gateway.service";
const SECRET = "s3cret";

/** What `systemctl show` says about units in these states. */
const FAILED =
  "LoadState=loaded\nActiveState=failed\nResult=exit-code\nExecMainStatus=78\n";
const ENDED_78 = "LoadState=loaded\nActiveState=inactive\nExecMainStatus=78\n";
const ACTIVE = "LoadState=loaded\nActiveState=active\nSubState=running\n";
/** Started a minute ago: the clock of the world is ahead. */
const YOUNG = `${ACTIVE}ExecMainStartTimestamp=Mon ${
  new Date().toISOString().slice(0, 19).replace("T", " ")
} UTC\n`;
const STOPPED = "LoadState=loaded\nActiveState=inactive\nExecMainStatus=0\n";
const RETRYING =
  "LoadState=loaded\nActiveState=activating\nSubState=auto-restart\n";
const STOPPING = "LoadState=loaded\nActiveState=deactivating\n";
const GONE = "LoadState=not-found\nActiveState=inactive\n";

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** systemctl calls that change something. */
  readonly requests: readonly string[];
  /** Limits of the waits for health. */
  readonly waits: readonly number[];
  readonly config: string;
}

interface Scene {
  readonly world: ConfigWorld;
  readonly ids: {
    readonly older: string;
    readonly good: string;
    readonly candidate: string;
  };
}

/** Two proven configs, then a candidate, then a broken file. */
async function scene(): Promise<Scene> {
  const world = configWorld();
  const steps = [
    [`{a: 'older', token: '${SECRET}'}`, "after the change"],
    [`{a: 'good', token: '${SECRET}'}`, "after the change"],
    [`{a: 'candidate', token: '${SECRET}'}`, "before the change"],
  ] as const;
  const ids: string[] = [];
  for (const [index, [text, started]] of steps.entries()) {
    world.write(text);
    const laterMs = (index - 3) * 10_000;
    await world.check(started, { laterMs, version: "2026.9.5" });
    const [newest] = listBackups(world.context, "default");
    ids.push(newest?.id ?? "");
  }
  world.write(`{a: broken '${SECRET}'`);
  const [older = "", good = "", candidate = ""] = ids;
  return { world, ids: { older, good, candidate } };
}

async function run(
  { world }: Scene,
  args: readonly string[],
  {
    unit = FAILED as string | (() => string),
    healthy = true as boolean | (() => boolean),
    answers = [] as string[],
    version = null as string | null,
  } = {},
): Promise<Run> {
  const terminal = fakeTerminal(answers);
  const requests: string[] = [];
  const waits: number[] = [];
  const command = restoreConfigWith({
    locateConfig: () =>
      Promise.resolve({ configPath: world.configPath, version }),
    waitForHealthy(_context, _profile, timeoutMs) {
      waits.push(timeoutMs);
      return Promise.resolve(
        typeof healthy === "function" ? healthy() : healthy,
      );
    },
  });
  const code = await command.run(args, {
    ...world.context,
    terminal,
    run(program, given) {
      assert.equal(program, "systemctl");
      const words = given.filter((word) => !word.startsWith("--"));
      if (words[0] !== "show") requests.push(words.join(" "));
      return Promise.resolve({
        code: 0,
        stdout: typeof unit === "function" ? unit() : unit,
        stderr: "",
        timedOut: false,
      });
    },
  });
  const out = terminal.lines.join("\n");
  const err = terminal.errors.join("\n");
  assert(!(out + err).includes(SECRET), "a secret was shown");
  return {
    code,
    out,
    err,
    requests,
    waits,
    config: Deno.readTextFileSync(world.configPath),
  };
}

Deno.test("without any copy nobody is asked to choose one", async () => {
  const world = configWorld();
  world.write("{}");
  const none: Scene = { world, ids: { older: "", good: "", candidate: "" } };
  for (const [args, answers] of [[[], []], [[], ["1"]], [["--yes"], []]]) {
    await assert.rejects(
      run(none, args ?? [], { answers: answers ?? [] }),
      (error) =>
        error instanceof GuardError &&
        /nothing has been kept yet/.test(error.message) &&
        /openclaw doctor --fix/.test(error.hint),
    );
  }
});

Deno.test("what names the list names the profile, when it is not the default one", async () => {
  const world = configWorld();
  world.write("{}");
  const none: Scene = { world, ids: { older: "", good: "", candidate: "" } };
  for (const words of [["--to", "beef"], ["--undo"]]) {
    for (
      const [option, profile] of [["", []], [" --profile work", [
        "--profile",
        "work",
      ]]] as const
    ) {
      await assert.rejects(
        run(none, [...words, ...profile]),
        (error) =>
          error instanceof GuardError &&
          error.hint === `See "openclaw-guard restore-config --list${option}"`,
        words.join(" ") + option,
      );
    }
  }
});

Deno.test("restore-config --yes takes the newest proven config and starts the failed gateway", async () => {
  const given = await scene();
  const result = await run(given, ["--yes"]);
  assert.match(result.config, /'good'/);
  assert.deepEqual(result.requests, [`reset-failed ${UNIT}`, `start ${UNIT}`]);
  assert.deepEqual(result.waits, [90_000]);
  assert.equal(result.code, 0);
  assert.match(
    result.out,
    new RegExp(
      `by copy ${given.ids.good} \\(proven, last seen 20 s ago, OpenClaw 2026\\.9\\.5\\)`,
    ),
  );
  assert.match(result.out, /The gateway is healthy after 0 s\./);
  const undo = /kept as ([0-9a-f]{12});/.exec(result.out)?.[1];
  const back = await run(given, ["--undo"]);
  assert.match(back.config, /broken/);
  const { events } = readHistory(given.world.context, "default");
  assert.deepEqual(events.map(({ event, facts }) => [event, facts.restored]), [
    ["config-restored", given.ids.good],
    ["config-restored", undo],
  ]);
});

Deno.test("restore-config --yes takes the newest candidate when no proven config differs", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  await world.check("before the change");
  const [{ id } = assert.fail()] = listBackups(world.context, "default");
  world.write("{a: broken");
  const given = { world, ids: { older: "", good: "", candidate: id } };
  const result = await run(given, ["--yes"]);
  assert.equal(result.config, "{a: 1}");
  assert.match(result.out, /\(not proven,/);
  // What was replaced is broken: it is never chosen by itself.
  await assert.rejects(run(given, ["--yes"]), /no copy differs/);
});

Deno.test("restore-config tells the truth when the gateway does not come up", async () => {
  const result = await run(await scene(), ["--yes"], { healthy: false });
  assert.equal(result.code, 2);
  assert.match(result.out, /not healthy after 0 s/);
});

Deno.test("restore-config does with the gateway what its state asks for", async () => {
  const start = [`reset-failed ${UNIT}`, `start ${UNIT}`];
  const cases: readonly [
    args: string,
    unit: string,
    requests: readonly string[],
    said: RegExp,
  ][] = [
    ["--yes", ENDED_78, start, /healthy/],
    ["--to latest", FAILED, [], /has failed and was not started/],
    ["--to latest --restart", FAILED, start, /healthy/],
    ["--yes", ACTIVE, [], /OpenClaw reads the changed file itself/],
    ["--yes --restart", ACTIVE, [`restart ${UNIT}`], /Gateway restarted/],
    ["--yes", STOPPED, [], /is stopped and stays so/],
    ["--yes", RETRYING, [], /systemd is starting the gateway.*healthy after/s],
    ["--yes --restart", RETRYING, [`restart ${UNIT}`], /Gateway restarted/],
    ["--yes", STOPPING, [], /at work on the gateway \(deactivating\)/],
    ["--yes", GONE, [], /There is no unit .* \(not-found\)/],
  ];
  for (const [args, unit, requests, said] of cases) {
    const result = await run(await scene(), args.split(" "), { unit });
    assert.deepEqual(result.requests, requests, `${args} ${unit}`);
    assert.match(result.out, said);
    assert.doesNotMatch(result.config, /broken/);
    assert.equal(result.code, 0);
  }
  const sick = await run(await scene(), ["--yes"], {
    unit: ACTIVE,
    healthy: false,
  });
  assert.match(sick.out, /running but not healthy/);
  assert.deepEqual(sick.requests, []);
});

Deno.test("restore-config in a crash loop waits, then starts what systemd gave up or waits with", async () => {
  const start = [`reset-failed ${UNIT}`, `start ${UNIT}`];
  const cases: readonly [
    args: string,
    units: readonly [before: string, after: string],
    health: readonly boolean[],
    requests: readonly string[],
    code: number,
  ][] = [
    ["--yes", [RETRYING, ACTIVE], [true], [], 0],
    ["--yes", [RETRYING, FAILED], [false, true], start, 0],
    ["--yes", [RETRYING, RETRYING], [false, true], start, 0],
    ["--yes", [RETRYING, RETRYING], [false, false], start, 2],
    ["--to latest", [RETRYING, FAILED], [false], [], 2],
    // It serves, but not well: nothing failed that a start would mend.
    ["--yes", [RETRYING, ACTIVE], [false], [], 2],
    // Between two crashes it is active; then it is waited for as well.
    ["--yes", [YOUNG, ACTIVE], [false, true], [], 0],
    ["--yes", [YOUNG, FAILED], [false, false, true], start, 0],
    ["--yes", [YOUNG, YOUNG], [true, true], [], 0],
  ];
  for (const [args, [before, after], health, requests, code] of cases) {
    const answers = [...health];
    let asked = 0;
    const result = await run(await scene(), args.split(" "), {
      unit: () => asked++ === 0 ? before : after,
      healthy: () => answers.shift() ?? assert.fail("waited once more"),
    });
    const what = `${args} ${before} ${after} ${health}`;
    assert.deepEqual(result.requests, requests, what);
    assert.equal(result.code, code, what);
    assert.equal(answers.length, 0, what);
  }
});

Deno.test("restore-config starts nothing after emergency-stop", async () => {
  const given = await scene();
  writeEmergencyStop(given.world.context, "default");
  const result = await run(given, ["--yes", "--restart"]);
  assert.deepEqual(result.requests, []);
  assert.match(result.out, /openclaw-guard resume/);
});

Deno.test("restore-config without a terminal and without a choice lists and changes nothing", async () => {
  const given = await scene();
  const result = await run(given, []);
  assert.equal(result.code, 64);
  assert.match(result.err, /--to ID.*--yes/);
  assert.match(result.config, /broken/);
  assert.deepEqual(result.requests, []);
  const lines = result.out.split("\n");
  assert.match(
    lines[1] ?? "",
    /^# +id +last seen +size +OpenClaw +against now$/,
  );
  const { older, good, candidate } = given.ids;
  assert.match(
    lines[2] ?? "",
    new RegExp(`^1 +${candidate} +10 s ago +.* +2026\\.9\\.5 +candidate$`),
  );
  assert.match(lines[3] ?? "", new RegExp(`^2 +${good} .* proven$`));
  assert.match(lines[4] ?? "", new RegExp(`^3 +${older} .* proven$`));
  assert.match(lines[5] ?? "", /is broken: not valid JSON5 at line 1/);
});

Deno.test("restore-config asks on a terminal", async () => {
  const chosen = await run(await scene(), [], { answers: ["2", "y", "n"] });
  assert.match(chosen.config, /'good'/);
  assert.match(chosen.out, /was not started/);
  const started = await run(await scene(), [], { answers: ["2", "yes", "y"] });
  assert.equal(started.requests.length, 2);
  for (const answers of [[""], ["0"], ["4"], ["2", "n"], ["2"]]) {
    const result = await run(await scene(), [], { answers });
    assert.match(result.config, /broken/, answers.join());
    assert.match(result.out, /Nothing was changed\.$/);
    assert.equal(result.code, 1);
  }
});

Deno.test("restore-config numbers what can be chosen, and asks nothing where that is nothing", async () => {
  const given = await scene();
  // The file that is there is one of the list.
  given.world.write(`{a: 'good', token: '${SECRET}'}`);
  const { out } = await run(given, [], { answers: [""] });
  const { older, good, candidate } = given.ids;
  const rows = out.split("\n").filter((line) =>
    / (proven|candidate)/.test(line)
  );
  assert.match(rows.join("\n"), new RegExp(`^ *1 +${candidate}`, "m"));
  assert.match(rows.join("\n"), new RegExp(`^ +${good} .* current`, "m"));
  assert.match(rows.join("\n"), new RegExp(`^ *2 +${older}`, "m"));
  const second = await run(given, [], { answers: ["2", "y", "n"] });
  assert.match(second.config, /'older'/);

  const world = configWorld();
  world.write(`{a: 'only', token: '${SECRET}'}`);
  await world.check("before the change", { laterMs: 0, version: null });
  const single = await run({ ...given, world }, [], { answers: ["1"] });
  assert.match(single.out, /No copy differs .*Nothing was changed\.$/);
  assert.equal(single.code, 0);
});

Deno.test("restore-config --to takes an id, its beginning, latest or latest-proven", async () => {
  const { ids } = await scene();
  const cases: readonly [to: string, config: RegExp][] = [
    [ids.older, /'older'/],
    [ids.older.slice(0, 4), /'older'/],
    ["latest", /'candidate'/],
    ["latest-proven", /'good'/],
  ];
  for (const [to, config] of cases) {
    const result = await run(await scene(), ["--to", to]);
    assert.match(result.config, config);
  }
  for (const to of ["1", "ffff", ids.older.slice(0, 3), "../../etc/passwd"]) {
    await assert.rejects(run(await scene(), ["--to", to]), UsageError);
  }
});

Deno.test("restore-config chooses neither what it replaced nor what is broken", async () => {
  const replaced = await scene();
  replaced.world.write("{a: 'mine'}");
  await run(replaced, ["--to", replaced.ids.good]);
  assert.match((await run(replaced, ["--to", "latest"])).config, /'candidate'/);

  const broken = await scene();
  await run(broken, ["--yes"]);
  // Without the index nobody knows any more which ones were replaced.
  Deno.removeSync(`${broken.world.dir}/index.json`);
  broken.world.write("{");
  assert.match((await run(broken, ["--list"])).out, / broken\n/);
  assert.doesNotMatch((await run(broken, ["--yes"])).config, /broken/);
});

Deno.test("restore-config --dry-run and --list change nothing; neither does restoring what is there", async () => {
  const given = await scene();
  const dry = await run(given, ["--yes", "--dry-run"]);
  assert.match(
    dry.out,
    new RegExp(`Would replace .* by copy ${given.ids.good}`),
  );
  const list = await run(given, ["--list", "--yes"]);
  assert.match(list.config, /broken/);
  assert.equal(list.code, 0);
  given.world.write(`{a: 'good', token: '${SECRET}'}`);
  const same = await run(given, ["--to", given.ids.good]);
  assert.match(same.out, /already is copy/);
  assert.deepEqual([...dry.requests, ...list.requests, ...same.requests], []);
  assert.equal(listBackups(given.world.context, "default").length, 3);
});

Deno.test("restore-config --json has a stable form", async () => {
  const given = await scene();
  const list = JSON.parse((await run(given, ["--list", "--json"])).out);
  assert.deepEqual(Object.keys(list), [
    "schema",
    "profile",
    "configPath",
    "current",
    "generations",
  ]);
  assert.equal(list.current.valid, false);
  assert.deepEqual(Object.keys(list.generations[0]), [
    "id",
    "size",
    "firstSeen",
    "lastSeen",
    "openclawVersion",
    "proven",
    "valid",
    "source",
    "openclawCopy",
    "includes",
    "current",
    "differingKeys",
  ]);
  const done = JSON.parse((await run(given, ["--yes", "--json"])).out);
  assert.match(done.replaced, /^[0-9a-f]{12}$/);
  assert.deepEqual({ ...done, configPath: "", replaced: "" }, {
    schema: 1,
    profile: "default",
    configPath: "",
    restored: given.ids.good,
    proven: true,
    replaced: "",
    gateway: { action: "started", healthy: true },
  });
});

Deno.test("restore-config says what else helps when nothing has been kept", async () => {
  const world = configWorld();
  world.write("{a: broken");
  const given = { world, ids: { older: "", good: "", candidate: "" } };
  await assert.rejects(run(given, ["--yes"]), (error) => {
    assert(error instanceof GuardError);
    assert.match(
      error.describe(),
      /nothing has been kept yet.*openclaw doctor --fix/,
    );
    return true;
  });
});

Deno.test("a mistake in the guard's settings does not stand in the way of a restore", async () => {
  const given = await scene();
  const { home } = given.world.context;
  Deno.mkdirSync(`${home}/.config/openclaw-guard`, { recursive: true });
  Deno.writeTextFileSync(`${home}/.config/openclaw-guard/config.json`, "{");
  assert.match((await run(given, ["--yes"])).config, /'good'/);
});

Deno.test("restore-config --diff shows keys and no secrets", async () => {
  const given = await scene();
  given.world.write(`{a: 'now', token: 'another-${SECRET}', b: 1}`);
  const result = await run(given, ["--diff", given.ids.good]);
  assert.equal(result.code, 0);
  const lines = result.out.split("\n");
  assert.match(lines[0] ?? "", /^--- .*openclaw\.json as it is now$/);
  assert.match(lines[1] ?? "", new RegExp(`^\\+\\+\\+ copy ${given.ids.good}`));
  assert.deepEqual(lines.slice(2), [
    '~ a: "now" -> "good"',
    "~ token: *** -> ***",
    "- b: 1",
  ]);
  assert.match(result.config, /now/);
  const json = JSON.parse(
    (await run(given, ["--diff", "latest-proven", "--json"])).out,
  );
  assert.deepEqual(json.diff, { to: given.ids.good, lines: lines.slice(2) });
});

Deno.test("restore-config --list says what differs from now, by the names of keys", async () => {
  const given = await scene();
  given.world.write(`{a: 'good', token: '${SECRET}', b: 1, c: 2}`);
  const { out } = await run(given, ["--list"]);
  assert.match(out, /candidate +3 keys differ: a, b, c$/m);
  assert.match(out, /proven +2 keys differ: b, c$/m);
});

Deno.test("restore-config --undo brings back what was replaced, and that can be undone", async () => {
  const given = await scene();
  const nothing = run(given, ["--undo"]);
  await assert.rejects(nothing, /no config has been restored yet/);
  await run(given, ["--yes"]);
  const diff = await run(given, ["--undo", "--diff"]);
  assert.match(diff.out, /^\+\+\+ copy .* \(broken/m);
  assert.match(diff.config, /'good'/);
  const undone = await run(given, ["--undo", "--yes"]);
  assert.match(undone.config, /broken/);
  const redone = await run(given, ["--undo"]);
  assert.match(redone.config, /'good'/);
  await assert.rejects(run(given, ["--undo", "--to", "latest"]), UsageError);
});

Deno.test("restore-config refuses a config of another OpenClaw, but for --any-version", async () => {
  const given = await scene();
  const version = "2026.10.1";
  for (const args of [["--yes"], ["--to", given.ids.older]]) {
    await assert.rejects(run(given, args, { version }), (error) => {
      assert(error instanceof GuardError);
      assert.match(
        error.describe(),
        /belongs to OpenClaw 2026\.9\.5, and 2026\.10\.1 is installed.*--any-version/,
      );
      return true;
    });
  }
  const forced = await run(given, ["--yes", "--any-version"], { version });
  assert.match(forced.config, /'good'/);
});

Deno.test("restore-config --yes takes an older config of this OpenClaw before a newer one of another", async () => {
  const given = await scene();
  given.world.write(`{a: 'new version', token: '${SECRET}'}`);
  await given.world.check("after the change", { version: "2026.10.1" });
  given.world.write("{broken");
  const result = await run(given, ["--yes"], { version: "2026.9.5" });
  assert.match(result.config, /'good'/);
});

Deno.test("restore-config can take OpenClaw's own copy when nothing else is there", async () => {
  const world = configWorld();
  world.write("{broken");
  Deno.writeTextFileSync(`${world.configPath}.last-good`, "{a: 'last'}");
  const given = { world, ids: { older: "", good: "", candidate: "" } };
  const { out } = await run(given, ["--list"]);
  assert.match(out, /OpenClaw's own last-good/);
  assert.match((await run(given, ["--yes"])).config, /'last'/);
  world.write("{broken");
  assert.match((await run(given, ["--to", "last-good"])).config, /'last'/);
});

Deno.test("restore-config offers to restart a running gateway, and to undo when it stays ill", async () => {
  const given = await scene();
  const restarted = await run(given, [], {
    unit: ACTIVE,
    answers: ["2", "y", "y"],
  });
  assert.deepEqual(restarted.requests, [`restart ${UNIT}`]);
  const ill = await run(await scene(), [], {
    answers: ["2", "y", "y", "y"],
    healthy: false,
  });
  assert.match(ill.out, /not healthy after/);
  assert.match(ill.out, /again as it was before/);
  assert.match(ill.config, /broken/);
  assert.equal(ill.code, 2);
  const told = await run(await scene(), ["--yes"], { healthy: false });
  assert.match(told.out, /To undo it: "openclaw-guard restore-config --undo"/);
  assert.match(told.config, /'good'/);
});

Deno.test("a gateway that restore-config starts or restarts is the person's wish, one it leaves alone is not", async () => {
  const cases: [args: string[], unit: string, wished: string | undefined][] = [
    [["--yes"], FAILED, "restore-config"],
    [["--yes", "--restart"], ACTIVE, "restore-config"],
    [["--yes"], ACTIVE, undefined],
  ];
  for (const [args, unit, wished] of cases) {
    const given = await scene();
    const { context } = given.world;
    const now = context.clock.now();
    const { dir, state } = profilePaths(context, "default");
    Deno.mkdirSync(dir, { recursive: true });
    const lastTick = { wallMs: now.wallMs, bootMs: now.bootMs };
    writeState(state, { ...freshMemory(now), lastTick });
    await run(given, args, { unit });
    const { memory } = peekState(state, now);
    assert.equal(memory.wishedStart?.command, wished, args.join(" "));
  }
});

Deno.test("restore-config compares what the gateway sees: included files count, also with OpenClaw's copies", async () => {
  const world = configWorld();
  const part = world.configPath.replace("openclaw.json", "part.json5");
  Deno.writeTextFileSync(part, "{port: 1, bind: 'loopback'}");
  world.write("{gateway: {$include: './part.json5'}}");
  await world.check("after the change");
  Deno.writeTextFileSync(part, "{port: 2, bind: 'loopback'}");
  Deno.writeTextFileSync(
    `${world.configPath}.last-good`,
    "{gateway: {$include: './part.json5', bind: 'lan'}}",
  );
  const given = { world, ids: { older: "", good: "", candidate: "" } };
  const { out } = await run(given, ["--list"]);
  assert.match(out, /proven +1 key differs: gateway\.port$/m);
  assert.match(out, /last-good +1 key differs: gateway\.bind$/m);
  const diff = await run(given, ["--diff"]);
  assert.match(diff.out, /^~ gateway\.port: 2 -> 1$/m);
  const restored = await run(given, ["--yes"]);
  assert.match(restored.out, /and 1 included file by copy/);
  assert.match(Deno.readTextFileSync(part), /port: 1/);
});
