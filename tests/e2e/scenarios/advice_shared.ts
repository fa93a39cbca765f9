/**
 * Advice of doctor, tried: conditions that can be made and mended one after the
 * other in one lab. See advice.ts.
 *
 * Not tried, and why:
 * - doctor tools "sudo apt install …": the lab has no network (that the package
 *   has the program is looked at); with dnf, pacman, zypper: other systems
 * - doctor clock "sudo timedatectl set-ntp true": the lab has no NTP service
 * - doctor last-check "kill -KILL …", "ps …": a check must hang for 3 minutes
 * - doctor disk "du --inodes …": shows only, and so do "list-timers" and
 *   "openclaw channels status"
 * - doctor channels, a restart that starts suppressed ones: they need accounts
 * - "crontab BACKUP" after an edit that did not survive: two writers within an
 *   instant, which tests/install makes happen with a crontab of its own
 * - hints of drill and upgrade: they name "status", "doctor" and "logs", which
 *   show only, another version, or waiting; what ends a pause is tried in people.ts
 */

import assert from "node:assert/strict";
import {
  asPrinted,
  findings,
  installGuard as install,
  type Row,
  tryRow,
} from "../advice.ts";
import { expectCode } from "../expect.ts";
import type { Lab } from "../lab.ts";
import {
  HOME,
  openclawDir,
  SETTINGS_FILE,
  STATE_DIR,
  unitFile,
  unitName,
} from "../names.ts";
import { scenario } from "../scenario.ts";

const CONFIG = `${openclawDir()}/openclaw.json`;
const root = (...argv: string[]) => (lab: Lab) => lab.mustRoot(argv);
const user = (...argv: string[]) => (lab: Lab) => lab.mustUser(argv);

/** Puts lines in front of the user's crontab. */
const cronLine = (line: string) => async (lab: Lab) => {
  const table = await lab.crontab() ?? "";
  await lab.mustUser(["crontab", "-"], { stdin: `${line}\n${table}` });
};

/** Writes and enables a unit that does nothing. */
const unit = (folder: string, name: string, ...systemctl: string[]) =>
async (
  lab: Lab,
) => {
  lab.writeFile(
    `${folder}/${name}`,
    "[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=default.target\n",
  );
  const run = (...argv: string[]) =>
    systemctl.includes("--user") ? lab.mustUser(argv) : lab.mustRoot(argv);
  await run(...systemctl, "daemon-reload");
  await run(...systemctl, "enable", "--now", name);
};

