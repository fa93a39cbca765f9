/** Units as people have them: masked, with drop-ins, with a log file of their own. */

import assert from "node:assert/strict";
import { expectCode } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { HOME, unitFile } from "../names.ts";
import { scenario } from "../scenario.ts";

async function doctor(lab: Lab): Promise<string> {
  return (await lab.guard(["doctor"])).stdout;
}

scenario(
  "a unit that was masked while it runs, and then stopped: status and doctor say the same, and nobody is told to change the mode of /dev/null",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    const file = unitFile();
    await lab.mustUser(["mv", file, `${file}.away`]);
    await lab.mustUser(["ln", "-s", "/dev/null", file]);
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    const masked = /masked: nobody can start it/;
    for (const state of ["running", "stopped"]) {
      if (state === "stopped") await lab.systemctl("stop");
      assert.match((await lab.guard(["status"])).stdout, masked);
      const said = await doctor(lab);
      assert.match(said, masked);
      assert.match(said, /fix: systemctl --user unmask /);
      assert.doesNotMatch(said, /chmod|systemctl --user start/);
    }
  },
);

scenario(
  "a drop-in that keeps the unit from starting is named, and not the install --force that would not change it",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    const dropIn = `${unitFile()}.d/custom.conf`;
    for (const start of ["ExecStart=/opt/gone/node gateway", ""]) {
      await lab.user(["systemctl", "--user", "stop", "openclaw-gateway"]);
      lab.writeFile(dropIn, `[Service]\nExecStart=\n${start}\n`);
      await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
      await lab.user(["systemctl", "--user", "start", "openclaw-gateway"]);
      await lab.waitFor("systemd tried", async () => {
        return (await lab.unit()).mainPid === 0;
      }, 5000);
      const { code, stdout } = await lab.tick();
      assert.equal(code, 3, stdout);
      const at =
        `its drop-in ${dropIn} says what to start, which "openclaw gateway install --force" does not change`;
      assert.ok(stdout.includes(at), stdout);
      const said = await doctor(lab);
      assert.ok(said.includes(at), said);
      assert.match(said, /fix: "\$\{EDITOR:-vi\}" .*custom\.conf && systemctl/);
      assert.doesNotMatch(said, /fix: openclaw gateway install --force/);
    }
  },
);

scenario(
  "a unit with StandardOutput=append: the evidence and doctor have the file, not the empty journal",
  { gateway: "fake", seconds: 30 },
  async (lab) => {
    const log = `${HOME}/gateway.log`;
    lab.writeFile(
      `${unitFile()}.d/log.conf`,
      "[Service]\nStandardOutput=append:%h/gateway.log\n",
    );
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    await lab.systemctl("restart");
    await lab.waitForHealth(20_000);
    // Only read: it stays the file that the gateway has open.
    await lab.mustUser(["sh", "-c", `echo the last words >>${log}`]);
    const said = await doctor(lab);
    assert.ok(
      said.includes(
        `what the gateway says goes to ${log}, not to the journal`,
      ),
      said,
    );
    await lab.fault("deaf");
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    const { stdout } = await lab.guard(["evidence", "show", "latest"]);
    assert.ok(stdout.includes(`==> ${log} <==`), stdout);
    assert.match(stdout, /the last words/);
  },
);
