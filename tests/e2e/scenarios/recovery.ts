/** What the guard brings back, and how (S1-S4, S6, S9 of the design). */

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
import { openclawDir, unitFile } from "../names.ts";
import { scenario } from "../scenario.ts";
import { startBystanders } from "../bystanders.ts";

/** Returns when the fault just switched on is in force. */
async function isSilent(lab: Lab): Promise<void> {
  await lab.waitFor(
    "the gateway is silent",
    async () => !(await lab.health({ seconds: 1 })),
    5000,
  );
}

/** A healthy gateway gets a fault only a restart cures; one tick must do it. */
async function expectRescue(
  lab: Lab,
  fault: string,
  verdict: string,
  reason: string,
): Promise<void> {
  await healthyTick(lab);
  const before = await lifeOf(lab);
  const logged = lab.log().length;
  await lab.fault(fault, { untilRestart: true });
  if (fault === "unbound") {
    // Else the tick may come before it.
    const closed = async () => !await lab.listening();
    await lab.waitFor("the port is closed", closed, 5000);
  }
  const output = await lab.tick();
  expectCode(output, 2);
  assert.ok(output.stdout.includes(`: ${verdict} (${reason})`), output.stdout);
  await waitForNewLife(lab, before, 15_000);
  await healthyTick(lab);
  const log = lab.log().slice(logged);
  assert.match(log, new RegExp(` ${verdict}: .* reason=${reason}`));
  assert.match(log, /\brecovered: /);
}

scenario(
  "S1 crash: systemd alone brings the gateway back, the guard only watches",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    const unit = lab.readFile(unitFile());
    await healthyTick(lab);
    await lab.signal("ABRT");
    const codes = new Set<number>();
    await lab.waitFor("systemd restarts it", async () => {
      codes.add((await lab.tick()).code);
      return await lab.health();
    }, 15_000);
    await healthyTick(lab);
    assert.equal((await lab.unit()).nRestarts, 1);
    assert.ok(codes.has(1), `no tick saw systemd at work: ${[...codes]}`);
    expectNoAction(lab.log());
    assert.equal(lab.readFile(unitFile()), unit, "the unit file was edited");
  },
);

scenario(
  "S2 port: a gateway that closed its port is restarted, reason port",
  { gateway: "fake", seconds: 15 },
  (lab) => expectRescue(lab, "unbound", "down", "port"),
);

scenario(
  "S3 http: a gateway that accepts and never answers is restarted, reason http",
  { gateway: "fake", seconds: 25 },
  (lab) => expectRescue(lab, "hang", "hung", "http"),
);

scenario(
  "S4 health: /health with 500, ok:false, or 500 and ok:true leads to a restart, reason stuck",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    lab.settings({ recovery: { waits: ["1s", "1s", "1s"] } });
    for (const fault of ["500", "notok", "liar"]) {
      await expectRescue(lab, fault, "failing", "stuck");
    }
  },
);

scenario(
  "S4 health: bodies that trickle or never end cannot hold the guard up or fill its memory",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    lab.settings({ recovery: { waits: ["1s", "1s", "1s"] } });
    await expectRescue(lab, "drip", "failing", "stuck");
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("huge", { untilRestart: true });
    // Data segments, not address space: V8 reserves terabytes of that.
    const limited = "ulimit -d 600000; exec /lab/bin/openclaw-guard check";
    const { stdout, stderr } = await lab.cronEnvironment(["sh", "-c", limited]);
    // An endless 200 is not the health JSON. Whatever that is called, no memory.
    assert.match(stdout, /: (failing|unsupported)/, stderr);
    if (stdout.includes(": unsupported")) await expectSameLife(lab, before);
  },
);

scenario(
  "S4 health: ok:true with a space in the JSON is healthy",
  { gateway: "fake", seconds: 5, fault: "spaced" },
  async (lab) => {
    await healthyTick(lab);
    expectNoAction(lab.log());
  },
);

