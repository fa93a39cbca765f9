import assert from "node:assert/strict";
import { makeInstallCommand } from "../../lib/cli/install.ts";
import { makeUninstallCommand } from "../../lib/cli/uninstall.ts";
import { GuardError, UsageError } from "../../lib/core/errors.ts";
import { readReceipt } from "../../lib/install/receipt.ts";
import {
  profilePaths,
  receiptPath,
  settingsPath,
  stateRoot,
} from "../../lib/store/paths.ts";
import { ok, World } from "./world.ts";

const FOREIGN = "MAILTO=me\r\n0 3 * * * /backup %x\n";

/** Installs profiles and gives each the files a guard that ran would have. */
async function installed(world: World, ...profiles: string[]) {
  const { context } = world;
  world.table = FOREIGN;
  world.file(world.program, "");
  const command = makeInstallCommand({
    program: () => world.program,
    check: () => Promise.resolve(0),
  });
  for (const profile of profiles) {
    await command.run(["--profile", profile], context);
    const paths = profilePaths(context, profile);
    for (
      const path of [
        paths.state,
        `${paths.state}.bad-20261123`,
        paths.lock,
        paths.maintenance,
        paths.log,
        `${paths.log}.1`,
        paths.history,
        `${paths.evidence}/a.txt`,
        `${paths.backups}/b.json`,
      ]
    ) world.file(path, "x");
  }
  world.file(settingsPath(context), "{}");
  world.lines.length = 0;
}

function uninstall(world: World, ...args: string[]): Promise<number> {
  const parts = { program: () => world.program };
  return makeUninstallCommand(parts).run(args, world.context);
}

/** What a guard answers to "version --json". */
function answersAsGuard(world: World, ...paths: string[]) {
  world.intercept = (program) =>
    paths.includes(program) ? ok('{"version":"0.1.0"}') : undefined;
}

function below(world: World, folder: string): string[] {
  return Object.keys(world.snapshot(folder))
    .map((path) => path.slice(folder.length + 1)).sort();
}

Deno.test("uninstall removes lines and state, and keeps the records", async () => {
  using world = new World();
  await installed(world, "default", "work");
  assert.equal(await uninstall(world, "--yes"), 0);
  assert.equal(world.table, FOREIGN);
  const left = below(world, stateRoot(world.context));
  assert.deepEqual(left.filter((name) => !name.startsWith("crontab.bak")), [
    "config/b.json",
    "evidence/a.txt",
    "guard.log",
    "guard.log.1",
    "history.jsonl",
    "profiles/work/config/b.json",
    "profiles/work/evidence/a.txt",
    "profiles/work/guard.log",
    "profiles/work/guard.log.1",
    "profiles/work/history.jsonl",
    "service-backups.json",
  ]);
  assert.ok(settingsPath(world.context) in world.snapshot());
  assert.match(world.output, new RegExp(`rm '${world.program}'`));
  assert.match(world.output, /left .*openclaw-gateway\.service\.bak/);
});

Deno.test("uninstall --purge leaves nothing of the guard", async () => {
  for (const first of [false, true]) {
    using world = new World();
    world.file(world.program, "");
    const before = world.snapshot();
    await installed(world, "default", "work");
    if (first) await uninstall(world, "--yes");
    await uninstall(world, "--purge", "--yes");
    assert.equal(world.table, FOREIGN);
    assert.deepEqual(world.snapshot(), before);
    for (const path of [".openclaw", ".openclaw-work"]) {
      assert.throws(() => Deno.statSync(`${world.home}/${path}`));
    }
    assert.throws(() => Deno.statSync(stateRoot(world.context)));
    assert.throws(() => Deno.statSync(`${world.home}/.config/openclaw-guard`));
  }
});

Deno.test("a profile goes alone while others are guarded", async () => {
  for (const [gone, stays] of [["work", "default"], ["default", "work"]]) {
    using world = new World();
    await installed(world, "default", "work");
    const { table } = world;
    const keep = profilePaths(world.context, stays ?? "");
    const kept = [keep.state, keep.lock, keep.log, `${keep.backups}/b.json`];
    await uninstall(world, "--profile", gone ?? "", "--purge", "--yes");
    assert.equal(world.table, table);
    assert.deepEqual(readReceipt(world.context)?.profiles, [stays]);
    const paths = profilePaths(world.context, gone ?? "");
    const files = Object.keys(world.snapshot());
    for (const path of kept) assert.ok(files.includes(path), path);
    for (const path of [paths.state, paths.log, `${paths.backups}/b.json`]) {
      assert.ok(!files.includes(path), path);
    }
  }
});

