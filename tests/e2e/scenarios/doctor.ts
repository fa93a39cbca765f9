/** `doctor` on machines as people have them. */

import assert from "node:assert/strict";
import { expectCode } from "../expect.ts";
import { CONFIG } from "../gateway.ts";
import type { Lab } from "../lab.ts";
import { HOME, openclawDir, unitFile, USER_ID } from "../names.ts";
import { scenario } from "../scenario.ts";

interface Finding {
  readonly check: string;
  readonly level: "ok" | "note" | "warning" | "problem";
  readonly found: string;
  readonly fix: string | null;
}

interface Report {
  readonly schema: number;
  readonly worst: string;
  readonly tookMs: number;
  readonly findings: readonly Finding[];
}

/** What `doctor --json` says; every doctor must be quick. */
async function doctor(lab: Lab, code: number): Promise<Report> {
  const output = await lab.guard(["doctor", "--json"]);
  expectCode(output, code);
  const report: Report = JSON.parse(output.stdout);
  assert.equal(report.schema, 1);
  assert.ok(report.tookMs < 5000, `took ${report.tookMs} ms`);
  return report;
}

/** Levels by check: the worst of each. */
function levels({ findings }: Report): Record<string, string> {
  const found: Record<string, string> = {};
  // The report has the worst first.
  for (const { check, level } of findings) found[check] ??= level;
  return found;
}

scenario(
  "doctor: an installed guard with a healthy gateway is well, and looking changes nothing",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    const look = () =>
      lab.mustUser([
        "sh",
        "-c",
        `cd ${HOME} && find . -type f -not -name state.json -printf '%p %m %s %T@\\n' | sort; crontab -l`,
      ]);
    const before = await look();
    const report = await doctor(lab, 0);
    const found = levels(report);
    for (
      const check of [
        "gateway",
        "unit",
        "unit-enabled",
        "unit-restart",
        "unit-restart-delay",
        "unit-start-limit",
        "unit-stop-timeout",
        "user-bus",
        "linger",
        "schedule",
        "cron-environment",
        "cron-daemon",
        "last-check",
        "installed",
        "settings",
        "port",
        "other-watchdogs",
        "file-modes",
        "tools",
      ]
    ) assert.equal(found[check], "ok", check);
    assert.equal(await look(), before, "doctor changed something");
    const text = await lab.guard(["doctor"]);
    assert.match(text.stdout, /^openclaw-guard \S+, profile default: .*\bok\n/);
    assert.doesNotMatch(text.stdout, /PROBLEM|WARNING/);
  },
);

scenario(
  "doctor: each thing that is wrong is named with the command that mends it, and the commands do",
  {
    gateway: "fake",
    seconds: 25,
    unitEdits: {
      "Restart=always": "Restart=on-failure",
      "RestartSec=5": "RestartSec=90",
    },
  },
  async (lab) => {
    await lab.systemctl("disable");
    lab.writeFile(
      `${openclawDir()}/openclaw.json`,
      CONFIG.replace("18789", "18999"),
      0o644,
    );
    const script = `${openclawDir()}/scripts/openclaw-health-check.sh`;
    await lab.mustUser(["crontab", "-"], {
      stdin: `* * * * * ${script}\n*/5 * * * * ~/bin/openclaw-watchdog.sh\n`,
    });
    const report = await doctor(lab, 2);
    const found = levels(report);
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(found).filter(([check, level]) =>
          level !== "ok" && check !== "clock"
        ),
      ),
      {
        schedule: "problem",
        "unit-restart": "problem",
        "unit-enabled": "warning",
        "unit-restart-delay": "warning",
        port: "warning",
        installed: "warning",
        "other-watchdogs": "warning",
        "file-modes": "warning",
        "unit-start-limit": "note",
        "last-check": "note",
        notify: "note",
      },
    );
    assert.equal(
      report.findings.filter(({ check }) => check === "other-watchdogs").length,
      2,
    );
    // What can be mended by its own words is mended by them.
    const mends = new Set(
      [
        "unit-enabled",
        "unit-restart",
        "unit-restart-delay",
        "file-modes",
        "schedule",
      ],
    );
    for (const { check, fix } of report.findings) {
      if (!mends.has(check) || fix === null) continue;
      await lab.mustUser([
        "sh",
        "-c",
        fix.replace("openclaw-guard", "/lab/bin/openclaw-guard --yes").replace(
          "--yes install",
          "install --yes",
        ),
      ]);
    }
    const after = levels(await doctor(lab, 1));
    for (const check of [...mends, "installed"]) {
      assert.equal(after[check], "ok", check);
    }
    assert.equal(after["other-watchdogs"], "warning");
    assert.ok(!lab.readFile(unitFile()).includes("Restart=always"));
  },
);

