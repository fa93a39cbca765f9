import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import assert from "node:assert/strict";
import { parseDuration } from "../../lib/base/duration.ts";
import { parseJson5 } from "../../lib/base/json5.ts";
import { maskSecrets } from "../../lib/base/mask.ts";
import { freshMemory } from "../../lib/core/memory.ts";
import { freshRoll } from "../../lib/core/roll.ts";
import {
  hasBlock,
  putBlock,
  removeBlock,
  takeScriptLines,
} from "../../lib/install/cron/table.ts";
import { installedProfiles } from "../../lib/install/receipt.ts";
import { parseListenSockets } from "../../lib/probe/listen_table.ts";
import { parseStartup } from "../../lib/probe/http.ts";
import { parseStat } from "../../lib/probe/process.ts";
import {
  parseEnvironment,
  parseTimespan,
  parseUnit,
} from "../../lib/probe/unit.ts";
import { readIndex } from "../../lib/config/index.ts";
import { readHistory } from "../../lib/store/history.ts";
import { readMaintenance } from "../../lib/store/maintenance.ts";
import { profilePaths, receiptPath } from "../../lib/store/paths.ts";
import { settingsFor } from "../../lib/settings/check.ts";
import { addFastTick, fastTicksPath } from "../../lib/store/fast_path.ts";
import {
  foldIntoRollups,
  readCounters,
  readRollups,
} from "../../lib/store/rollups.ts";
import { parseState, writeState } from "../../lib/store/state.ts";
import { at } from "../core/world.ts";
import { listenLine } from "../probe/fake_proc.ts";
import { fakeContext } from "../fake_context.ts";
import { garble, garbleValue, survives } from "./garbage.ts";

const UNIT = `LoadState=loaded
ActiveState=active
SubState=running
Result=success
MainPID=4711
NRestarts=3
InvocationID=030277894937489294e79e9cb26c2a9e
ExecMainStatus=0
TimeoutStopUSec=5min 30s
Restart=always
Job=
ControlGroup=/user.slice/user-1000.slice/user@1000.service/app.slice/openclaw-gateway.service
ExecStart={ path=/usr/bin/node ; argv[]=/usr/bin/node /opt/openclaw/dist/index.js gateway --port 18789 ; ignore_errors=no ; start_time=[n/a] ; pid=0 }
Environment=HOME=/home/u "A=two \\"words\\"" OPENCLAW_GATEWAY_PORT=18789
FragmentPath=/home/u/.config/systemd/user/openclaw-gateway.service
`;

Deno.test("fuzz: systemctl's output gives facts of the right kind, whatever it says", () => {
  survives(1, 4000, (random) => garble(UNIT, random), (text) => {
    const unit = parseUnit(ownGatewayUnit(1000, "default"), text);
    for (const value of [unit.mainPid, unit.nRestarts, unit.execMainStatus]) {
      assert.ok(Number.isSafeInteger(value) && value >= 0);
    }
    assert.ok(unit.timeoutStopMs >= 0);
    for (const word of [unit.activeState, unit.loadState, unit.result]) {
      assert.notEqual(word, "");
    }
  });
});

Deno.test("fuzz: an environment with unclosed quotes and escapes is read in linear time", () => {
  const evil = ['"', '"\\', '"\\" ', 'a" ', "\\", '" "'].map((piece) =>
    piece.repeat(Math.floor((1 << 20) / piece.length))
  );
  survives(2, evil.length, () => evil.pop() ?? "", parseEnvironment);
  survives(
    3,
    1000,
    (random) => garble('A=1 "B=two words" C=\\x20', random),
    (text) => {
      assert.equal(Object.getPrototypeOf(parseEnvironment(text)), null);
      assert.ok(parseTimespan(text) >= 0);
      parseDuration(text);
    },
  );
});

Deno.test("fuzz: a line of /proc/PID/stat is whole or nothing", () => {
  const line =
    `4711 (node (x) y) S 1 4711 4711 0 -1 4194304 1 2 3 4 50 60 7 8 20 0 11 0 12345 1 2`;
  survives(4, 4000, (random) => garble(line, random), (text) => {
    const stat = parseStat(text);
    if (stat === null) return;
    for (
      const value of [stat.ppid, stat.startTicks, stat.cpuTicks, stat.terminal]
    ) {
      assert.ok(Number.isSafeInteger(value));
    }
  });
});

