import assert from "node:assert/strict";
import { latin1FromBytes } from "../../../lib/base/latin1.ts";
import {
  examineOtherWatchdogs,
  judgeOtherWatchdogs,
  type WatchdogFacts,
} from "../../../lib/commands/doctor/other_watchdogs.ts";
import { fakeContext } from "../../fake_context.ts";
import { fixes, levels } from "./levels.ts";

const NONE: WatchdogFacts = { tables: [], units: [], processes: [] };

function table(text: string, path: string | null = null): WatchdogFacts {
  return { ...NONE, tables: [{ path, text }] };
}

function process(...argv: string[]): WatchdogFacts {
  return { ...NONE, processes: [{ pid: 77, mine: true, argv }] };
}

function unit(name: string, user = true): WatchdogFacts {
  return { ...NONE, units: [{ name, user }] };
}

Deno.test("the known watchdogs are found, each with what ends it", () => {
  const cases: [WatchdogFacts, string][] = [
    [
      table("* * * * * ~/.openclaw/scripts/openclaw-health-check.sh\n"),
      "openclaw-guard install --yes --profile p",
    ],
    [
      table("* * * * * u /opt/openclaw-health-check.sh\n", "/etc/cron.d/oc"),
      "sudoedit /etc/cron.d/oc",
    ],
    [table("*/3 * * * * bash ~/bin/gateway-watchdog.sh\n"), "crontab -e"],
    [
      unit("openclaw-watchdog.service", false),
      "sudo systemctl disable --now openclaw-watchdog.service",
    ],
    [
      unit("openclaw-self-healing.timer"),
      "systemctl --user disable --now openclaw-self-healing.timer",
    ],
    [
      unit("alphaclaw.service"),
      "systemctl --user disable --now alphaclaw.service",
    ],
    [process("/bin/bash", "/home/u/.openclaw/guardian.sh"), "kill 77"],
    [
      process("python3", "/srv/openclaw_watchdog/openclaw-watchdog.py"),
      "kill 77",
    ],
    [process("/home/u/bin/openclaw-monitor"), "kill 77"],
    [
      {
        ...NONE,
        processes: [{ pid: 78, mine: false, argv: ["/opt/openclaw-monitor"] }],
      },
      "sudo kill 78",
    ],
    [process("bash", "-eu", "/home/u/openclaw-watchdog.sh"), "kill 77"],
    [
      process("/bin/sh", "-c", "~/openclaw-watchdog.sh >/dev/null 2>&1"),
      "kill 77",
    ],
    [
      unit("moltbot-watchdog.timer"),
      "systemctl --user disable --now moltbot-watchdog.timer",
    ],
  ];
  for (const [facts, fix] of cases) {
    const findings = judgeOtherWatchdogs(facts, " --profile p");
    assert.deepEqual(levels(findings), ["other-watchdogs: warning"]);
    assert.deepEqual(fixes(findings), [fix]);
  }
  assert.deepEqual(
    levels(judgeOtherWatchdogs(unit("monit.service", false), "")),
    [
      "other-watchdogs: note",
    ],
  );
});

Deno.test("what only has such a name on its command line is no watchdog", () => {
  const cases: WatchdogFacts[] = [
    NONE,
    table("# * * * * * openclaw-health-check.sh\n"),
    table("# BEGIN openclaw-guard\n* * * * * '/b/openclaw-guard' check\n"),
    table("@daily openclaw doctor\n"),
    table("@daily openclaw gateway status | mail -s gateway-start me\n"),
    table("@daily systemctl --user is-active openclaw-gateway.service\n"),
    table("@daily systemctl --user restart nginx; echo openclaw-gateway\n"),
    table("# @daily systemctl --user restart openclaw-gateway\n"),
    process("sh", "-c", "vim openclaw-watchdog.sh"),
    process("bash", "-l"),
    unit("openclaw-guard.timer"),
    unit("openclaw-guard.service"),
    unit("openclaw-gateway.service"),
    process("vim", "openclaw-watchdog.sh"),
    process("tail", "-f", "/tmp/openclaw-watchdog.log"),
    process("journalctl", "-u", "openclaw-watchdog"),
    process("/home/u/.local/bin/openclaw-guard", "check"),
    process("node", "/opt/openclaw/dist/index.js", "gateway"),
    process(),
  ];
  for (const facts of cases) {
    assert.deepEqual(
      levels(judgeOtherWatchdogs(facts, "")),
      [],
      JSON.stringify(facts),
    );
  }
});

Deno.test("lines that start or stop the gateway by the clock are worth knowing", () => {
  const cases = [
    "0 4 * * * systemctl --user restart openclaw-gateway.service",
    "0 4 * * * XDG_RUNTIME_DIR=/run/user/7 systemctl --user stop openclaw-gateway",
    "0 4 * * * /usr/bin/openclaw --profile work gateway restart",
    "*/5 * * * * pkill -f openclaw",
  ];
  for (const line of cases) {
    const findings = judgeOtherWatchdogs(table(`${line}\n`), "");
    assert.deepEqual(levels(findings), ["other-watchdogs: note"], line);
    assert.deepEqual(fixes(findings), ["crontab -e"]);
  }
});

Deno.test("what is shown of a crontab's line has no secret in it", () => {
  const secret = "123456789:AAFabcdefghijklmnopqrstuvwxyz012345";
  for (const command of ["openclaw-watchdog.sh", "openclaw gateway restart"]) {
    const [found] = judgeOtherWatchdogs(
      table(`* * * * * TELEGRAM_BOT_TOKEN=${secret} ${command}\n`),
      "",
    );
    assert.match(found?.found ?? "", /TELEGRAM_BOT_TOKEN=\*\*\*/);
  }
});

Deno.test("a line of the crontab is shown as it is written, whatever letters it has", async () => {
  const proc = Deno.makeTempDirSync();
  const line = "* * * * * /home/müller/openclaw-watchdog.sh";
  const findings = await examineOtherWatchdogs(
    fakeContext({
      roots: { ...fakeContext().roots, proc },
      run: () =>
        Promise.resolve({ code: 0, stdout: "", stderr: "", timedOut: false }),
    }),
    {
      crontab: latin1FromBytes(new TextEncoder().encode(`${line}\n`)),
      option: "",
    },
  );
  Deno.removeSync(proc, { recursive: true });
  const found = `your crontab runs another watchdog: ${line}`;
  assert.ok(findings.some((finding) => finding.found === found));
});
