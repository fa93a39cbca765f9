/** OpenClaw itself: what it really does when it crashes, freezes or refuses. */

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
import { delay, type Lab } from "../lab.ts";
import { DEFAULT_PORT, openclawDir, STATE_DIR, unitFile } from "../names.ts";
import { CONFIG } from "../gateway.ts";
import { startBystanders } from "../bystanders.ts";
import { stall } from "../stall.ts";
import { leaveFrozenOrphan } from "../orphan.ts";
import { FOREIGN_CRONTAB, putCrontab } from "../crontab.ts";
import { serveReleases } from "../releases.ts";
import { scenario } from "../scenario.ts";
import { VERSION } from "../../../lib/base/version.ts";

const CONFIG_FILE = `${openclawDir()}/openclaw.json`;

/** Lets cron make a check that finds the gateway healthy. */
async function waitForCronTick(lab: Lab): Promise<void> {
  const before = (await lab.status()).lastTick;
  await lab.waitFor(
    "cron has ticked",
    async () => {
      const { lastTick, verdict } = await lab.status();
      return lastTick !== before && verdict === "healthy";
    },
    100_000,
    1000,
  );
}

/** Checks every three seconds until the gateway is healthy. */
async function tickUntilHealthy(lab: Lab, timeoutMs: number): Promise<void> {
  await lab.waitFor(
    "the gateway is healthy",
    async () => {
      await lab.tick();
      return await lab.health();
    },
    timeoutMs,
    3000,
  );
}

scenario(
  "real: install.sh from a local server, then cron alone brings a SIGSTOPped gateway back",
  { gateway: "real", seconds: 190 },
  async (lab) => {
    const unit = lab.readFile(unitFile());
    const url = `${await serveReleases(lab, [VERSION])}/${VERSION}`;
    await putCrontab(lab, FOREIGN_CRONTAB);
    const installed = await lab.user([
      "sh",
      "-c",
      `curl -fsSL ${url}/install.sh | sh -s -- --base-url ${url}`,
    ]);
    expectCode(installed, 0);
    assert.match(installed.stdout, /healthy/);
    const bystanders = await startBystanders(lab);
    await waitForCronTick(lab);
    const before = await lifeOf(lab);
    await lab.signal("STOP");
    await waitForNewLife(lab, before, 90_000);
    await waitForCronTick(lab);
    const log = lab.log();
    assert.match(log, / hung: .* reason=http/);
    assert.equal(count(log, / restart: /), 1);
    assert.match(log, /\brecovered: /);
    bystanders.expectAlive();
    assert.equal(lab.readFile(unitFile()), unit, "the unit file was edited");
    assert.ok((await lab.crontab() ?? "").startsWith(FOREIGN_CRONTAB));
    assert.ok(lab.list(`${STATE_DIR}/evidence`).length > 0, "no evidence");
  },
);

scenario(
  "real: cron alone brings a hung event loop back within 180 s of the hang",
  { gateway: "real", plugins: false, seconds: 260 },
  async (lab) => {
    const unit = lab.readFile(unitFile());
    expectCode(await lab.guard(["install"]), 0);
    await waitForCronTick(lab);
    const before = await lifeOf(lab);
    await stall(lab, "loop");
    await lab.throttle(0.3);
    const hungAt = Date.now();
    await waitForNewLife(lab, before, 240_000);
    const healthyAfter = (Date.now() - hungAt) / 1000;
    const log = lab.log();
    const killed = /^(\S+) (\S+) \S+ WARN +kill: /m.exec(log);
    const killedAfter =
      (Date.parse(`${killed?.[1]}T${killed?.[2]}Z`) - hungAt) / 1000;
    const said =
      `killed after ${killedAfter} s, healthy after ${healthyAfter} s`;
    // On a crowded machine the gateway's own start takes longer than the 13 s it
    // needs on a busy one, which is not the guard's doing.
    const crowded =
      (Deno.loadavg()[0] ?? 0) > 2 * navigator.hardwareConcurrency;
    const limit = crowded
      ? 180 + Math.max(0, healthyAfter - killedAfter - 13)
      : 180;
    assert.ok(healthyAfter <= limit, said);
    assert.ok(killedAfter <= 180 - 13, said);
    assert.match(log, / busy: /);
    assert.equal(count(log, / restart: /), 1);
    assert.equal(count(log, / kill: /), 1);
    assert.equal(lab.readFile(unitFile()), unit, "the unit file was edited");
  },
);

