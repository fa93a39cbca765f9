/** What people type: status, logs, emergency-stop, resume, restore-config (S8, S11-S13, S15). */

import assert from "node:assert/strict";
import {
  expectCode,
  expectNoAction,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import { delay, type Lab } from "../lab.ts";
import {
  DEFAULT_PORT,
  GUARD,
  HOME,
  openclawDir,
  STATE_DIR,
  unitName,
} from "../names.ts";
import { CONFIG } from "../gateway.ts";
import { FOREIGN_CRONTAB, putCrontab } from "../crontab.ts";
import { startBystanders } from "../bystanders.ts";
import { scenario } from "../scenario.ts";

const CONFIG_FILE = `${openclawDir()}/openclaw.json`;
const OTHER_CONFIG = CONFIG.replace("labtoken", "othertoken");

/**
 * Starts the gateway from the config on disk. A second later, because the
 * guard knows a file's change time only to the second, and proves nothing in
 * doubt.
 */
async function startFromConfig(lab: Lab): Promise<void> {
  await delay(1100);
  await lab.systemctl("restart");
  await lab.waitForHealth(10_000);
}

/** A healthy check that is sure to look at the config: it must have settled. */
async function backUp(lab: Lab): Promise<void> {
  await delay(3500);
  await healthyTick(lab);
}

/** Checks until so many configs are kept: a life must have lasted for some seconds. */
async function keepsCopies(lab: Lab, copies: number): Promise<void> {
  await lab.waitFor(
    `${copies} copies`,
    async () => {
      await healthyTick(lab);
      return (await lab.status()).backups.count === copies;
    },
    15_000,
    1000,
  );
}

scenario(
  "status tells about a healthy gateway, as text and as JSON, and changes nothing",
  { gateway: "fake", seconds: 8 },
  async (lab) => {
    await healthyTick(lab);
    const state = lab.readFile(`${STATE_DIR}/state.json`);
    const json = await lab.status();
    assert.equal(json.schema, 1);
    assert.equal(json.profile, "default");
    assert.equal(json.verdict, "healthy");
    assert.equal(json.reason, null);
    assert.equal(json.unit?.mainPid, (await lab.unit()).mainPid);
    assert.match(json.since, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/);
    assert.match(json.lastTick ?? "", /^\d{4}-\d\d-\d\dT/);
    assert.equal(json.maintenance.active, false);
    assert.equal(json.ladder.attempt, 0);
    const text = await lab.guard(["status"]);
    expectCode(text, 0);
    assert.match(text.stdout, /healthy/);
    assert.ok(!text.stdout.includes("\x1b"), "colour without a terminal");
    assert.equal(lab.readFile(`${STATE_DIR}/state.json`), state);
  },
);

scenario(
  "S15 the log: every line is dated, says what and why, and logs -n and -f show it",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await healthyTick(lab);
    await lab.fault("500", { untilRestart: true });
    await lab.tick();
    await lab.waitForHealth(10_000);
    await healthyTick(lab);
    const lines = lab.log().trimEnd().split("\n");
    for (const line of lines) {
      assert.match(
        line,
        /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4} (INFO |WARN |ERROR) [a-z-]+: \S/,
      );
    }
    assert.equal(lab.log().includes("labtoken"), false, "a secret in the log");
    const last = await lab.guard(["logs", "-n", "2"]);
    expectCode(last, 0);
    assert.deepEqual(last.stdout.trimEnd().split("\n"), lines.slice(-2));
    const follower = lab.background([GUARD, "logs", "-n", "1", "-f"]);
    await lab.systemctl("stop");
    await lab.tick();
    await lab.waitFor(
      "logs -f shows the new line",
      () => follower.output.includes(" stopped: "),
      10_000,
    );
  },
);

