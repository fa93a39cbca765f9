import assert from "node:assert/strict";
import { checkCommand } from "../../../lib/commands/check.ts";
import { resumeCommand } from "../../../lib/commands/emergency_stop/resume.ts";
import { statusCommand } from "../../../lib/commands/status/command.ts";
import { gatherStatus } from "../../../lib/commands/status/report.ts";
import { reportsLines } from "../../../lib/commands/status/text.ts";
import {
  writeEmergencyStop,
  writeOwnSwitch,
} from "../../../lib/store/maintenance.ts";
import {
  profilePaths,
  receiptPath,
  settingsPath,
} from "../../../lib/store/paths.ts";
import { tmpFlagPath } from "../../../lib/store/tmp_flag.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { speak } from "../../../lib/text/speech.ts";
import { displayWidth } from "../../../lib/base/width.ts";
import { fakeTerminal } from "../../fake_context.ts";
import { climbLadder, ModelledHost } from "../../model/modelled_host.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Checks as cron does, every 30 seconds. */
async function checks(host: ModelledHost, count: number): Promise<void> {
  const context = { ...host.context, terminal: fakeTerminal() };
  for (let number = 0; number < count; number++) {
    const started = host.now;
    await checkCommand.run([], context);
    host.advance(Math.max(0, started + 30 * SECOND - host.now));
  }
}

/** A gateway that has been well for some minutes, and is watched. */
async function watched(host: ModelledHost): Promise<void> {
  install(host.context, "default");
  host.start({ hung: false });
  host.advance(20 * SECOND);
  await checks(host, 4);
  host.advance(-18 * SECOND);
}

async function statusOf(
  { context }: ModelledHost,
  ...args: string[]
): Promise<{ code: number; lines: string[] }> {
  const terminal = fakeTerminal();
  const code = await statusCommand.run(args, { ...context, terminal });
  return { code, lines: terminal.lines };
}

function write(path: string, text: string): void {
  Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  Deno.writeTextFileSync(path, text);
}

function setTime(path: string, wallMs: number): void {
  Deno.utimeSync(path, new Date(wallMs), new Date(wallMs));
}

function install(context: Context, ...profiles: string[]): void {
  installed(context, new Date("2026-11-01T00:00:00Z"), ...profiles);
}

function installed(
  context: Context,
  at: Date,
  ...profiles: string[]
): void {
  write(
    receiptPath(context),
    JSON.stringify({
      schema: 1,
      profiles,
      program: "/usr/local/bin/openclaw-guard",
      version: "0.1.0",
      installedAt: at.toISOString(),
    }),
  );
}

/** What differs from run to run and machine to machine is left out. */
function timeless(lines: readonly string[]): string[] {
  return lines.map((line) =>
    line.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, "DATE")
      .replaceAll(/(yesterday |tomorrow )?\d\d:\d\d(:\d\d)?/g, "TIME")
      .replaceAll(/\/\S+?\/[0-9a-f]+\/home/g, "HOME")
      .replaceAll(/up .*?, openclaw/g, "up DURATION, openclaw")
      .replaceAll(/back within \d+ s/g, "back within N s")
      .replaceAll(/another \d.*$/g, "another DURATION")
      .replaceAll(/by \S+'s file/g, "by OWNER's file")
      .replaceAll(/\(\d+ s ago\), failing/g, "(N s ago), failing")
      .replaceAll(/at most \d+ s/g, "at most N s")
      .replaceAll(/127\.0\.0\.1:\d+/g, "HOST:PORT")
      .replaceAll(/in \d+ ms/g, "in N ms")
  );
}

interface Situation {
  readonly what: string;
  prepare(host: ModelledHost): Promise<void> | void;
  readonly code: number;
  readonly lines: readonly string[];
}

