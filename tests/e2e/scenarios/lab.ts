/** The lab itself: if these fail, no other result means anything. */

import assert from "node:assert/strict";
import { expectSameLife, lifeOf, waitForNewLife } from "../expect.ts";
import { scenario } from "../scenario.ts";
import { stall } from "../stall.ts";

scenario(
  "lab: cron's environment is bare and the user's session works",
  { gateway: "none", seconds: 3 },
  async (lab) => {
    const { stdout } = await lab.cronEnvironment(["env"]);
    assert.deepEqual(stdout.trim().split("\n").sort(), [
      "HOME=/home/openclaw",
      "LOGNAME=openclaw",
      "PATH=/usr/bin:/bin",
      "SHELL=/bin/sh",
    ]);
    await lab.mustUser(["systemctl", "--user", "show", "--property=Version"]);
    await lab.mustRoot(["systemctl", "is-active", "cron"]);
    assert.equal(await lab.crontab(), null);
  },
);

scenario(
  "lab: a fake gateway's fault shows, a restart cures it when asked to, and lives differ",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    const before = await lifeOf(lab);
    await expectSameLife(lab, before);
    for (const fault of ["500", "503", "notok", "html", "hang", "reset"]) {
      await lab.fault(fault);
      assert.equal(await lab.health({ seconds: 1 }), false, fault);
    }
    await lab.fault("hang", { untilRestart: true });
    assert.equal(await lab.health({ seconds: 1 }), false);
    await lab.systemctl("restart");
    await waitForNewLife(lab, before, 10_000);
  },
);

scenario(
  "lab: the event loop of a real gateway can be hung",
  { gateway: "real", seconds: 40, long: true },
  async (lab) => {
    await stall(lab, "loop");
  },
);
