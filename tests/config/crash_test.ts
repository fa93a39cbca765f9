import assert from "node:assert/strict";
import { GuardError } from "../../lib/base/errors.ts";
import { planRollBack } from "../../lib/core/roll_back.ts";
import { DEFAULT_POLICY } from "../../lib/core/policy.ts";
import { listBackups } from "../../lib/config/record.ts";
import { restoreConfig } from "../../lib/config/restore.ts";
import { readGeneration, readTrueIndex } from "../../lib/config/index.ts";
import { interruptedRestore } from "../../lib/config/restore_record.ts";
import { readCurrent } from "../../lib/config/choices.ts";
import { served, UNIT } from "../core/world.ts";
import { type ConfigWorld, configWorld } from "./world.ts";
import { Killed, withFailure } from "../store/failing_disk.ts";

const GOOD =
  "{a: 'good', $include: './part.json5', b: {$include: 'sub/c.json'}}";
const GOOD_PART = "{p: 'good'}";
const GOOD_C = "{c: 'good'}";
const BAD = "{a: 'bad', $include: './part.json5', b: {$include: 'sub/c.json'}}";
const BAD_PART = "{p: broken";

/** More calls than any of these makes. */
const MANY = 200;

function part({ configPath }: ConfigWorld): string {
  return configPath.replace("openclaw.json", "part.json5");
}

function c({ configPath }: ConfigWorld): string {
  return configPath.replace("openclaw.json", "sub/c.json");
}

/** A config of three files that was proven; then two of them were broken. */
async function brokenWorld(): Promise<{ world: ConfigWorld; good: string }> {
  const world = configWorld();
  Deno.mkdirSync(`${world.configPath}/../sub`.replace("openclaw.json/../", ""));
  Deno.writeTextFileSync(part(world), GOOD_PART);
  Deno.writeTextFileSync(c(world), GOOD_C);
  world.write(GOOD);
  await world.check("after the change");
  const [generation = assert.fail()] = listBackups(world.context, "default");
  assert.equal(generation.proven, true);
  world.write(BAD);
  Deno.writeTextFileSync(part(world), BAD_PART);
  return { world, good: generation.id };
}

function read(path: string): string {
  return Deno.readTextFileSync(path);
}

function restore({ context, configPath, now }: ConfigWorld, id: string) {
  return restoreConfig(
    context,
    "default",
    { configPath, id, by: "guard", version: null },
    now(1000),
  );
}

/** The proven generation is there, whole. */
async function expectKept(world: ConfigWorld, good: string): Promise<void> {
  const { generations } = await readTrueIndex(world.dir);
  const generation = generations.find(({ id }) => id === good);
  assert(generation?.proven, "the proven generation was lost");
  const { main, includes } = await readGeneration(world.dir, generation);
  assert.equal(new TextDecoder().decode(main), GOOD);
  assert.deepEqual(
    includes.map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]),
    [["part.json5", GOOD_PART], ["sub/c.json", GOOD_C]],
  );
}

/** Each file is the old or the new one. */
function expectOldOrNew(world: ConfigWorld): void {
  assert([GOOD, BAD].includes(read(world.configPath)));
  assert([GOOD_PART, BAD_PART].includes(read(part(world))));
  assert.equal(read(c(world)), GOOD_C);
  // The main file comes last: once it is new all of them are.
  if (read(world.configPath) === GOOD) {
    assert.equal(read(part(world)), GOOD_PART);
  }
}

Deno.test("a restore killed at any step leaves old or new files, and the next tick carries on", async () => {
  let steps = 0;
  for (let at = 0; at < MANY; at++) {
    const { world, good } = await brokenWorld();
    const { id: from } = await readCurrent(world.configPath);
    const { error } = await withFailure(
      "killed",
      at,
      () => restore(world, good),
    );
    expectOldOrNew(world);
    await expectKept(world, good);
    if (error === null) break;
    steps++;
    // What the next tick sees leads to the same rollback again.
    const { id } = await readCurrent(world.configPath);
    const plan = planRollBack(
      "",
      { ...UNIT, invocationId: "failed" },
      {
        path: world.configPath,
        id,
        changedMs: Date.now(),
        contended: false,
        untried: false,
        problems: [],
        version: "1",
        proven: [{ id: good, version: "1" }],
        interrupted:
          (await interruptedRestore(world.dir, world.configPath))?.restored ??
            null,
        repair: "",
      },
      served({
        rollbacks: [{
          id: good,
          from,
          invocationId: "failed",
          tries: 1,
          wallMs: 0,
        }],
      }),
      world.now(),
      { ...DEFAULT_POLICY, rollback: "auto" },
    );
    assert.deepEqual(plan.actions, [{
      kind: "roll-back-config",
      id: good,
      from: id,
    }], `killed at call ${at}`);
    // And the whole of what was replaced is the undo, not a mixture.
    if (id !== good) {
      const { replacedId } = await restore(world, good);
      expectOldOrNew(world);
      assert.equal(read(world.configPath), GOOD);
      await restore(world, replacedId ?? "");
      assert.equal(read(world.configPath), BAD, `killed at call ${at}`);
      assert.equal(read(part(world)), BAD_PART, `killed at call ${at}`);
    }
  }
  assert(steps > 20 && steps < MANY - 1, `${steps} steps`);
});

Deno.test("a disk that is full at any step of a restore leaves old or new files and no litter", async () => {
  for (let at = 0; at < MANY; at++) {
    const { world, good } = await brokenWorld();
    const { error, calls } = await withFailure(
      "full disk",
      at,
      () => restore(world, good),
    );
    expectOldOrNew(world);
    if (error instanceof GuardError && /not changed/.test(error.hint)) {
      const now = [read(world.configPath), read(part(world))];
      assert.deepEqual(now, [BAD, BAD_PART], `at call ${at}`);
    }
    await expectKept(world, good);
    for (const dir of [world.dir, `${world.context.home}/.openclaw`]) {
      for (const { name } of Deno.readDirSync(dir)) {
        assert.doesNotMatch(name, /\.tmp-/, `${error} at call ${at}`);
      }
    }
    if (calls <= at) break;
    await restore(world, good);
    assert.equal(read(world.configPath), GOOD);
    assert.equal(read(part(world)), GOOD_PART);
  }
});

Deno.test("a backup killed at any step loses nothing, and the next tick makes it", async () => {
  let steps = 0;
  for (let at = 0; at < MANY; at++) {
    const { world, good } = await brokenWorld();
    Deno.writeTextFileSync(part(world), "{p: 'new'}");
    const { calls } = await withFailure(
      "killed",
      at,
      () => world.check("before the change"),
    );
    assert.equal(read(world.configPath), BAD);
    await expectKept(world, good);
    await world.check("before the change", { laterMs: 1000 });
    const { generations } = await readTrueIndex(world.dir);
    assert.equal(generations.length, 2, `killed at call ${at}`);
    if (calls <= at) break;
    steps++;
  }
  assert(steps > 8, `${steps} steps`);
});

Deno.test("the failing disk really fails", async () => {
  const dir = Deno.makeTempDirSync();
  const { error } = await withFailure("killed", 0, () => {
    Deno.mkdirSync(`${dir}/x`);
    return Promise.resolve();
  });
  assert(error instanceof Killed);
  Deno.mkdirSync(`${dir}/x`);
});
