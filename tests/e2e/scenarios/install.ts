/** Installing, the crontab, uninstalling, and cron as the one who ticks (S5, S14, S17). */

import assert from "node:assert/strict";
import {
  count,
  expectCode,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import { GUARD, HOME, openclawDir, STATE_DIR, unitFile } from "../names.ts";
import { FOREIGN_CRONTAB, putCrontab } from "../crontab.ts";
import { scenario } from "../scenario.ts";

const UNIT_COPY = `${openclawDir()}/backup/openclaw-gateway.service.bak`;

scenario(
  "S5 S14 install: two staggered cron lines, a copy of the unit file, a first check; twice is once",
  { gateway: "fake", seconds: 8 },
  async (lab) => {
    const unit = lab.readFile(unitFile());
    const before = await lifeOf(lab);
    const first = await lab.guard(["install"]);
    expectCode(first, 0);
    assert.match(first.stdout, /healthy/);
    const table = await lab.crontab() ?? "";
    const jobs = table.split("\n").filter((line) => line.startsWith("*"));
    assert.equal(jobs.length, 2);
    assert.match(jobs[0] ?? "", /^\* \* \* \* \* \S*openclaw-guard'? check\b/);
    assert.match(
      jobs[1] ?? "",
      /^\* \* \* \* \* sleep 30; \S*openclaw-guard'? check\b/,
    );
    assert.equal(lab.readFile(UNIT_COPY), unit);
    const second = await lab.guard(["install"]);
    expectCode(second, 0);
    assert.match(second.stdout, /nothing was changed/);
    assert.equal(await lab.crontab(), table);
    assert.equal(lab.readFile(unitFile()), unit, "the unit file was edited");
    await expectSameLife(lab, before);
  },
);

scenario(
  "S5 S17 the real cron ticks every 30 s and alone rescues a frozen gateway",
  // CI has the same with the real gateway, after install.sh.
  { gateway: "fake", seconds: 120, long: true },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    const ticks = new Set<string>();
    const sawTick = async () => {
      ticks.add((await lab.status()).lastTick ?? "");
    };
    await sawTick();
    await lab.waitFor(
      "cron has ticked three times",
      async () => {
        await sawTick();
        return ticks.size >= 4;
      },
      150_000,
      2000,
    );
    const [, second, third] = [...ticks].slice(1).map(Date.parse);
    const gap = ((third ?? 0) - (second ?? 0)) / 1000;
    assert.ok(gap > 25 && gap < 35, `${gap} s between two ticks`);
    const before = await lifeOf(lab);
    await lab.fault("hang", { untilRestart: true });
    const started = performance.now();
    await lab.waitFor(
      "it is silent",
      async () => !(await lab.health({ seconds: 1 })),
      5000,
    );
    await waitForNewLife(lab, before, 75_000);
    assert.ok(performance.now() - started < 75_000);
    assert.equal(count(lab.log(), / restart: /), 1);
  },
);

scenario(
  "XDG folders of the shell, oddly named, are those of the checks the real cron starts",
  { gateway: "fake", seconds: 100 },
  async (lab) => {
    const state = `${HOME}/100% of it's "state"`;
    const config = `${HOME}/con fig`;
    const env = { XDG_STATE_HOME: state, XDG_CONFIG_HOME: config };
    // Only settings that are read can be wrong.
    lab.writeFile(`${config}/openclaw-guard/config.json`, "{}");
    expectCode(await lab.guard(["install"], { env }), 0);
    const lastTick = async () =>
      JSON.parse((await lab.guard(["status", "--json"], { env })).stdout)
        .lastTick;
    const before = await lastTick();
    await lab.waitFor(
      "cron has ticked",
      async () => await lastTick() !== before,
      70_000,
      2000,
    );
    assert.equal(lab.exists(STATE_DIR), false, "it keeps its state elsewhere");
    const doctor = await lab.guard(["doctor"], { env });
    assert.match(doctor.stdout, /^ok +cron-environment: /m);
    assert.match(doctor.stdout, /^ok +schedule: cron starts /m);
    // From a shell without them it is another guard, and it is said.
    const other = await lab.guard(["doctor"]);
    assert.match(other.stdout, /^PROBLEM +cron-environment: /m);
    expectCode(await lab.guard(["emergency-stop", "--yes"], { env }), 0);
    expectCode(await lab.guard(["resume"], { env }), 0);
    assert.match(
      await lab.crontab() ?? "",
      /XDG_STATE_HOME=.*XDG_CONFIG_HOME=/,
    );
    expectCode(
      await lab.guard(["uninstall", "--purge", "--yes"], { env }),
      0,
    );
    assert.equal(await lab.crontab(), null);
    assert.equal(lab.exists(`${state}/openclaw-guard`), false);
  },
);

scenario(
  "F27 foreign jobs, percent signs, comments and assignments are preserved byte for byte",
  { gateway: "fake", seconds: 8 },
  async (lab) => {
    await putCrontab(lab, FOREIGN_CRONTAB);
    expectCode(await lab.guard(["install"]), 0);
    const table = await lab.crontab() ?? "";
    assert.ok(table.startsWith(FOREIGN_CRONTAB), table);
    expectCode(await lab.guard(["uninstall", "--yes"]), 0);
    assert.equal(await lab.crontab(), FOREIGN_CRONTAB);
  },
);

scenario(
  "F27 a crontab without a newline at its end keeps its last job",
  { gateway: "fake", seconds: 8 },
  async (lab) => {
    const table = FOREIGN_CRONTAB + "5 4 * * * echo last";
    await putCrontab(lab, table);
    expectCode(await lab.guard(["install"]), 0);
    assert.ok((await lab.crontab() ?? "").startsWith(`${table}\n`));
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    // crontab(1) refuses a table without that newline, so it may be there now.
    assert.equal((await lab.crontab() ?? "").replace(/\n$/, ""), table);
  },
);

scenario(
  "F28 crontab -l fails oddly: the crontab is left alone, install refuses or takes the timer",
  { gateway: "fake", seconds: 8 },
  async (lab) => {
    await putCrontab(lab, FOREIGN_CRONTAB);
    await lab.mustRoot(["sh", "-c", "echo openclaw >/etc/cron.deny"]);
    const output = await lab.guard(["install", "--scheduler", "cron"]);
    assert.notEqual(output.code, 0);
    assert.match(output.stderr, /crontab/);
    assert.equal(output.stderr.trim().split("\n").length, 1, output.stderr);
    assert.equal(lab.exists(`${STATE_DIR}/install.json`), false);
    // Left to choose, it takes the timer, and says why.
    const chosen = await lab.guard(["install"]);
    expectCode(chosen, 0);
    assert.match(chosen.stdout, /systemd timer .*not allowed/);
    expectCode(await lab.guard(["uninstall", "--purge", "--yes"]), 0);
    await lab.mustRoot(["rm", "/etc/cron.deny"]);
    assert.equal(await lab.crontab(), FOREIGN_CRONTAB);
  },
);

scenario(
  "install replaces the article's own cron lines when told to, and only those",
  { gateway: "fake", seconds: 8 },
  async (lab) => {
    const script = `${HOME}/.openclaw/scripts/openclaw-health-check.sh`;
    const old = `* * * * * ${script}\n* * * * * sleep 30 && ${script}\n`;
    await putCrontab(lab, old + FOREIGN_CRONTAB);
    const asked = await lab.guard(["install"]);
    expectCode(asked, 0);
    assert.ok((await lab.crontab() ?? "").includes(script), "taken unasked");
    assert.match(asked.stdout, /install --yes/);
    expectCode(await lab.guard(["install", "--yes"]), 0);
    const table = await lab.crontab() ?? "";
    assert.equal(table.includes(script), false);
    assert.ok(table.startsWith(FOREIGN_CRONTAB), table);
  },
);

scenario(
  "install refuses without a unit and without a user bus, with one line on what to do",
  { gateway: "none", seconds: 5 },
  async (lab) => {
    const noUnit = await lab.guard(["install"]);
    assert.notEqual(noUnit.code, 0);
    assert.match(noUnit.stderr, /openclaw gateway install/);
    const noBus = await lab.guard(["install"], {
      env: {
        XDG_RUNTIME_DIR: "/nonexistent",
        DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent/bus",
      },
    });
    assert.notEqual(noBus.code, 0);
    assert.equal(noBus.stderr.trim().split("\n").length, 1, noBus.stderr);
    assert.equal(await lab.crontab(), null);
  },
);

scenario(
  "uninstall --purge leaves no trace, and the gateway runs on",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    // Folders of the XDG standard, which others use too.
    await lab.mustUser(["mkdir", "-p", `${HOME}/.local/state`]);
    const files = async () =>
      await lab.mustUser(["sh", "-c", "find ~ /tmp -type f -o -type d | sort"]);
    const before = await files();
    const life = await lifeOf(lab);
    expectCode(await lab.guard(["install"]), 0);
    await healthyTick(lab);
    expectCode(await lab.guard(["uninstall", "--purge", "--yes"]), 0);
    assert.equal(await files(), before);
    // There was none before.
    assert.equal(await lab.crontab(), null);
    await expectSameLife(lab, life);
    assert.ok(lab.exists(GUARD));
  },
);
