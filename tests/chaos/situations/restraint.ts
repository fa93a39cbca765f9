/** Nothing is wrong, or somebody else is at work: no restart (issue 3, item 1). */

import { CONFIG } from "../../e2e/gateway.ts";
import { delay } from "../../e2e/lab.ts";
import {
  DEFAULT_PORT,
  HOME,
  openclawDir,
  STATE_DIR,
  USER_ID,
} from "../../e2e/names.ts";
import { situationsOf } from "../situation.ts";
import type { Trial } from "../trial.ts";

const TLS_CONFIG = CONFIG.replace(
  '"bind"',
  '"tls": { "enabled": true, "autoGenerate": true }, "bind"',
);
const OTHER_PORT = 18800;
/** Starts a gateway that needs `seconds`, with ticks from its first second. */
async function slowStart(trial: Trial, seconds: number) {
  await trial.lab.systemctl("start");
  await trial.remember();
  const healthyAfter = await trial.until(
    () => trial.health(),
    seconds + 120,
    10_000,
  );
  return trial.leftAlone({ healthyAfter });
}

/** `systemctl stop` of a gateway that drains for a while. */
async function drain(trial: Trial, seconds: number) {
  await trial.lab.mustUser([
    "systemctl",
    "--user",
    "--no-block",
    "stop",
    "openclaw-gateway",
  ]);
  await trial.during(seconds + 10);
  const { activeState } = await trial.lab.unit();
  const restarts = trial.restarts();
  return {
    what: activeState === "inactive"
      ? "drained and stayed stopped"
      : `${activeState} although a person stopped it`,
    right: activeState === "inactive" && restarts === 0,
  };
}

/** A gateway that comes back by itself: ticks until it has. */
async function comesBack(trial: Trial, seconds: number) {
  const healthyAfter = await trial.until(() => trial.health(), seconds);
  return trial.leftAlone({ process: "any", healthyAfter });
}

const stopDelay = (seconds: number) => ({
  unitEdits: {
    "[Service]\n": `[Service]\nEnvironment=FAKE_STOP_DELAY=${seconds}\n`,
  },
});