const FILES: readonly Row[] = [
  {
    name: "openclaw.json can be written by others",
    check: "file-modes",
    arrange: user("chmod", "666", CONFIG),
    found: /openclaw\.json can be written by other users/,
    fix: /^chmod go-w /,
    then: /can be read by other users/,
  },
  {
    name: "openclaw.json can be read by others",
    check: "file-modes",
    arrange: user("chmod", "644", CONFIG),
    found: /openclaw\.json can be read by other users/,
    fix: /^chmod 600 /,
  },
  {
    name: "OpenClaw's folder can be read by others",
    check: "file-modes",
    arrange: user("chmod", "755", openclawDir()),
    found: /\.openclaw can be read by other users/,
    fix: /^chmod 700 /,
  },
  {
    name: "openclaw.json is root's after sudo, and a link",
    check: "config",
    arrange: async (lab) => {
      await lab.mustUser(["mv", CONFIG, `${HOME}/real.json`]);
      await lab.mustUser(["ln", "-s", `${HOME}/real.json`, CONFIG]);
      await lab.mustRoot(["chown", "root", `${HOME}/real.json`]);
    },
    found: /cannot be read, so no copy/,
    fix: /^sudo chown \d+ /,
    undo: user("mv", `${HOME}/real.json`, CONFIG),
  },
  {
    name: "nobody may read openclaw.json",
    check: "config",
    arrange: user("chmod", "0", CONFIG),
    found: /cannot be read, so no copy/,
    fix: /^chmod u\+rw /,
    undo: user("chmod", "600", CONFIG),
  },
  {
    name: "a file in the guard's folder is root's after sudo",
    check: "file-modes",
    arrange: root("install", "-D", "/dev/null", `${STATE_DIR}/evidence/x.json`),
    found: /(evidence|x\.json) belongs to uid 0/,
    fix: /^sudo chown -R \d+ /,
  },
  {
    name: "the lock is root's after sudo",
    check: "last-check",
    arrange: root("chown", "root", `${STATE_DIR}/lock`),
    found: /cannot be written, so checks do nothing: .*lock: it belongs to/,
    fix: /^sudo chown -R \d+ /,
    then: /the last check was/,
  },
  {
    name: "nobody may write into the guard's folder",
    check: "last-check",
    arrange: user("chmod", "500", STATE_DIR),
    found: /cannot be written, .*: its mode is 500/,
    fix: /^chmod u\+rwX /,
    then: /the last check was/,
  },
  {
    name: "install.json is damaged",
    check: "installed",
    arrange: user("cp", "/etc/hostname", `${STATE_DIR}/install.json`),
    found: /cannot tell which profiles are installed/,
    fix: /^mv .* && openclaw-guard install$/,
  },
  {
    name: "the disk is full",
    check: "last-check",
    arrange: async (lab) => {
      await lab.mustRoot([
        ...["mount", "-t", "tmpfs", "-o", "size=64k,uid=4242,mode=700"],
        ...["tmpfs", STATE_DIR],
      ]);
      await lab.user(["cp", "/usr/bin/bash", `${STATE_DIR}/ballast`]);
    },
    found: /cannot be written, .*no space is left/,
    fix: /^findmnt /,
    shows: /openclaw-guard +.* 0\s*$/m,
  },
  {
    name: "the disk is full (disk)",
    check: "disk",
    arrange: () => Promise.resolve(),
    found: /only 0 MiB are free on .*openclaw-guard/,
    fix: /^du -xh /,
    shows: /openclaw-guard/,
    undo: root("mount", "-o", "remount,ro", STATE_DIR),
  },
  {
    name: "the disk is read-only",
    check: "last-check",
    arrange: () => Promise.resolve(),
    found: /cannot be written, .*read-only/,
    fix: /^findmnt /,
    shows: /openclaw-guard +ro,/,
  },
  {
    name: "the disk is read-only (disk)",
    check: "disk",
    arrange: () => Promise.resolve(),
    found: /mounted read-only/,
    fix: /^findmnt /,
    shows: /openclaw-guard/,
    undo: root("umount", STATE_DIR),
  },
  {
    name: "the folder for the guard's folder is root's",
    check: "last-check",
    arrange: async (lab) => {
      lab.remove(STATE_DIR);
      await lab.mustRoot(["chown", "root", `${HOME}/.local/state`]);
      await lab.mustRoot(["chmod", "755", `${HOME}/.local/state`]);
    },
    found: /cannot be written, .*state: it belongs to uid 0/,
    fix: /^sudo install -d -m 700 -o \d+ /,
    then: /there has never been a check/,
  },
];

const RIVALS: readonly Row[] = [
  {
    name: "the article's script is in the crontab",
    check: "other-watchdogs",
    arrange: cronLine("* * * * * /home/openclaw/openclaw-health-check.sh"),
    found: /runs the article's/,
    fix: /^openclaw-guard install --yes$/,
  },
  {
    name: "another watchdog is in the crontab",
    check: "other-watchdogs",
    arrange: cronLine("* * * * * /opt/openclaw-watchdog.sh"),
    found: /your crontab runs another watchdog/,
    fix: /^crontab -e$/,
    editor: "/openclaw-watchdog/d",
  },
  {
    name: "another watchdog is in cron's own tables",
    check: "other-watchdogs",
    arrange: root(
      "sh",
      "-c",
      "echo '* * * * * root /opt/openclaw-watchdog.sh' >/etc/cron.d/watch",
    ),
    found: /cron\.d\/watch runs another watchdog/,
    fix: /^sudoedit /,
    editor: "/openclaw-watchdog/d",
  },
  {
    name: "another watchdog is a user unit",
    check: "other-watchdogs",
    arrange: unit(
      `${HOME}/.config/systemd/user`,
      "openclaw-watchdog.service",
      ...["systemctl", "--user"],
    ),
    found: /user unit openclaw-watchdog/,
    fix: /^systemctl --user disable --now /,
  },
  {
    name: "another watchdog is a system unit",
    check: "other-watchdogs",
    arrange: unit(
      "/etc/systemd/system",
      "openclaw-healer.service",
      "systemctl",
    ),
    found: /system unit openclaw-healer/,
    fix: /^sudo systemctl disable --now /,
  },
  {
    name: "another watchdog runs",
    check: "other-watchdogs",
    arrange: (lab) => {
      const path = `${HOME}/openclaw-watchdog.sh`;
      lab.writeFile(path, "#!/bin/sh\nwhile :; do sleep 1; done\n", 0o755);
      lab.background([path]);
      return Promise.resolve();
    },
    found: /another watchdog is running/,
    fix: /^kill \d+$/,
  },
  {
    name: "monit is at work",
    check: "other-watchdogs",
    arrange: async (lab) => {
      lab.writeFile("/etc/monitrc", "check process openclaw-gateway\n");
      await unit("/etc/systemd/system", "monit.service", "systemctl")(lab);
    },
    found: /monit is at work/,
    fix: /^sudo grep -rn openclaw /,
    shows: /check process openclaw-gateway/,
    undo: root("systemctl", "disable", "--now", "monit.service"),
  },
  {
    name: "the crontab's PATH has not the programs",
    check: "tools",
    arrange: cronLine("PATH=/lab/none"),
    found: /PATH of your crontab/,
    fix: /^crontab -e$/,
    editor: "/^PATH/d",
  },
];