Deno.test("without --purge a profile keeps its records", async () => {
  using world = new World();
  await installed(world, "default", "work");
  await uninstall(world, "--profile", "work", "--yes");
  const { dir } = profilePaths(world.context, "work");
  assert.deepEqual(below(world, dir), [
    "config/b.json",
    "evidence/a.txt",
    "guard.log",
    "guard.log.1",
    "history.jsonl",
  ]);
});

Deno.test("with the last profile the whole guard goes", async () => {
  using world = new World();
  await installed(world, "work");
  await uninstall(world, "--profile", "work", "--yes");
  assert.equal(world.table, FOREIGN);
  assert.equal(readReceipt(world.context), null);
});

Deno.test("an unknown profile is refused", async () => {
  using world = new World();
  await installed(world, "default", "work");
  const cases: [name: string, line: RegExp][] = [
    ["nope", /"nope": .* \(installed: default, work\)\. Leave --profile out/],
    ["wrok", /"wrok": it is not installed .* Did you mean --profile work\?$/],
  ];
  for (const [name, line] of cases) {
    await assert.rejects(
      uninstall(world, "--profile", name, "--yes"),
      (error) => error instanceof GuardError && line.test(error.describe()),
    );
  }
});

Deno.test("it asks on a terminal and does nothing without a yes", async () => {
  for (const answers of [["n"], [""], []]) {
    using world = new World();
    await installed(world, "default");
    const before = [world.snapshot(), world.table];
    world.answers = answers;
    assert.equal(await uninstall(world), 1);
    assert.equal(world.questions.length, 1);
    assert.deepEqual([world.snapshot(), world.table], before);
  }
  using world = new World();
  await installed(world, "default");
  world.answers = ["y"];
  assert.equal(await uninstall(world), 0);
  assert.equal(world.table, FOREIGN);
});

Deno.test("without a terminal it needs --yes", async () => {
  using world = new World();
  await installed(world, "default");
  const before = [world.snapshot(), world.table];
  await assert.rejects(uninstall(world), UsageError);
  assert.deepEqual([world.snapshot(), world.table], before);
});

Deno.test("a dry run changes nothing", async () => {
  using world = new World();
  await installed(world, "default", "work");
  const before = [world.snapshot(), world.table];
  await uninstall(world, "--dry-run", "--purge");
  await uninstall(world, "--dry-run", "--profile", "work");
  assert.deepEqual([world.snapshot(), world.table], before);
  assert.doesNotMatch(world.output, /^done/m);
  assert.match(world.output, /^planned/m);
});

Deno.test("uninstalling twice is fine", async () => {
  using world = new World();
  await installed(world, "default");
  await uninstall(world, "--purge", "--yes");
  world.lines.length = 0;
  assert.equal(await uninstall(world, "--purge", "--yes"), 0);
  assert.match(world.output, /already {2}no lines of the guard/);
});

Deno.test("a broken receipt does not keep anyone from uninstalling", async () => {
  using world = new World();
  await installed(world, "default");
  Deno.writeTextFileSync(receiptPath(world.context), "{");
  await uninstall(world, "--yes");
  assert.equal(world.table, FOREIGN);
  assert.equal(readReceipt(world.context), null);
});

Deno.test("broken markers stop it before anything is removed", async () => {
  using world = new World();
  await installed(world, "default");
  world.table = "# END openclaw-guard\n" + world.table;
  const before = [world.snapshot(), world.table];
  await assert.rejects(uninstall(world, "--yes"), GuardError);
  assert.deepEqual([world.snapshot(), world.table], before);
});

