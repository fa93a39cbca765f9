/**
 * Units as people have them: another KillMode, Type or Restart, a wrapper in
 * front of the gateway, made by systemd-run, or a container's.
 */

import assert from "node:assert/strict";
import { startBystanders } from "../bystanders.ts";
import {
  expectCode,
  expectSameLife,
  healthyTick,
  lifeOf,
  waitForNewLife,
} from "../expect.ts";
import { delay, type Lab } from "../lab.ts";
import { faultFile, HOME, unitName } from "../names.ts";
import { scenario } from "../scenario.ts";

const GATEWAY =
  "/usr/bin/python3 /opt/lab-tools/fake-gateway.py gateway --port 18789";
const START = `ExecStart=${GATEWAY}`;

/** The unit starts a script that runs the gateway, and waits for it. */
const WRAPPED = { [START]: `ExecStart=/bin/sh ${HOME}/start.sh` };

/** The process of the gateway, whoever its parent is. */
async function gatewayPid(lab: Lab): Promise<number> {
  const found = await lab.mustRoot(["ss", "-Hltnp", "sport = :18789"]);
  return Number(/pid=(\d+)/.exec(found)?.[1]);
}

async function signal(lab: Lab, name: string, pid: number): Promise<void> {
  assert.ok(pid > 1);
  await lab.mustRoot(["kill", "-s", name, String(pid)]);
}

async function startWrapped(lab: Lab, script: string): Promise<void> {
  lab.writeFile(`${HOME}/start.sh`, script);
  await lab.systemctl("start");
  await lab.waitForHealth(20_000);
  await healthyTick(lab);
}

scenario(
  "KillMode=process: what an earlier life of the unit left on the port is ended, at once and alone; one that answers is only named",
  {
    gateway: "fake",
    seconds: 35,
    start: false,
    unitEdits: { ...WRAPPED, "KillMode=mixed": "KillMode=process" },
  },
  async (lab) => {
    // What agents start lives on with this KillMode, and must.
    await startWrapped(lab, `sleep 1234 &\n${GATEWAY}\n`);
    const left = await gatewayPid(lab);
    const bystanders = await startBystanders(lab);
    await lab.systemctl("restart");
    await delay(1500);
    const { stdout } = await lab.tick();
    assert.match(
      stdout,
      new RegExp(
        `^default: foreign-listener \\(port\\): what answers was left behind by an earlier life of the unit \\(pid ${left} .*"kill ${left}" ends it`,
      ),
    );
    assert.equal(await gatewayPid(lab), left);
    await signal(lab, "STOP", left);
    const before = await lifeOf(lab);
    expectCode(await lab.tick(), 2);
    await lab.waitForHealth(10_000);
    assert.notEqual(await gatewayPid(lab), left);
    await expectSameLife(lab, before);
    bystanders.expectAlive();
    const sleepers = await lab.mustUser(["pgrep", "-fc", "^sleep 1234"]);
    assert.equal(sleepers.trim(), "2");
    await healthyTick(lab);
    assert.match((await lab.guard(["doctor"])).stdout, /unit-wrapper: .* stop/);
  },
);

scenario(
  "a wrapper without exec: the gateway in it hangs and outlives the wrapper, and is ended long before TimeoutStopSec",
  {
    gateway: "fake",
    seconds: 30,
    start: false,
    unitEdits: { ...WRAPPED, "KillMode=mixed": "KillMode=control-group" },
  },
  async (lab) => {
    await startWrapped(lab, `${GATEWAY}\n`);
    const hung = await gatewayPid(lab);
    const before = await lifeOf(lab);
    assert.notEqual(hung, before.mainPid);
    lab.writeFile(faultFile(), `only ${hung}\ndeaf\n`);
    await delay(500);
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 10_000);
    assert.match(lab.log(), / kill: .* pid=/);
    await healthyTick(lab);
  },
);

scenario(
  "a wrapper that starts its gateway anew by itself: the new one gets the time to start",
  { gateway: "fake", seconds: 25, start: false, unitEdits: WRAPPED },
  async (lab) => {
    await startWrapped(lab, `while :; do\n${GATEWAY}\nsleep 1\ndone\n`);
    const before = await lifeOf(lab);
    lab.writeFile(faultFile(), "startdelay 20\nok\n");
    await signal(lab, "KILL", await gatewayPid(lab));
    await delay(2500);
    const { code, stdout } = await lab.tick();
    assert.equal(code, 1, stdout);
    assert.match(stdout, /^default: starting: /);
    await lab.waitForHealth(25_000);
    await healthyTick(lab);
    await expectSameLife(lab, before);
  },
);