const SITUATIONS: readonly Situation[] = [
  {
    what: "the guard has never run",
    prepare(host) {
      host.start({ hung: false });
      host.advance(20 * SECOND);
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): NOBODY IS CHECKING; seen now: healthy - it works",
      "  Guard    NOT CHECKING: it is not installed; it has never looked at this gateway",
      "  Since    not known, the guard has not looked before",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     nothing, as long as nobody starts the guard",
      "  Config   no copies yet",
      '  You can  "openclaw-guard install" has the guard started every 30 seconds',
    ],
  },
  {
    what: "installed a moment ago, no check yet",
    prepare(host) {
      host.start({ hung: false });
      host.advance(20 * SECOND);
      installed(
        host.context,
        new Date(host.context.clock.now().wallMs),
        "default",
      );
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): no check yet; seen now: healthy - it works",
      "  Guard    just installed, no check yet: the first one comes within a minute",
      "  Since    not known, the guard has not looked before",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     the first check",
      "  Config   no copies yet",
    ],
  },
  {
    what: "a check has been at work for minutes",
    async prepare(host) {
      await watched(host);
      install(host.context, "default");
      host.advance(2 * MINUTE);
      const { lock } = profilePaths(host.context, "default");
      const { ino } = Deno.statSync(lock);
      write(
        `${host.context.roots.proc}/locks`,
        `1: FLOCK  ADVISORY  WRITE 77 fe:00:${ino} 0 EOF\n`,
      );
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since    TIME (3 min ago)",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     a check is at work now",
      "  Guard    a check is at work now",
      "  Config   no copies yet",
    ],
  },
  {
    what: "installed weeks ago, and never a check",
    prepare(host) {
      host.start({ hung: false });
      host.advance(20 * SECOND);
      install(host.context, "default");
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): NOBODY IS CHECKING; seen now: healthy - it works",
      "  Guard    NOT CHECKING: nothing starts it; it has never looked at this gateway",
      "  Since    not known, the guard has not looked before",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     nothing, as long as nobody starts the guard",
      "  Config   no copies yet",
      '  You can  "openclaw-guard doctor" tells what is wrong and what mends it',
    ],
  },
  {
    what: "the guard was uninstalled: only its history is left",
    async prepare(host) {
      await watched(host);
      Deno.removeSync(receiptPath(host.context));
      Deno.removeSync(profilePaths(host.context, "default").state);
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): NOBODY IS CHECKING; seen now: healthy - it works",
      "  Guard    NOT CHECKING: it is not installed; last known: healthy, TIME (1 min ago)",
      "  Since    not known",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     nothing, as long as nobody starts the guard",
      "  Config   no copies yet",
      '  You can  "openclaw-guard install" has the guard started every 30 seconds',
    ],
  },
  {
    what: "all is well",
    prepare: watched,
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since    TIME (1 min ago)",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     the next check comes in about 18 s",
      "  Guard    last check 12 s ago (TIME), every 30 s",
      "  Config   no copies yet",
    ],
  },
  {
    what: "it fails, and no check has seen it",
    async prepare(host) {
      await watched(host);
      host.hang();
    },
    code: 2,
    lines: [
      "OpenClaw Gateway (default): failing (stuck) - it answers that it is not well",
      "  Why      GET /health gave 500",
      "  Since    found so now; healthy at the last check, 12 s ago",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers in N ms that it is not well (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     the next check comes in about 18 s; if it still fails after a short wait, attempt 1 (restart 1 of 3)",
      "  Guard    last check 12 s ago (TIME), every 30 s",
      "  Config   no copies yet",
      '  You can  "openclaw-guard logs -f" shows the rescue, "openclaw-guard explain" the reasons',
    ],
  },
  {
    what: "it was restarted, and one check has found it well again",
    async prepare(host) {
      await watched(host);
      host.hang();
      await checks(host, 2);
      host.advance(-18 * SECOND);
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since     TIME (12 s ago)",
      "  Gateway   active (running), pid 1001, up DURATION, openclaw-gateway.service",
      "  Probe     answers well in N ms (http://HOST:PORT)",
      "  Incident  recovered: failing (stuck), found well again TIME (12 s ago), an outage of at most N s; one more good check closes the incident",
      "  Lately    1 restart by the guard in the last 24 h: TIME (N s ago), failing (stuck), back within N s",
      "  Next      the next check comes in about 18 s",
      "  Guard     last check 12 s ago (TIME), every 30 s",
      "  Config    no copies yet",
    ],
  },
  {
    what: "it crashed between two checks, and systemd brought it back",
    async prepare(host) {
      await watched(host);
      host.restartByHand();
      host.advance(18 * SECOND);
      await checks(host, 2);
      host.advance(-18 * SECOND);
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since    TIME (42 s ago)",
      "  Gateway  active (running), pid 1001, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h; by others (systemd, you, an update): 1",
      "  Next     the next check comes in about 18 s",
      "  Guard    last check 12 s ago (TIME), every 30 s",
      "  Config   no copies yet",
    ],
  },
  {
    what: "it was restarted, and no check has come since",
    async prepare(host) {
      await watched(host);
      host.restartByHand();
      host.advance(10 * SECOND);
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since    found so now; another process at the last check, 22 s ago",
      "  Gateway  active (running), pid 1001, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     the next check comes in about 8 s",
      "  Guard    last check 22 s ago (TIME), every 30 s",
      "  Config   no copies yet",
    ],
  },
  {
    what: "an emergency stop was ended with resume",
    async prepare(host) {
      await watched(host);
      writeEmergencyStop(host.context, "default");
      host.stopByHand();
      host.advance(10 * MINUTE);
      const terminal = fakeTerminal();
      await resumeCommand.run([], { ...host.context, terminal });
      await checks(host, 2);
      host.advance(-18 * SECOND);
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since    TIME (42 s ago)",
      "  Gateway  active (running), pid 1001, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      '  Lately   no restart by the guard in the last 24 h; by "openclaw-guard resume" or "restore-config": 1',
      "  Next     the next check comes in about 18 s",
      "  Guard    last check 12 s ago (TIME), every 30 s",
      "  Config   no copies yet",
    ],
  },
  {
    what: "it was restarted and is well again",
    async prepare(host) {
      await watched(host);
      host.hang();
      await checks(host, 5);
      host.advance(3 * 60 * MINUTE);
      await checks(host, 3);
      host.advance(-18 * SECOND);
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since     TIME (3 h ago)",
      "  Gateway   active (running), pid 1001, up DURATION, openclaw-gateway.service",
      "  Probe     answers well in N ms (http://HOST:PORT)",
      "  Incident  over: failing (stuck), found well again TIME (3 h ago), an outage of at most N s",
      "  Lately    1 restart by the guard in the last 24 h: TIME (3 h ago), failing (stuck), back within N s",
      "  Next      the next check comes in about 18 s",
      "  Guard     last check 12 s ago (TIME), every 30 s",
      "  Config    no copies yet",
    ],
  },
  {
    what: "nothing helped, it is held back",
    async prepare(host) {
      await watched(host);
      host.newborn = { hung: true };
      host.hang();
      climbLadder(host);
      await checks(host, 10);
      host.advance(-18 * SECOND);
    },
    code: 2,
    lines: [
      "OpenClaw Gateway (default): failing (stuck) - it answers that it is not well",
      "  Why       GET /health gave 500; holding back for another DURATION",
      "  Since     TIME (2 min ago)",
      "  Gateway   active (running), pid 1001, up DURATION, openclaw-gateway.service",
      "  Probe     answers in N ms that it is not well (http://HOST:PORT)",
      "  Incident  failing (stuck) since TIME (4 min ago); last attempt: 4 (force clean)",
      "  Lately    1 restart by the guard in the last 24 h: TIME (4 min ago), failing (stuck), not back yet",
      "  Next      holding back; one more try TIME (in 27 min), if it is still needed",
      "  Guard     last check 12 s ago (TIME), every 30 s",
      "  Config    no copies yet",
      '  You can   "openclaw-guard logs -f" shows the rescue, "openclaw-guard explain" the reasons',
    ],
  },
  {
    what: "a person stopped it",
    async prepare(host) {
      await watched(host);
      host.stopByHand();
      await checks(host, 2);
      host.advance(-18 * SECOND);
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): stopped - it stays so until somebody starts it",
      "  Why      unit is inactive: somebody stopped it, so it is left alone",
      "  Since    TIME (42 s ago)",
      "  Gateway  inactive (dead), no process, openclaw-gateway.service",
      "  Probe    answers in N ms that it is not well (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     nothing until a person acts; every check looks again",
      "  Guard    last check 12 s ago (TIME), every 30 s",
      "  Config   no copies yet",
      '  You can  "systemctl --user start openclaw-gateway.service" starts it',
    ],
  },
  {
    what: "systemd gave up",
    async prepare(host) {
      await watched(host);
      host.hitStartLimit();
    },
    code: 2,
    lines: [
      "OpenClaw Gateway (default): start-limit (port) - it ended too often, and systemd gave up",
      "  Why      systemd gave up after too many starts (start-limit-hit)",
      "  Since    found so now; healthy at the last check, 12 s ago",
      "  Gateway  failed (failed), no process, openclaw-gateway.service",
      "  Probe    answers in N ms that it is not well (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     the next check comes in about 18 s; if it still fails after a short wait, attempt 1 (restart 1 of 3)",
      "  Guard    last check 12 s ago (TIME), every 30 s",
      "  Config   no copies yet",
      '  You can  "journalctl --user -u openclaw-gateway.service -n 50" tells why it ended',
    ],
  },
  {
    what: "maintenance is on",
    async prepare(host) {
      await watched(host);
      const now = host.context.clock.now().wallMs;
      writeOwnSwitch(host.context, "default", {
        sinceMs: now - MINUTE,
        untilMs: now + 20 * MINUTE,
        reason: "disk swap",
        by: "anna",
      });
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): maintenance - the guard is paused",
      "  Since        TIME (1 min ago)",
      "  Maintenance  on until TIME (in 20 min), by anna, reason: disk swap",
      "  Gateway      active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe        answers well in N ms (http://HOST:PORT)",
      "  Lately       no restart by the guard in the last 24 h",
      "  Next         the guard looks again from TIME (in 20 min)",
      "  Guard        last check 12 s ago (TIME), every 30 s",
      "  Config       no copies yet",
      '  You can      "openclaw-guard maintenance off" ends it now',
    ],
  },
  {
    what: "the file in /tmp pauses the guard",
    async prepare(host) {
      await watched(host);
      const flag = tmpFlagPath(host.context);
      write(flag, "");
      setTime(flag, host.context.clock.now().wallMs - MINUTE);
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): maintenance - the guard is paused",
      "  Since        TIME (1 min ago)",
      "  Maintenance  on until switched off, by OWNER's file /tmp/openclaw-maintenance",
      "  Gateway      active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe        answers well in N ms (http://HOST:PORT)",
      "  Lately       no restart by the guard in the last 24 h",
      "  Next         nothing, until maintenance is switched off",
      "  Guard        last check 12 s ago (TIME), every 30 s",
      "  Config       no copies yet",
      '  You can      "rm /tmp/openclaw-maintenance" ends it',
    ],
  },
  {
    what: "an emergency stop was made an hour ago",
    async prepare(host) {
      await watched(host);
      writeEmergencyStop(host.context, "default");
      const { emergency } = profilePaths(host.context, "default");
      setTime(emergency, host.context.clock.now().wallMs);
      host.stopByHand();
      host.advance(60 * MINUTE);
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): maintenance - EMERGENCY STOP, the guard is off",
      "  Since        TIME (1 h ago)",
      "  Maintenance  emergency stop, by uid 1000",
      "  Gateway      inactive (dead), no process, openclaw-gateway.service",
      "  Probe        answers in N ms that it is not well (http://HOST:PORT)",
      "  Lately       no restart by the guard in the last 24 h",
      '  Next         nothing, until "openclaw-guard resume"',
      "  Guard        off since the emergency stop, last check 1 h ago",
      "  Config       no copies yet",
      '  You can      "openclaw-guard resume" starts the gateway and the guard again',
    ],
  },
  {
    what: "no check has come for five minutes",
    async prepare(host) {
      await watched(host);
      host.advance(5 * MINUTE);
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): NOBODY IS CHECKING; seen now: healthy - it works",
      "  Guard    NOT CHECKING: nothing starts it; last known: healthy, TIME (5 min ago)",
      "  Since    TIME (6 min ago)",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     nothing, as long as nobody starts the guard",
      "  Config   no copies yet",
      '  You can  "openclaw-guard doctor" tells what is wrong and what mends it',
    ],
  },
  {
    what: "the state file cannot be read",
    async prepare(host) {
      await watched(host);
      write(profilePaths(host.context, "default").state, "{broken");
    },
    code: 0,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      "  Since    not known",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     the next check begins afresh",
      "  Guard    its state file cannot be read (it is no state); the next check puts it aside and starts afresh",
      "  Config   no copies yet",
    ],
  },
  {
    what: "the config is broken, and the gateway still runs from the old one",
    async prepare(host) {
      await watched(host);
      write(
        `${host.context.home}/.openclaw/openclaw.json`,
        "{gateway: {port: }}",
      );
    },
    code: 1,
    lines: [
      "OpenClaw Gateway (default): healthy - it works",
      '  Config   HOME/.openclaw/openclaw.json is broken: not valid JSON5 at line 1, column 18: unexpected "}"; the next start of the gateway would be refused; "openclaw-guard restore-config --list" shows what can be put back',
      "  Since    TIME (1 min ago)",
      "  Gateway  active (running), pid 1000, up DURATION, openclaw-gateway.service",
      "  Probe    answers well in N ms (http://HOST:PORT)",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     the next check comes in about 18 s",
      "  Guard    last check 12 s ago (TIME), every 30 s",
    ],
  },
  {
    what: "the guard's own settings are wrong",
    async prepare(host) {
      await watched(host);
      write(settingsPath(host.context), "{probe: {prot: 1}}");
    },
    code: 3,
    lines: [
      "OpenClaw Gateway (default): misconfigured - something has to be set right first",
      '  Why      nothing is looked at or done: cannot use the settings in HOME/.config/openclaw-guard/config.json: "probe.prot" is unknown (did you mean "probe.port"?). Correct the file, or remove the key to get the default',
      "  Since    found so now; healthy at the last check, 12 s ago",
      "  Lately   no restart by the guard in the last 24 h",
      "  Next     nothing until a person acts; every check looks again",
      "  Guard    last check 12 s ago (TIME), every 30 s",
      "  Config   no copies yet",
      '  You can  "openclaw-guard doctor" tells what is wrong and what mends it',
    ],
  },
];

