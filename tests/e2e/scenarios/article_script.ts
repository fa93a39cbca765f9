/** Situations the article's script gets wrong and nothing else here covers. */

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
import { DEFAULT_PORT, GUARD, HOME, STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";

const YEAR_MS = 365 * 86_400_000;
/** Overlapping checks. */
const CHECKS = 50;

scenario(
  "a program of the same user that is no gateway holds the port: nobody is ended, an alert",
  { gateway: "fake", seconds: 25, start: false },
  async (lab) => {
    const program = lab.background([
      "python3",
      "-m",
      "http.server",
      "--bind",
      "127.0.0.1",
      String(DEFAULT_PORT),
    ]);
    await lab.waitFor("it listens", () => lab.listening(), 5000);
    const client = lab.background([
      "python3",
      "-c",
      `import socket, time
client = socket.create_connection(("127.0.0.1", ${DEFAULT_PORT}))
time.sleep(3600)`,
    ]);
    await lab.systemctl("start");
    const before = await lifeOf(lab);
    expectCode(await lab.tick(), 2);
    expectCode(await lab.tick(), 2);
    assert.ok(!program.ended, "the guard ended the program");
    assert.ok(!client.ended, "the guard ended a client of the port");
    await expectSameLife(lab, before);
    assert.equal(count(lab.log(), / foreign-listener: /), 1);
    expectNoAction(lab.log());
  },
);

scenario(
  "a state file with times in the future (the clock was set back) does not stop a rescue",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await healthyTick(lab);
    const file = `${STATE_DIR}/state.json`;
    let moved = 0;
    const state = JSON.parse(
      lab.readFile(file),
      (key, value) =>
        /wallMs$/i.test(key) && typeof value === "number"
          ? (moved++, value + YEAR_MS)
          : value,
    );
    assert.ok(moved > 0, "the state holds no time");
    lab.writeFile(file, JSON.stringify(state));
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 15_000);
    await healthyTick(lab);
  },
);

scenario(
  "F15 npm i -g openclaw runs: a closed port is left alone, until it has ended (#108459)",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    await healthyTick(lab);
    const npm = `${HOME}/npm-cli.js`;
    const ended = `${HOME}/npm-ended`;
    lab.writeFile(
      npm,
      `setInterval(() => {
  if (require("node:fs").existsSync("${ended}")) process.exit();
}, 100);\n`,
    );
    const before = await lifeOf(lab);
    const update = lab.background(["node", npm, "i", "-g", "openclaw"]);
    await lab.waitFor(
      "npm runs",
      async () => (await lab.root(["pgrep", "-f", "npm-cli.js"])).code === 0,
      5000,
    );
    await lab.fault("unbound", { untilRestart: true });
    await lab.waitFor(
      "the port is closed",
      async () => !(await lab.listening()),
      5000,
    );
    for (let tick = 1; tick <= 2; tick++) {
      const output = await lab.tick();
      expectCode(output, 1);
      assert.match(output.stdout, /: maintenance/);
    }
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
    lab.writeFile(ended, "");
    await lab.waitFor("npm has ended", () => update.ended, 5000);
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 15_000);
  },
);

scenario(
  `F25 ${CHECKS} checks at once while the gateway is silent: exactly one acts`,
  { gateway: "fake", seconds: 35, busy: true },
  async (lab) => {
    await healthyTick(lab);
    await lab.fault("hang", { untilRestart: true });
    await lab.cronEnvironment([
      "bash",
      "-c",
      `for i in {1..${CHECKS}}; do ${GUARD} check >/dev/null 2>&1 & done; wait`,
    ]);
    await lab.waitForHealth(30_000);
    assert.equal(count(lab.log(), / restart: /), 1);
    assert.equal((await lab.unit()).nRestarts, 0);
  },
);