scenario(
  "S6 ladder: waits of 5, 10 and 20 s with restarts, then a force clean, then hold-down; bystanders live",
  { gateway: "fake", seconds: 140 },
  async (lab) => {
    lab.settings({ recovery: { startupGrace: "10s" } });
    const bystanders = await startBystanders(lab);
    await healthyTick(lab);
    await lab.fault("500");
    await lab.waitFor(
      "the guard holds back",
      async () => {
        await lab.tick();
        // Status tells what the next check would do, too.
        return / hold-down: /.test(lab.log());
      },
      240_000,
      2000,
    );
    const log = lab.log();
    const waits = [...log.matchAll(/ attempt=(\d) waitMs=(\d+)/g)].map(
      (match) => [Number(match[1]), Number(match[2])] as const,
    );
    assert.deepEqual(waits.map(([attempt]) => attempt), [1, 2, 3, 4]);
    [5000, 10_000, 20_000].forEach((middle, index) => {
      const wait = waits[index]?.[1] ?? 0;
      assert.ok(
        wait >= middle * 0.8 && wait <= middle * 1.2,
        `wait ${index + 1} was ${wait} ms`,
      );
    });
    assert.equal(count(log, / restart: /), 3);
    assert.equal(count(log, / force-clean: /), 1);
    assert.equal(count(log, / hold-down: /), 1);
    const after = await lifeOf(lab);
    await delay(21_000);
    expectCode(await lab.tick(), 2);
    await expectSameLife(lab, after);
    bystanders.expectAlive();
    await lab.fault("ok");
    await healthyTick(lab);
  },
);

scenario(
  "S9 debounce: two checks at once, and busy is not hung",
  { gateway: "fake", seconds: 30, busy: true },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("busy");
    await isSilent(lab);
    expectCode(await lab.tick(), 1);
    await lab.tick();
    assert.match(lab.log(), / busy: .*left alone until /);
    await lab.fault("ok");
    await lab.waitForHealth(5000);
    await healthyTick(lab);
    await expectSameLife(lab, before);
  },
);

scenario(
  "F3 served then stuck: SIGTERM, SIGKILL, healthy in under 4 minutes (#73916)",
  { gateway: "fake", seconds: 35 },
  async (lab) => {
    await healthyTick(lab);
    const started = performance.now();
    await lab.fault("deaf", { untilRestart: true });
    await isSilent(lab);
    expectCode(await lab.tick(), 2);
    await lab.waitForHealth(30_000);
    assert.ok(performance.now() - started < 60_000);
    await healthyTick(lab);
    const log = lab.log();
    assert.equal(count(log, / kill: /), 1);
    assert.match(log, /\brecovered: /);
  },
);

scenario(
  "F3 a hung event loop that burns CPU gets 90 s of patience, then is replaced (#73916)",
  { gateway: "fake", seconds: 130, busy: true, long: true },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("spin", { untilRestart: true });
    await isSilent(lab);
    const started = performance.now();
    for (let tick = 1; tick <= 3; tick++) {
      expectCode(await lab.tick(), 1);
      await expectSameLife(lab, before);
      await delay(tick * 30_000 - (performance.now() - started));
    }
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 20_000);
    assert.ok(performance.now() - started < 180_000);
  },
);

scenario(
  "F22 the third kill within 5 minutes is not made (#133820)",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    lab.settings({
      recovery: { waits: ["1s", "1s", "1s"], terminateTimeout: "2s" },
    });
    for (let kill = 1; kill <= 2; kill++) {
      await healthyTick(lab);
      await lab.fault("deaf", { untilRestart: true });
      await isSilent(lab);
      expectCode(await lab.tick(), 2);
      await lab.waitForHealth(20_000);
    }
    await healthyTick(lab);
    assert.equal(count(lab.log(), / kill: /), 2);
    const before = await lifeOf(lab);
    await lab.fault("deaf", { untilRestart: true });
    await isSilent(lab);
    expectCode(await lab.tick(), 2);
    await expectSameLife(lab, before);
    assert.equal(count(lab.log(), / kill: /), 2);
    assert.match(lab.log(), / budget: /);
  },
);

scenario(
  "F9 start limit: reset-failed and one start (#116177)",
  {
    gateway: "fake",
    seconds: 25,
    unitEdits: { "RestartSec=5": "RestartSec=100ms" },
  },
  async (lab) => {
    await healthyTick(lab);
    await lab.fault("crash 1");
    await lab.waitFor(
      "systemd gives up",
      // The result stays that of the last exit: "exit-code".
      async () => (await lab.unit()).activeState === "failed",
      30_000,
    );
    await lab.fault("ok");
    expectCode(await lab.tick(), 2);
    await lab.waitForHealth(20_000);
    await healthyTick(lab);
    assert.equal(count(lab.log(), / start: /), 1);
  },
);