Deno.test("a tick that cron began is over before its files go", async () => {
  using world = new World();
  await installed(world, "default");
  const { state } = profilePaths(world.context, "default");
  const line = `sleep 30; '${world.program}' check >/dev/null 2>&1`;
  world.process(77, "sh", ["/bin/sh", "-c", line]);
  world.onSleep = () => {
    world.file(state, "written by the last tick");
    Deno.removeSync(`${world.proc}/77`, { recursive: true });
  };
  await uninstall(world, "--purge", "--yes");
  assert.throws(() => Deno.statSync(stateRoot(world.context)));
  assert.match(world.output, /"sleep 30".* waiting .* at most 90 s/);
});

Deno.test("with the program gone there is no wait for cron's sleep", async () => {
  using world = new World();
  await installed(world, "default");
  const line = `sleep 30; '${world.program}' check >/dev/null 2>&1`;
  world.process(77, "sh", ["/bin/sh", "-c", line]);
  world.onSleep = () => assert.fail("it waited");
  await uninstall(world, "--purge", "--program", "--yes");
  assert.doesNotMatch(world.output, /waiting/);
});

Deno.test("a check at work is waited for, even when its program is gone", async () => {
  using world = new World();
  await installed(world, "default");
  world.process(77, "openclaw-guard", [world.program, "check"]);
  world.onSleep = () => {
    world.file(`${stateRoot(world.context)}/state.json`, "late");
    Deno.removeSync(`${world.proc}/77`, { recursive: true });
  };
  await uninstall(world, "--purge", "--program", "--yes");
  assert.match(world.output, /a check is under way: waiting/);
  assert.throws(() => Deno.statSync(stateRoot(world.context)));
});

Deno.test("--program takes the program and the previous one, and each is told once", async () => {
  for (const program of [true, false]) {
    using world = new World();
    await installed(world, "default");
    const previous = `${world.program}.previous`;
    world.file(previous, "");
    answersAsGuard(world, previous);
    const args = program ? ["--program", "--yes"] : ["--yes"];
    assert.equal(await uninstall(world, ...args), 0);
    const files = Object.keys(world.snapshot());
    for (const path of [world.program, previous]) {
      assert.equal(files.includes(path), !program, path);
      const told = world.lines.filter((line) =>
        line.endsWith(path) || line.includes(`${path}'`)
      );
      assert.equal(told.length, 1, world.output);
      assert.match(told[0] ?? "", program ? /^done/ : /^left .*rm '/);
    }
  }
});

Deno.test("what is not provably the guard's stays, and it is said why", async () => {
  const cases: [make: (path: string) => void, why: RegExp][] = [
    [(path) => Deno.writeTextFileSync(path, ""), /does not say that it is/],
    [(path) => Deno.symlinkSync("/bin/true", path), /not a plain file/],
    [(path) => Deno.mkdirSync(path), /not a plain file/],
  ];
  for (const [make, why] of cases) {
    using world = new World();
    await installed(world, "default");
    const previous = `${world.program}.previous`;
    make(previous);
    await uninstall(world, "--program", "--yes");
    assert.ok(Deno.lstatSync(previous));
    assert.throws(() => Deno.lstatSync(world.program));
    const left = world.lines.find((line) => line.includes(previous)) ?? "";
    assert.match(left, /^left /);
    assert.match(left, why);
  }
});

Deno.test("the program stays while it guards other profiles", async () => {
  using world = new World();
  await installed(world, "default", "work");
  await uninstall(world, "--profile", "work", "--program", "--yes");
  assert.ok(Deno.lstatSync(world.program));
  assert.match(world.output, /left .*which guards the others/);
  await uninstall(world, "--profile", "default", "--program", "--yes");
  assert.throws(() => Deno.lstatSync(world.program));
});

Deno.test("a gateway that was stopped in an emergency is not forgotten", async () => {
  using world = new World();
  await installed(world, "default");
  world.file(profilePaths(world.context, "default").emergency, "{}");
  await uninstall(world, "--yes");
  assert.match(world.output, /stays stopped/);
});

Deno.test("uninstall --json is one object", async () => {
  using world = new World();
  await installed(world, "default");
  await uninstall(world, "--yes", "--json");
  assert.equal(world.lines.length, 1);
  const report = JSON.parse(world.output);
  assert.equal(report.schema, 1);
  assert.ok(
    report.steps.some(({ step, outcome }: Record<string, string>) =>
      step === "crontab" && outcome === "done"
    ),
  );
});
