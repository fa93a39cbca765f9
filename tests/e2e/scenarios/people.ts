/** What people do counts more than what the guard wants (S7, S10, S16). */

import assert from "node:assert/strict";
import {
  expectCode,
  expectNoAction,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import { delay, type Lab } from "../lab.ts";
import { MAINTENANCE_FLAG } from "../names.ts";
import { scenario } from "../scenario.ts";

/** Returns when a check that is under way waits before it acts. */
function waitsBeforeActing(lab: Lab): Promise<true> {
  return lab.waitFor(
    "the check waits before it acts",
    () => lab.log().includes("looking again"),
    20_000,
    50,
  );
}

scenario(
  "S7 F12 drill: a gateway stopped by hand stays stopped, status says why",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    await healthyTick(lab);
    await lab.systemctl("stop");
    for (let tick = 1; tick <= 3; tick++) expectCode(await lab.tick(), 0);
    assert.equal((await lab.unit()).activeState, "inactive");
    assert.equal((await lab.status()).verdict, "stopped");
    const { stdout } = await lab.guard(["status"]);
    assert.match(stdout, /stopped/);
    expectNoAction(lab.log());
    await lab.systemctl("start");
    await lab.waitForHealth(10_000);
    await healthyTick(lab);
  },
);

scenario(
  "S7 a stop by hand during the guard's own wait stays a stop",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await healthyTick(lab);
    await lab.fault("hang", { untilRestart: true });
    const tick = lab.tick();
    await waitsBeforeActing(lab);
    await lab.systemctl("stop");
    expectCode(await tick, 0);
    await delay(2000);
    expectCode(await lab.tick(), 0);
    assert.equal((await lab.unit()).activeState, "inactive");
    expectNoAction(lab.log());
  },
);

scenario(
  "S10 drill: the article's flag pauses everything, removing it resumes",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    await healthyTick(lab);
    await lab.mustUser(["touch", MAINTENANCE_FLAG]);
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    for (let tick = 1; tick <= 2; tick++) {
      const output = await lab.tick();
      expectCode(output, 1);
      assert.match(output.stdout, /: maintenance/);
    }
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
    await lab.mustUser(["rm", MAINTENANCE_FLAG]);
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 15_000);
  },
);

scenario(
  "S10 drill: a gateway stopped under the flag is not started when the flag goes",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    await healthyTick(lab);
    await lab.mustUser(["touch", MAINTENANCE_FLAG]);
    await lab.systemctl("stop");
    expectCode(await lab.tick(), 1);
    await lab.mustUser(["rm", MAINTENANCE_FLAG]);
    expectCode(await lab.tick(), 0);
    assert.equal((await lab.unit()).activeState, "inactive");
    await lab.systemctl("start");
    await lab.waitForHealth(10_000);
    await healthyTick(lab);
  },
);

scenario(
  "S10 maintenance on, status, off: with a reason and a time",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await healthyTick(lab);
    expectCode(
      await lab.guard([
        "maintenance",
        "on",
        "--for",
        "30m",
        "--reason",
        "disk swap",
      ]),
      0,
    );
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    expectCode(await lab.tick(), 1);
    const { maintenance } = await lab.status();
    assert.equal(maintenance.active, true);
    assert.equal(maintenance.reason, "disk swap");
    const left = Date.parse(maintenance.until ?? "") - Date.now();
    assert.ok(left > 29 * 60_000 && left <= 30 * 60_000, `${left} ms left`);
    const { stdout } = await lab.guard(["maintenance", "status"]);
    assert.match(stdout, /disk swap/);
    await expectSameLife(lab, before);
    expectCode(await lab.guard(["maintenance", "off"]), 0);
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 15_000);
  },
);

scenario(
  "S10 a maintenance that has run out ends by itself",
  { gateway: "fake", seconds: 85 },
  async (lab) => {
    await healthyTick(lab);
    expectCode(await lab.guard(["maintenance", "on", "--for", "1m"]), 0);
    await lab.fault("hang", { untilRestart: true });
    await lab.waitFor(
      "the guard wakes up",
      async () => {
        const { code } = await lab.tick();
        assert.ok(code === 1 || code === 2, `exit code ${code}`);
        return code === 2;
      },
      80_000,
      10_000,
    );
    await lab.waitForHealth(15_000);
  },
);

scenario(
  "S10 the flag set during the guard's own wait is respected",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    const tick = lab.tick();
    await waitsBeforeActing(lab);
    await lab.mustUser(["touch", MAINTENANCE_FLAG]);
    const output = await tick;
    expectCode(output, 1);
    assert.match(output.stdout, /: maintenance/);
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
  },
);

scenario(
  "S10 the flag of another user, or a link, switches nothing off",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await healthyTick(lab);
    await lab.mustRoot(["setpriv", "--reuid=65534", "touch", MAINTENANCE_FLAG]);
    await healthyTick(lab);
    await lab.mustRoot(["rm", MAINTENANCE_FLAG]);
    await lab.mustRoot([
      "setpriv",
      "--reuid=65534",
      "ln",
      "-s",
      "/etc/hostname",
      MAINTENANCE_FLAG,
    ]);
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 15_000);
  },
);
