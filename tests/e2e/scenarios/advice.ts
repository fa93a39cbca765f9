/**
 * Advice of the program, tried: each row makes the condition, takes the command
 * out of the program's own output, runs it as it is printed, and looks whether
 * the condition is gone. Here the conditions that need a lab of their own;
 * advice_shared.ts has those that do not, advice_openclaw.ts those for which
 * OpenClaw itself is needed. Rows that are tried elsewhere name the place.
 *
 * - doctor unit-enabled, unit-restart, unit-restart-delay, file-modes (mode),
 *   schedule (no lines): doctor.ts "each thing that is wrong …"
 * - doctor unit-enabled (add-wants), cron-environment: doctor.ts "a unit for a
 *   target that is never reached …"
 * - restore-config, --undo: config.ts
 * - XDG_STATE_HOME=… maintenance on, emergency-stop: timer.ts
 */

import assert from "node:assert/strict";
import {
  asPrinted,
  editor,
  type Finding,
  findings,
  installGuard as install,
  noLinger,
  type Row,
  tryRow,
} from "../advice.ts";
import { expectCode } from "../expect.ts";
import { GUARD, STATE_DIR, unitFile, USER_ID } from "../names.ts";
import { scenario } from "../scenario.ts";

const ROWS: readonly Row[] = [
  {
    name: "lingering is off, and polkit is there",
    check: "linger",
    arrange: noLinger,
    found: /lingering is off|does not tell whether/,
    fix: /^loginctl enable-linger \d+$/,
  },
  {
    name: "lingering is off, and polkit is not there",
    check: "linger",
    arrange: async (lab) => {
      await lab.mustRoot(["systemctl", "mask", "--now", "polkit.service"]);
      await noLinger(lab);
      const plain = await lab.user(["loginctl", "enable-linger", "openclaw"]);
      assert.notEqual(plain.code, 0, "it would do without sudo");
    },
    found: /lingering is off|does not tell whether/,
    fix: /^sudo loginctl enable-linger \d+$/,
  },
  {
    name: "nothing answers on the user bus, because lingering is off",
    check: "user-bus",
    arrange: noLinger,
    found: /does not work from an empty environment/,
    fix: /enable-linger/,
  },
  {
    name: "the user's service manager was stopped",
    check: "user-bus",
    arrange: async (lab) => {
      await lab.mustRoot(["systemctl", "stop", `user@${USER_ID}.service`]);
    },
    found: /does not work from an empty environment/,
    // logind has forgotten that the user lingers; this starts the manager, too.
    fix: /^loginctl enable-linger \d+$/,
  },
  {
    name: "the sockets of the user's service manager are gone",
    check: "user-bus",
    arrange: async (lab) => {
      const runtime = `/run/user/${USER_ID}`;
      await lab.mustRoot([
        "rm",
        `${runtime}/bus`,
        `${runtime}/systemd/private`,
      ]);
    },
    found: /does not work from an empty environment/,
    fix: /^sudo systemctl restart user@\d+\.service$/,
  },
  {
    name: "the crontab misleads checks about the user bus",
    check: "user-bus",
    arrange: async (lab) => {
      await install(lab);
      const table = await lab.crontab();
      await lab.mustUser(["crontab", "-"], {
        stdin: `XDG_RUNTIME_DIR=/run/user/1\n${table}`,
      });
    },
    found: /sets XDG_RUNTIME_DIR wrongly/,
    fix: /^crontab -e$/,
    editor: "/^XDG_RUNTIME_DIR/d",
  },
  {
    name: "the crontab names a shell that does not exist",
    check: "schedule",
    arrange: async (lab) => {
      await install(lab);
      const table = await lab.crontab();
      await lab.mustUser(["crontab", "-"], {
        stdin: `SHELL=/usr/bin/no-such-shell\n${table}`,
      });
    },
    found: /SHELL=\/usr\/bin\/no-such-shell, and .* does not exist/,
    fix: /^crontab -e$/,
    editor: "/^SHELL/d",
  },
  {
    name: "the guard's block in the crontab is damaged",
    check: "schedule",
    arrange: async (lab) => {
      await install(lab);
      const table = await lab.crontab() ?? "";
      await lab.mustUser(["crontab", "-"], {
        stdin: `0 3 * * * /usr/bin/true\n${table.replace(/# END.*\n/, "")}`,
      });
    },
    found: /begins a block that is not ended/,
    fix: /^crontab -e$/,
    editor: "$ a # END openclaw-guard",
  },
  {
    name: "the program that cron starts is gone",
    check: "schedule",
    arrange: async (lab) => {
      await install(lab);
      const table = await lab.crontab() ?? "";
      await lab.mustUser(["crontab", "-"], {
        stdin: table.replaceAll(GUARD, "/lab/gone/openclaw-guard"),
      });
    },
    found: /cron starts nothing: .*gone.* does not exist/,
    fix: /^openclaw-guard install$/,
  },
  {
    name: "cron and the timer both start checks",
    check: "schedule",
    arrange: async (lab) => {
      await install(lab);
      const table = await lab.crontab() ?? "";
      await install(lab, "--scheduler", "systemd");
      await lab.mustUser(["crontab", "-"], { stdin: table });
    },
    found: /both the crontab and openclaw-guard.timer/,
    fix: /^openclaw-guard install$/,
  },
  {
    name: "the guard's timer was stopped",
    check: "schedule",
    arrange: async (lab) => {
      await install(lab, "--scheduler", "systemd");
      await lab.mustUser([
        "systemctl",
        "--user",
        "stop",
        "openclaw-guard.timer",
      ]);
    },
    found: /openclaw-guard.timer is inactive/,
    fix: /^openclaw-guard install$/,
  },
  {
    name: "the guard's timer is not enabled",
    check: "schedule",
    arrange: async (lab) => {
      await install(lab, "--scheduler", "systemd");
      await lab.mustUser([
        "systemctl",
        "--user",
        "disable",
        "openclaw-guard.timer",
      ]);
    },
    found: /is not enabled/,
    fix: /^openclaw-guard install$/,
  },
  {
    name: "it was installed to be started by something else, and nothing does",
    check: "schedule",
    arrange: (lab) =>
      install(lab, "--scheduler", "none").then(() => {
        // As if that had been long ago.
        const receipt = `${STATE_DIR}/install.json`;
        lab.writeFile(
          receipt,
          lab.readFile(receipt).replace(
            /("installedAt": ?)"[^"]*"/,
            '$1"2026-01-01T00:00:00.000Z"',
          ),
        );
        lab.remove(`${STATE_DIR}/state.json`);
        for (const name of lab.list(STATE_DIR)) {
          if (name.startsWith("quiet-ticks")) {
            lab.remove(`${STATE_DIR}/${name}`);
          }
        }
      }),
    found: /installed with --scheduler none/,
    fix: /^openclaw-guard install --scheduler cron$/,
  },
  {
    name: "no cron daemon runs",
    check: "cron-daemon",
    arrange: async (lab) => {
      await install(lab);
      await lab.mustRoot(["systemctl", "disable", "--now", "cron"]);
    },
    found: /no cron daemon is running/,
    fix: /^sudo systemctl enable --now cron /,
  },
  {
    name: "an emergency stop is in force",
    check: "schedule",
    arrange: async (lab) => {
      await install(lab);
      expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    },
    found: /an emergency stop is in force/,
    fix: /^openclaw-guard resume$/,
  },
  {
    name: "the unit is masked",
    check: "unit",
    arrange: async (lab) => {
      await lab.systemctl("stop");
      lab.remove(unitFile());
      await lab.systemctl("mask");
    },
    found: /is masked/,
    fix: /^systemctl --user unmask openclaw-gateway\.service$/,
    then: /there is no user unit/,
  },
  {
    name: "the unit's file was changed",
    check: "unit-reload",
    arrange: (lab) => {
      const text = lab.readFile(unitFile());
      lab.writeFile(
        unitFile(),
        text.replace("TimeoutStopSec=330", "TimeoutStopSec=331"),
      );
      return Promise.resolve();
    },
    found: /systemd still uses the old one/,
    fix: /^systemctl --user daemon-reload$/,
  },
  {
    name: "systemd has given up on the unit",
    check: "unit-start-limit",
    unitEdits: { "RestartSec=5": "RestartSec=100ms" },
    arrange: async (lab) => {
      await lab.fault("crash");
      await lab.waitFor(
        "the unit has failed",
        async () => (await lab.unit()).activeState === "failed",
        60_000,
      );
      await lab.fault("ok");
    },
    found: /systemd has given up/,
    fix: /^systemctl --user reset-failed .* && systemctl --user start /,
  },
  {
    name: "a stop leaves processes behind",
    check: "unit-kill-mode",
    unitEdits: { "KillMode=mixed": "KillMode=process" },
    arrange: () => Promise.resolve(),
    found: /KillMode=process/,
    fix: /KillMode=mixed/,
  },
  {
    name: "the gateway was stopped by hand",
    check: "gateway",
    arrange: (lab) => lab.systemctl("stop"),
    found: /stopped/,
    fix: /^systemctl --user start openclaw-gateway\.service$/,
  },
  {
    name: "the guard's settings name another port",
    check: "port",
    arrange: (lab) => {
      lab.settings({ probe: { port: 18999 } });
      return Promise.resolve();
    },
    found: /settings make it ask port 18999/,
    fix: /^"\$\{EDITOR:-vi\}" /,
    editor: "s/18999/18789/",
  },
  {
    name: "the state folder belongs to root",
    check: "file-modes",
    arrange: async (lab) => {
      await install(lab);
      await lab.mustRoot(["chown", "-R", "root", STATE_DIR]);
    },
    found: /belongs to uid 0/,
    fix: /^sudo chown -RH \d+ /,
  },
];