scenario(
  "S11 old and oversized logs of the guard go, once a day; nobody else's",
  { gateway: "fake", seconds: 8 },
  async (lab) => {
    const old = new Date(Date.now() - 8 * 86_400_000);
    const files = {
      aged: `${STATE_DIR}/guard.log.3`,
      huge: `${STATE_DIR}/guard.log.2`,
      young: `${STATE_DIR}/guard.log.1`,
      notes: `${STATE_DIR}/notes.log`,
      openclaw: "/tmp/openclaw/openclaw-2020-01-01.log",
    };
    for (const file of Object.values(files)) lab.writeFile(file, "line\n");
    for (const file of [files.aged, files.notes, files.openclaw]) {
      Deno.utimeSync(lab.hostPath(file), old, old);
    }
    Deno.truncateSync(lab.hostPath(files.huge), 51 * 1024 * 1024);
    await healthyTick(lab);
    const there = Object.entries(files).filter(([, file]) => lab.exists(file));
    assert.deepEqual(
      there.map(([name]) => name),
      ["young", "notes", "openclaw"],
    );
    lab.writeFile(files.aged, "line\n");
    Deno.utimeSync(lab.hostPath(files.aged), old, old);
    await healthyTick(lab);
    assert.ok(lab.exists(files.aged), "cleaned up twice on one day");
  },
);

scenario(
  "S12 F29 emergency-stop: guard off, gateway stopped, port free, foreign cron lines untouched; resume brings all back",
  { gateway: "fake", seconds: 40 },
  async (lab) => {
    await putCrontab(lab, FOREIGN_CRONTAB);
    expectCode(await lab.guard(["install"]), 0);
    const bystanders = await startBystanders(lab);
    const installed = await lab.crontab();
    await lab.fault("deaf", { untilRestart: true });
    await lab.waitFor("it is stuck", async () => !(await lab.health()), 5000);
    const started = performance.now();
    const stop = await lab.guard(["emergency-stop", "--yes"]);
    const seconds = (performance.now() - started) / 1000;
    expectCode(stop, 0);
    assert.ok(seconds <= 15, `took ${seconds} s`);
    assert.match(stop.stdout, /resume/);
    assert.equal(await lab.listening(), false);
    assert.notEqual((await lab.unit()).activeState, "active");
    assert.equal(await lab.crontab(), FOREIGN_CRONTAB);
    bystanders.expectAlive();
    const second = await lab.guard(["emergency-stop"]);
    expectCode(second, 0);
    assert.match(
      second.stdout,
      /^default: stopped already, since .*\n.*"openclaw-guard resume" starts.*\n$/,
    );
    const explained = await lab.guard(["explain"]);
    assert.match(
      explained.stdout + explained.stderr,
      /until "openclaw-guard resume"\n/,
    );
    const doctor = await lab.guard(["doctor"]);
    assert.doesNotMatch(doctor.stdout, /systemctl --user (start|reset-failed)/);
    assert.match(
      doctor.stdout,
      /gateway: .* emergency stop.*\n.*fix: openclaw-guard resume\n/,
    );
    // Were a check still to come, it must stand back.
    await lab.tick();
    assert.equal(await lab.listening(), false);
    await lab.fault("ok");
    expectCode(await lab.guard(["resume"]), 0);
    assert.ok(await lab.health());
    assert.equal(await lab.crontab(), installed);
    await healthyTick(lab);
    assert.match(
      lab.log(),
      / wished-start: .*"openclaw-guard resume" start it/,
    );
    assert.doesNotMatch(lab.log(), / new-process: /);
  },
);

scenario(
  "A4 a unit that is not enabled, which systemd forgets once it is stopped, is started again by resume",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    await healthyTick(lab);
    await lab.systemctl("disable");
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    // What this is about: there is nothing to be reset.
    const reset = await lab.user([
      ...["systemctl", "--user", "reset-failed", unitName()],
    ]);
    assert.match(reset.stderr, /not loaded/);
    expectCode(await lab.guard(["resume"]), 0);
    assert.equal((await lab.unit()).activeState, "active");
    assert.ok(await lab.health());
  },
);

