/** People win, at any moment (issue 3, items 3 and 7). */

import { delay } from "../../e2e/lab.ts";
import { MAINTENANCE_FLAG } from "../../e2e/names.ts";
import { type Outcome, situationsOf } from "../situation.ts";
import type { Trial } from "../trial.ts";

/** A person does something while a tick waits before it acts. */
async function duringTheWait(
  trial: Trial,
  deed: () => Promise<unknown>,
): Promise<void> {
  await trial.break("hang");
  await trial.remember();
  const tick = trial.tick();
  await trial.waitsBeforeActing();
  await deed();
  await tick;
}

/** The state must be what the person made it. */
async function stopped(trial: Trial): Promise<Outcome> {
  await trial.tick();
  const { activeState } = await trial.lab.unit();
  return {
    what: activeState === "inactive"
      ? "stayed stopped"
      : `${activeState} although a person stopped it`,
    right: activeState === "inactive" && trial.restarts() === 0,
  };
}

situationsOf("People win", [
  {
    name: "stopped by a person",
    expected: "stays stopped",
    seconds: 15,
    run: async (trial) => {
      await trial.lab.systemctl("stop");
      await trial.tick();
      await trial.tick();
      return stopped(trial);
    },
  },
  {
    name: "stopped by a person during the watcher's wait",
    expected: "stays stopped",
    seconds: 25,
    run: async (trial) => {
      await duringTheWait(trial, () => trial.lab.systemctl("stop"));
      return stopped(trial);
    },
  },
  {
    name: "maintenance flag set during the watcher's wait",
    expected: "left alone",
    seconds: 25,
    run: async (trial) => {
      await duringTheWait(
        trial,
        () => trial.lab.mustUser(["touch", MAINTENANCE_FLAG]),
      );
      return trial.leftAlone({ state: "unwell" });
    },
  },
  {
    name: "restarted by a person during the watcher's wait",
    expected: "the person's process is left alone",
    seconds: 25,
    run: async (trial) => {
      await duringTheWait(trial, async () => {
        await trial.lab.systemctl("restart");
        await trial.remember();
      });
      await trial.lab.waitForHealth(20_000);
      return trial.leftAlone();
    },
  },
  {
    name: "stopped and started by a person during the watcher's wait",
    expected: "the person's process is left alone",
    seconds: 25,
    run: async (trial) => {
      await duringTheWait(trial, async () => {
        await trial.lab.systemctl("stop");
        await delay(300);
        await trial.lab.systemctl("start");
        await trial.remember();
      });
      await trial.lab.waitForHealth(20_000);
      return trial.leftAlone();
    },
  },
  {
    name: "frozen, and another user made the maintenance flag",
    expected: "the flag counts for nothing: brought back",
    seconds: 35,
    run: async (trial) => {
      await trial.lab.mustRoot([
        "setpriv",
        "--reuid=65534",
        "touch",
        MAINTENANCE_FLAG,
      ]);
      await trial.break("hang");
      return trial.rescued(40);
    },
  },
]);
