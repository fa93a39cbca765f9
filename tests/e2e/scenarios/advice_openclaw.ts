/** Advice of doctor that OpenClaw itself carries out, tried. See advice.ts. */

import assert from "node:assert/strict";
import {
  asPrinted,
  installGuard as install,
  type Row,
  tryRow,
} from "../advice.ts";
import { expectCode } from "../expect.ts";
import type { Lab } from "../lab.ts";
import { openclawDir, unitFile } from "../names.ts";
import { scenario } from "../scenario.ts";

/** Changes the unit's file. */
const edit = (from: RegExp, to: string) => async (lab: Lab) => {
  lab.writeFile(unitFile(), lab.readFile(unitFile()).replace(from, to));
  await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
};

const ROWS: readonly Row[] = [
  {
    name: "the unit's program is gone",
    check: "unit",
    arrange: edit(/^ExecStart=\S+/m, "ExecStart=/opt/gone/node"),
    found: /\/opt\/gone\/node, which .* does not exist/,
    fix: /^openclaw gateway install --force$/,
  },
  {
    name: "the unit has another port than openclaw.json",
    check: "port",
    arrange: edit(/--port 18789/, "--port 18999"),
    found: /the unit says 18999, openclaw\.json says 18789/,
    fix: /^openclaw gateway install --force$/,
  },
  {
    name: "there is no unit",
    check: "unit",
    arrange: async (lab) => {
      await lab.systemctl("stop");
      lab.remove(unitFile());
      await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    },
    found: /there is no user unit/,
    fix: /^openclaw gateway install$/,
  },
];

scenario(
  "advice of doctor mends what it is for: what OpenClaw's gateway install is for",
  // What it tries changes with OpenClaw, not with the guard.
  { gateway: "real", seconds: 120, long: true },
  async (lab) => {
    await install(lab, "--scheduler", "none");
    for (const row of ROWS) await tryRow(lab, row);
  },
);

scenario(
  "advice where no copy was kept: OpenClaw's own doctor --fix mends the config it refuses",
  { gateway: "real", seconds: 70, long: true },
  async (lab) => {
    const path = `${openclawDir()}/openclaw.json`;
    const config = JSON.parse(lab.readFile(path));
    config.gateway.prot = 1;
    lab.writeFile(path, JSON.stringify(config));
    await lab.systemctl("restart");
    await lab.waitFor(
      "it refuses to start",
      async () => (await lab.unit()).activeState === "failed",
      60_000,
    );
    expectCode(await lab.tick(), 2);
    const { stdout } = await lab.guard(["status"]);
    assert.match(stdout, /"openclaw doctor --fix"/);
    expectCode(await asPrinted(lab, "openclaw doctor --fix </dev/null"), 0);
    assert.doesNotMatch(lab.readFile(path), /prot/);
    await lab.systemctl("reset-failed");
    await lab.systemctl("start");
    await lab.waitForHealth(60_000);
  },
);