const SWITCHES: readonly Row[] = [
  {
    name: "the guard's settings are wrong",
    check: "settings",
    arrange: (lab) => {
      lab.settings({ probbe: { port: 1 } });
      return Promise.resolve();
    },
    found: /settings it cannot read/,
    fix: /^"\$\{EDITOR:-vi\}" /,
    editor: "/probbe/,/}/d",
    undo: user("rm", SETTINGS_FILE),
  },
  {
    name: "maintenance is on",
    check: "maintenance",
    arrange: (lab) => lab.guard(["maintenance", "on"]),
    found: /maintenance is on/,
    fix: /^openclaw-guard maintenance off$/,
  },
  {
    name: "the switch in /tmp does not count",
    check: "maintenance",
    arrange: user("ln", "-s", "/etc/hostname", "/tmp/openclaw-maintenance"),
    found: /is ignored as a maintenance switch/,
    fix: /^ls -ld /,
    shows: /-> \/etc\/hostname/,
    undo: user("rm", "/tmp/openclaw-maintenance"),
  },
  {
    name: "the gateway is not well",
    check: "gateway",
    arrange: (lab) => lab.fault("500"),
    found: /is not well/,
    fix: /^openclaw-guard status$/,
    shows: /Why/,
    code: 2,
    undo: (lab) => lab.fault("ok"),
  },
  {
    name: "another program has the port",
    check: "gateway",
    arrange: async (lab) => {
      await lab.guard(["maintenance", "on"]);
      await lab.systemctl("stop");
      lab.background(["python3", "-m", "http.server", "18789"]);
      await lab.waitFor("it listens", () => lab.listening(), 10_000);
    },
    found: /port 18789 is held by pid/,
    fix: /^ss -ltnp /,
    shows: /python3/,
    undo: async (lab) => {
      await lab.mustRoot(["fuser", "-k", "18789/tcp"]);
      await lab.systemctl("start");
      await lab.waitForHealth(20_000);
      await lab.guard(["maintenance", "off"]);
    },
  },
  {
    name: "the unit has another port than the running gateway",
    check: "port",
    arrange: async (lab) => {
      lab.writeFile(
        CONFIG,
        lab.readFile(CONFIG).replace(/"port": \d+/, '"port": 18790'),
      );
      lab.writeFile(
        unitFile(),
        lab.readFile(unitFile()).replaceAll("18789", "18790"),
      );
      await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    },
    found: /was started with port 18789, its unit now says 18790/,
    fix: /^systemctl --user restart /,
  },
  {
    name: "openclaw.json is broken while the gateway runs",
    check: "config",
    arrange: async (lab) => {
      await lab.waitForHealth(20_000, { port: 18790 });
      await lab.waitFor("a copy is kept", async () => {
        await lab.tick();
        return (await lab.status()).backups.count > 0;
      }, 30_000);
      lab.writeFile(CONFIG, "{");
    },
    found: /the next start fails/,
    fix: /^openclaw-guard restore-config$/,
    asks: "1\ny",
  },
  {
    name: "the gateway runs in spite of the emergency stop, and is not well",
    check: "gateway",
    arrange: async (lab) => {
      expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
      await lab.fault("500");
      await lab.systemctl("start");
    },
    found: /in spite of the emergency stop/,
    fix: /^openclaw-guard emergency-stop$/,
    asks: "y",
  },
  {
    name: "the gateway is stopped by an emergency stop",
    check: "gateway",
    arrange: (lab) => lab.fault("ok"),
    found: /stopped by an emergency stop/,
    fix: /^openclaw-guard resume$/,
  },
];

