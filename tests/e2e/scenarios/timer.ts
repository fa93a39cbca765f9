/** Hosts without cron: the guard's own systemd user timer. */

import assert from "node:assert/strict";
import { EXIT_FAILURE } from "../../../lib/base/errors.ts";
import { FOREIGN_CRONTAB, putCrontab } from "../crontab.ts";
import {
  count,
  expectCode,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import type { Lab } from "../lab.ts";
import { GUARD, HOME, STATE_DIR } from "../names.ts";
import { scenario } from "../scenario.ts";

const UNITS = `${HOME}/.config/systemd/user`;
const TIMER = "openclaw-guard.timer";
const SERVICE = "openclaw-guard.service";
const INSTALL = ["install", "--scheduler", "systemd"];

/** As on a minimal system. */
async function withoutCron(lab: Lab): Promise<void> {
  await lab.mustRoot(["systemctl", "stop", "cron"]);
  await lab.mustRoot(["rm", "/usr/bin/crontab"]);
}

async function show(
  lab: Lab,
  unit: string,
  property: string,
): Promise<string> {
  const command = ["systemctl", "--user", "show", unit, "--value", "-p"];
  return (await lab.mustUser([...command, property])).trim();
}

/** What starts the guard. */
async function starters(lab: Lab): Promise<string> {
  const found: string[] = [];
  if ((await lab.crontab() ?? "").includes("openclaw-guard")) {
    found.push("cron");
  }
  const active = await show(lab, TIMER, "ActiveState");
  const enabled = await show(lab, TIMER, "UnitFileState");
  if (active === "active" && enabled === "enabled") found.push("systemd");
  return found.join("+") || "none";
}

/** How often systemd has reloaded its units. */
async function reloads(lab: Lab): Promise<number> {
  const journal = await lab.mustUser(["journalctl", "--user", "--no-pager"]);
  return count(journal, /Reloading\./);
}

/** Seconds between the checks systemd starts, from now on. */
async function ticks(lab: Lab, wanted: number): Promise<number[]> {
  const moments: number[] = [];
  let last = await show(lab, TIMER, "LastTriggerUSecMonotonic");
  await lab.waitFor(
    `${wanted} checks`,
    async () => {
      const now = await show(lab, TIMER, "LastTriggerUSecMonotonic");
      if (now !== last) moments.push(performance.now());
      last = now;
      return moments.length >= wanted;
    },
    (wanted + 1) * 32_000,
    200,
  );
  return moments.slice(1).map((moment, index) =>
    (moment - (moments[index] ?? 0)) / 1000
  );
}

scenario(
  "without cron install takes a systemd timer, says why, and it alone rescues a frozen gateway",
  { gateway: "fake", seconds: 190 },
  async (lab) => {
    await withoutCron(lab);
    const before = await lifeOf(lab);
    const reloaded = await reloads(lab);
    const installed = await lab.guard(["install"]);
    expectCode(installed, 0);
    assert.match(installed.stdout, /systemd timer.*no crontab command/);
    assert.match(installed.stdout, /check {4}default: healthy/);
    assert.equal(await reloads(lab), reloaded, "a needless reload");
    await expectSameLife(lab, before);
    const again = await lab.guard(["install"]);
    assert.match(again.stdout, /nothing was changed/);
    for (const gap of await ticks(lab, 3)) {
      assert.ok(gap > 27 && gap < 33, `${gap} s between two checks`);
    }
    assert.equal((await lab.status()).verdict, "healthy");
    await lab.signal("STOP");
    const started = performance.now();
    await waitForNewLife(lab, before, 75_000);
    assert.ok(performance.now() - started < 75_000);
    assert.equal(count(lab.log(), / restart: /), 1);
    const { mainPid } = await lab.unit();
    assert.match(
      lab.readFile(`/proc/${mainPid}/cgroup`) ||
        await lab.mustUser(["cat", `/proc/${mainPid}/cgroup`]),
      /openclaw-gateway\.service/,
    );
    const doctor = await lab.guard(["doctor"]);
    assert.match(doctor.stdout, /openclaw-guard\.timer starts a check/);
    assert.doesNotMatch(doctor.stdout, /cron daemon/);
    const journal = await lab.mustUser(["journalctl", "--user", "--no-pager"]);
    assert.doesNotMatch(
      journal,
      /(Starting|Finished|Started|Consumed).*openclaw-guard\.service/i,
    );
    expectCode(await lab.guard(["uninstall", "--purge", "--yes"]), 0);
  },
);

scenario(
  "XDG folders of the shell, oddly named, are those of the checks the timer starts",
  { gateway: "fake", seconds: 60 },
  async (lab) => {
    const state = `${HOME}/100% of it's "state" $HOME \\`;
    const env = { XDG_STATE_HOME: state, XDG_CONFIG_HOME: `${HOME}/con fig` };
    expectCode(await lab.guard(INSTALL, { env }), 0);
    const again = await lab.guard(INSTALL, { env });
    assert.match(again.stdout, /nothing was changed/);
    const lastTick = async () =>
      JSON.parse((await lab.guard(["status", "--json"], { env })).stdout)
        .lastTick;
    const before = await lastTick();
    await lab.mustUser(["systemctl", "--user", "start", SERVICE]);
    assert.notEqual(await lastTick(), before);
    assert.equal(lab.exists(STATE_DIR), false, "it keeps its state elsewhere");
    const unseen = await lab.guard(["maintenance", "on"]);
    expectCode(unseen, EXIT_FAILURE);
    assert.ok(
      unseen.stderr.includes(`their files in ${state}/`),
      unseen.stderr,
    );
    const command = /"(XDG_STATE_HOME=.* maintenance on)"/.exec(unseen.stderr);
    await lab.mustUser(["sh", "-c", `PATH=/lab/bin:$PATH; ${command?.[1]}`]);
    const on = await lab.guard(["maintenance", "status"], { env });
    assert.match(on.stdout, /^Maintenance is on/);
    expectCode(await lab.guard(["maintenance", "off"], { env }), 0);
    expectCode(await lab.guard(["uninstall", "--yes"], { env }), 0);
    assert.equal(await starters(lab), "none");
  },
);

scenario(
  "a rescue longer than 30 s under the timer: one restart, and the checks go on",
  { gateway: "fake", seconds: 150, long: true },
  async (lab) => {
    lab.settings({ recovery: { waits: ["45s", "45s", "45s"] } });
    expectCode(await lab.guard(INSTALL), 0);
    await healthyTick(lab);
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    await waitForNewLife(lab, before, 120_000);
    assert.equal(count(lab.log(), / restart: /), 1);
    const after = await lifeOf(lab);
    const gaps = await ticks(lab, 3);
    assert.ok(gaps.every((gap) => gap < 33), gaps.join());
    assert.equal((await lab.status()).verdict, "healthy");
    assert.doesNotMatch(lab.log(), /came late/);
    await expectSameLife(lab, after);
  },
);

for (
  const [when, sign] of [
    ["while it waits", /looking again/],
    ["after it asked for the restart", / restart: /],
  ] as const
) {
  scenario(
    `the guard's service killed in the middle of a rescue, ${when}: the gateway comes back all the same`,
    { gateway: "fake", seconds: 110, long: when === "while it waits" },
    async (lab) => {
      expectCode(await lab.guard(INSTALL), 0);
      await healthyTick(lab);
      const before = await lifeOf(lab);
      await lab.fault("hang", { untilRestart: true });
      await lab.waitFor(
        "the rescue is under way",
        () => sign.test(lab.log()),
        60_000,
        50,
      );
      await lab.mustUser(["systemctl", "--user", "stop", SERVICE]);
      await waitForNewLife(lab, before, 90_000);
      const after = await lifeOf(lab);
      await ticks(lab, 2);
      await expectSameLife(lab, after);
      assert.ok(count(lab.log(), / restart: /) <= 2, lab.log());
      assert.equal((await lab.status()).verdict, "healthy");
      // And at any other moment it is none of the gateway's business.
      await lab.user(["systemctl", "--user", "kill", "-s", "KILL", SERVICE]);
      await expectSameLife(lab, after);
    },
  );
}

scenario(
  "switching between cron and the timer and back leaves exactly one, and no reload",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await putCrontab(lab, FOREIGN_CRONTAB);
    const life = await lifeOf(lab);
    const reloaded = await reloads(lab);
    expectCode(await lab.guard(["install"]), 0);
    assert.equal(await starters(lab), "cron");
    for (const kind of ["systemd", "cron", "systemd", "cron"]) {
      expectCode(await lab.guard(["install", "--scheduler", kind]), 0);
      assert.equal(await starters(lab), kind);
      assert.ok((await lab.crontab() ?? "").startsWith(FOREIGN_CRONTAB));
      const doctor = await lab.guard(["doctor"]);
      assert.doesNotMatch(doctor.stdout, /one of them is enough/);
    }
    assert.equal(await reloads(lab), reloaded);
    await expectSameLife(lab, life);
    assert.deepEqual(
      lab.list(UNITS).filter((name) => name.startsWith("openclaw-guard")),
      [],
    );
  },
);

