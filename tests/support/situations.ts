/**
 * The core of what the guard promises, lived through with OpenClaw itself: the
 * rows of docs/SUPPORT.md, and in short the scenarios of the oldest version.
 */

import assert from "node:assert/strict";
import { FOREIGN_CRONTAB, putCrontab } from "../e2e/crontab.ts";
import {
  count,
  expectCode,
  expectNoAction,
  expectSameLife,
  type Life,
  lifeOf,
} from "../e2e/expect.ts";
import { CONFIG, type GatewayOptions } from "../e2e/gateway.ts";
import { stall } from "../e2e/stall.ts";
import { delay, type Lab } from "../e2e/lab.ts";
import { openclawDir, STATE_DIR, unitFile } from "../e2e/names.ts";

/** One row. */
export interface Situation {
  readonly name: string;
  /** Seconds it takes, roughly. */
  readonly seconds: number;
  readonly options?: GatewayOptions;
  /** Versions differ most here: tried with the oldest at every change. */
  readonly everyChange?: true;
  /**
   * @returns What is worth saying of it, for the table; "" for nothing.
   * @throws {Error} when the guard did wrong.
   */
  readonly run: (lab: Lab) => Promise<string>;
}

const CONFIG_FILE = `${openclawDir()}/openclaw.json`;
/** Between two checks, ms. */
const PAUSE_MS = 3000;
/** As long as a config must have been left alone before a copy is kept, ms. */
const SETTLED_MS = 3500;

/** Up to 2026.7 OpenClaw takes the signal for itself that opens the inspector. */
const CAN_BE_HUNG: GatewayOptions = {
  unitEdits: {
    "\n[Install]": "Environment=NODE_OPTIONS=--inspect\n\n[Install]",
  },
};

/** It may be busy for a moment when it has just started. */
async function isFoundHealthy(lab: Lab): Promise<void> {
  await lab.waitFor(
    "a check finds it healthy",
    async () => {
      const { code, stdout } = await lab.tick();
      return code === 0 && /: healthy/.test(stdout);
    },
    30_000,
    PAUSE_MS,
  );
}

/** Makes checks until the condition holds. @returns The seconds it took. */
async function checkUntil(
  lab: Lab,
  description: string,
  condition: () => Promise<boolean>,
  timeoutMs: number,
): Promise<number> {
  const started = performance.now();
  let next = 0;
  await lab.waitFor(description, async () => {
    if (performance.now() >= next) {
      await lab.tick();
      next = performance.now() + PAUSE_MS;
    }
    return await condition();
  }, timeoutMs);
  return Math.round((performance.now() - started) / 1000);
}

function isBack(lab: Lab, before: Life): () => Promise<boolean> {
  return async () =>
    (await lab.unit()).mainPid !== before.mainPid && await lab.health();
}

async function underCron(lab: Lab): Promise<string> {
  const unit = lab.readFile(unitFile());
  await putCrontab(lab, FOREIGN_CRONTAB);
  const before = await lifeOf(lab);
  const installed = await lab.guard(["install"]);
  expectCode(installed, 0);
  assert.match(installed.stdout, /: healthy/);
  const { lastTick } = await lab.status();
  await lab.waitFor("cron has made a check", async () => {
    const status = await lab.status();
    return status.lastTick !== lastTick && status.verdict === "healthy";
  }, 100_000);
  await expectSameLife(lab, before);
  expectNoAction(lab.log());
  const doctor = await lab.guard(["doctor", "--json"]);
  const wrong = JSON.parse(doctor.stdout).findings
    .filter(({ level }: { level: string }) => level === "error");
  assert.deepEqual(wrong, []);
  expectCode(await lab.guard(["uninstall", "--purge", "--yes"]), 0);
  assert.equal(await lab.crontab(), FOREIGN_CRONTAB);
  assert.equal(lab.exists(STATE_DIR), false, "its state is left");
  assert.equal(lab.readFile(unitFile()), unit, "the unit file was edited");
  await expectSameLife(lab, before);
  return "";
}

async function frozen(lab: Lab): Promise<string> {
  await isFoundHealthy(lab);
  const before = await lifeOf(lab);
  await lab.signal("STOP");
  const seconds = await checkUntil(
    lab,
    "it is back",
    isBack(lab, before),
    90_000,
  );
  assert.match(lab.log(), / hung: /);
  assert.equal(count(lab.log(), / restart: /), 1);
  await isFoundHealthy(lab);
  return `back after ${seconds} s`;
}

async function hung(lab: Lab): Promise<string> {
  await isFoundHealthy(lab);
  const before = await lifeOf(lab);
  await stall(lab, "loop");
  const seconds = await checkUntil(
    lab,
    "it is back",
    isBack(lab, before),
    180_000,
  );
  assert.match(lab.log(), / busy: /);
  assert.equal(count(lab.log(), / restart: /), 1);
  assert.equal(count(lab.log(), / kill: /), 1);
  await isFoundHealthy(lab);
  return `back after ${seconds} s`;
}

async function crashed(lab: Lab): Promise<string> {
  await isFoundHealthy(lab);
  for (const signal of ["ABRT", "KILL"]) {
    const before = await lifeOf(lab);
    await lab.signal(signal);
    await checkUntil(lab, "it is back", isBack(lab, before), 90_000);
  }
  await isFoundHealthy(lab);
  assert.equal((await lab.unit()).nRestarts, 2);
  expectNoAction(lab.log());
  return "";
}

async function stoppedByHand(lab: Lab): Promise<string> {
  await isFoundHealthy(lab);
  await lab.systemctl("stop");
  for (let tick = 1; tick <= 3; tick++) expectCode(await lab.tick(), 0);
  assert.equal((await lab.unit()).activeState, "inactive");
  await lab.systemctl("start");
  const before = await lifeOf(lab);
  await checkUntil(lab, "it is healthy", () => lab.health(), 90_000);
  await isFoundHealthy(lab);
  await expectSameLife(lab, before);
  expectNoAction(lab.log());
  return "";
}