for (const row of ROWS) {
  scenario(
    `advice of doctor mends what it is for: ${row.name}`,
    {
      gateway: "fake",
      seconds: 10,
      ...row.unitEdits === undefined ? {} : { unitEdits: row.unitEdits },
    },
    (lab) => tryRow(lab, row),
  );
}

scenario(
  "advice after su: the variables of another user are named, and forgetting them helps",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    const env = {
      XDG_RUNTIME_DIR: "/run/user/0",
      DBUS_SESSION_BUS_ADDRESS: "unix:path=/run/user/0/bus",
    };
    const refused = await lab.guard(["install"], { env });
    assert.notEqual(refused.code, 0);
    const [, command] = /run "(unset [^"]+)"/.exec(refused.stderr) ?? [];
    assert.ok(command !== undefined, refused.stderr);
    const { stdout } = await lab.guard(["doctor", "--json"], { env });
    const unit = JSON.parse(stdout).findings.find((one: Finding) =>
      one.check === "unit"
    );
    assert.equal(unit.fix, command);
    expectCode(
      await asPrinted(lab, `${command}; openclaw-guard install`, env),
      0,
    );
  },
);

scenario(
  "advice without a user bus: doctor, which install names, has the command that mends it",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    await lab.mustRoot(["systemctl", "stop", `user@${USER_ID}.service`]);
    const refused = await lab.guard(["install"]);
    assert.match(refused.stderr, /Run "openclaw-guard doctor"/);
    const [bus] = await findings(lab, "user-bus");
    expectCode(await asPrinted(lab, bus?.fix ?? "false"), 0);
    await lab.waitForHealth(20_000);
    await install(lab);
  },
);