scenario(
  "on Debian 13 (systemd 257) a gateway at its start limit is revived, a person's stop is left alone",
  {
    gateway: "fake",
    root: "trixie",
    seconds: 40,
    unitEdits: {
      "RestartSec=5": "RestartSec=1",
      "StartLimitBurst=10": "StartLimitBurst=4",
      "TimeoutStopSec=330": "TimeoutStopSec=2",
    },
  },
  async (lab) => {
    assert.match(
      await lab.mustUser(["systemctl", "--user", "--version"]),
      /^systemd 257 /,
    );
    await healthyTick(lab);
    await lab.fault("crash 1");
    await lab.waitFor(
      "systemd gives up",
      async () => (await lab.unit()).activeState === "failed",
      30_000,
    );
    await lab.fault("ok");
    assert.equal((await lab.unit()).result, "exit-code");
    assert.match((await lab.guard(["doctor"])).stdout, /has given up on/);
    assert.match((await lab.guard(["status"])).stdout, /systemd gave up/);
    expectCode(await lab.tick(), 2);
    await lab.waitForHealth(20_000);
    await healthyTick(lab);
    assert.equal(count(lab.log(), / start: /), 1);

    // It does not end when it is told to, so systemd kills it: "failed" again.
    await lab.fault("spin");
    await lab.waitFor(
      "it hangs",
      async () => !await lab.health({ seconds: 1 }),
      10_000,
    );
    await lab.systemctl("stop");
    const { activeState, result } = await lab.unit();
    assert.deepEqual([activeState, result], ["failed", "timeout"]);
    await lab.fault("ok");
    assert.doesNotMatch(
      (await lab.guard(["doctor"])).stdout,
      /has given up on/,
    );
    const status = await lab.guard(["status"]);
    assert.match(status.stdout, /a stop that did not end cleanly/);
    for (let tick = 0; tick < 3; tick++) expectCode(await lab.tick(), 0);
    assert.equal((await lab.unit()).activeState, "failed");
    assert.equal(count(lab.log(), / start: /), 1);
  },
);

scenario(
  "F10 an orphan of this gateway on its port is ended by its pid, bystanders live (#8069)",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await healthyTick(lab);
    await lab.systemctl("stop");
    const command =
      "/usr/bin/python3 /opt/lab-tools/fake-gateway.py gateway --port 18789";
    lab.writeFile("/home/openclaw/orphan.mode", "hang\n");
    await lab.mustUser(["sh", "-c", `setsid -f ${command} >/dev/null 2>&1`], {
      env: { FAKE_CONTROL: "/home/openclaw/orphan.mode" },
    });
    await lab.waitFor("the orphan listens", () => lab.listening(), 5000);
    const bystanders = await startBystanders(lab);
    await lab.systemctl("start");
    await delay(2000);
    expectCode(await lab.tick(), 2);
    await lab.waitForHealth(20_000);
    bystanders.expectAlive();
    await healthyTick(lab);
  },
);

scenario(
  "F11 another user's process on the port is left alone, with an alert (#79534)",
  { gateway: "fake", seconds: 20, start: false },
  async (lab) => {
    await lab.mustRoot([
      "systemd-run",
      "--quiet",
      "--unit=squatter",
      "python3",
      "-m",
      "http.server",
      "--bind",
      "127.0.0.1",
      "18789",
    ]);
    await lab.waitFor("it listens", () => lab.listening(), 5000);
    await lab.systemctl("start");
    const before = await lifeOf(lab);
    expectCode(await lab.tick(), 2);
    expectCode(await lab.tick(), 2);
    await lab.mustRoot(["systemctl", "is-active", "squatter"]);
    await expectSameLife(lab, before);
    assert.equal(count(lab.log(), / foreign-listener: /), 1);
  },
);

