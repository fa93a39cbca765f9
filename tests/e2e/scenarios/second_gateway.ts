/** A gateway that is not the user's own unit: no second one is advised. */

import assert from "node:assert/strict";
import { expectCode } from "../expect.ts";
import { fakeUnit } from "../gateway.ts";
import type { Lab } from "../lab.ts";
import { DEFAULT_PORT, openclawDir } from "../names.ts";
import { scenario } from "../scenario.ts";

/** What is there is said by all of them, and none has a second one made. */
async function expectNoSecondAdvised(
  lab: Lab,
  there: RegExp,
): Promise<void> {
  lab.writeFile(`${openclawDir()}/openclaw.json`, "{}");
  for (const args of [["check"], ["status"], ["doctor"], ["explain"]]) {
    const { stdout, stderr } = await lab.guard(args);
    const text = (stdout + stderr).replaceAll(/\s+/g, " ");
    assert.match(text, there, args[0]);
    assert.doesNotMatch(text, /gateway install|systemctl --user start/);
  }
}

async function systemUnit(lab: Lab, name: string): Promise<void> {
  Deno.writeTextFileSync(
    lab.hostPath(`/etc/systemd/system/${name}`),
    fakeUnit(undefined, DEFAULT_PORT)
      .replace("[Service]\n", "[Service]\nUser=openclaw\n")
      .replace("default.target", "multi-user.target"),
  );
  await lab.mustRoot(["systemctl", "daemon-reload"]);
  await lab.mustRoot(["systemctl", "-q", "enable", "--now", name]);
  await lab.waitForHealth(20_000);
}

for (const name of ["openclaw-gateway.service", "openclaw.service"]) {
  scenario(
    `openclaw#85094: beside the system's ${name} no second gateway is advised`,
    { gateway: "none", seconds: 15 },
    async (lab) => {
      await systemUnit(lab, name);
      const life = () =>
        lab.mustRoot(["systemctl", "show", name, "--property=InvocationID"]);
      const before = await life();
      await expectNoSecondAdvised(
        lab,
        new RegExp(
          `the system's unit ${name} \\(User=openclaw, active, enabled\\)`,
        ),
      );
      const install = await lab.guard(["install"]);
      expectCode(install, 0);
      assert.ok(install.stdout.includes(`the system's unit ${name}, active`));
      const { stdout } = await lab.guard(["check"]);
      assert.match(stdout, /: healthy/);
      assert.equal(await life(), before, "the gateway was touched");
    },
  );
}

scenario(
  "openclaw#62557: a gateway started by hand is to be stopped before OpenClaw makes a unit",
  { gateway: "none", seconds: 15 },
  async (lab) => {
    const gateway = fakeUnit(undefined, DEFAULT_PORT);
    const command = /^ExecStart=(.+)$/m.exec(gateway)?.[1] ?? "";
    const detached = `exec ${command} </dev/null >/dev/null 2>&1`;
    await lab.mustUser(["setsid", "-f", "sh", "-c", detached]);
    await lab.waitForHealth(20_000);
    const there =
      /port 18789 is held by pid \d+ of uid 4242 \(python3 fake-gateway\.py\)/;
    const listens = () =>
      lab.mustRoot(["ss", "-Hltnp", `sport = :${DEFAULT_PORT}`]);
    const before = await listens();
    await expectNoSecondAdvised(lab, there);
    const { code, stderr } = await lab.guard(["install"]);
    assert.notEqual(code, 0);
    assert.match(stderr, there);
    assert.match(
      stderr,
      /cannot guard openclaw-gateway\.service: it is not-found/,
    );
    assert.match(stderr, /only then run "openclaw gateway install"/);
    const chinese = await lab.guard(["install", "--lang", "zh"]);
    assert.match(chinese.stderr, /之后才运行“openclaw gateway install”/);
    assert.equal(await lab.crontab(), null);
    assert.equal(await listens(), before, "the gateway was touched");
  },
);

scenario(
  "openclaw#67478: doctor says that the user's unit and the system's want the same port",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    await systemUnit(lab, "openclaw.service");
    const { stdout } = await lab.guard(["doctor"]);
    const text = stdout.replaceAll(/\s+/g, " ");
    assert.match(
      text,
      /openclaw-gateway\.service, the system's unit openclaw\.service .*several want port 18789: only one of them can work/,
    );
    await lab.mustRoot(["systemctl", "-q", "disable", "--now", "openclaw"]);
    const after = await lab.guard(["doctor"]);
    assert.doesNotMatch(after.stdout, /several want/);
  },
);
