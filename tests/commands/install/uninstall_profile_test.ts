import assert from "node:assert/strict";
import { GuardError, NotConfirmedError } from "../../../lib/base/errors.ts";
import { readReceipt } from "../../../lib/install/receipt.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { below, FOREIGN, installed, uninstall } from "./uninstalling.ts";
import { World } from "../../install/world.ts";

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

Deno.test("it asks by what will happen: with the last profile the whole guard goes", async () => {
  const cases: [profiles: string[], args: string[], question: RegExp][] = [
    [["work"], [], /^Remove the guard\? /],
    [["work"], ["--program"], /^Remove the guard and its program\? /],
    [
      ["work"],
      ["--program", "--purge"],
      /^Remove the guard with its program, its log and all config backups\? /,
    ],
    [
      ["default", "work"],
      ["--program"],
      /^Remove the guard of profile "work"\? /,
    ],
  ];
  for (const [profiles, args, question] of cases) {
    using world = new World();
    await installed(world, ...profiles);
    world.answers = ["n"];
    const asked = uninstall(world, "--profile", "work", ...args);
    await assert.rejects(asked, NotConfirmedError);
    assert.match(world.questions[0] ?? "", question);
  }
});
