import assert from "node:assert/strict";
import {
  backUpServiceFile,
  removeServiceCopies,
  writtenServiceCopies,
} from "../../lib/install/service_file.ts";
import { stateRoot } from "../../lib/store/paths.ts";
import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import { unitFacts } from "../probe/facts.ts";
import { UNIT_TEXT, World } from "./world.ts";

function save(
  world: World,
  profile = "default",
  dryRun = false,
  dropIns: readonly string[] = [],
) {
  return backUpServiceFile(
    world.context,
    unitFacts({
      ...ownGatewayUnit(1000, profile),
      fragmentPath: world.unitFile,
      dropIns,
    }),
    dryRun,
  );
}

Deno.test("S14: the unit file is saved where the article wants it", async () => {
  using world = new World();
  const path = `${world.home}/.openclaw/backup/openclaw-gateway.service.bak`;
  assert.deepEqual(await save(world), [
    { source: world.unitFile, path, already: false },
  ]);
  assert.equal(Deno.readTextFileSync(path), UNIT_TEXT);
  assert.equal((Deno.statSync(path).mode ?? 0) & 0o777, 0o600);
  assert.deepEqual(await save(world), [
    { source: world.unitFile, path, already: true },
  ]);
});

Deno.test("a profile's unit is saved in that profile's folder", async () => {
  using world = new World();
  const [copy] = await save(world, "work");
  assert.equal(
    copy?.path,
    `${world.home}/.openclaw-work/backup/openclaw-gateway-work.service.bak`,
  );
});

Deno.test("the first copy is never overwritten", async () => {
  using world = new World();
  const path = `${world.home}/.openclaw/backup/openclaw-gateway.service.bak`;
  world.file(path, "a person's own copy");
  const [first] = await save(world);
  assert.equal(first?.path, `${path}-20261123T010203.000Z`);
  assert.equal(Deno.readTextFileSync(path), "a person's own copy");
  assert.equal(Deno.readTextFileSync(first.path), UNIT_TEXT);
  world.wallMs += 1000;
  assert.deepEqual(await save(world), [{ ...first, already: true }]);
});

Deno.test("drop-ins are saved too, also from paths with spaces", async () => {
  using world = new World();
  const plain = `${world.root}/units/gateway.service.d/a.conf`;
  const spaced = `${world.root}/my units/b "c".conf`;
  world.file(plain, "[Service]\nRestart=always\n");
  world.file(spaced, "[Service]\n");
  const folder = `${world.home}/.openclaw/backup/openclaw-gateway.service.d`;
  const copies = await save(world, "default", false, [plain, spaced]);
  assert.deepEqual(copies.slice(1).map(({ path }) => path), [
    `${folder}/a.conf.bak`,
    `${folder}/b "c".conf.bak`,
  ]);
});

Deno.test("a dry run writes nothing", async () => {
  using world = new World();
  const before = world.snapshot();
  const [copy] = await save(world, "default", true);
  assert.equal(copy?.already, false);
  assert.deepEqual(world.snapshot(), before);
});

Deno.test("only copies that are still as written are taken back", async () => {
  using world = new World();
  const dropIns = [`${world.root}/a.conf`, `${world.root}/b.conf`];
  dropIns.forEach((path) => world.file(path, "[Service]\n"));
  const copies = await save(world, "default", false, dropIns);
  const paths = copies.map(({ path }) => path);
  Deno.writeTextFileSync(paths[1] ?? "", "changed by a person");
  assert.deepEqual(await writtenServiceCopies(world.context), [
    paths[0],
    paths[2],
  ]);
  await removeServiceCopies(world.context);
  const folder = `${world.home}/.openclaw`;
  assert.deepEqual(Object.keys(world.snapshot(folder)), [paths[1]]);
});

Deno.test("folders made for the copies go, others stay", async () => {
  for (const there of [false, true]) {
    using world = new World();
    const folder = `${world.home}/.openclaw/backup`;
    if (there) Deno.mkdirSync(folder, { recursive: true });
    await save(world);
    await removeServiceCopies(world.context);
    const names = [...Deno.readDirSync(world.home)].map(({ name }) => name);
    assert.equal(names.includes(".openclaw"), there);
    if (there) assert.ok(Deno.statSync(folder).isDirectory);
  }
});

Deno.test("a FIFO under the name of the record, or of a copy, does not hang install", async () => {
  using world = new World();
  const [copy] = await save(world);
  const record = `${stateRoot(world.context)}/service-backups.json`;
  for (const path of [record, copy?.path ?? ""]) {
    Deno.removeSync(path);
    assert.ok(
      new Deno.Command("mkfifo", { args: [path] }).outputSync().success,
    );
  }
  await assert.rejects(save(world), /service\.bak is a pipe/);
  assert.deepEqual(await writtenServiceCopies(world.context), []);
  Deno.removeSync(copy?.path ?? "");
  await save(world);
  assert.deepEqual(await writtenServiceCopies(world.context), [copy?.path]);
});