const TIMER: readonly Row[] = [
  {
    name: "systemd holds an older text of the timer",
    check: "schedule",
    arrange: (lab) => {
      const path = `${HOME}/.config/systemd/user/openclaw-guard.timer`;
      lab.writeFile(path, `${lab.readFile(path)}# changed\n`);
      return Promise.resolve();
    },
    found: /holds an older text/,
    fix: /^systemctl --user daemon-reload$/,
  },
  {
    name: "systemd cannot start the check",
    check: "schedule",
    arrange: async (lab) => {
      lab.writeFile(
        `${HOME}/.config/systemd/user/openclaw-guard.service.d/x.conf`,
        "[Service]\nExecStart=\nExecStart=/bin/sh -c 'exit 203'\n",
      );
      await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
      await lab.user([
        "systemctl",
        "--user",
        "start",
        "openclaw-guard.service",
      ]);
    },
    found: /did not run to its end/,
    fix: /^journalctl --user /,
    shows: /203/,
  },
  {
    name: "the unit is masked by the administrator",
    check: "unit",
    arrange: async (lab) => {
      await lab.systemctl("stop");
      lab.remove(unitFile());
      await lab.mustRoot(["systemctl", "--global", "mask", unitName()]);
      await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    },
    found: /is masked/,
    fix:
      /^sudo systemctl --global unmask .* && systemctl --user daemon-reload$/,
    then: /there is no user unit/,
  },
  {
    name: "the unit is masked until the next boot",
    check: "unit",
    arrange: user("systemctl", "--user", "mask", "--runtime", unitName()),
    found: /is masked/,
    fix: /^systemctl --user unmask --runtime /,
    then: /there is no user unit/,
  },
];

/** Rows that share a lab. */
function shared(
  topic: string,
  rows: readonly Row[],
  arrange: (lab: Lab) => Promise<unknown>,
): void {
  scenario(
    `advice of doctor mends what it is for: ${topic}`,
    { gateway: "fake", seconds: 8 * rows.length },
    async (lab) => {
      await arrange(lab);
      for (const row of rows) {
        try {
          await tryRow(lab, row);
        } catch (error) {
          throw new Error(`${row.name}: ${error}`, { cause: error });
        }
      }
    },
  );
}

shared("files and disks", FILES, async (lab) => {
  await install(lab);
  await lab.tick();
  // Nothing but the rows is to write here.
  await lab.mustRoot(["systemctl", "stop", "cron"]);
});
shared("other watchdogs and tools", RIVALS, install);
shared("settings, switches and ports", SWITCHES, async (lab) => {
  await install(lab, "--scheduler", "none");
  await lab.tick();
});
shared(
  "the timer and masks",
  TIMER,
  (lab) => install(lab, "--scheduler", "systemd"),
);

scenario(
  "advice of status when the state cannot be written: what it says mends it",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    await install(lab);
    await lab.mustRoot(["systemctl", "stop", "cron"]);
    for (
      const [arrange, path] of [
        [["chown", "-R", "root", STATE_DIR], STATE_DIR],
        [["chmod", "000", STATE_DIR], STATE_DIR],
      ] as const
    ) {
      await lab.mustRoot([...arrange]);
      const check = await lab.tick();
      assert.notEqual(check.code, 0);
      const { stdout, code } = await lab.guard(["status"]);
      const text = stdout.replaceAll(/\n\s+/g, " ");
      assert.notEqual(code, 0);
      assert.match(text, /NOT CHECKING: the guard's state cannot be written/);
      assert.ok(text.includes(path));
      const [, command] = /You can +"([^"]+)" mends it/.exec(text) ?? [];
      expectCode(await asPrinted(lab, command ?? "false"), 0);
      expectCode(await lab.tick(), 0);
      const after = await lab.guard(["status"]);
      expectCode(after, 0);
      assert.doesNotMatch(after.stdout, /NOT CHECKING/);
    }
  },
);

scenario(
  "advice about packages: the package that is named has the program",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    for (const name of ["lsof", "fuser", "pkill"]) {
      await lab.mustRoot(["mv", `/usr/bin/${name}`, `/usr/bin/${name}.gone`]);
    }
    const missing = await findings(lab, "tools");
    assert.equal(missing.length, 3);
    for (const { found, fix } of missing) {
      const [, name] = /there is no (\w+) in/.exec(found) ?? [];
      const [, named] = /^sudo apt install (\S+)$/.exec(fix ?? "") ?? [];
      const files = await lab.mustRoot(["dpkg", "-L", named ?? ""]);
      assert.match(files, new RegExp(`/bin/${name}$`, "m"));
    }
  },
);

scenario(
  "advice about a root's switch in /tmp: what maintenance off says ends it",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    await install(lab, "--scheduler", "none");
    expectCode(await lab.tick(), 0);
    await lab.mustRoot(["touch", "/tmp/openclaw-maintenance"]);
    const { stdout } = await lab.guard(["maintenance", "off"]);
    const [, command] = /"(sudo rm [^"]+)"/.exec(stdout) ?? [];
    const status = await lab.guard(["status"]);
    const drill = await lab.guard(["drill", "freeze", "--yes"]);
    for (const text of [status.stdout, drill.stderr]) {
      assert.ok(text.includes(`"${command}"`), text);
    }
    expectCode(await asPrinted(lab, command ?? "false"), 0);
    assert.equal((await lab.status()).maintenance.active, false);
  },
);