scenario(
  "F24 guard killed in the middle of a restart: the next check finishes it",
  { gateway: "fake", seconds: 50 },
  async (lab) => {
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("deaf", { untilRestart: true });
    await isSilent(lab);
    const dying = lab.tick();
    await lab.waitFor(
      "the restart is under way",
      async () => (await lab.unit()).activeState === "deactivating",
      30_000,
      50,
    );
    await lab.mustRoot(["pkill", "-KILL", "-x", "openclaw-guard"]);
    assert.equal((await dying).code, 137);
    await lab.waitFor(
      "the next check finishes it",
      async () => {
        await lab.tick();
        return await lab.health();
      },
      40_000,
      3000,
    );
    await waitForNewLife(lab, before, 10_000);
    await healthyTick(lab);
  },
);

/** A gateway that no restart cures; the next check makes a force clean. */
async function threeAttempts(lab: Lab): Promise<void> {
  await lab.fault("500");
  await lab.waitFor(
    "three attempts were made",
    async () => {
      await lab.tick();
      return (await lab.status()).ladder.attempt === 3;
    },
    90_000,
    1000,
  );
  await delay(10_500);
}

scenario(
  "F24 guard killed between stop and start of a force clean: the next check starts the gateway",
  {
    gateway: "fake",
    seconds: 60,
    unitEdits: { "[Service]\n": "[Service]\nEnvironment=FAKE_STOP_DELAY=2\n" },
  },
  async (lab) => {
    lab.settings({
      recovery: { startupGrace: "10s", waits: ["1s", "1s", "1s"] },
    });
    await healthyTick(lab);
    await threeAttempts(lab);
    const dying = lab.tick();
    await lab.waitFor(
      "the force clean stops it",
      async () => (await lab.unit()).activeState === "deactivating",
      30_000,
      50,
    );
    await lab.mustRoot(["pkill", "-KILL", "-x", "openclaw-guard"]);
    assert.equal((await dying).code, 137);
    await lab.fault("ok");
    await lab.waitFor(
      "it is stopped",
      async () => (await lab.unit()).activeState === "inactive",
      10_000,
    );
    await lab.tick();
    await lab.waitForHealth(20_000);
    await healthyTick(lab);
  },
);

scenario(
  "A4 a force clean starts a unit again that is not enabled",
  {
    gateway: "fake",
    seconds: 60,
    unitEdits: { "[Service]\n": "[Service]\nEnvironment=FAKE_STOP_DELAY=2\n" },
  },
  async (lab) => {
    lab.settings({
      recovery: { startupGrace: "10s", waits: ["1s", "1s", "1s"] },
    });
    await healthyTick(lab);
    await lab.systemctl("disable");
    await threeAttempts(lab);
    const cleaning = lab.tick();
    await lab.waitFor(
      "the force clean stops it",
      async () => (await lab.unit()).activeState === "deactivating",
      30_000,
      50,
    );
    await lab.fault("ok");
    await cleaning;
    assert.match(lab.log(), / force-clean: /);
    await lab.waitForHealth(20_000);
    await healthyTick(lab);
  },
);

scenario(
  "F25 two checks overlap: the second exits 0 and does nothing",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await healthyTick(lab);
    await lab.fault("hang", { untilRestart: true });
    const first = lab.tick();
    await lab.waitFor(
      "the first is at work",
      () => lab.log().includes("looking again"),
      20_000,
      50,
    );
    const started = performance.now();
    expectCode(await lab.tick(), 0);
    assert.ok(performance.now() - started < 4000, "it waited for the first");
    expectCode(await first, 2);
    await lab.waitForHealth(15_000);
    assert.equal(count(lab.log(), / restart: /), 1);
  },
);

scenario(
  "F26 disk full: no restart, and a line that says so (#155737)",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    const dir = "/home/openclaw/.local/state";
    await lab.mustUser(["mkdir", "-p", dir]);
    await lab.mustRoot([
      "mount",
      "-t",
      "tmpfs",
      "-o",
      "size=64k,uid=4242,gid=4242,mode=700",
      "full",
      dir,
    ]);
    await lab.user(["sh", "-c", `cat /dev/zero >${dir}/filler`]);
    const before = await lifeOf(lab);
    expectCode(await lab.tick(), 0);
    await expectSameLife(lab, before);
    // Without a state the guard could not keep to its budget.
    lab.settings({ recovery: { startupGrace: "10s" } });
    await delay(10_000);
    await lab.fault("hang", { untilRestart: true });
    for (let tick = 1; tick <= 2; tick++) {
      const { stdout, stderr } = await lab.tick();
      assert.match(stdout + stderr, /No space left/);
    }
    await expectSameLife(lab, before);
  },
);

