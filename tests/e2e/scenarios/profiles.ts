/** Several gateways of one user, watched by one check. */

import assert from "node:assert/strict";
import {
  expectCode,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import type { Lab } from "../lab.ts";
import { STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";

const WORK = { profile: "work", port: 19011 } as const;

async function installBoth(lab: Lab): Promise<void> {
  await lab.gateway("fake", WORK);
  expectCode(await lab.guard(["install"]), 0);
  expectCode(await lab.guard(["install", "--profile", "work"]), 0);
  await healthyTick(lab);
}

scenario(
  "profiles: a hung one does not delay the other, and only it is restarted",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await installBoth(lab);
    const main = await lifeOf(lab);
    const work = await lifeOf(lab, "work");
    await lab.fault("hang", { profile: "work", untilRestart: true });
    // One of the two, as the check is a quick one or not.
    const written = () =>
      lab.readFile(`${STATE_DIR}/state.json`) +
      lab.readFile(`${STATE_DIR}/quiet-ticks.jsonl`);
    const ticked = written();
    const started = performance.now();
    const tick = lab.tick();
    await lab.waitFor(
      "the healthy one is done",
      () => written() !== ticked,
      10_000,
      50,
    );
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds < 3, `the healthy one had to wait ${seconds} s`);
    const output = await tick;
    expectCode(output, 2);
    assert.match(output.stdout, /default: healthy/);
    assert.match(output.stdout, /work: hung/);
    await waitForNewLife(lab, work, 15_000, WORK);
    await expectSameLife(lab, main);
    assert.match(lab.log("work"), / restart: /);
    assert.doesNotMatch(lab.log(), / restart: /);
    await healthyTick(lab);
  },
);

scenario(
  "profiles: two hung ones are rescued in the same check",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await installBoth(lab);
    const main = await lifeOf(lab);
    const work = await lifeOf(lab, "work");
    await lab.fault("hang", { untilRestart: true });
    await lab.fault("hang", { profile: "work", untilRestart: true });
    const started = performance.now();
    expectCode(await lab.tick(), 2);
    assert.ok(performance.now() - started < 20_000, "one after the other");
    await waitForNewLife(lab, main, 10_000);
    await waitForNewLife(lab, work, 10_000, WORK);
  },
);

scenario(
  "profiles: broken settings or a broken state of one do not harm the other",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    await installBoth(lab);
    lab.writeFile(`${STATE_DIR}/profiles/work/state.json`, "{ broken");
    await healthyTick(lab);
    assert.ok(
      lab.list(`${STATE_DIR}/profiles/work`).some((name) =>
        name.startsWith("state.json.bad-")
      ),
      "the broken state was not set aside",
    );
    lab.settings({ profiles: { work: { recovery: { debounce: "1 year" } } } });
    const before = await lifeOf(lab);
    const work = await lifeOf(lab, "work");
    await lab.fault("hang", { untilRestart: true });
    const output = await lab.tick();
    assert.match(output.stdout, /default: hung/);
    assert.match(output.stderr + output.stdout, /debounce/);
    await waitForNewLife(lab, before, 15_000);
    await expectSameLife(lab, work, "work");
  },
);

scenario(
  "profiles: emergency-stop and maintenance of one leave the other alone",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    await installBoth(lab);
    const main = await lifeOf(lab);
    expectCode(
      await lab.guard(["maintenance", "on", "--profile", "work"]),
      0,
    );
    const output = await lab.tick();
    assert.match(output.stdout, /default: healthy/);
    assert.match(output.stdout, /work: maintenance/);
    expectCode(
      await lab.guard(["emergency-stop", "--yes", "--profile", "work"]),
      0,
    );
    assert.equal(await lab.listening(WORK.port), false);
    await expectSameLife(lab, main);
    assert.ok(await lab.health());
  },
);

scenario(
  "profiles: emergency-stop of one leaves the other running and watched",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await installBoth(lab);
    const main = await lifeOf(lab);
    const crontab = (await lab.user(["crontab", "-l"])).stdout;
    expectCode(
      await lab.guard(["emergency-stop", "--profile", "work", "--yes"]),
      0,
    );
    assert.equal((await lab.user(["crontab", "-l"])).stdout, crontab);
    assert.match(lab.log("work"), / emergency-stop: /);
    const { stdout } = await lab.tick();
    assert.match(stdout, /default: healthy/);
    assert.match(stdout, /work: maintenance/);
    await expectSameLife(lab, main);
    expectCode(await lab.guard(["resume", "--profile", "work"]), 0);
    await healthyTick(lab);
  },
);
