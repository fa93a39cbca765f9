/** A gateway that is a unit of the system: `User=`, what root allows, root's own. */

import assert from "node:assert/strict";
import { expectCode } from "../expect.ts";
import { CONFIG, fakeUnit } from "../gateway.ts";
import type { Lab, Output } from "../lab.ts";
import {
  DEFAULT_PORT,
  GUARD,
  HOME,
  openclawDir,
  unitName,
  USER_ID,
} from "../names.ts";
import { scenario } from "../scenario.ts";

const UNIT = `/etc/systemd/system/${unitName()}`;
const CONFIG_FILE = `${openclawDir()}/openclaw.json`;
/** Who typed `sudo`. */
const BY_SUDO = { SUDO_USER: "openclaw", SUDO_UID: String(USER_ID) };

/** As images for servers have it; `User=` makes it this user's gateway. */
async function systemUnit(lab: Lab, user: string | null): Promise<void> {
  const home = user === null ? "/root" : HOME;
  const text = fakeUnit(undefined, DEFAULT_PORT)
    .replaceAll(HOME, home)
    .replace("WantedBy=default.target", "WantedBy=multi-user.target")
    .replace(
      "[Service]\n",
      user === null ? "[Service]\n" : `[Service]\nUser=${user}\n`,
    );
  await lab.mustRoot(["sh", "-c", `cat >${UNIT}`], { stdin: text });
  await lab.mustRoot(["systemctl", "daemon-reload"]);
  await lab.mustRoot(["systemctl", "enable", "--quiet", "--now", unitName()]);
  await lab.waitForHealth(20_000);
}

async function show(lab: Lab, property: string): Promise<string> {
  const args = ["show", unitName(), "--value", "--property", property];
  return (await lab.mustRoot(["systemctl", ...args])).trim();
}

/** A check of its own, where cron's may be at work at the same moment. */
async function check(lab: Lab): Promise<Output> {
  return await lab.waitFor("a check of ours", async () => {
    const output = await lab.tick();
    return !output.stdout.includes(": skipped: ") && output;
  }, 30_000);
}

async function freeze(lab: Lab): Promise<string> {
  const life = await show(lab, "InvocationID");
  await lab.mustRoot(["kill", "-s", "STOP", await show(lab, "MainPID")]);
  return life;
}

async function waitForNext(lab: Lab, life: string, ms: number): Promise<void> {
  await lab.waitFor(
    "it is healthy in a new life",
    async () => await show(lab, "InvocationID") !== life && await lab.health(),
    ms,
  );
}

/** What of root's is in the user's home. */
async function rootsFiles(lab: Lab): Promise<string> {
  return (await lab.mustRoot(["find", HOME, "-user", "root"])).trim();
}

/** The files of `grant`. */
async function grants(lab: Lab): Promise<string> {
  const folders = ["/etc/polkit-1", "/etc/sudoers.d"];
  const found = ["-name", "*openclaw-guard*"];
  return (await lab.mustRoot(["find", ...folders, ...found])).trim();
}

function fixOf(doctor: Output, check: string): string {
  const { findings } = JSON.parse(doctor.stdout);
  return findings.find((one: { check: string }) => one.check === check)?.fix;
}

