/** A cause that stays, guards that die, checks that overlap (items 2, 4, 5). */

import { delay } from "../../e2e/lab.ts";
import { GUARD } from "../../e2e/names.ts";
import { situationsOf } from "../situation.ts";
import { SCRIPT_FILE, type Trial } from "../trial.ts";

const SHORT = {
  recovery: { startupGrace: "10s", waits: ["1s", "1s", "1s"] },
};
const CHECKS = 50;

/** Ends every process of the watcher, at once and without a warning. */
async function killWatcher({ lab, watcher }: Trial): Promise<void> {
  if (watcher === "guard") {
    await lab.mustRoot(["pkill", "-KILL", "-x", "openclaw-guard"]);
  } else {
    await lab.mustRoot(["pkill", "-KILL", "-f", "[b]ash .*health-check.sh"]);
  }
}

situationsOf("Bounded, and nobody else is ended", [
  {
    name: "a restart does not help (500 stays), until the force clean",
    expected: "3 restarts, 1 force clean, then hold-down, told at each step",
    compressed:
      "waits 1 s, startupGrace 10 s; the hold-down itself is not sat out",
    settings: SHORT,
    seconds: 130,
    run: async (trial) => {
      await trial.lab.fault("500");
      await trial.isUnwell();
      if (trial.watcher === "guard") {
        const holds = await trial.until(
          () => Promise.resolve(/ hold-down: /.test(trial.log())),
          150,
        );
        const restarts = trial.restarts();
        await trial.during(10);
        return {
          what: holds === null
            ? `${restarts} attempts, no hold-down`
            : "hold-down with the next try announced",
          right: holds !== null && restarts === 4 && trial.restarts() === 4,
        };
      }
      await trial.until(
        () => Promise.resolve(trial.restarts() >= 3),
        150,
      );
      const after = trial.log();
      await trial.during(35);
      const silent = trial.log() === after;
      return {
        what: silent ? "3 restarts, then silent for ever" : "goes on",
        right: !silent,
      };
    },
  },
  {
    name: "emergency-stop with a hung gateway",
    expected: "port free in 15 s, nobody else ended",
    noScript: "the article's emergency stop is not part of the file",
    seconds: 25,
    run: async (trial) => {
      await trial.break("deaf");
      const started = performance.now();
      const { code } = await trial.lab.guard(["emergency-stop", "--yes"]);
      const seconds = (performance.now() - started) / 1000;
      const free = !(await trial.lab.listening());
      return {
        what: `port ${free ? "free" : "held"} after ${seconds.toFixed(0)} s`,
        right: code === 0 && free && seconds <= 15,
      };
    },
  },
]);

situationsOf("Crash-only", [
  {
    name: "killed (SIGKILL) in the middle of a rescue",
    expected: "the next tick finishes it",
    // A stop that takes 2 s, so that there is a middle.
    options: {
      unitEdits: {
        "[Service]\n": "[Service]\nEnvironment=FAKE_STOP_DELAY=2\n",
      },
    },
    seconds: 50,
    run: async (trial) => {
      const { lab } = trial;
      await trial.break("500");
      const dying = trial.tick();
      await lab.waitFor(
        "the gateway is being stopped",
        async () => (await lab.unit()).activeState === "deactivating",
        30_000,
        50,
      );
      await killWatcher(trial);
      await dying;
      return trial.rescued(60);
    },
  },
  {
    name: `${CHECKS} checks at once while it is frozen`,
    expected: "exactly one acts",
    seconds: 50,
    run: async (trial) => {
      const { lab, watcher } = trial;
      await trial.break("hang");
      const program = watcher === "guard"
        ? `${GUARD} check`
        : `bash ${SCRIPT_FILE}`;
      const started = performance.now();
      await lab.cronEnvironment([
        "bash",
        "-c",
        `for i in {1..${CHECKS}}; do ${program} >/dev/null 2>&1 & done; wait`,
      ]);
      await trial.until(() => trial.health(), 60);
      const healthyAfter = (performance.now() - started) / 1000;
      const restarts = trial.restarts();
      return {
        what: restarts === 1 ? "one acted" : `${restarts} restarts`,
        right: restarts === 1,
        healthyAfter,
      };
    },
  },
  {
    name: "full disk, and the gateway is silent",
    expected: "told, no restart that cannot be counted",
    seconds: 30,
    run: async (trial) => {
      const { lab, watcher } = trial;
      await trial.remember();
      const folder = watcher === "guard"
        ? "/home/openclaw/.local/state/openclaw-guard"
        : "/tmp";
      await lab.mustUser(["mkdir", "-p", folder]);
      await lab.mustRoot([
        "mount",
        "-t",
        "tmpfs",
        "-o",
        "size=64k,mode=1777,uid=4242,gid=4242",
        "full",
        folder,
      ]);
      await lab.user([
        "sh",
        "-c",
        `chmod 700 ${folder}; cat /dev/zero >${folder}/filler`,
      ]);
      await trial.break("hang");
      const { stdout, stderr } = await trial.tick();
      await delay(500);
      const told = /No space left/.test(stdout + stderr);
      const same = await trial.sameProcess();
      return {
        what: `${same ? "not restarted" : "restarted, not written down"}, ${
          told ? "told" : "not told"
        }`,
        right: same && told,
      };
    },
  },
]);