scenario(
  "A2 emergency-stop says whom it waits for: a check in the middle of a rescue stands back; a lock that stays held keeps it for 15 s only",
  { gateway: "fake", seconds: 50 },
  async (lab) => {
    expectCode(await lab.guard(["install", "--scheduler", "none"]), 0);
    lab.settings({ recovery: { waits: ["8s", "8s", "8s"] } });
    await healthyTick(lab);
    await lab.fault("500");
    const rescue = lab.tick();
    await lab.waitFor(
      "a check has found it failing",
      () => / failing: /.test(lab.log()),
      20_000,
      50,
    );
    const waited = await lab.guard(["emergency-stop", "--yes"]);
    expectCode(waited, 0);
    assert.match(
      waited.stdout,
      /^default: waiting until a check that is at work \(pid \d+\) has stood back, 14 s at the most$/m,
    );
    await rescue;
    expectNoAction(lab.log());
    await lab.fault("ok");
    expectCode(await lab.guard(["resume"]), 0);
    const held = lab.background(["flock", `${STATE_DIR}/lock`, "sleep", "60"]);
    await delay(500);
    assert.ok(held.ended === false, held.output);
    const started = performance.now();
    const blocked = await lab.guard(["emergency-stop", "--yes"]);
    const seconds = (performance.now() - started) / 1000;
    expectCode(blocked, 0);
    assert.match(
      blocked.stdout,
      /^default: waiting until pid \d+ lets go of the guard's lock, 14 s at the most$/m,
    );
    assert.ok(seconds >= 15 && seconds <= 25, `took ${seconds} s`);
    assert.equal(await lab.listening(), false);
  },
);

scenario(
  "S12 S7 resume without an emergency stop starts no gateway that a person stopped",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    await lab.systemctl("stop");
    const resume = await lab.guard(["resume"]);
    expectCode(resume, 0);
    assert.match(resume.stdout, /there was no emergency stop/);
    assert.equal((await lab.unit()).activeState, "inactive");
    await lab.systemctl("start");
    await lab.waitForHealth(20_000);
    const life = await lifeOf(lab);
    expectCode(await lab.guard(["resume"]), 0);
    await expectSameLife(lab, life);
  },
);

scenario(
  "S12 emergency-stop ends a burning event loop and an orphan on the port within 15 s",
  { gateway: "fake", seconds: 30, busy: true },
  async (lab) => {
    await healthyTick(lab);
    await lab.fault("spin", { untilRestart: true });
    await lab.waitFor("it is silent", async () => !(await lab.health()), 5000);
    const started = performance.now();
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    const seconds = (performance.now() - started) / 1000;
    assert.ok(seconds <= 15, `took ${seconds} s`);
    assert.equal(await lab.listening(), false);
    const left = await lab.mustRoot([
      "sh",
      "-c",
      "pgrep -f '[f]ake-gateway.py' || true",
    ]);
    assert.equal(left.trim(), "");
    await lab.mustUser([
      "sh",
      "-c",
      `FAKE_CONTROL=/dev/null setsid -f /usr/bin/python3 /opt/lab-tools/fake-gateway.py gateway --port ${DEFAULT_PORT} >/dev/null 2>&1`,
    ]);
    await lab.waitFor("the orphan listens", () => lab.listening(), 5000);
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    assert.equal(await lab.listening(), false);
  },
);

scenario(
  "C5 an emergency stop says of a gateway that drains that it had not ended, not that it hung",
  {
    gateway: "fake",
    seconds: 15,
    unitEdits: { "[Service]\n": "[Service]\nEnvironment=FAKE_STOP_DELAY=60\n" },
  },
  async (lab) => {
    const stop = await lab.guard(["emergency-stop", "--yes"]);
    expectCode(stop, 0);
    assert.match(
      stop.stdout,
      /gateway stopped; its main process had not ended after 4 s and was killed/,
    );
    assert.doesNotMatch(stop.stdout, /hung/);
  },
);

