import assert from "node:assert/strict";
import { sha256Hex } from "../../lib/base/sha256.ts";
import { GuardError } from "../../lib/base/errors.ts";
import { listBackups } from "../../lib/config/record.ts";
import { planRestore, restoreConfig } from "../../lib/config/restore.ts";
import { restoreChoices } from "../../lib/config/choices.ts";
import { type ConfigWorld, configWorld } from "./world.ts";

/** A world whose good config was kept and then broken. */
async function brokenWorld(): Promise<{ world: ConfigWorld; good: string }> {
  const world = configWorld();
  world.write("{a: 'good'}");
  await world.check("after the change");
  const [{ id: good } = assert.fail()] = listBackups(world.context, "default");
  world.write("{a: broken");
  return { world, good };
}

function restore({ context, configPath, now }: ConfigWorld, id: string) {
  return restoreConfig(
    context,
    "default",
    { configPath, id, by: "person", version: null },
    now(1000),
  );
}

Deno.test("restoreConfig() puts the kept bytes back and keeps the broken ones as an undo", async () => {
  const { world, good } = await brokenWorld();
  const result = await restore(world, good);
  assert.equal(result.path, world.configPath);
  assert.equal(Deno.readTextFileSync(world.configPath), "{a: 'good'}");
  assert.equal(Deno.statSync(world.configPath).mode! & 0o777, 0o600);
  const choices = await restoreChoices(
    world.context,
    "default",
    world.configPath,
  );
  const undo = choices.generations.find(({ id }) => id === result.replacedId);
  assert.equal(undo?.valid, false);
  assert.equal(undo?.source, "replaced");
  assert.equal(undo?.proven, false);
  await restore(world, result.replacedId ?? "");
  assert.equal(Deno.readTextFileSync(world.configPath), "{a: broken");
  assert.deepEqual(
    [...Deno.readDirSync(`${world.context.home}/.openclaw`)].map(({ name }) =>
      name
    ),
    ["openclaw.json"],
  );
});

Deno.test("restoreConfig() keeps the file's mode, and makes a missing file", async () => {
  const { world, good } = await brokenWorld();
  Deno.chmodSync(world.configPath, 0o640);
  await restore(world, good);
  assert.equal(Deno.statSync(world.configPath).mode! & 0o777, 0o640);
  Deno.removeSync(world.configPath);
  assert.equal((await restore(world, good)).replacedId, null);
  assert.equal(Deno.statSync(world.configPath).mode! & 0o777, 0o600);
});

Deno.test("restoreConfig() replaces the file a link points to, not the link", async () => {
  const { world, good } = await brokenWorld();
  const { home } = world.context;
  Deno.mkdirSync(`${home}/dotfiles`);
  Deno.removeSync(world.configPath);
  Deno.symlinkSync("../dotfiles/link.json", world.configPath);
  Deno.symlinkSync("real.json", `${home}/dotfiles/link.json`);
  for (const text of ["{a: broken", null]) {
    if (text === null) Deno.removeSync(`${home}/dotfiles/real.json`);
    else Deno.writeTextFileSync(`${home}/dotfiles/real.json`, text);
    const { path } = await restore(world, good);
    assert.equal(
      Deno.realPathSync(path),
      `${Deno.realPathSync(home)}/dotfiles/real.json`,
    );
    assert.equal(
      Deno.readTextFileSync(`${home}/dotfiles/real.json`),
      "{a: 'good'}",
    );
    assert(Deno.lstatSync(world.configPath).isSymlink);
  }
});

Deno.test("restoreConfig() changes nothing when the generation is damaged, unknown, or the undo cannot be kept", async () => {
  const unchanged = async (world: ConfigWorld, id: string, message: RegExp) => {
    await assert.rejects(restore(world, id), (error) => {
      assert(error instanceof GuardError);
      assert.match(error.message, message);
      return true;
    });
    assert.equal(Deno.readTextFileSync(world.configPath), "{a: broken");
  };
  const damaged = await brokenWorld();
  Deno.writeTextFileSync(
    `${damaged.world.dir}/${damaged.good}.json5`,
    "{a: 'evil'}",
  );
  await unchanged(damaged.world, damaged.good, /not the ones that were kept/);

  const unknown = await brokenWorld();
  await unchanged(unknown.world, "0123456789ab", /no such copy/);

  const full = await brokenWorld();
  // The undo cannot be written: a folder is in its way.
  const broken = Deno.readFileSync(full.world.configPath);
  const undo = (await sha256Hex(broken)).slice(0, 12);
  Deno.mkdirSync(`${full.world.dir}/${undo}.json5/x`, { recursive: true });
  await assert.rejects(restore(full.world, full.good));
  assert.equal(Deno.readTextFileSync(full.world.configPath), "{a: broken");
});

Deno.test("restoreConfig() refuses the file of another user", async () => {
  const { world, good } = await brokenWorld();
  const stranger = {
    ...world,
    context: { ...world.context, uid: (Deno.uid() ?? 0) + 1 },
  };
  await assert.rejects(restore(stranger, good), /belongs to user/);
  assert.equal(Deno.readTextFileSync(world.configPath), "{a: broken");
});

Deno.test("restoreConfig() gives the file back to its owner", {
  ignore: Deno.uid() !== 0, // only root can give files away
}, async () => {
  const { world, good } = await brokenWorld();
  Deno.chownSync(world.configPath, 12345, 12346);
  await restore(world, good);
  const { uid, gid } = Deno.statSync(world.configPath);
  assert.deepEqual([uid, gid], [12345, 12346]);
});

Deno.test("restoreChoices() says what is wrong with the file that is there", async () => {
  const { world } = await brokenWorld();
  const invalid = async () =>
    (await restoreChoices(world.context, "default", world.configPath)).current
      .invalid;
  assert.match(await invalid() ?? "", /not valid JSON5 at line 1, column 5/);
  world.write("{a: 1}");
  assert.equal(await invalid(), null);
  Deno.removeSync(world.configPath);
  assert.equal(await invalid(), "not there");
  Deno.mkdirSync(world.configPath);
  await assert.rejects(invalid(), /not a plain file/);
});

Deno.test("restoreConfig() parts a file from its other name, and says so", async () => {
  const { world, good } = await brokenWorld();
  const { configPath } = world;
  assert.deepEqual((await restore(world, good)).notes, []);
  world.write("{a: broken");
  Deno.linkSync(configPath, `${configPath}.other`);
  const { ino } = Deno.statSync(configPath);
  assert.deepEqual((await restore(world, good)).notes, [
    `${configPath} has another name (a hard link), which keeps the old contents: "find ~ -xdev -inum ${ino}" finds it`,
  ]);
  assert.equal(Deno.readTextFileSync(`${configPath}.other`), "{a: broken");
});

Deno.test("planRestore() refuses what cannot be replaced, and only for a file that would be", async () => {
  const { world, good } = await brokenWorld();
  const { context, configPath } = world;
  const plan = () =>
    planRestore(context, "default", {
      configPath,
      id: good,
      readOnly: "OPENCLAW_CONFIG_READONLY",
    });
  await assert.rejects(plan(), (error) => {
    assert(error instanceof GuardError);
    assert.match(
      error.message,
      /managed elsewhere \(OPENCLAW_CONFIG_READONLY=1/,
    );
    assert.match(error.hint, /^Change it there/);
    return true;
  });
  world.write("{a: 'good'}");
  assert.deepEqual((await plan()).notes, []);
});
