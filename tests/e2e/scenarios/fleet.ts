/** What docs/fleet gives to people who have many hosts. */

import assert from "node:assert/strict";
import { VERSION } from "../../../lib/base/version.ts";
import { IN_LAB } from "../debian.ts";
import { expectSameLife, lifeOf } from "../expect.ts";
import { HOME, SETTINGS_FILE } from "../names.ts";
import { TEXTFILES } from "../prometheus.ts";
import { serveReleases } from "../releases.ts";
import { scenario } from "../scenario.ts";

const FLEET = `${import.meta.dirname}/../../../docs/fleet`;
const METRICS = "/var/lib/openclaw-guard/openclaw/metrics.prom";

scenario(
  "fleet: the playbook installs the guard for a user, shows its metrics to node_exporter, and a second run changes nothing",
  { gateway: "fake", seconds: 60, long: true },
  async (lab) => {
    const url = await serveReleases(lab, [VERSION]);
    // Somebody who may use sudo; the gateway is another user's.
    await lab.mustRoot([
      "sh",
      "-ec",
      `useradd --create-home eve
       echo 'eve ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/eve
       install -d ${TEXTFILES}`,
    ]);
    const playbook = Deno.readTextFileSync(`${FLEET}/openclaw-guard.yml`);
    lab.writeFile("/tmp/fleet/openclaw-guard.yml", playbook, 0o644);
    lab.writeFile(
      "/tmp/fleet/inventory.yml",
      "openclaw:\n  hosts:\n    kitchen:\n      ansible_connection: local\n",
      0o644,
    );
    await lab.mustRoot(["chmod", "0755", "/tmp/fleet"]);
    const play = async (...options: string[]) => {
      const { code, stdout, stderr } = await lab.root([
        ...["runuser", "-u", "eve", "--", "env", "HOME=/home/eve"],
        `PYTHONPATH=${IN_LAB}/usr/lib/python3/dist-packages`,
        ...["python3", `${IN_LAB}/usr/bin/ansible-playbook`],
        ...["--inventory", "/tmp/fleet/inventory.yml"],
        ...["-e", `openclaw_guard_base_url=${url}/${VERSION}`],
        ...["-e", "openclaw_guard_ping_address=http://127.0.0.1:9/ping/KEY"],
        ...options,
        "/tmp/fleet/openclaw-guard.yml",
      ], { timeoutMs: 180_000 });
      assert.equal(code, 0, stdout + stderr);
      return stdout;
    };
    const life = await lifeOf(lab);
    assert.match(await play("--check", "--diff"), /kitchen +: ok=\d+ /);
    assert.match(await play(), /kitchen +: ok=\d+ +changed=[1-9]/);
    assert.deepEqual(
      JSON.parse(lab.readFile(SETTINGS_FILE).replace(/^\/\/.*/, "")),
      {
        host: "kitchen",
        metrics: { file: METRICS },
        ping: { livenessFile: `${HOME}/.config/openclaw-guard/secrets/ping` },
      },
    );
    assert.equal(
      lab.readFile(`${HOME}/.config/openclaw-guard/secrets/ping`),
      "http://127.0.0.1:9/ping/KEY/kitchen-openclaw?create=1\n",
    );
    assert.match(
      await lab.mustRoot([
        ...["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"],
        ...["cat", `${TEXTFILES}/openclaw_guard_openclaw.prom`],
      ]),
      /^openclaw_guard_gateway_up\{.*\} 1$/m,
    );
    assert.equal(
      await lab.mustRoot([
        ...["stat", "--format=%U %a"],
        ...["/var/lib/openclaw-guard", "/var/lib/openclaw-guard/openclaw"],
      ]),
      "root 755\nopenclaw 755\n",
    );
    assert.equal((await lab.crontab() ?? "").split("check").length - 1, 2);
    assert.match(
      await play("-e", "openclaw_guard_upgrade=true"),
      /kitchen +: ok=\d+ +changed=0 /,
    );
    await expectSameLife(lab, life);
  },
);
