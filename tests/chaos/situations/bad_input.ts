/** Answers that are not what they should be (issue 3, item 6). */

import { type Outcome, situationsOf } from "../situation.ts";
import type { Trial } from "../trial.ts";

/** A tick may take its waits and its time limits, but not hang, ms. */
const TICK_LIMIT_SECONDS = 45;

async function bounded(trial: Trial, fault: string): Promise<Outcome> {
  await trial.lab.fault(fault, { untilRestart: true });
  const started = performance.now();
  // Data segments, not address space: V8 reserves terabytes of that.
  const limited = "ulimit -d 600000; exec /lab/bin/openclaw-guard check";
  const { stdout } = trial.watcher === "guard"
    ? await trial.lab.cronEnvironment(["sh", "-c", limited])
    : await trial.tick();
  const seconds = (performance.now() - started) / 1000;
  const verdict = /: ([a-z-]+)/.exec(stdout)?.[1];
  return {
    what: `tick of ${seconds.toFixed(0)} s${
      verdict === undefined ? "" : `, ${verdict}`
    }`,
    right: seconds < TICK_LIMIT_SECONDS &&
      (trial.watcher === "script" || verdict !== undefined),
  };
}

const PROXIES = ["http_proxy", "https_proxy", "all_proxy"].flatMap((name) => [
  name,
  name.toUpperCase(),
]);

situationsOf("Bad input", [
  {
    name: "/health never ends",
    expected: "a bounded tick within 600 MB of data",
    noScript:
      "it reads the endless answer into memory; not done to this machine",
    seconds: 30,
    run: (trial) => bounded(trial, "huge"),
  },
  {
    name: "/health sends one byte a second",
    expected: "a bounded tick, brought back",
    seconds: 50,
    run: async (trial) => {
      await trial.break("drip");
      return trial.rescued(60);
    },
  },
  {
    name: "/health is 200 with a web page (an old gateway)",
    expected: "left alone, said once",
    options: { fault: "html", start: false },
    settings: { recovery: { startupGrace: "10s" } },
    seconds: 35,
    run: async (trial) => {
      await trial.lab.systemctl("start");
      await trial.remember();
      await trial.during(16);
      return trial.leftAlone({ state: "unwell" });
    },
  },
  {
    name: '/health is 500 with {"ok":true}',
    expected: "brought back",
    seconds: 45,
    run: async (trial) => {
      await trial.break("liar");
      return trial.rescued(40);
    },
  },
  {
    name: '/health is {"ok": true} with a space',
    expected: "healthy, left alone",
    seconds: 25,
    run: async (trial) => {
      await trial.remember();
      await trial.lab.fault("spaced");
      await trial.during(12);
      return trial.leftAlone();
    },
  },
  {
    name: "a dead HTTP proxy is set",
    expected: "asked directly: healthy, left alone",
    seconds: 25,
    run: async (trial) => {
      await trial.remember();
      const env = Object.fromEntries(
        PROXIES.map((name) => [name, "http://127.0.0.1:9"]),
      );
      await trial.tick(env);
      await trial.tick(env);
      return trial.leftAlone();
    },
  },
]);