scenario(
  "doctor: no bus, no cron daemon, a frozen gateway: told within 5 s each",
  { gateway: "fake", seconds: 25 },
  async (lab) => {
    expectCode(await lab.guard(["install"]), 0);
    await lab.mustRoot(["systemctl", "stop", "cron"]);
    await lab.signal("STOP");
    const frozen = levels(await doctor(lab, 2));
    assert.equal(frozen["gateway"], "problem");
    assert.equal(frozen["cron-daemon"], "problem");
    assert.equal(frozen["schedule"], "ok");
    await lab.signal("CONT");
    const runtime = `/run/user/${USER_ID}`;
    for (const socket of ["bus", "systemd/private"]) {
      await lab.mustRoot([
        "mv",
        `${runtime}/${socket}`,
        `${runtime}/${socket}.gone`,
      ]);
    }
    const deaf = await doctor(lab, 2);
    assert.equal(levels(deaf)["user-bus"], "problem");
    assert.equal(levels(deaf)["unit"], "problem");
  },
);

scenario(
  "doctor: a unit for a target that is never reached, and a cron that sees another world, are told and mended",
  {
    gateway: "fake",
    seconds: 20,
    unitEdits: { "WantedBy=default.target": "WantedBy=multi-user.target" },
  },
  async (lab) => {
    const env = { XDG_STATE_HOME: `${HOME}/my state` };
    // From another shell than the one in which it is used.
    expectCode(await lab.guard(["install"]), 0);
    const table = await lab.mustUser(["crontab", "-l"]);
    await lab.mustUser(["crontab", "-"], {
      stdin: `XDG_RUNTIME_DIR=/run/user/1\n${table}`,
    });
    const output = await lab.guard(["doctor", "--json"], { env });
    expectCode(output, 2);
    const report: Report = JSON.parse(output.stdout);
    const found = levels(report);
    assert.equal(found["unit-enabled"], "warning");
    assert.equal(found["cron-environment"], "problem");
    assert.equal(found["user-bus"], "problem");
    await lab.mustUser(["crontab", "-"], { stdin: table });
    for (const { check, fix } of report.findings) {
      if (check !== "unit-enabled" && check !== "cron-environment") continue;
      await lab.mustUser(
        ["sh", "-c", `PATH=/lab/bin:$PATH; ${fix ?? "false"}`],
        { env },
      );
    }
    const mended: Report = JSON.parse(
      (await lab.guard(["doctor", "--json"], { env })).stdout,
    );
    const after = levels(mended);
    for (const check of ["unit-enabled", "cron-environment", "user-bus"]) {
      assert.equal(after[check], "ok", check);
    }
  },
);

scenario(
  "doctor: where the timer starts the guard, what the crontab says does not matter",
  { gateway: "fake", seconds: 15 },
  async (lab) => {
    await lab.mustUser(["crontab", "-"], {
      stdin: "XDG_RUNTIME_DIR=/run/user/1\nPATH=/nowhere\n",
    });
    expectCode(await lab.guard(["install", "--scheduler", "systemd"]), 0);
    const found = levels(await doctor(lab, 0));
    assert.equal(found["user-bus"], "ok");
    assert.equal(found["tools"], "ok");
  },
);
