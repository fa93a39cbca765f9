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
import { CONFIG } from "../gateway.ts";
import type { Lab } from "../lab.ts";
import { HOME, openclawDir, unitFile } from "../names.ts";
import { scenario } from "../scenario.ts";

const PORT = 19444;
const WRAPPER = `${HOME}/start-gateway`;

/** A gateway whose main process is a shell that has set more than the unit did. */
async function behindWrapper(lab: Lab, lines = ""): Promise<void> {
  lab.writeFile(
    WRAPPER,
    `#!/bin/sh
${lines}
# Nobody's command line names the port.
FAKE='import runpy, sys; sys.argv = ["fake", "--port", "${PORT}"]; runpy.run_path("/opt/lab-tools/fake-gateway.py")'
/usr/bin/python3 -c "$FAKE" gateway
exit $?
`,
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
}

scenario(
  "listens: a wrapper's gateway on a port nobody names is left alone, and rescued when it listens no more (openclaw#49180)",
  { gateway: "none", seconds: 35 },
  async (lab) => {
    await behindWrapper(lab);
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

const CONFIG_PATH = `${HOME}/conf/real.json`;

scenario(
  "listens: a config whose place only a wrapper knows is restored there (openclaw#108406)",
  { gateway: "none", seconds: 30 },
  async (lab) => {
    const good = CONFIG.replace("labtoken", "the real one");
    lab.writeFile(CONFIG_PATH, good);
    await behindWrapper(lab, `export OPENCLAW_CONFIG_PATH=${CONFIG_PATH}`);
    await healthyTick(lab);
    const listed = async () =>
      (await lab.guard(["restore-config", "--list"])).stdout;
    await lab.waitFor(
      "a copy is proven",
      async () => {
        await healthyTick(lab);
        return /proven/.test(await listed());
      },
      20_000,
      1000,
    );
    lab.writeFile(CONFIG_PATH, "{ broken");
    await lab.fault("crash 78");
    await lab.waitFor(
      "it has given up",
      async () => (await lab.unit()).activeState === "failed",
      15_000,
    );
    const output = await lab.tick();
    assert.match(output.stdout, /bad-config.*conf\/real\.json/, output.stdout);
    await lab.fault("ok");
    expectCode(await lab.guard(["restore-config", "--yes"]), 0);
    assert.equal(lab.readFile(CONFIG_PATH), good);
    assert.equal(lab.readFile(`${openclawDir()}/openclaw.json`), CONFIG);
  },
);

scenario(
  "listens: OpenClaw itself takes its port from ~/.openclaw/.env, and is asked there (openclaw#22678)",
  { gateway: "none", seconds: 35, busy: true },
  async (lab) => {
    await lab.gateway("real", { port: PORT, start: false, plugins: false });
    const text = lab.readFile(unitFile());
    // Only .env has it.
    const without = text.replace(` --port ${PORT}`, "")
      .replace(/^Environment=.*OPENCLAW_GATEWAY_PORT=.*\n/m, "");
    assert.doesNotMatch(without, new RegExp(String(PORT)));
    lab.writeFile(unitFile(), without);
    lab.writeFile(
      `${openclawDir()}/.env`,
      `OPENCLAW_GATEWAY_PORT=${PORT}\n`,
    );
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    await lab.systemctl("start");
    await lab.waitForHealth(120_000, { port: PORT });
    const before = await lifeOf(lab);
    await healthyTick(lab);
    await expectSameLife(lab, before);
    assert.doesNotMatch(lab.log(), / listens-elsewhere: /);
    const { stdout } = await lab.guard(["config", "show"]);
    assert.match(stdout, /probe\.port +19444 +\.env: OPENCLAW_GATEWAY_PORT/);
  },
);