for (const { what, prepare, code, lines } of SITUATIONS) {
  Deno.test(`status: ${what}`, async () => {
    await using host = new ModelledHost();
    await prepare(host);
    const before = host.requests.length;
    const seen = await statusOf(host);
    assert.deepEqual(timeless(seen.lines), lines);
    assert.equal(seen.code, code);
    assert.equal(host.requests.length, before, "status must only look");
  });
}

Deno.test("a crash soon after a resume that found the gateway running is nobody's wish", async () => {
  await using host = new ModelledHost();
  await watched(host);
  writeEmergencyStop(host.context, "default");
  const terminal = fakeTerminal();
  await resumeCommand.run([], { ...host.context, terminal });
  host.restartByHand();
  host.advance(18 * SECOND);
  await checks(host, 1);
  const { json } = await gatherStatus(host.context, "default");
  assert.equal(json.lately.wishedRestarts, 0);
  assert.equal(json.lately.otherRestarts, 1);
});

Deno.test("status takes about ten lines, whatever is wrong", () => {
  for (const { what, lines } of SITUATIONS) {
    assert.ok(lines.length <= 11, what);
  }
});

Deno.test("status in Chinese has the same rows, in columns", async () => {
  for (const { what, prepare, lines, code } of SITUATIONS) {
    await using host = new ModelledHost();
    await prepare(host);
    await speak("zh-CN");
    try {
      const seen = await statusOf(host);
      assert.equal(seen.lines.length, lines.length, what);
      assert.equal(seen.code, code);
      const columns = seen.lines.slice(1).map((line) =>
        displayWidth(/^ {2}\S+ +/.exec(line)?.[0] ?? "")
      );
      assert.equal(new Set(columns).size, 1, seen.lines.join("\n"));
    } finally {
      await speak("en");
    }
  }
});