/** No start limit ever ends such a loop. */
const ENDLESS = {
  "StartLimitIntervalSec=300": "StartLimitIntervalSec=0",
  "RestartSec=5": "RestartSec=1",
};

/** Checks every few seconds until one ends with this code. */
async function tickUntil(lab: Lab, code: number): Promise<string> {
  let stdout = "";
  await lab.waitFor(
    `a check that ends with ${code}`,
    async () => {
      const output = await lab.tick();
      stdout = output.stdout;
      return output.code === code;
    },
    60_000,
    2000,
  );
  return stdout;
}

scenario(
  "B4 a crash loop without a working start limit is critical, with the end of its journal, and never restarted by the guard (#60170)",
  { gateway: "fake", seconds: 40, unitEdits: ENDLESS },
  async (lab) => {
    await healthyTick(lab);
    await lab.fault(
      "crash 1 cannot open the database, OPENAI_API_KEY=labtoken",
    );
    const stdout = await tickUntil(lab, 2);
    assert.match(stdout, /^default: crash-loop: it ends again and again/);
    assert.match(stdout, /^ {2}.*cannot open the database, .*=\*\*\*$/m);
    assert.match(
      stdout,
      /"journalctl --user -u openclaw-gateway\.service -n 50"/,
    );
    await delay(5000);
    for (let check = 0; check < 5; check++) expectCode(await lab.tick(), 2);
    expectNoAction(lab.log());
    assert.equal(count(lab.log(), / crash-loop: /), 1);
    assert.equal(count(lab.log(), / journal: .*cannot open the database/), 1);
    assert.doesNotMatch(lab.log(), /labtoken/);

    const status = await lab.guard(["status"]);
    expectCode(status, 2);
    assert.match(status.stdout, /: crash-loop - it ends again and again/);
    assert.match(status.stdout, /^ {2}Journal +.*cannot open the database/m);
    assert.match((await lab.guard(["explain"])).stdout, / journal: .*database/);
    assert.match(
      (await lab.guard(["doctor"])).stdout,
      /it ends again and again/,
    );

    // Whoever mends it and starts it anew has no warning left over.
    await lab.fault("ok");
    // Between two lives systemd would keep its counter.
    await lab.waitForHealth(10_000);
    await lab.systemctl("restart");
    await lab.waitForHealth(10_000);
    await healthyTick(lab);
    assert.match(lab.log(), /\brecovered: /);
  },
);

scenario(
  "B4 short lives that answer well are unstable, then critical, and prove no config (#154840)",
  { gateway: "fake", seconds: 60, unitEdits: ENDLESS },
  async (lab) => {
    const proven = async () =>
      (JSON.parse(
        (await lab.guard(["restore-config", "--list", "--json"])).stdout,
      ) as { generations: { proven: boolean; current: boolean }[] })
        .generations;
    await lab.waitFor("the config is proven", async () => {
      await healthyTick(lab);
      return (await proven()).some((known) => known.proven);
    }, 20_000);
    const path = `${openclawDir()}/openclaw.json`;
    lab.writeFile(path, lab.readFile(path).replace("loopback", "lan"));
    // The life that proved the other config ends with it.
    await lab.fault("brief 3");
    await lab.waitFor(
      "it has been restarted",
      async () => (await lab.unit()).nRestarts >= 2,
      20_000,
    );
    const warned = await tickUntil(lab, 1);
    const stdout = await tickUntil(lab, 2);
    assert.match(stdout, /^default: crash-loop: /);
    assert.match(stdout, /^ {2}.*cannot go on/m);
    assert.match(
      stdout + warned + lab.log(),
      / unstable: it has ended by itself several times/,
    );
    // Also while it answers.
    await lab.waitForHealth(10_000);
    const status = await lab.guard(["status"]);
    expectCode(status, 2);
    assert.match(
      status.stdout,
      /^ {2}Repair +openclaw-guard restore-config$/m,
    );
    expectNoAction(lab.log());
    const current = (await proven()).filter((known) => known.current);
    assert.ok(current.every((known) => !known.proven), "it proved a config");
  },
);
