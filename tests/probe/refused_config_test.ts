import assert from "node:assert/strict";
import { lookAtConfig } from "../../lib/probe/refused_config.ts";
import { type ConfigWorld, configWorld } from "../config/world.ts";
import type { UnitFacts } from "../../lib/core/types.ts";
import { UNIT } from "../core/world.ts";

const FAILED = {
  ...UNIT,
  activeState: "failed",
  execMainStatus: 78,
  mainPid: 0,
  invocationId: "0123456789abcdef0123456789abcdef",
};
const JOURNAL =
  "Gateway failed to start: Invalid config at /x:\na.b: wrong\nRun x\n";

/** An OpenClaw of this version that the unit starts. */
function installed(version: string): { readonly execStart: readonly string[] } {
  const dir = Deno.makeTempDirSync();
  Deno.writeTextFileSync(
    `${dir}/package.json`,
    JSON.stringify({ name: "openclaw", version }),
  );
  Deno.writeTextFileSync(`${dir}/index.js`, "");
  return { execStart: [`${dir}/index.js`] };
}

function look(
  world: ConfigWorld,
  version = "2026.9.6",
  profile = "default",
  refusedMs = Date.now(),
) {
  return lookAfter({ inactiveEnterMs: refusedMs }, world, version, profile)
    .then(({ fact, asked }) => ({ fact: fact ?? assert.fail(), asked }));
}

function lookAfter(
  unit: Partial<UnitFacts>,
  world: ConfigWorld,
  version = "2026.9.6",
  profile = "default",
  journal = JOURNAL,
) {
  const asked: string[][] = [];
  const context = {
    ...world.context,
    run(program: string, args: readonly string[]) {
      asked.push([program, ...args]);
      return Promise.resolve({
        code: 0,
        stdout: journal,
        stderr: "",
        timedOut: false,
      });
    },
  };
  return lookAtConfig(
    context,
    profile,
    { ...FAILED, ...installed(version), ...unit },
    world.configPath,
  ).then((fact) => ({ fact, asked }));
}

Deno.test("lookAtConfig() asks the journal of this very start, bounded, what is wrong", async () => {
  const world = configWorld();
  world.write("{a: {b: 1}}");
  const { fact, asked } = await look(world);
  assert.deepEqual(fact.problems, ["a.b: wrong"]);
  assert.equal(fact.version, "2026.9.6");
  assert.deepEqual(asked, [[
    "journalctl",
    "--user",
    `--unit=${UNIT.name}`,
    `_SYSTEMD_INVOCATION_ID=${FAILED.invocationId}`,
    "--lines=80",
    "--output=cat",
    "--no-pager",
    "--quiet",
  ]]);
});

Deno.test("lookAtConfig() does not blame a file that was changed after the gateway refused it", async () => {
  const world = configWorld();
  world.write("{a: 1}");
  const minuteAgo = Date.now() - 60_000;
  const { fact, asked } = await look(world, "1", "default", minuteAgo);
  assert.equal(fact.untried, true);
  assert.deepEqual([fact.problems, asked], [[], []]);
  assert.equal(fact.repair, `systemctl --user start ${UNIT.name}`);
  world.write("{broken");
  const { fact: broken } = await look(world, "1", "default", minuteAgo);
  assert.equal(broken.untried, false, "that no gateway would start from it");
  assert.match(broken.problems[0] ?? "", /openclaw\.json is /);
});

Deno.test("lookAtConfig() says itself where a file is broken: OpenClaw only misses gateway.mode", async () => {
  const world = configWorld();
  for (const text of ["", "{a: 1 b: 2}", "[1]"]) {
    world.write(text);
    const { fact, asked } = await look(world);
    assert.match(fact.problems[0] ?? "", /openclaw\.json is (empty|not )/);
    assert.deepEqual(asked, []);
  }
  Deno.removeSync(world.configPath);
  const { fact } = await look(world);
  assert.match(fact.problems[0] ?? "", /is not there/);
  assert.equal(fact.changedMs, null);
  Deno.mkdirSync(world.configPath);
  assert.match((await look(world)).fact.problems[0] ?? "", /not a plain file/);
});

Deno.test("lookAtConfig() names the one command that repairs it", async () => {
  const world = configWorld();
  const repair = async (version?: string, profile?: string) =>
    (await look(world, version, profile)).fact.repair;
  world.write("{broken");
  assert.equal(await repair(), "openclaw doctor --fix");
  assert.equal(
    await repair("1", "work"),
    "openclaw --profile work doctor --fix",
  );
  Deno.writeTextFileSync(`${world.configPath}.bak`, "{broken");
  assert.equal(await repair(), "openclaw doctor --fix");
  Deno.writeTextFileSync(`${world.configPath}.last-good`, "{a: 0}");
  assert.equal(await repair(), "openclaw-guard restore-config --to last-good");
  world.write("{a: 1}");
  await world.check("before the change");
  world.write("{broken");
  assert.equal(await repair(), "openclaw-guard restore-config --yes");
  world.write("{a: 2}");
  await world.check("after the change", { version: "2026.9.6" });
  world.write("{broken");
  const { fact } = await look(world);
  assert.equal(fact.repair, "openclaw-guard restore-config --yes");
  assert.deepEqual(fact.proven.map(({ version }) => version), ["2026.9.6"]);
  assert.equal(
    await repair("2026.10.1"),
    "openclaw-guard restore-config --yes --any-version",
  );
});

/** A unit that ended with 1 a start that began a moment after this call. */
const endedWith1 = (): Partial<UnitFacts> => ({
  execMainStatus: 1,
  mainStartedMs: Date.now() + 1000,
});

Deno.test("B3: lookAtConfig() blames the config for another exit code where it cannot be read or OpenClaw complains of it", async () => {
  const world = configWorld();
  const said = async (journal: string, unit = endedWith1(), version = "1") =>
    (await lookAfter(unit, world, version, "default", journal)).fact
      ?.problems ?? null;
  const bind = 'Invalid --bind. Use "loopback" or "lan".\n';
  world.write("{a: broken");
  assert.match(
    (await said(""))?.[0] ?? "",
    /openclaw\.json is not valid JSON5/,
  );
  world.write("{a: 1}");
  assert.deepEqual(await said(JOURNAL), ["a.b: wrong"]);
  assert.deepEqual(await said(bind), [
    'gateway.bind: Use "loopback" or "lan".',
  ]);
  assert.equal(await said("Gateway failed to start: the port is busy\n"), null);
  assert.equal(await said(""), null);
});

Deno.test("B3: lookAtConfig() sees nothing but a crash in an exit code of a config that is proven, was changed since that start, or cannot be looked at", async () => {
  const world = configWorld();
  const blamed = async (unit = endedWith1(), version = "2026.9.6") =>
    (await lookAfter(unit, world, version)).fact !== null;
  world.write("{a: 1}");
  assert.equal(await blamed(), true);
  const before = { ...endedWith1(), mainStartedMs: Date.now() - 60_000 };
  assert.equal(await blamed(before), false);
  assert.equal(await blamed({ execMainStatus: 1 }), false);
  await world.check("before the change", { version: "2026.9.6" });
  await world.check("after the change", { version: "2026.9.6" });
  assert.equal(await blamed(), false, "proven");
  assert.equal(await blamed(endedWith1(), "2026.10.1"), true, "updated since");
  Deno.removeSync(world.configPath);
  assert.equal(await blamed(), true, "OpenClaw misses it");
  Deno.mkdirSync(world.configPath);
  assert.equal(await blamed(), false);
});
