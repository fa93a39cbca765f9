import assert from "node:assert/strict";
import { DAY_MS } from "../../lib/base/duration.ts";
import { listBackups, recordHealthyConfig } from "../../lib/config/record.ts";
import {
  type BackupIndex,
  indexPath,
  readIndex,
} from "../../lib/config/index.ts";
import { configWorld } from "./world.ts";

Deno.test("a config the gateway started from is kept as proven, byte for byte and private", async () => {
  const world = configWorld();
  const text =
    "// mine\n{ gateway: { port: 18789, }, $include: '/etc/passwd' }\r\n";
  world.write(text);
  const result = await world.check("after the change", { version: "2026.9.5" });
  assert.equal(result.kind, "kept");
  assert.equal(result.level, "info");
  const [generation, ...others] = listBackups(world.context, "default");
  assert.deepEqual(others, []);
  assert(generation !== undefined);
  const { id } = generation;
  assert.equal(
    result.message,
    `config ${id} kept, proven: the gateway started from it and is healthy; ` +
      "not kept, because outside its folder: /etc/passwd",
  );
  assert.deepEqual(
    { ...generation, id: "", sha256: "" },
    {
      id: "",
      sha256: "",
      size: text.length,
      firstSeenMs: world.now().wallMs,
      lastSeenMs: world.now().wallMs,
      openclawVersion: "2026.9.5",
      proven: true,
      valid: true,
      source: "healthy-check",
      includes: [],
    },
  );
  const path = `${world.dir}/${id}.json5`;
  assert.equal(Deno.readTextFileSync(path), text);
  assert.equal(Deno.statSync(path).mode! & 0o777, 0o600);
  assert.equal(Deno.statSync(indexPath(world.dir)).mode! & 0o777, 0o600);
  assert.equal(Deno.statSync(world.dir).mode! & 0o777, 0o700);
  // OpenClaw's own ring of backups is beside its config: not our place.
  assert.deepEqual(
    [...Deno.readDirSync(`${world.context.home}/.openclaw`)].map(({ name }) =>
      name
    ),
    ["openclaw.json"],
  );
});

Deno.test("a config written after the gateway's start is a candidate until a gateway starts from it", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  assert.match(
    (await world.check("before the change")).message ?? "",
    /kept, a candidate/,
  );
  assert.equal(listBackups(world.context, "default")[0]?.proven, false);
  const index = Deno.readTextFileSync(indexPath(world.dir));
  const again = await world.check("before the change", { laterMs: 30_000 });
  assert.equal(again.kind, "unchanged");
  assert.equal(Deno.readTextFileSync(indexPath(world.dir)), index);
  assert.equal((await world.check("after the change")).kind, "proven");
  assert.equal(listBackups(world.context, "default")[0]?.proven, true);
  // A later edit and its undo do not make it less proven.
  world.write("{a: 2}");
  await world.check("before the change");
  world.write("{a: 1}");
  await world.check("before the change", { laterMs: 1000 });
  assert.deepEqual(
    listBackups(world.context, "default").map(({ proven }) => proven),
    [true, false],
  );
});

Deno.test("an older file moved into place is not taken for what the gateway started from", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  // As `cp -p` and `touch -d` do: an old modification time on a new change.
  Deno.utimeSync(world.configPath, 1_000_000, 1_000_000);
  const result = await world.check("before the change");
  assert.match(result.message ?? "", /candidate/);
});

Deno.test("a link pointed at another, old file is not taken for what the gateway started from", async () => {
  const world = configWorld();
  const target = `${world.context.home}/real.json`;
  Deno.writeTextFileSync(target, "{a: 1}");
  Deno.symlinkSync(target, world.configPath);
  assert.match(
    (await world.check("before the change")).message ?? "",
    /candidate/,
  );
  assert.equal((await world.check("after the change")).kind, "proven");
});

Deno.test("an unchanged config is not read again, but for once a day", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  await world.check("after the change");
  // Were it read, this would be invalid: same file, same size, same times.
  const index = Deno.readTextFileSync(indexPath(world.dir));
  const { mtime, atime } = Deno.statSync(world.configPath);
  Deno.writeTextFileSync(world.configPath, "{a: !}");
  Deno.utimeSync(world.configPath, atime!, mtime!);
  const changed = JSON.parse(index) as {
    seen: { files: [{ changedMs: number }] };
  };
  const { ctime } = Deno.statSync(world.configPath);
  changed.seen.files[0].changedMs = Math.max(
    mtime!.getTime(),
    ctime!.getTime() + 999,
  );
  Deno.writeTextFileSync(indexPath(world.dir), JSON.stringify(changed));
  assert.equal((await world.check("after the change")).kind, "unchanged");
  const tomorrow = await world.check("after the change", { laterMs: DAY_MS });
  assert.equal(tomorrow.kind, "invalid");
});