/** A config that OpenClaw refuses, found at a start that a person asked for. */
function refused(text: string): (lab: Lab) => Promise<string> {
  return async (lab) => {
    // Only what a gateway was started from, and is old enough, is proven.
    await lab.systemctl("restart");
    await lab.waitForHealth(90_000);
    await delay(SETTLED_MS);
    await isFoundHealthy(lab);
    const good = lab.readFile(CONFIG_FILE);
    assert.ok((await lab.status()).backups.newestProven !== null);

    await lab.systemctl("stop");
    lab.writeFile(CONFIG_FILE, text);
    // systemd tells whole seconds; within one the file counts as changed since.
    await delay(1100);
    await lab.systemctl("start");
    await lab.waitFor(
      "it ended, or serves",
      async () => {
        const { mainPid, execMainStatus } = await lab.unit();
        return (mainPid === 0 && execMainStatus !== 0) || await lab.health();
      },
      60_000,
      100,
    );
    if (await lab.health()) {
      await isFoundHealthy(lab);
      expectNoAction(lab.log());
      return "OpenClaw puts the last good one back by itself";
    }
    const { execMainStatus } = await lab.unit();
    // Where systemd tries again and again, it is starting at some checks.
    await lab.waitFor(
      "it is named",
      async () => {
        const { code, stdout } = await lab.tick();
        return code === 2 && /: bad-config/.test(stdout);
      },
      40_000,
      PAUSE_MS,
    );
    for (let tick = 1; tick <= 3; tick++) {
      await delay(PAUSE_MS);
      await lab.tick();
    }
    expectNoAction(lab.log());
    expectCode(await lab.guard(["restore-config", "--yes"]), 0);
    await lab.waitForHealth(90_000);
    assert.equal(lab.readFile(CONFIG_FILE), good);
    await isFoundHealthy(lab);
    return `exit ${execMainStatus}, named, restored`;
  };
}

/**
 * Killed as soon as it is there, until systemd gives up or the guard is critical:
 * which comes first where there is a limit is a matter of seconds.
 */
async function diesAgainAndAgain(lab: Lab): Promise<string> {
  await isFoundHealthy(lab);
  let verdict = "";
  let nextTick = 0;
  let restarts = 0;
  const gaveUp = await lab.waitFor(
    "systemd gives up",
    async () => {
      const { activeState, mainPid, nRestarts } = await lab.unit();
      restarts = Math.max(restarts, nRestarts);
      // What the last check has started is not killed any more.
      if (activeState === "failed" || / start: /.test(lab.log())) return "yes";
      if (mainPid > 0) await lab.root(["kill", "-s", "KILL", String(mainPid)]);
      if (performance.now() >= nextTick) {
        verdict = (await lab.tick()).stdout;
        nextTick = performance.now() + PAUSE_MS;
      }
      return /: crash-loop/.test(verdict) ? "no" : false;
    },
    150_000,
    200,
  );
  if (gaveUp === "no") {
    expectNoAction(lab.log());
    return `critical at restart ${restarts}, before systemd gave up`;
  }
  const seconds = await checkUntil(
    lab,
    "it is back",
    () => lab.health(),
    120_000,
  );
  assert.equal(count(lab.log(), / start: /), 1, "it was not started once");
  return `systemd gives up after ${restarts}, back after ${seconds} s`;
}

async function emergencyStop(lab: Lab): Promise<string> {
  await putCrontab(lab, FOREIGN_CRONTAB);
  expectCode(await lab.guard(["install"]), 0);
  await stall(lab, "loop");
  const started = performance.now();
  expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
  const seconds = Math.round((performance.now() - started) / 1000);
  assert.ok(seconds <= 20, `emergency-stop took ${seconds} s`);
  assert.equal(await lab.listening(), false);
  const left = await lab.user(["pgrep", "-u", "openclaw", "-f", "openclaw"]);
  assert.equal(left.stdout.trim(), "", "leftover processes");
  assert.equal(await lab.crontab(), FOREIGN_CRONTAB);
  expectCode(await lab.guard(["resume"]), 0);
  assert.match(await lab.crontab() ?? "", /openclaw-guard/);
  await isFoundHealthy(lab);
  return `stopped in ${seconds} s`;
}

/** All rows, in the order of the table. */
export const SITUATIONS: readonly Situation[] = [
  {
    name: "installed; cron's check finds it healthy; uninstalled, nothing left",
    seconds: 100,
    run: underCron,
  },
  { name: "frozen: restarted", seconds: 40, everyChange: true, run: frozen },
  {
    name: "event loop hung: patience, then killed",
    seconds: 80,
    options: CAN_BE_HUNG,
    run: hung,
  },
  { name: "crashed twice: left to systemd", seconds: 60, run: crashed },
  {
    name: "stopped by hand: stays so; started by hand: watched",
    seconds: 40,
    run: stoppedByHand,
  },
  {
    name: "a config that is no JSON: named, not restarted, restored",
    seconds: 60,
    run: refused("{ broken"),
  },
  {
    name: "a config with an unknown key: the same",
    seconds: 60,
    everyChange: true,
    run: refused(CONFIG.replace('"bind"', '"nosuchkey": 1, "bind"')),
  },
  {
    name: "dies at every start: revived when systemd gives up, else critical",
    seconds: 120,
    run: diesAgainAndAgain,
  },
  {
    name: "emergency stop of a hung one: port free, nothing left; resumed",
    seconds: 50,
    options: CAN_BE_HUNG,
    everyChange: true,
    run: emergencyStop,
  },
];