scenario(
  "C2 a crontab that Debian's crontab -l does not show byte for byte is left alone: the timer comes, and the lines go as it is said",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    const spool = "/var/spool/cron/crontabs/openclaw";
    const theirs = "0 3 * * * /usr/bin/true all\r\n";
    await lab.mustUser(["crontab", "-"], { stdin: theirs });
    const before = lab.readFile(spool);
    assert.ok(before.endsWith(theirs), "the carriage return is in the table");
    const refused = await lab.guard(["install", "--scheduler", "cron"]);
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /shows \\r in line 1.*--scheduler systemd/);
    const installed = await lab.guard(["install"]);
    expectCode(installed, 0);
    assert.match(installed.stdout, /timer starts the guard/);
    expectCode(await lab.guard(["uninstall", "--yes"]), 0);
    assert.equal(lab.readFile(spool), before, "not a byte was touched");

    // The carriage return comes when the guard's lines are there.
    await lab.mustUser(["crontab", "-r"]);
    await install(lab);
    const table = await lab.crontab() ?? "";
    await lab.mustUser(["crontab", "-"], { stdin: theirs + table });
    const both = lab.readFile(spool);
    const stop = await lab.guard(["emergency-stop", "--yes"]);
    expectCode(stop, 2);
    assert.match(stop.stderr, /shows \\r in line 1.*out with "crontab -e"/);
    assert.equal((await lab.unit()).activeState, "inactive");
    expectCode(await lab.guard(["resume"]), 0);
    const left = await lab.guard(["uninstall", "--yes"]);
    assert.notEqual(left.code, 0);
    assert.equal(lab.readFile(spool), both, "not a byte was touched");
    const [, command] = /"(crontab -e)"/.exec(left.stderr) ?? [];
    const byHand = editor(
      lab,
      "/^# BEGIN openclaw-guard/,/^# END openclaw-guard/d",
    );
    expectCode(await asPrinted(lab, command ?? "false", byHand), 0);
    assert.ok(lab.readFile(spool).endsWith(`\n${theirs}`));
    expectCode(await lab.guard(["uninstall", "--yes"]), 0);
    assert.ok(lab.readFile(spool).endsWith(`\n${theirs}`));
  },
);

