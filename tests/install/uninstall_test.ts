import assert from "node:assert/strict";
import {
  GuardError,
  NotConfirmedError,
  UsageError,
} from "../../lib/base/errors.ts";
import { readReceipt } from "../../lib/install/receipt.ts";
import {
  notifyPaths,
  profilePaths,
  receiptPath,
  settingsPath,
  stateRoot,
} from "../../lib/store/paths.ts";
import {
  below,
  FOREIGN,
  installed,
  installedBy,
  uninstall,
} from "../commands/install/uninstalling.ts";
import { World } from "./world.ts";

Deno.test("uninstall removes lines and state, and keeps the records", async () => {
  using world = new World();
  await installed(world, "default", "work");
  const { outbox, state, lock, settings, log } = notifyPaths(world.context);
  for (const path of [`${outbox}/a.json`, state, lock, settings, log]) {
    world.file(path, "");
  }
  assert.equal(await uninstall(world, "--yes"), 0);
  assert.equal(world.table, FOREIGN);
  const left = below(world, stateRoot(world.context));
  assert.deepEqual(left.filter((name) => !name.startsWith("crontab.bak")), [
    "config/b.json",
    "evidence/a.txt",
    "guard.log",
    "guard.log.1",
    "history.jsonl",
    "notify-log.jsonl",
    "profiles/work/config/b.json",
    "profiles/work/evidence/a.txt",
    "profiles/work/guard.log",
    "profiles/work/guard.log.1",
    "profiles/work/history.jsonl",
    "service-backups.json",
  ]);
  assert.ok(settingsPath(world.context) in world.snapshot());
  assert.match(world.output, new RegExp(`"rm ${world.program}"`));
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

Deno.test("it asks on a terminal and does nothing without a yes", async () => {
  for (const answers of [["n"], [""], []]) {
    using world = new World();
    await installed(world, "default");
    const before = [world.snapshot(), world.table];
    world.answers = answers;
    await assert.rejects(uninstall(world), NotConfirmedError);
    assert.deepEqual(world.questions, ["Remove the guard? [y/N]"]);
    assert.deepEqual([world.snapshot(), world.table], before);
  }
  using world = new World();
  await installed(world, "default");
  world.answers = ["y"];
  assert.equal(await uninstall(world), 0);
  assert.equal(world.table, FOREIGN);
});

Deno.test("without a terminal, and with --json, it needs --yes", async () => {
  using world = new World();
  await installed(world, "default");
  const before = [world.snapshot(), world.table];
  await assert.rejects(uninstall(world), UsageError);
  world.answers = ["y"];
  await assert.rejects(uninstall(world, "--json"), UsageError);
  assert.deepEqual([world.questions, world.output], [[], ""]);
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

Deno.test("for whom the timer starts the guard, the crontab is no news", async () => {
  for (const hasCrontab of [true, false]) {
    for (const args of [["--dry-run"], ["--yes"]]) {
      using world = new World();
      world.hasCrontab = hasCrontab;
      await installedBy("systemd", world, "default");
      await uninstall(world, ...args);
      assert.match(world.output, /openclaw-guard\.timer/);
      assert.doesNotMatch(
        world.output,
        /crontab command|no lines of the guard/,
      );
    }
  }
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