scenario(
  "a unit of the system with User=: watched only, until root grants; then cron alone brings it back, a person's stop stays, emergency stop, resume, restore-config, revoke, uninstall: no file is left",
  { gateway: "none", seconds: 110 },
  async (lab) => {
    lab.writeFile(CONFIG_FILE, CONFIG);
    // Neither cron nor the system's manager needs it.
    await lab.mustRoot(["loginctl", "disable-linger", "openclaw"]);
    await systemUnit(lab, "openclaw");
    const asRoot = await lab.root([GUARD, "status"]);
    assert.match(
      asRoot.stderr,
      /root has no gateway, but there is one of openc/,
    );
    const piped = await lab.root(["sh"], {
      stdin: Deno.readTextFileSync("install.sh"),
      env: { HOME: "/root" },
    });
    assert.match(piped.stderr, /one of openclaw/);
    const install = await lab.guard(["install"]);
    expectCode(install, 0);
    assert.match(install.stdout, /the system's unit openclaw-gateway\.service/);
    assert.match(install.stdout, /^warning.* the guard can only watch: /m);
    assert.doesNotMatch(install.stdout, /enable-linger/);
    expectCode(await check(lab), 0);
    const status = await lab.guard(["status"]);
    assert.match(status.stdout, /it may only watch/);

    // It says what it would do, and does not pretend.
    const first = await freeze(lab);
    const blind = await check(lab);
    expectCode(blind, 2);
    assert.match(blind.stdout, /nothing is done: only root may restart/);
    assert.equal(await show(lab, "InvocationID"), first);
    const emergency = await lab.guard(["emergency-stop", "--yes"]);
    expectCode(emergency, 2);
    assert.match(emergency.stderr, /Only root may do that; "openclaw-guard do/);
    await lab.mustRoot(["kill", "-s", "CONT", await show(lab, "MainPID")]);
    expectCode(await lab.guard(["resume", "--no-start"]), 0);

    const doctor = await lab.guard(["doctor", "--json"]);
    expectCode(doctor, 2);
    const fix = fixOf(doctor, "permission");
    assert.equal(fix, `sudo ${GUARD} grant`);
    const planned = await lab.guard(["grant", "--dry-run"]);
    expectCode(planned, 0);
    const [, program = "", ...words] = fix.split(" ");
    const granted = await lab.root([program, ...words], { env: BY_SUDO });
    expectCode(granted, 0);
    assert.match(granted.stdout, /tried as openclaw: the guard may start/);
    assert.ok(granted.stdout.includes(planned.stdout.split("\n")[1] ?? "?"));
    assert.equal(
      await grants(lab),
      "/etc/polkit-1/rules.d/50-openclaw-guard@openclaw@openclaw-gateway.rules",
    );
    const other = await lab.user([
      "systemctl",
      "--no-ask-password",
      "stop",
      "cron",
    ]);
    assert.notEqual(other.code, 0, "the rule is for this unit alone");
    const madeUp = await lab.user([
      ..."systemd-run --system --no-ask-password --quiet".split(" "),
      `--unit=openclaw-guard-asks-for-${unitName()}`,
      "true",
    ]);
    assert.notEqual(madeUp.code, 0, "no unit of root's can be made up");
    const well = await lab.guard(["doctor"]);
    expectCode(well, 0);
    assert.match(well.stdout, /^ok +permission: .*\(a polkit rule\)/m);
    assert.doesNotMatch(well.stdout, /user-bus|linger/);

    const life = await freeze(lab);
    await waitForNext(lab, life, 100_000);
    expectCode(await check(lab), 0);

    await lab.mustRoot(["systemctl", "stop", unitName()]);
    const stopped = await check(lab);
    assert.match(stopped.stdout, /: stopped: .*somebody stopped it/);
    assert.equal(await show(lab, "ActiveState"), "inactive");
    await lab.mustRoot(["systemctl", "start", unitName()]);
    await lab.waitForHealth(20_000);
    expectCode(await check(lab), 0);

    lab.writeFile(CONFIG_FILE, "{ broken");
    expectCode(await lab.guard(["restore-config", "--yes"]), 0);
    assert.equal(lab.readFile(CONFIG_FILE), CONFIG);
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    assert.equal(await show(lab, "ActiveState"), "inactive");
    expectCode(await lab.guard(["resume"]), 0);
    assert.equal(await lab.health(), true);

    const leaves = await lab.guard(["uninstall", "--purge", "--yes"]);
    expectCode(leaves, 0);
    assert.match(leaves.stdout, /root has allowed .*"sudo rm \/etc\/polkit-1/);
    const revoked = await lab.root([GUARD, "revoke"], { env: BY_SUDO });
    expectCode(revoked, 0);
    assert.equal(await grants(lab), "");
    assert.equal(await show(lab, "ActiveState"), "active");
    assert.equal(await rootsFiles(lab), "");
    assert.equal(lab.exists(`${HOME}/.local/state/openclaw-guard`), false);
  },
);

scenario(
  "a unit of the system with User= where polkit has no rules: root grants it in sudoers, checked by visudo, and the next check brings it back",
  { gateway: "none", seconds: 30 },
  async (lab) => {
    await lab.mustRoot(["systemctl", "mask", "--now", "polkit.service"]);
    await lab.mustRoot(["rm", "-r", "/etc/polkit-1/rules.d"]);
    lab.writeFile(CONFIG_FILE, CONFIG);
    await systemUnit(lab, "openclaw");
    expectCode(await lab.guard(["install"]), 0);
    expectCode(await check(lab), 0);
    const granted = await lab.root([GUARD, "grant"], { env: BY_SUDO });
    expectCode(granted, 0);
    assert.match(
      granted.stdout,
      /^ {2}openclaw ALL=\(root\) NOPASSWD: \/usr\/bin\/systemctl --system --no-ask-password restart --no-block openclaw-gateway\.service$/m,
    );
    const file = "/etc/sudoers.d/openclaw-guard@openclaw@openclaw-gateway";
    assert.equal(await grants(lab), file);
    assert.equal(
      (await lab.mustRoot(["stat", "-c", "%a %U", file])).trim(),
      "440 root",
    );
    const other = await lab.user(["sudo", "-n", "systemctl", "stop", "cron"]);
    assert.notEqual(other.code, 0, "sudo allows this unit alone");
    const life = await freeze(lab);
    await check(lab);
    await waitForNext(lab, life, 30_000);
    const doctor = await lab.guard(["doctor"]);
    assert.match(doctor.stdout, /^ok +permission: .*\(sudo\)/m);
    expectCode(await lab.root([GUARD, "revoke"], { env: BY_SUDO }), 0);
    assert.equal(await grants(lab), "");
  },
);

scenario(
  "root's own unit of the system, with a timer of the system: brought back by it, emergency stop, resume, uninstall",
  { gateway: "none", seconds: 60 },
  async (lab) => {
    const guard = (...args: string[]) => lab.root([GUARD, ...args]);
    await lab.mustRoot(["install", "-d", "-m", "700", "/root/.openclaw"]);
    await lab.mustRoot([
      "sh",
      "-c",
      "umask 077; cat >/root/.openclaw/openclaw.json",
    ], {
      stdin: CONFIG,
    });
    await systemUnit(lab, null);
    const install = await guard("install", "--scheduler", "systemd");
    expectCode(install, 0);
    assert.doesNotMatch(install.stdout, /warning/);
    assert.ok(lab.exists("/etc/systemd/system/openclaw-guard.timer"));
    expectCode(await guard("check"), 0);
    const life = await freeze(lab);
    await waitForNext(lab, life, 60_000);
    const doctor = await guard("doctor");
    expectCode(doctor, 0);
    assert.doesNotMatch(doctor.stdout, /user-bus|linger|permission/);
    expectCode(await guard("emergency-stop", "--yes"), 0);
    assert.equal(await show(lab, "ActiveState"), "inactive");
    expectCode(await guard("resume"), 0);
    assert.equal(await lab.health(), true);
    // Nothing but its own files tells now that the timer is the system's.
    await lab.mustRoot([
      ...["sh", "-c"],
      "echo broken >/root/.local/state/openclaw-guard/install.json",
    ]);
    expectCode(await guard("uninstall", "--purge", "--yes"), 0);
    const left = await lab.mustRoot(
      ["find", "/etc", HOME, "-name", "*openclaw-guard*"],
    );
    assert.equal(left.trim(), "");
    assert.equal(lab.exists("/root/.local/state/openclaw-guard"), false);
    assert.equal(await show(lab, "ActiveState"), "active");
  },
);

scenario(
  "openclaw#62557 two gateways, one of the system and one of the user: install lists them and asks for one, and --scope chooses",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    const text = fakeUnit(undefined, 19001)
      .replace("[Service]\n", "[Service]\nUser=openclaw\n");
    await lab.mustRoot([
      "sh",
      "-c",
      "cat >/etc/systemd/system/openclaw.service",
    ], {
      stdin: text,
    });
    await lab.mustRoot(["systemctl", "daemon-reload"]);
    await lab.mustRoot(["systemctl", "start", "openclaw.service"]);
    const install = await lab.guard(["install"]);
    expectCode(install, 70);
    assert.match(
      install.stderr,
      /cannot tell which gateway to guard: there is your unit openclaw-gateway\.service \(active, enabled\) at port 18789, the system's unit openclaw\.service \(User=openclaw, active, \w+\) at port 19001/,
    );
    const command = /for example: (openclaw-guard .*)$/m.exec(install.stderr);
    const [, ...words] = (command?.[1] ?? "").split(" ");
    expectCode(await lab.guard(words), 0);
    const { gateways } = JSON.parse(
      lab.readFile(`${HOME}/.local/state/openclaw-guard/install.json`),
    );
    assert.deepEqual(gateways.default, {
      scope: "system",
      unit: "openclaw.service",
      user: "openclaw",
    });
    // Again it is the same one, without a question.
    expectCode(await lab.guard(["install"]), 0);
    expectCode(await lab.guard(["install", "--scope", "user"]), 0);
    const receipt = lab.readFile(
      `${HOME}/.local/state/openclaw-guard/install.json`,
    );
    assert.equal(JSON.parse(receipt).gateways, undefined);
  },
);
