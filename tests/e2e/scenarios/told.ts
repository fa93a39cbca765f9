/** What is told besides the trouble that the guard mends: people's deeds, and what only they can mend. */

import assert from "node:assert/strict";
import { expectCode, healthyTick, lifeOf, waitForNewLife } from "../expect.ts";
import { STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";
import { Services } from "../services.ts";

scenario(
  "told: a stop by a person ends what was told, an emergency stop is told by the command itself, and maintenance opens nothing",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    await using services = new Services(lab);
    await services.start();
    const { ntfy } = await services.channels();
    lab.settings({
      recovery: { waits: ["1s", "1s", "1s"] },
      notify: { channels: { ntfy } },
    });
    /** First lines of what has come, without the machine's name. */
    const told = async () =>
      (await services.received()).map(({ shown }) =>
        (shown ?? "").split("\n")[0]?.replace(/ OpenClaw [^:]*:/, "") ?? ""
      );
    await healthyTick(lab);
    // Frozen, and stopped by a person before anybody can bring it back.
    const before = await lifeOf(lab);
    await lab.signal("STOP");
    await lab.tick();
    await waitForNewLife(lab, before, 15_000);
    await lab.systemctl("stop");
    await lab.tick();
    await lab.tick();
    assert.deepEqual(await told(), [
      "🔵 hung (http) - it runs, but does not answer",
      "✅ stopped: the guard leaves it alone",
    ]);
    await lab.systemctl("start");
    await lab.waitForHealth(15_000);
    await healthyTick(lab);
    // Broken in maintenance, and mended by the person who is at work.
    expectCode(await lab.guard(["maintenance", "on"]), 0);
    await lab.signal("STOP");
    await lab.tick();
    await lab.signal("CONT");
    await lab.waitForHealth(15_000);
    expectCode(await lab.guard(["maintenance", "off"]), 0);
    await healthyTick(lab);
    await healthyTick(lab);
    assert.equal((await told()).length, 2);
    // No check comes after it that could tell it.
    await lab.guard(["emergency-stop", "--yes"]);
    assert.deepEqual((await told()).slice(2), ["🟠 emergency stop"]);
    await lab.guard(["resume"]);
    assert.deepEqual((await told()).slice(3), [
      "🔵 the emergency stop is over",
    ]);
    await healthyTick(lab);
    await healthyTick(lab);
    assert.equal((await told()).length, 4);
    assert.deepEqual(lab.list(`${STATE_DIR}/outbox`), []);
    assert.doesNotMatch(
      lab.readFile(`${STATE_DIR}/state.json`),
      /"(outage|unsent)"/,
    );
  },
);
