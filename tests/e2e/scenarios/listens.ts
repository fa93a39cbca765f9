/** Gateways that do not listen where everything says that they should. */

import assert from "node:assert/strict";
import {
  count,
  expectCode,
  expectNoAction,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import { HOME } from "../names.ts";
import { scenario } from "../scenario.ts";

const PORT = 19444;
const WRAPPER = `${HOME}/start-gateway`;

scenario(
  "listens: a wrapper's gateway on a port nobody names is left alone, and rescued when it listens no more (openclaw#49180)",
  { gateway: "none", seconds: 35 },
  async (lab) => {
    // Without exec: the main process is the shell.
    lab.writeFile(
      WRAPPER,
      `#!/bin/sh\n/usr/bin/python3 /opt/lab-tools/fake-gateway.py gateway --port ${PORT}\necho ended\n`,
      0o700,
    );
    await lab.gateway("fake", {
      start: false,
      unitEdits: {
        "/usr/bin/python3 /opt/lab-tools/fake-gateway.py gateway --port 18789":
          WRAPPER,
      },
    });
    await lab.systemctl("start");
    await lab.waitForHealth(20_000, { port: PORT });
    const before = await lifeOf(lab);
    await healthyTick(lab);
    await healthyTick(lab);
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
    assert.equal(count(lab.log(), / listens-elsewhere: /), 1, lab.log());
    const status = await lab.guard(["status"]);
    expectCode(status, 0);
    for (const { stdout } of [status, await lab.guard(["doctor"])]) {
      assert.match(
        stdout.replaceAll(/\s+/g, " "),
        /listens at http:\/\/127\.0\.0\.1:19444, where it is asked; nobody listens at http:\/\/127\.0\.0\.1:18789/,
      );
    }
    await lab.fault("unbound");
    await lab.waitFor(
      "it is gone",
      async () => !await lab.listening(PORT),
      5000,
    );
    const tick = lab.tick();
    await lab.waitFor(
      "it is restarted",
      async () => (await lab.unit()).invocationId !== before.invocationId,
      20_000,
    );
    await lab.fault("ok");
    expectCode(await tick, 2);
    await waitForNewLife(lab, before, 10_000, { port: PORT });
    await healthyTick(lab);
  },
);