scenario(
  "emergency-stop switches the timer off, resume switches it on again; no cron is needed",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    await withoutCron(lab);
    expectCode(await lab.guard(["install"]), 0);
    const stop = await lab.guard(["emergency-stop", "--yes"]);
    expectCode(stop, 0);
    assert.match(stop.stdout, /timer: openclaw-guard\.timer is off/);
    assert.doesNotMatch(stop.stdout, /crontab/);
    assert.equal(await show(lab, TIMER, "ActiveState"), "inactive");
    assert.equal(await show(lab, TIMER, "UnitFileState"), "disabled");
    assert.equal(await lab.listening(), false);
    const resume = await lab.guard(["resume"]);
    expectCode(resume, 0);
    assert.equal(await show(lab, TIMER, "ActiveState"), "active");
    assert.equal(await show(lab, TIMER, "UnitFileState"), "enabled");
    assert.ok(await lab.health());
  },
);

scenario(
  "on Debian 13 (systemd 257) the timer comes and goes, and no unit counts as changed on disk",
  { gateway: "fake", root: "trixie", seconds: 20 },
  async (lab) => {
    const expectUnmarked = async () => {
      for (const unit of ["openclaw-gateway.service", "dbus.service"]) {
        assert.equal(await show(lab, unit, "NeedDaemonReload"), "no", unit);
      }
      const { stdout } = await lab.guard(["doctor"]);
      assert.doesNotMatch(stdout, /was changed|older text/);
    };
    expectCode(await lab.guard(INSTALL), 0);
    assert.equal(await starters(lab), "systemd");
    await expectUnmarked();
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    assert.equal(await starters(lab), "none");
    await expectUnmarked();
    expectCode(await lab.guard(["resume"]), 0);
    assert.equal(await starters(lab), "systemd");
    // What a boot would do with it.
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    assert.match(await show(lab, "timers.target", "Wants"), /openclaw-guard/);
    assert.equal(await show(lab, TIMER, "UnitFileState"), "enabled");
    expectCode(await lab.guard(["uninstall", "--yes"]), 0);
    await expectUnmarked();
    assert.deepEqual(lab.list(`${UNITS}/timers.target.wants`), []);
  },
);