Deno.test("an unchanged config is noted as seen once a day, and with a new version of OpenClaw", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  await world.check("after the change", { version: "1" });
  const first = world.now().wallMs;
  const seen = () => {
    const [{ lastSeenMs, openclawVersion } = assert.fail()] = listBackups(
      world.context,
      "default",
    );
    return [lastSeenMs - first, openclawVersion];
  };
  const half = DAY_MS / 2;
  await world.check("after the change", { version: "1", laterMs: half });
  assert.deepEqual(seen(), [0, "1"]);
  await world.check("after the change", { version: null, laterMs: half });
  assert.deepEqual(seen(), [0, "1"]);
  await world.check("after the change", { version: "2", laterMs: half });
  assert.deepEqual(seen(), [half, "2"]);
  await world.check("after the change", {
    version: "2",
    laterMs: half + DAY_MS,
  });
  assert.deepEqual(seen(), [half + DAY_MS, "2"]);
});

Deno.test("a broken config is reported once per change, without its contents, and never kept", async () => {
  const cases: readonly (string | Uint8Array)[] = [
    "",
    "[1]",
    '"text"',
    "{token: s3cret}",
    new Uint8Array([0x7b, 0xff, 0x7d]),
  ];
  for (const text of cases) {
    const world = configWorld();
    world.write("{a: 1}");
    await world.check("after the change");
    world.write(text);
    const result = await world.check("before the change");
    assert.equal(result.kind, "invalid");
    assert.equal(result.level, "warn");
    assert.match(result.message ?? "", /would not start from this file$/);
    assert.doesNotMatch(result.message ?? "", /s3cret/);
    assert.equal((await world.check("before the change")).kind, "unchanged");
    assert.equal(world.files().length, 1);
  }
});

Deno.test("a config that changes right now is left for the next tick", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  const now = { ...world.now(), wallMs: Date.now() + 1000 };
  const config = {
    configPath: world.configPath,
    incarnation: "any",
    incarnationStartedWallMs: 0,
    version: null,
  };
  const result = await recordHealthyConfig(
    world.context,
    "default",
    config,
    now,
  );
  assert.equal(result.kind, "unchanged");
  assert.throws(() => world.files(), Deno.errors.NotFound);
});

Deno.test("no config, a folder or a full disk in its place never throws", async () => {
  const world = configWorld();
  assert.deepEqual(await world.check("after the change"), {
    kind: "missing",
    message: null,
    level: "info",
  });
  Deno.mkdirSync(world.configPath);
  const folder = await world.check("after the change");
  assert.equal(folder.kind, "failed");
  assert.match(
    folder.message ?? "",
    /^cannot keep a copy of .*not a plain file/,
  );
  Deno.removeSync(world.configPath);
  world.write("{a: 1}");
  // What a disk that takes no more folders looks like, also for root.
  Deno.mkdirSync(`${world.context.home}/.local`);
  Deno.writeTextFileSync(`${world.context.home}/.local/state`, "");
  assert.equal((await world.check("after the change")).kind, "failed");
});

Deno.test("20 generations stay, and the proven one among the pruned", async () => {
  const world = configWorld();
  world.write("{a: 'proven'}");
  await world.check("after the change");
  const [proven = assert.fail()] = listBackups(world.context, "default");
  for (let count = 1; count <= 25; count++) {
    world.write(`{a: ${count}}`);
    await world.check("before the change", { laterMs: count * 1000 });
  }
  const left = listBackups(world.context, "default");
  assert.equal(left.length, 21);
  assert.equal(left.at(-1)?.id, proven.id);
  assert.deepEqual(world.files(), left.map(({ id }) => `${id}.json5`).sort());
});

Deno.test("a lost or damaged index is made anew from the generations, and put aside", async () => {
  for (const damage of ["", "{", '{"schema":2}', null]) {
    const world = configWorld();
    world.write("{a: 1}");
    await world.check("after the change");
    if (damage === null) Deno.removeSync(indexPath(world.dir));
    else Deno.writeTextFileSync(indexPath(world.dir), damage);
    world.write("{a: 2}");
    await world.check("before the change");
    const found = listBackups(world.context, "default");
    assert.deepEqual(found.map(({ source }) => source).sort(), [
      "found",
      "healthy-check",
    ]);
    const aside = [...Deno.readDirSync(world.dir)].filter(({ name }) =>
      name.startsWith("index.json.bad-")
    );
    assert.equal(aside.length, damage === null ? 0 : 1);
  }
});

Deno.test("a file that is not what its name says is not taken for a generation", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  await world.check("after the change");
  Deno.writeTextFileSync(`${world.dir}/0123456789ab.json5`, "{}");
  world.write("{a: 2}");
  await world.check("after the change");
  const index = readIndex(world.dir) as BackupIndex;
  assert.equal(index.generations.length, 2);
});
