/** Advice of doctor that OpenClaw itself carries out, tried. See advice.ts. */

import { installGuard as install, type Row, tryRow } from "../advice.ts";
import type { Lab } from "../lab.ts";
import { unitFile } from "../names.ts";
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