scenario(
  "C2 comments that Debian's crontab -l hides, in a table that was put in the spool, are not lost",
  { gateway: "fake", seconds: 10 },
  async (lab) => {
    const spool = "/var/spool/cron/crontabs/openclaw";
    await lab.mustUser(["crontab", "-"], { stdin: "" });
    const table = "# a\n# b\n# c\n# d\n0 3 * * * /usr/bin/true\n";
    Deno.writeTextFileSync(lab.hostPath(spool), table);
    const installed = await lab.guard(["install"]);
    expectCode(installed, 0);
    assert.match(installed.stdout, /timer starts .*does not show its first/);
    expectCode(await lab.guard(["uninstall", "--yes"]), 0);
    assert.equal(lab.readFile(spool), table);
  },
);

scenario(
  "advice of status and of refusals is what helps: start, resume, maintenance off, install, unmask",
  { gateway: "fake", seconds: 20 },
  async (lab) => {
    /** The first command of the guard or of systemd in a text. */
    const commandIn = (text: string, pattern: RegExp) => {
      const [, command] = pattern.exec(text.replaceAll(/\n\s+/g, " ")) ?? [];
      assert.ok(command !== undefined, text);
      return command;
    };
    const status = async () => (await lab.guard(["status"])).stdout;
    expectCode(
      await asPrinted(
        lab,
        commandIn(await status(), /"(openclaw-guard install)"/),
      ),
      0,
    );
    await lab.systemctl("stop");
    expectCode(await lab.tick(), 0);
    expectCode(
      await asPrinted(
        lab,
        commandIn(await status(), /"(systemctl --user start [^"]+)"/),
      ),
      0,
    );
    await lab.waitForHealth(20_000);
    for (
      const [args, pattern] of [
        [["maintenance", "on"], /"(openclaw-guard maintenance off)"/],
        [["emergency-stop", "--yes"], /"(openclaw-guard resume)"/],
      ] as const
    ) {
      expectCode(await lab.guard(args), 0);
      expectCode(await asPrinted(lab, commandIn(await status(), pattern)), 0);
    }
    await lab.mustUser(["touch", "/tmp/openclaw-maintenance"]);
    expectCode(
      await asPrinted(
        lab,
        commandIn(await status(), /"(rm \/tmp\/openclaw-maintenance)"/),
      ),
      0,
    );
    assert.equal((await lab.status()).maintenance.active, false);
    expectCode(await lab.guard(["emergency-stop", "--yes"]), 0);
    const refused = await lab.guard(["install"]);
    assert.notEqual(refused.code, 0);
    expectCode(
      await asPrinted(
        lab,
        commandIn(refused.stderr, /Run "(openclaw-guard resume)"/),
      ),
      0,
    );
    await lab.waitForHealth(20_000);
    const text = lab.readFile(unitFile());
    await lab.systemctl("stop");
    lab.remove(unitFile());
    await lab.systemctl("mask");
    const masked = await lab.guard(["install"]);
    assert.notEqual(masked.code, 0);
    const unmask = /"(systemctl --user unmask [^"]+)"/;
    assert.match(await status(), unmask);
    expectCode(await asPrinted(lab, commandIn(masked.stderr, unmask)), 0);
    lab.writeFile(unitFile(), text);
    await lab.mustUser(["systemctl", "--user", "daemon-reload"]);
    await install(lab);
  },
);