scenario(
  "real: S1 S16 drill: a crash (SIGABRT) and a SIGKILL are systemd's business, the guard does nothing",
  { gateway: "real", seconds: 70, long: true },
  async (lab) => {
    await healthyTick(lab);
    for (const signal of ["ABRT", "KILL"]) {
      await lab.signal(signal);
      await tickUntilHealthy(lab, 60_000);
    }
    await healthyTick(lab);
    assert.equal((await lab.unit()).nRestarts, 2);
    expectNoAction(lab.log());
  },
);

scenario(
  "real: S7 S16 drill: stopped by hand it stays stopped, started by hand it is watched again",
  { gateway: "real", seconds: 40, long: true },
  async (lab) => {
    await healthyTick(lab);
    await lab.systemctl("stop");
    for (let tick = 1; tick <= 3; tick++) expectCode(await lab.tick(), 0);
    assert.equal((await lab.unit()).activeState, "inactive");
    await lab.systemctl("start");
    const before = await lifeOf(lab);
    await tickUntilHealthy(lab, 60_000);
    await expectSameLife(lab, before);
    expectNoAction(lab.log());
  },
);

scenario(
  "real: F4 a stall of 50 s is sat out without a restart (#77995)",
  { gateway: "real", seconds: 80, long: true },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await stall(lab, "loop", 50);
    const started = performance.now();
    const codes: number[] = [];
    while (!(await lab.health())) {
      codes.push((await lab.tick()).code);
      const next = codes.length * 30_000 - (performance.now() - started);
      await delay(Math.max(0, next));
    }
    assert.ok(
      codes.length >= 2,
      `only ${codes.length} checks during the stall`,
    );
    assert.ok(codes.every((code) => code === 1), `exit codes ${codes}`);
    await expectSameLife(lab, before);
    await healthyTick(lab);
    expectNoAction(lab.log());
  },
);

scenario(
  "real: S13 F6 F20 config broken while running, then at start: exit 78 is left alone, restore-config --yes brings it back (#133984)",
  { gateway: "real", plugins: false, seconds: 70 },
  async (lab) => {
    await delay(1100);
    await lab.systemctl("restart");
    await lab.waitForHealth(60_000);
    await delay(3500);
    await healthyTick(lab);
    assert.ok((await lab.status()).backups.newestProven !== null);
    const before = await lifeOf(lab);
    lab.writeFile(CONFIG_FILE, "{ broken");
    await delay(3500);
    await healthyTick(lab);
    await expectSameLife(lab, before);
    assert.equal((await lab.status()).backups.count, 1);

    await lab.systemctl("restart");
    await lab.waitFor(
      "it refuses to start",
      async () => (await lab.unit()).activeState === "failed",
      20_000,
    );
    assert.equal((await lab.unit()).execMainStatus, 78);
    const refused = await lifeOf(lab);
    for (let tick = 1; tick <= 2; tick++) {
      const output = await lab.tick();
      expectCode(output, 2);
      assert.match(output.stdout, /: bad-config/);
    }
    await expectSameLife(lab, refused);
    expectNoAction(lab.log());

    expectCode(await lab.guard(["restore-config", "--yes"]), 0);
    await lab.waitForHealth(60_000);
    assert.equal(lab.readFile(CONFIG_FILE), CONFIG);
    await healthyTick(lab);
  },
);