Deno.test("fuzz: the table of sockets gives whole numbers", () => {
  const table = listenLine("0100007F", 18789, 1000, 1234, 5).repeat(2);
  survives(5, 4000, (random) => garble(table, random), (text) => {
    for (const socket of parseListenSockets(text, 18789)) {
      for (const value of [socket.uid, socket.inode, socket.backlog]) {
        assert.ok(Number.isSafeInteger(value) && value >= 0, `${value}`);
      }
    }
  });
});

Deno.test("fuzz: a crontab comes back byte for byte when the guard's lines are taken out", () => {
  const table = putBlock(
    "MAILTO=x\r\n5 4 * * * backup \\% x\n*/2 * * * * /bin/bash /home/u/openclaw-health-check.sh >> /tmp/l 2>&1\n",
    { program: "/home/u/.local/bin/openclaw-guard", variables: {} },
  );
  survives(6, 4000, (random) => garble(table, random), (text) => {
    takeScriptLines(text);
    const without = removeBlock(text);
    assert.equal(hasBlock(without), false);
    assert.equal(
      removeBlock(putBlock(without, { program: "/opt/guard", variables: {} })),
      without,
    );
  });
});

Deno.test("fuzz: settings are refused with sentences or usable, never both or neither", () => {
  const valid = {
    probe: { port: 1, tls: true, healthTimeout: "10s", maxBody: "64KiB" },
    recovery: { waits: ["1s", "2s", "3s"], jitter: 0.2, holdDown: ["30m"] },
    limits: { restartsPerHour: 6 },
    profiles: { work: { probe: { port: 2 }, logs: { maxAge: "7d" } } },
  };
  survives(7, 4000, (random) => garbleValue(valid, random), (document) => {
    const result = settingsFor(document, "work");
    if ("problems" in result) assert.ok(result.problems.length > 0);
    else {assert.ok(
        Object.values(result.policy).every((value) => value != null),
      );}
  });
});

Deno.test("fuzz: JSON5 gives a value or an error with its place", () => {
  const text =
    `// c\n{a: 'x', "b": [1, .5, 0x1F, +Infinity,], $include: "y.json5", /* c */ c: {d: null}}`;
  survives(8, 6000, (random) => garble(text, random), (input) => {
    try {
      parseJson5(input);
    } catch (error) {
      assert.ok(error instanceof Error);
      assert.match(error.message, /line \d+/);
    }
  });
});

const STATE = JSON.stringify({
  schema: 1,
  memory: {
    ...freshMemory(at(0)),
    lastTick: { wallMs: 1, bootMs: 2 },
    incarnation: { pid: 100, startTicks: 5000, invocationId: "first" },
    verdict: "hung",
    failure: { countedBootMs: 1, busyTicks: 0 },
    ladder: { attempt: 4, holdDownUntilBootMs: 5, holdDowns: 1 },
    recoveries: [{ bootMs: 5, unclean: true }],
  },
});

Deno.test("fuzz: a state is read whole or not at all", () => {
  assert.ok(parseState(STATE));
  survives(9, 4000, (random) => garble(STATE, random), (text) => {
    const memory = parseState(text);
    // What was read can be written and read again.
    if (memory !== null) {
      assert.ok(parseState(JSON.stringify({ schema: 1, memory })));
    }
  });
});