Deno.test("on a terminal long rows are broken below their text, and the verdict is coloured", async () => {
  await using host = new ModelledHost();
  await watched(host);
  host.hitStartLimit();
  const report = await gatherStatus(host.context, "default");
  const look = { nowMs: host.context.clock.now().wallMs, columns: 50 };
  const lines = reportsLines([report], { ...look, colour: false });
  for (const line of lines) assert.ok(displayWidth(line) <= 50, line);
  assert.match(lines.join("\n"), /\n {11}\S/);
  const coloured = reportsLines([report], { ...look, colour: true });
  assert.ok(coloured[0]?.includes(": \x1b[31mstart-limit (port)"));
  const plain = coloured.map((line) =>
    // deno-lint-ignore no-control-regex
    line.replaceAll(/\x1b\[\d+m/g, "")
  );
  assert.deepEqual(plain, lines);
});

Deno.test("several gateways: a line for each, more about those in trouble, all in the JSON", async () => {
  await using host = new ModelledHost();
  await watched(host);
  // The model has one gateway; another profile's unit is the same one to it.
  install(host.context, "work", "default");
  const seen = await statusOf(host);
  assert.deepEqual(timeless(seen.lines).slice(0, 4), [
    "OpenClaw Gateways: 2",
    "  default  healthy  TIME (1 min ago)",
    "  work     healthy  NOT CHECKING: nothing starts it; it has never looked at this gateway",
    "",
  ]);
  assert.match(seen.lines[4] ?? "", /^OpenClaw Gateway \(work\): NOBODY IS/);
  assert.equal(seen.code, 1);
  const { lines: [text = ""] } = await statusOf(host, "--json");
  const json = JSON.parse(text);
  assert.equal(json.profile, "default");
  assert.deepEqual(
    json.others.map(({ profile }: { profile: string }) => profile),
    ["work"],
  );
  const { lines: [one = ""] } = await statusOf(
    host,
    ...["--json", "--profile", "work"],
  );
  assert.equal(JSON.parse(one).profile, "work");
  assert.equal(JSON.parse(one).others, undefined);
});

Deno.test("status --json has what is documented, and it is English in every language", async () => {
  await using host = new ModelledHost();
  await watched(host);
  host.hang();
  await speak("zh-CN");
  const { lines: [text = ""], code } = await statusOf(host, "--json")
    .finally(() => speak("en"));
  const json = JSON.parse(text);
  assert.equal(code, 2);
  assert.deepEqual(Object.keys(json), [
    ...["schema", "host", "user"],
    ...["profile", "verdict", "reason", "why", "since", "unit"],
    ...[
      "probe",
      "eventLoop",
      "slow",
      "ladder",
      "maintenance",
      "lastTick",
      "backups",
    ],
    ...[
      "refusedConfig",
      "brokenConfig",
      "restarts",
      "drill",
      "rollback",
      "lately",
      "endedIncident",
      "guard",
      "notify",
    ],
    "version",
  ]);
  assert.equal(json.why, "GET /health gave 500");
  assert.deepEqual(json.lately, {
    restarts: 0,
    otherRestarts: 0,
    drillRestarts: 0,
    wishedRestarts: 0,
    last: null,
  });
  assert.deepEqual(json.guard, {
    checking: true,
    installed: true,
    lastKnown: { at: json.lastTick, verdict: "healthy", reason: null },
    unwritable: null,
  });
  assert.deepEqual(json.notify, { waiting: 0, failing: [], problems: [] });
});

Deno.test("status --json says whose guard it is, on which host", async () => {
  await using host = new ModelledHost();
  await watched(host);
  const told = async () => {
    const { lines: [text = ""] } = await statusOf(host, "--json");
    const { host: name, user } = JSON.parse(text);
    return { name, user };
  };
  const user = String(host.context.uid); // its machine has no passwd(5)
  assert.deepEqual(await told(), { name: Deno.hostname(), user });
  write(settingsPath(host.context), '{ "host": "kitchen" }');
  assert.deepEqual(await told(), { name: "kitchen", user });
});

Deno.test("--watch takes a number of seconds, or none", async () => {
  await using host = new ModelledHost();
  for (const value of ["0", "3601", "1.5", "often"]) {
    for (const args of [["--watch", value], [`--watch=${value}`]]) {
      await assert.rejects(
        statusOf(host, ...args),
        /cannot watch every ".*" seconds/,
      );
    }
  }
  await assert.rejects(statusOf(host, "--watc"), /unknown option --watc/);
});

Deno.test("a history that cannot be read does not keep status from telling", async () => {
  await using host = new ModelledHost();
  await watched(host);
  const { history } = profilePaths(host.context, "default");
  Deno.removeSync(history);
  Deno.mkdirSync(history);
  const { code, lines } = await statusOf(host);
  assert.equal(code, 0);
  assert.match(lines.join("\n"), /Lately {3}no restart by the guard/);
});