scenario(
  "after install --scheduler none resume puts no cron lines in",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    expectCode(await lab.guard(["install", "--scheduler", "none"]), 0);
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    const resume = await lab.guard(["resume"]);
    expectCode(resume, 0);
    assert.match(resume.stdout, /every 30 seconds/);
    assert.equal(await starters(lab), "none");
  },
);

scenario(
  "without cron uninstall --purge leaves no trace of the timer, and the gateway runs on",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await withoutCron(lab);
    await lab.mustUser(["mkdir", "-p", `${HOME}/.local/state`]);
    const files = async () =>
      await lab.mustUser(["sh", "-c", "find ~ /tmp | sort"]);
    const before = await files();
    const life = await lifeOf(lab);
    expectCode(await lab.guard(["install"]), 0);
    assert.notEqual(await files(), before);
    expectCode(await lab.guard(["uninstall", "--purge", "--yes"]), 0);
    assert.equal(await files(), before);
    assert.equal(lab.exists(STATE_DIR), false);
    const units = await lab.mustUser([
      ...["systemctl", "--user", "list-units", "--all", "--no-legend"],
      "openclaw-guard*",
    ]);
    assert.equal(units.trim(), "");
    await expectSameLife(lab, life);
  },
);

scenario(
  "a program in a folder with an odd name is started by the timer, moved or not",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    for (const name of ["a b%c$d${HOME}", 'o\'brien "q" \\ %h $HOME']) {
      const program = `${HOME}/${name}/openclaw-guard`;
      await lab.mustUser(["mkdir", `${HOME}/${name}`]);
      await lab.mustUser(["cp", GUARD, program]);
      const output = await lab.user([program, ...INSTALL]);
      expectCode(output, 0);
      // Before the timer counted, systemd had to run one check.
      assert.match(output.stdout, /done {5}openclaw-guard\.timer/);
      assert.equal(await show(lab, SERVICE, "ExecMainStatus"), "0");
      assert.equal(await starters(lab), "systemd");
      lab.remove(`${HOME}/${name}`);
    }
  },
);

scenario(
  "a program that systemd cannot start: install says so and leaves cron as it was",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    const table = await lab.crontab();
    // A drop-in of the person's stands for anything that keeps it from running.
    lab.writeFile(
      `${UNITS}/${SERVICE}.d/broken.conf`,
      "[Service]\nExecStart=\nExecStart=/bin/false/no\n",
    );
    const output = await lab.guard(INSTALL);
    assert.notEqual(output.code, 0);
    assert.match(output.stderr, /did not run: systemd's exit code 203/);
    assert.equal(await lab.crontab(), table);
    assert.equal(await starters(lab), "cron");
    assert.equal(lab.exists(`${UNITS}/${TIMER}`), false);
  },
);