scenario(
  "real: F9 ten SIGKILLs reach the start limit: reset-failed and one start (#116177)",
  // CI has the same with the fake gateway.
  { gateway: "real", seconds: 120, long: true },
  async (lab) => {
    await healthyTick(lab);
    await lab.waitFor(
      "systemd gives up",
      async () => {
        const { activeState, mainPid } = await lab.unit();
        if (activeState === "failed") return true;
        if (mainPid > 0) {
          await lab.root(["kill", "-s", "KILL", String(mainPid)]);
        }
        return false;
      },
      110_000,
      200,
    );
    expectCode(await lab.tick(), 2);
    await tickUntilHealthy(lab, 60_000);
    assert.equal(count(lab.log(), / start: /), 1);
    assert.equal((await lab.unit()).nRestarts, 0);
  },
);

scenario(
  "real: S12 emergency-stop with a hung event loop: 15 s, port free, no leftover; resume",
  { gateway: "real", plugins: false, seconds: 70 },
  async (lab) => {
    await putCrontab(lab, FOREIGN_CRONTAB);
    expectCode(await lab.guard(["install"]), 0);
    const bystanders = await startBystanders(lab);
    await stall(lab, "loop");
    const started = performance.now();
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds <= 15, `took ${seconds} s`);
    assert.equal(await lab.listening(), false);
    const left = await lab.user([
      "pgrep",
      "-u",
      "openclaw",
      "-f",
      "openclaw/dist",
    ]);
    assert.equal(left.stdout.trim(), "", "leftover processes");
    assert.equal(await lab.crontab(), FOREIGN_CRONTAB);
    bystanders.expectAlive();
    expectCode(await lab.guard(["resume"]), 0);
    assert.ok(await lab.health());
    await healthyTick(lab);
  },
);

const TLS_CONFIG = `// JSON5, as people write it
{
  gateway: {
    mode: "local", // the port below is not the one in use
    port: ${DEFAULT_PORT},
    bind: "lan",
    tls: { enabled: true, autoGenerate: true },
    auth: { mode: "token", token: "labtoken" },
  },
}
`;
const TLS_PORT = 19001;

scenario(
  "real: F18 F21 TLS, another port, bind lan, JSON5: healthy is seen as healthy, and frozen as frozen (#108406, #22678)",
  {
    gateway: "real",
    plugins: false,
    seconds: 60,
    config: TLS_CONFIG,
    port: TLS_PORT,
    tls: true,
  },
  async (lab) => {
    const where = { port: TLS_PORT, tls: true };
    const before = await lifeOf(lab);
    for (let tick = 1; tick <= 3; tick++) await healthyTick(lab);
    await expectSameLife(lab, before);
    await delay(3500);
    await healthyTick(lab);
    assert.equal((await lab.status()).backups.count, 1);
    await lab.signal("STOP");
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 60_000, where);
    await healthyTick(lab);
  },
);

scenario(
  "real: F10 a frozen orphan that makes the unit give way (exit 78) is ended after the wait, and the unit started",
  { gateway: "real", plugins: false, seconds: 90 },
  async (lab) => {
    await healthyTick(lab);
    await leaveFrozenOrphan(lab);
    const life = await lifeOf(lab);
    const started = performance.now();
    expectCode(await lab.tick(), 2);
    const ended = (performance.now() - started) / 1000;
    assert.ok(ended <= 40, `the orphan was ended after ${ended} s`);
    assert.match(lab.log(), / foreign-listener: an orphaned gateway/);
    assert.match(lab.log(), / force-clean: an orphaned gateway/);
    assert.doesNotMatch(lab.log(), / bad-config: /);
    await tickUntilHealthy(lab, 60_000);
    await waitForNewLife(lab, life, 60_000);
  },
);

scenario(
  "real: a config change that makes the gateway restart itself is left alone",
  { gateway: "real", seconds: 50 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    lab.writeFile(CONFIG_FILE, CONFIG.replace("18789", "18790"));
    await lab.waitFor(
      "it is restarted by systemd or itself",
      async () => {
        await lab.tick();
        return (await lab.unit()).nRestarts > before.nRestarts;
      },
      60_000,
      1000,
    );
    await tickUntilHealthy(lab, 60_000);
    assert.equal((await lab.unit()).nRestarts, before.nRestarts + 1);
    expectNoAction(lab.log());
  },
);