Deno.test("fuzz: whatever stands in state, quiet checks and rollups, days are read, and soon", () => {
  const home = Deno.makeTempDirSync();
  try {
    const context = fakeContext({ home });
    const { dir, state, rollups } = profilePaths(context, "default");
    Deno.mkdirSync(dir, { recursive: true });
    const now = context.clock.now();
    const marks = Array.from({ length: 9 }, (_, index) => ({
      at: now.wallMs - index * 30_000,
      ms: 30_000,
      probe: 2.5,
      ...index === 3 ? { kind: "outage" as const, starts: { guard: 1 } } : {},
    }));
    const roll = { ...freshRoll(now), marks };
    writeState(state, { ...freshMemory(now), lastTick: now, roll });
    addFastTick(state, now.bootMs, now, 3);
    foldIntoRollups(context, "default", roll);
    const paths = [state, fastTicksPath(state), rollups];
    const texts = paths.map((path) => Deno.readTextFileSync(path));
    survives(31, 600, (random) => {
      const which = Math.floor(random() * paths.length);
      return `${which}${garble(texts[which] ?? "", random)}`;
    }, (text) => {
      const which = Number(text[0]);
      Deno.writeTextFileSync(paths[which] ?? "", text.slice(1));
      const { days, counters } = readRollups(context, "default");
      for (const { watchedMs } of days) assert.ok(watchedMs >= 0);
      assert.ok(counters.downtimeMs >= 0);
      assert.ok(readCounters(context, "default").counters.downtimeMs >= 0);
      Deno.writeTextFileSync(paths[which] ?? "", texts[which] ?? "");
    });
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
});

Deno.test("fuzz: what /startup says is one of four words", () => {
  survives(
    10,
    4000,
    (random) =>
      garble('{"ok":true,"status":"draining","version":"2026.9.6"}', random),
    (text) => {
      const { status, version } = parseStartup(text);
      assert.ok(
        ["starting", "started", "draining", "unknown"].includes(status),
      );
      assert.ok(version === null || /^[\w.+-]{1,64}$/.test(version));
    },
  );
});

Deno.test("fuzz: the guard's own files are read or refused, and never stop it", () => {
  const home = Deno.makeTempDirSync();
  try {
    const context = fakeContext({ home });
    const paths = profilePaths(context, "default");
    Deno.mkdirSync(paths.backups, { recursive: true });
    const files: readonly [string, string, () => void][] = [
      [
        paths.history,
        '{"at":"2026-11-23T00:00:00Z","event":"hung","verdict":"hung","reason":null,"sentence":"s","facts":{"a":1}}\n',
        () => void readHistory(context, "default"),
      ],
      [
        `${paths.backups}/index.json`,
        '{"schema":1,"seen":null,"generations":[{"id":"0123456789ab","sha256":"","size":1,"proven":true}]}',
        () => void readIndex(paths.backups),
      ],
      [
        paths.maintenance,
        '{"schema":1,"sinceMs":1,"untilMs":9e15,"reason":"r","by":"me"}',
        // Whatever is in it: the file is there, so somebody wanted it on.
        () => void readMaintenance(context, "default", 0),
      ],
      [
        receiptPath(context),
        '{"schema":1,"profiles":["default","work"],"program":"/p","version":"1","installedAt":"x"}',
        () => {
          assert.ok(installedProfiles(context).length > 0);
        },
      ],
    ];
    for (const [index, [path, valid, read]] of files.entries()) {
      survives(11 + index, 300, (random) => garble(valid, random), (text) => {
        Deno.writeTextFileSync(path, text);
        read();
      });
      Deno.removeSync(path);
    }
  } finally {
    Deno.removeSync(home, { recursive: true });
  }
});

Deno.test("fuzz: masking takes linear time and hides the secret it is shown", () => {
  const line =
    `Nov 23 host node[1]: {"token": "s3cr3t-one", url: "https://u:p@h/", Authorization: Bearer abc12345678}`;
  survives(20, 3000, (random) => garble(line, random), (text) => {
    maskSecrets(text);
  });
  const pieces = [
    "a",
    "token",
    'token="',
    'token=\\"',
    "-a",
    "//x:",
    "a-1",
    "basic ",
    "eyJ",
    "1:",
    "=",
    "--key ",
    "[{",
    "`",
    "-----BEGIN PRIVATE KEY-----",
  ];
  const evil = pieces.map((piece) =>
    piece.repeat(Math.floor((1 << 19) / piece.length))
  );
  survives(21, evil.length, () => evil.pop() ?? "", (text) => {
    maskSecrets(text);
  });
});
