import assert from "node:assert/strict";
import { listBackups } from "../../lib/config/record.ts";
import { unpackGeneration } from "../../lib/config/bundle.ts";
import { restoreConfig } from "../../lib/config/restore.ts";
import { readCurrent, restoreChoices } from "../../lib/config/choices.ts";
import { readConfigFiles } from "../../lib/config/files.ts";
import { type ConfigWorld, configWorld } from "./world.ts";

function folder({ context }: ConfigWorld): string {
  return `${context.home}/.openclaw`;
}

function write(world: ConfigWorld, name: string, text: string): void {
  const path = `${folder(world)}/${name}`;
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(path, text);
}

Deno.test("a generation has the included files, and those they include", async () => {
  const world = configWorld();
  write(world, "a.json5", "{$include: './sub/b.json5'}");
  write(world, "sub/b.json5", "{$include: ['../c.json5']}");
  write(world, "c.json5", "{c: 1}");
  write(world, "unrelated.json5", "{}");
  world.write("{x: {$include: './a.json5'}}");
  const result = await world.check("after the change");
  assert.match(result.message ?? "", /kept with 3 included files, proven/);
  const [generation = assert.fail()] = listBackups(world.context, "default");
  assert.deepEqual(generation.includes, ["a.json5", "c.json5", "sub/b.json5"]);
});

Deno.test("a change of an included file alone is another generation", async () => {
  const world = configWorld();
  write(world, "a.json5", "{a: 1}");
  world.write("{$include: './a.json5'}");
  await world.check("after the change");
  assert.equal((await world.check("after the change")).kind, "unchanged");
  // Of another size: two writes may share a tick of the kernel's file times.
  write(world, "a.json5", "{a: 22}");
  // The same life: the gateway cannot have started from this.
  const changed = await world.check("after the change", { laterMs: 1000 });
  assert.match(changed.message ?? "", /a candidate/);
  assert.deepEqual(
    listBackups(world.context, "default").map(({ proven }) => proven),
    [false, true],
  );
});

const UNUSABLE: readonly [
  what: string,
  files: Record<string, string>,
  RegExp,
][] = [
  ["is not there", {}, /including \.\/a\.json5, which is not there/],
  ["is broken", { "a.json5": "{a: " }, /which is not valid JSON5 at line 1/],
  ["is empty", { "a.json5": " " }, /which is empty/],
  [
    "includes one that is not there",
    { "a.json5": "{$include: 'b'}" },
    /including b, which is not there/,
  ],
];
for (const [what, files, message] of UNUSABLE) {
  Deno.test(`a config is not kept while an included file ${what}, and is when that is mended`, async () => {
    const world = configWorld();
    Object.entries(files).forEach(([name, text]) => write(world, name, text));
    world.write("{$include: './a.json5'}");
    const result = await world.check("before the change");
    assert.equal(result.kind, "invalid");
    assert.match(result.message ?? "", message);
    assert.equal((await world.check("before the change")).kind, "unchanged");
    write(world, "a.json5", "{a: 1}");
    const later = await world.check("before the change", { laterMs: 1000 });
    assert.equal(later.kind, "kept");
  });
}

Deno.test("included files that include each other, or link out of the folder, are no trap", () => {
  const world = configWorld();
  write(world, "a.json5", "{$include: './b.json5'}");
  write(world, "b.json5", "{$include: ['./a.json5', './openclaw.json']}");
  Deno.writeTextFileSync(`${world.context.home}/secret`, "{}");
  Deno.symlinkSync("../secret", `${folder(world)}/link.json5`);
  world.write("{$include: ['./a.json5', './link.json5', '/etc/hostname']}");
  const files = readConfigFiles(world.configPath) ?? assert.fail();
  assert.equal(files.invalid, null);
  assert.deepEqual(files.includes.map(({ name }) => name), [
    "a.json5",
    "b.json5",
    "openclaw.json",
  ]);
  assert.equal(files.outside.length, 2);
});