scenario(
  "a transient unit (systemd-run) is restarted when it freezes; nothing of the guard's stops it, for it would be gone",
  { gateway: "none", seconds: 25 },
  async (lab) => {
    await lab.mustUser([
      ...["systemd-run", "--user", "--quiet", "--unit=openclaw-gateway"],
      ...["-p", "Restart=always", ...GATEWAY.split(" ")],
    ]);
    await lab.waitForHealth(10_000);
    await healthyTick(lab);
    const said = (await lab.guard(["doctor"])).stdout;
    assert.match(said, /unit-enabled: .* is transient \(systemd-run\)/);
    assert.doesNotMatch(said, /fix: systemctl --user enable/);
    const drill = await lab.guard(["drill", "stop", "--yes"]);
    assert.match(drill.stderr, /once stopped it is gone/);
    const before = await lifeOf(lab);
    await lab.signal("STOP");
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 10_000);
    await healthyTick(lab);
    const stop = await lab.guard(["emergency-stop", "--yes"]);
    assert.match(stop.stdout, /gone with this stop: "resume" cannot start it/);
  },
);

scenario(
  "Restart=on-failure: an end with 0 is told from a stop by systemctl, and both are left alone",
  {
    gateway: "fake",
    seconds: 20,
    unitEdits: {
      "Restart=always": "Restart=on-failure",
      "RestartSec=5": "RestartSec=1",
    },
  },
  async (lab) => {
    await healthyTick(lab);
    const ended =
      /^default: stopped: .* without a stop by systemd, and its Restart=on-failure /;
    for (const end of ["by itself", "by a signal", "by systemctl"]) {
      if (end === "by itself") await lab.fault("crash 0");
      else if (end === "by a signal") await lab.signal("TERM");
      else await lab.systemctl("stop");
      await lab.waitFor("it is inactive", async () => {
        return (await lab.unit()).activeState === "inactive";
      }, 5000);
      const { code, stdout } = await lab.tick();
      assert.equal(code, 0, stdout);
      if (end === "by systemctl") assert.match(stdout, /somebody stopped it/);
      else assert.match(stdout, ended);
      assert.equal((await lab.unit()).activeState, "inactive");
      await lab.fault("ok");
      await lab.systemctl("start");
      await lab.waitForHealth(5000);
    }
    await lab.signal("KILL");
    await lab.waitFor("systemd restarts it", async () => {
      return (await lab.unit()).nRestarts === 1 && await lab.health();
    }, 5000);
    await healthyTick(lab);
    const said = (await lab.guard(["doctor"])).stdout;
    assert.match(said, /unit-restart: Restart=on-failure: .* ends with 0 /);
  },
);

scenario(
  "Type=notify: nothing is restarted while it is activating, and one that answers without a word to systemd is named",
  {
    gateway: "fake",
    seconds: 20,
    start: false,
    unitEdits: {
      "[Service]": "[Service]\nType=notify",
      "TimeoutStartSec=30": "TimeoutStartSec=8",
    },
  },
  async (lab) => {
    await lab.mustUser([
      ...["systemctl", "--user", "start", "--no-block", unitName()],
    ]);
    await lab.waitForHealth(5000);
    const before = await lifeOf(lab);
    const { code, stdout } = await lab.tick();
    assert.equal(code, 1, stdout);
    const says =
      "it answers, but has not told systemd that it is ready (Type=notify), and is ended for that after TimeoutStartSec (8 s)";
    assert.equal(stdout.trim(), `default: systemd-acting: ${says}`);
    assert.ok((await lab.guard(["doctor"])).stdout.includes(says));
    await expectSameLife(lab, before);
    await lab.waitFor("systemd ended it", async () => {
      return (await lab.unit()).result === "timeout";
    }, 15_000);
    assert.match(
      (await lab.tick()).stdout,
      /it had not said within TimeoutStartSec \(8 s\)/,
    );
  },
);

/** podman's quadlet in small: the gateway is in another control group. */
const PODMAN = `#!/bin/bash
systemd-run --user --scope --quiet --collect \\
  bash -c 'exec -a rootlessport ${GATEWAY}' &
trap 'kill -KILL $!' EXIT
trap 'exit 143' TERM
wait $!
`;

scenario(
  "a container's unit (podman): its forwarder's answer is believed, and a gateway that hangs is restarted through systemd",
  {
    gateway: "fake",
    seconds: 30,
    start: false,
    unitEdits: { [START]: `ExecStart=${HOME}/podman run gateway` },
  },
  async (lab) => {
    lab.writeFile(`${HOME}/podman`, PODMAN, 0o755);
    await lab.systemctl("start");
    await lab.waitForHealth(20_000);
    const { code, stdout } = await lab.tick();
    assert.equal(code, 0, stdout);
    const before = await lifeOf(lab);
    await signal(lab, "STOP", await gatewayPid(lab));
    expectCode(await lab.tick(), 2);
    await waitForNewLife(lab, before, 15_000);
    assert.doesNotMatch(lab.log(), / kill: /);
    await healthyTick(lab);
  },
);