scenario(
  "S12 emergency-stop --dry-run changes nothing, and without a terminal it wants --yes",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    const table = await lab.crontab();
    const before = await lifeOf(lab);
    expectCode(await lab.guard(["emergency-stop", "--dry-run"]), 0);
    const refused = await lab.guard(["emergency-stop"]);
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /--yes/);
    await expectSameLife(lab, before);
    assert.equal(await lab.crontab(), table);
  },
);

scenario(
  "S8 F20 an invalid edit while healthy: no restart, and the backup is not poisoned",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    const before = await lifeOf(lab);
    await backUp(lab);
    assert.equal((await lab.status()).backups.count, 1);
    lab.writeFile(CONFIG_FILE, "{ broken");
    await backUp(lab);
    lab.writeFile(CONFIG_FILE, "");
    await backUp(lab);
    await expectSameLife(lab, before);
    assert.equal((await lab.status()).backups.count, 1);
    assert.equal(
      lab.exists(`${CONFIG_FILE}.bak`),
      false,
      "OpenClaw's own file",
    );
    expectCode(await lab.guard(["restore-config", "--yes"]), 0);
    assert.equal(lab.readFile(CONFIG_FILE), CONFIG);
    expectNoAction(lab.log());
  },
);

scenario(
  "S8 F21 JSON5 with comments is kept byte for byte, private, and only when it changed",
  {
    gateway: "fake",
    seconds: 12,
    config: `// mine\n${
      CONFIG.replace('"mode"', "mode").replace("}\n}", "},\n}")
    }`,
  },
  async (lab) => {
    await startFromConfig(lab);
    await backUp(lab);
    await backUp(lab);
    const folder = `${STATE_DIR}/config`;
    const copies = lab.list(folder).filter((name) => name.endsWith(".json5"));
    assert.equal(copies.length, 1);
    const copy = `${folder}/${copies[0]}`;
    assert.equal(lab.readFile(copy), lab.readFile(CONFIG_FILE));
    const mode = (path: string) =>
      (Deno.statSync(lab.hostPath(path)).mode ?? 0) & 0o777;
    assert.equal(mode(copy), 0o600);
    assert.equal(mode(STATE_DIR), 0o700);
    assert.match((await lab.status()).backups.newestProven ?? "", /^\d{4}-/);
  },
);

scenario(
  "S13 restore-config: list, dry run, choose; the replaced file is kept as an undo",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    await keepsCopies(lab, 1);
    lab.writeFile(CONFIG_FILE, OTHER_CONFIG);
    await startFromConfig(lab);
    await keepsCopies(lab, 2);
    const list = await lab.guard(["restore-config", "--list"]);
    expectCode(list, 0);
    assert.equal(
      list.stdout.includes("othertoken"),
      false,
      "a secret was shown",
    );
    expectCode(await lab.guard(["restore-config", "--yes", "--dry-run"]), 0);
    assert.equal(lab.readFile(CONFIG_FILE), OTHER_CONFIG);
    const before = await lifeOf(lab);
    expectCode(await lab.guard(["restore-config", "--yes", "--restart"]), 0);
    assert.equal(lab.readFile(CONFIG_FILE), CONFIG);
    await waitForNewLife(lab, before, 10_000);
    // And back again.
    const again = await lab.guard(["restore-config", "--yes"]);
    expectCode(again, 0);
    assert.equal(lab.readFile(CONFIG_FILE), OTHER_CONFIG);
  },
);

scenario(
  "wrong usage is exit 64 with one line on what to do",
  { gateway: "none", seconds: 4 },
  async (lab) => {
    for (
      const args of [
        ["chekc"],
        ["check", "--nonsense"],
        ["status", "--profile", "../../etc"],
        ["maintenance", "on", "--for", "soon"],
        ["logs", "-n", "many"],
      ]
    ) {
      const output = await lab.guard(args);
      expectCode(output, 64);
      assert.equal(output.stderr.trim().split("\n").length, 1, output.stderr);
      assert.equal(output.stdout, "");
    }
    assert.equal(lab.exists(`${HOME}/.local/state/openclaw-guard`), false);
  },
);