Deno.test("a restore puts included files back, makes missing ones, and undo brings the old ones back", async () => {
  const world = configWorld();
  write(world, "a.json5", "{a: 'good'}");
  write(world, "sub/b.json5", "{b: 'good'}");
  world.write("{$include: ['./a.json5', './sub/b.json5']}");
  await world.check("after the change");
  const [{ id } = assert.fail()] = listBackups(world.context, "default");
  write(world, "a.json5", "{a: broken");
  Deno.removeSync(`${folder(world)}/sub`, { recursive: true });
  const request = {
    configPath: world.configPath,
    by: "person",
    version: null,
  } as const;
  const { replacedId } = await restoreConfig(
    world.context,
    "default",
    { ...request, id },
    world.now(1000),
  );
  const read = (name: string) =>
    Deno.readTextFileSync(`${folder(world)}/${name}`);
  assert.equal(read("a.json5"), "{a: 'good'}");
  assert.equal(read("sub/b.json5"), "{b: 'good'}");
  assert.equal((await readCurrent(world.configPath)).id, id);
  await restoreConfig(
    world.context,
    "default",
    { ...request, id: replacedId ?? "" },
    world.now(2000),
  );
  assert.equal(read("a.json5"), "{a: broken");
});

Deno.test("a restore never writes outside the config's folder", async () => {
  const world = configWorld();
  write(world, "sub/b.json5", "{b: 'good'}");
  world.write("{$include: './sub/b.json5'}");
  await world.check("after the change");
  const [{ id } = assert.fail()] = listBackups(world.context, "default");
  const outside = `${world.context.home}/elsewhere`;
  Deno.mkdirSync(outside);
  Deno.removeSync(`${folder(world)}/sub`, { recursive: true });
  Deno.symlinkSync(outside, `${folder(world)}/sub`);
  await assert.rejects(
    restoreConfig(
      world.context,
      "default",
      { configPath: world.configPath, id, by: "person", version: null },
      world.now(1000),
    ),
    /cannot restore the included file sub\/b\.json5/,
  );
  assert.deepEqual([...Deno.readDirSync(outside)], []);
});

Deno.test("a damaged document of files is refused, also one with a path that leads out", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);
  for (
    const text of [
      "",
      "{",
      '{"schema":2}',
      '{"schema":1,"main":{"base64":"*"},"includes":[]}',
      '{"schema":1,"main":{"text":""},"includes":[{"name":"../x","content":{"text":""}}]}',
      '{"schema":1,"main":{"text":""},"includes":[{"name":"/x","content":{"text":""}}]}',
    ]
  ) assert.throws(() => unpackGeneration(bytes(text), true), /kept config/);
});

Deno.test("OpenClaw's own copies are listed when they are none of ours, and never written", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  await world.check("after the change");
  write(world, "openclaw.json.last-good", "{a: 'last'}");
  write(world, "openclaw.json.bak", "{a: 1}");
  write(world, "openclaw.json.bak.1", "{a: 'last'}");
  write(world, "openclaw.json.bak.2", "{broken");
  const { copies } = await restoreChoices(
    world.context,
    "default",
    world.configPath,
  );
  assert.deepEqual(
    copies.map(({ name, generation }) => [name, generation.valid]),
    [
      ["last-good", true],
      ["bak", true],
      ["bak.1", true],
      ["bak.2", false],
    ],
  );
  const { restored } = await restoreConfig(
    world.context,
    "default",
    {
      configPath: world.configPath,
      id: copies[0]?.generation.id ?? "",
      by: "person",
      version: null,
    },
    world.now(1000),
  );
  assert.equal(restored.source, "openclaw");
  assert.equal(Deno.readTextFileSync(world.configPath), "{a: 'last'}");
  assert.equal(
    Deno.readTextFileSync(`${world.configPath}.last-good`),
    "{a: 'last'}",
  );
  const kept = listBackups(world.context, "default");
  assert.equal(kept.find(({ id }) => id === restored.id)?.proven, false);
});
