/** root: a gateway of its own, somebody else's, and somebody else's HOME. */

import assert from "node:assert/strict";
import { EXIT_FAILURE } from "../../../lib/base/errors.ts";
import { expectCode, expectSameLife, lifeOf } from "../expect.ts";
import { CONFIG, fakeUnit } from "../gateway.ts";
import type { Lab, Output } from "../lab.ts";
import { DEFAULT_PORT, GUARD, HOME, unitName } from "../names.ts";
import { scenario } from "../scenario.ts";

const ROOT = "/root";
const CONFIG_FILE = `${ROOT}/.openclaw/openclaw.json`;
const STATE = `${ROOT}/.local/state/openclaw-guard`;

/** The guard as cron, ssh or a cloud's console start it: only HOME is set. */
function guard(lab: Lab, ...args: string[]): Promise<Output> {
  return lab.root([GUARD, ...args]);
}

function systemctl(lab: Lab, ...args: string[]): Promise<string> {
  return lab.mustRoot(["systemctl", "--user", ...args], {
    env: { XDG_RUNTIME_DIR: "/run/user/0" },
  });
}

async function show(lab: Lab, property: string): Promise<string> {
  const args = ["show", unitName(), "--value", "--property"];
  return (await systemctl(lab, ...args, property)).trim();
}

async function write(lab: Lab, path: string, text: string): Promise<void> {
  const folder = path.slice(0, path.lastIndexOf("/"));
  await lab.mustRoot(["install", "-d", "-m", "700", folder]);
  await lab.mustRoot(["sh", "-c", `umask 077; cat >${path}`], { stdin: text });
}

/** What of root's is in the user's home. */
async function rootsFiles(lab: Lab): Promise<string> {
  return (await lab.mustRoot(["find", HOME, "-user", "root"])).trim();
}

scenario(
  "openclaw#81410 root's own gateway and no variable: its crontab alone brings it back; doctor, emergency stop, resume, restore-config, uninstall",
  { gateway: "none", seconds: 90 },
  async (lab) => {
    await write(lab, CONFIG_FILE, CONFIG);
    await write(
      lab,
      `${ROOT}/.config/systemd/user/${unitName()}`,
      fakeUnit(undefined, DEFAULT_PORT).replaceAll(HOME, ROOT),
    );
    const bare = await guard(lab, "doctor");
    assert.match(bare.stdout, /^PROBLEM +user-bus: /m);
    const advice = "loginctl enable-linger root";
    assert.match(bare.stdout, new RegExp(`^ +fix: ${advice}$`, "m"));
    assert.doesNotMatch(bare.stdout, /fix: .*sudo/);
    await lab.mustRoot(advice.split(" "));
    await lab.waitFor(
      "root's service manager runs",
      () => lab.exists("/run/user/0/systemd/private"),
      10_000,
    );
    await systemctl(lab, "enable", "--quiet", "--now", unitName());
    await lab.waitForHealth(20_000);

    expectCode(await guard(lab, "install"), 0);
    const table = await lab.mustRoot(["crontab", "-l"]);
    assert.match(table, /^\* \* \* \* \* '\S+openclaw-guard' check >/m);
    const life = await show(lab, "InvocationID");
    await lab.mustRoot(["kill", "-s", "STOP", await show(lab, "MainPID")]);
    await lab.waitFor(
      "root's cron has brought it back",
      async () =>
        await show(lab, "InvocationID") !== life && await lab.health(),
      100_000,
    );

    expectCode(await guard(lab, "check"), 0);
    expectCode(await guard(lab, "status"), 0);
    const doctor = await guard(lab, "doctor");
    assert.match(doctor.stdout, /: 1 note, 21 ok$/m); // nobody is told
    await write(lab, CONFIG_FILE, "{ broken");
    expectCode(await guard(lab, "restore-config", "--yes"), 0);
    assert.equal(lab.readFile(CONFIG_FILE), CONFIG);

    expectCode(await guard(lab, "emergency-stop", "--yes"), 0);
    assert.equal(await show(lab, "ActiveState"), "inactive");
    expectCode(await lab.root(["crontab", "-l"]), 1);
    expectCode(await guard(lab, "resume"), 0);
    assert.equal(await lab.health(), true);
    assert.equal(await lab.mustRoot(["crontab", "-l"]), table);

    expectCode(await guard(lab, "uninstall", "--purge", "--yes"), 0);
    expectCode(await lab.root(["crontab", "-l"]), 1);
    assert.equal(lab.exists(STATE), false);
    assert.equal(await show(lab, "ActiveState"), "active");
    assert.equal(await rootsFiles(lab), "");
  },
);

scenario(
  "openclaw#78493 root without a gateway: told whose there is and the command, which works; no file of root's in that home, whatever HOME, XDG_* and sudo left",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    const before = await lifeOf(lab);
    const refused = (output: Output, why: RegExp) => {
      expectCode(output, EXIT_FAILURE);
      assert.match(output.stderr, why);
      assert.equal(output.stdout, "");
    };
    const theirs = /root has no gateway, but there is one of openclaw\. /;
    const commands = [
      ["install"],
      ["check"],
      ["status", "--json"],
      ["emergency-stop", "--yes"],
      ["uninstall", "--yes"],
    ];
    for (const args of commands) refused(await guard(lab, ...args), theirs);
    const runtime = `/run/user/4242`;
    const stale = await lab.root([GUARD, "emergency-stop", "--yes"], {
      env: {
        SUDO_USER: "openclaw",
        XDG_RUNTIME_DIR: runtime,
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${runtime}/bus`,
      },
    });
    refused(stale, theirs);
    const variables = [
      { HOME },
      { HOME: `${HOME}/new` },
      { XDG_STATE_HOME: `${HOME}/.local/state` },
      { XDG_CONFIG_HOME: `${HOME}/.config` },
    ];
    for (const env of variables) {
      for (const args of [["check"], ["install"], ["status"]]) {
        refused(
          await lab.root([GUARD, ...args], { env: { ...env } }),
          /: \/home\/openclaw\S* does not belong to root/,
        );
      }
    }
    const installer = Deno.readTextFileSync("install.sh");
    for (const env of [{ HOME: ROOT }, { HOME }]) {
      const piped = await lab.root(["sh"], { stdin: installer, env });
      expectCode(piped, 1);
      assert.match(piped.stderr, /one of openclaw|does not belong to root/);
    }
    await expectSameLife(lab, before);
    for (const place of ["bin/openclaw-guard", "state/openclaw-guard"]) {
      assert.equal(lab.exists(`${ROOT}/.local/${place}`), false, place);
    }

    const told = (await guard(lab, "install")).stderr;
    const command = /Run it as that user: (su - openclaw -c '.*')$/m.exec(told);
    const done = await lab.root(["sh", "-c", command?.[1] ?? ""]);
    expectCode(done, 0);
    assert.match(done.stdout, /Guarding openclaw-gateway\.service\./);
    assert.match(await lab.crontab() ?? "", /openclaw-guard' check /);
    expectCode(await lab.root(["crontab", "-l"]), 1);
    assert.equal(await rootsFiles(lab), "");
    await expectSameLife(lab, before);
  },
);