situationsOf("No needless restart", [
  {
    name: "needs 60 s to start",
    expected: "left alone, healthy after 60 s",
    options: { fault: "startdelay 60", start: false },
    seconds: 110,
    scenario: "F1 a start that takes a minute",
    run: (trial) => slowStart(trial, 60),
  },
  {
    name: "needs 5 min to start",
    expected: "left alone",
    options: { fault: "startdelay 300", start: false },
    settings: { recovery: { startupGrace: "6m" } },
    compressed:
      "the stand-in uses no CPU while it starts, which allows 10 min: startupGrace is 6 min instead of 2",
    seconds: 420,
    long: true,
    run: (trial) => slowStart(trial, 300),
  },
  {
    name: "drains before it stops, stopped by a person",
    expected: "left alone, stays stopped",
    compressed: "25 s of draining; 300 s with --long",
    options: stopDelay(25),
    seconds: 45,
    run: (trial) => drain(trial, 25),
  },
  {
    name: "drains 300 s before it stops, stopped by a person",
    expected: "left alone, stays stopped",
    options: stopDelay(300),
    seconds: 330,
    long: true,
    run: (trial) => drain(trial, 300),
  },
  {
    name: "crashed, systemd restarts it",
    expected: "left to systemd",
    seconds: 20,
    run: async (trial) => {
      await trial.lab.signal("KILL");
      return comesBack(trial, 60);
    },
  },
  {
    name: "a person restarts it, it needs 10 s",
    expected: "left alone",
    seconds: 30,
    run: async (trial) => {
      await trial.lab.fault("startdelay 10\nok");
      await trial.lab.systemctl("restart");
      return comesBack(trial, 90);
    },
  },
  {
    name: "it restarts itself after a config change",
    expected: "left alone",
    compressed: "the stand-in ends with 0 and needs 8 s; OpenClaw with --long",
    seconds: 35,
    run: async (trial) => {
      await trial.lab.fault("crash 0");
      await trial.isUnwell();
      await trial.lab.fault("startdelay 8\nok");
      return comesBack(trial, 90);
    },
  },
  {
    name: "OpenClaw restarts itself after a config change",
    expected: "left alone",
    kind: "real",
    seconds: 90,
    long: true,
    run: async (trial) => {
      trial.lab.writeFile(
        `${openclawDir()}/openclaw.json`,
        CONFIG.replace(String(DEFAULT_PORT), "18790"),
      );
      await trial.isUnwell(60_000);
      return comesBack(trial, 120);
    },
  },
  {
    name: "port closed while npm i -g openclaw runs",
    expected: "left alone",
    compressed: "20 s of update",
    seconds: 35,
    run: async (trial) => {
      const { lab } = trial;
      // The real npm is a script run by node, with these arguments.
      const npm = `${HOME}/npm-cli.js`;
      lab.writeFile(npm, "setTimeout(() => {}, 3600_000);\n");
      await trial.remember();
      lab.background(["node", npm, "i", "-g", "openclaw"]);
      await lab.waitFor(
        "npm runs",
        async () => (await lab.root(["pgrep", "-f", "npm-cli.js"])).code === 0,
        5000,
      );
      await trial.break("unbound");
      await trial.during(20);
      const outcome = await trial.leftAlone({ state: "unwell" });
      return outcome;
    },
  },
  {
    name: "stalls for 60 s with a busy CPU",
    expected: "patience, left alone",
    seconds: 75,
    run: async (trial) => {
      await trial.remember();
      await trial.break("busy");
      await trial.lab.throttle();
      const wake = delay(60_000).then(() => trial.lab.fault("ok"));
      const healthyAfter = await trial.until(
        () => trial.health(),
        120,
        "cron",
      );
      await wake;
      return trial.leftAlone({ healthyAfter });
    },
  },
  {
    name: "answers after 4 s, within the limits",
    expected: "healthy, left alone",
    seconds: 25,
    run: async (trial) => {
      await trial.remember();
      await trial.lab.fault("slow 4");
      await trial.during(15);
      await trial.lab.fault("ok");
      return trial.leftAlone();
    },
  },
  {
    name: "OpenClaw with TLS on",
    expected: "healthy, left alone",
    kind: "real",
    options: { config: TLS_CONFIG, tls: true },
    seconds: 60,
    scenario: "F18 F21 TLS, another port",
    run: async (trial) => {
      await trial.remember();
      await trial.during(12);
      await trial.until(() => trial.health(), 60);
      return trial.leftAlone();
    },
  },
  {
    name: "its config is broken while it is healthy",
    expected: "left alone, the kept copy stays the good one",
    seconds: 20,
    run: async (trial) => {
      const { lab, watcher } = trial;
      const config = `${openclawDir()}/openclaw.json`;
      await trial.remember();
      // A copy is made only of a config that has not changed for a while.
      await delay(3500);
      await trial.tick();
      lab.writeFile(config, "{ broken");
      await trial.during(8);
      const folder = `${STATE_DIR}/config`;
      const copies = watcher === "guard"
        ? lab.list(folder).filter((name) => name.endsWith(".json5")).map((
          name,
        ) => `${folder}/${name}`)
        : [`${config}.bak`];
      const texts = copies.map((path) => lab.readFile(path));
      const good = texts.length > 0 && texts.every((text) => text === CONFIG);
      const outcome = await trial.leftAlone();
      return {
        what: `${outcome.what}, ${
          good ? "the copy is good" : "its only copy is the broken file"
        }`,
        right: outcome.right && good,
      };
    },
  },
  {
    name: "listens on another port",
    expected: "healthy, left alone",
    options: { port: OTHER_PORT },
    seconds: 25,
    run: async (trial) => {
      await trial.remember();
      await trial.during(12);
      return trial.leftAlone();
    },
  },
  {
    name: "silent, and the user's bus is gone",
    expected: "inconclusive, nothing ended",
    seconds: 25,
    run: async (trial) => {
      const { lab } = trial;
      await trial.remember();
      await trial.break("hang");
      const sockets = ["bus", "systemd/private"].map((name) =>
        `/run/user/${USER_ID}/${name}`
      );
      for (const path of sockets) await lab.mustRoot(["mv", path, `${path}.x`]);
      await trial.during(12);
      for (const path of sockets) await lab.mustRoot(["mv", `${path}.x`, path]);
      return trial.leftAlone({ state: "unwell" });
    },
  },
]);
