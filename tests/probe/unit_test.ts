import { ownGatewayUnit } from "../../lib/base/gateway_unit.ts";
import assert from "node:assert/strict";
import {
  parseEnvironment,
  parseTimespan,
  parseUnit,
  readUnit,
  UserBusError,
} from "../../lib/probe/unit.ts";
import type { RunResult } from "../../lib/sys/command.ts";
import { fakeContext } from "../fake_context.ts";

const OWN = ownGatewayUnit(1000, "default");

/** As systemd 252 prints it for the unit OpenClaw 2026.9.6 installs. */
const SHOWN = `Restart=always
TimeoutStopUSec=5min 30s
MainPID=172
NRestarts=2
ExecMainStatus=0
Result=success
InvocationID=030277894937489294e79e9cb26c2a9e
ControlGroup=/user.slice/user-4242.slice/user@4242.service/app.slice/openclaw-gateway.service
InactiveEnterTimestamp=Mon 2026-11-23 01:47:10 UTC
ExecStart={ path=/usr/bin/node ; argv[]=/usr/bin/node --max-old-space-size=8192 /opt/oc/dist/index.js gateway --port 18789 ; ignore_errors=no ; start_time=[Mon 2026-11-23 01:03:46 UTC] ; stop_time=[n/a] ; pid=172 ; code=(null) ; status=0/0 }
Environment=OPENCLAW_GATEWAY_PORT=18789 "NAME=two words"
LoadState=loaded
ActiveState=active
SubState=running
FragmentPath=/home/openclaw/.config/systemd/user/openclaw-gateway.service
Job=17
`;

Deno.test("parseUnit() reads what systemctl show prints", () => {
  const unit = parseUnit(OWN, SHOWN);
  assert.equal(unit.activeState, "active");
  assert.equal(unit.mainPid, 172);
  assert.equal(unit.nRestarts, 2);
  assert.equal(unit.timeoutStopMs, 330_000);
  assert.equal(unit.inactiveEnterMs, Date.UTC(2026, 10, 23, 1, 47, 10));
  assert.equal(unit.job, true);
  assert.deepEqual(unit.execStart, [
    "/usr/bin/node",
    "--max-old-space-size=8192",
    "/opt/oc/dist/index.js",
    "gateway",
    "--port",
    "18789",
  ]);
  assert.deepEqual({ ...unit.environment }, {
    OPENCLAW_GATEWAY_PORT: "18789",
    NAME: "two words",
  });
});

Deno.test("parseUnit() undoes the quotes of lists, and only theirs", () => {
  // As systemd 252 prints it.
  const unit = parseUnit(
    OWN,
    String
      .raw`ControlGroup=/system.slice/system-openclaw\x2dgateway.slice/openclaw-gateway@home.service
FragmentPath=/etc/systemd/system/two words.service
DropInPaths=/etc/systemd/system/x.service.d/plain.conf "/etc/systemd/system/x.service.d/two words \"x\" \$y \\z.conf"
Environment="LINES=one\ntwo\ta\033" "QUOTED=a \\ \"b\"" "WORDS=two words" PLAIN=1`,
  );
  assert.equal(
    unit.controlGroup,
    "/system.slice/system-openclaw\\x2dgateway.slice/openclaw-gateway@home.service",
  );
  assert.equal(unit.fragmentPath, "/etc/systemd/system/two words.service");
  assert.deepEqual(unit.dropIns, [
    "/etc/systemd/system/x.service.d/plain.conf",
    '/etc/systemd/system/x.service.d/two words "x" $y \\z.conf',
  ]);
  assert.deepEqual({ ...unit.environment }, {
    LINES: "one\ntwo\ta\x1b",
    QUOTED: 'a \\ "b"',
    WORDS: "two words",
    PLAIN: "1",
  });
});

// Measured: systemd 252 gives both of these Result=exit-code.
const FAILED = [
  ["a start refused at the start limit", 7_242_087_059, 7_243_120_349, true],
  ["a stop that did not end cleanly", 7_247_303_834, 7_239_255_732, false],
  ["one whose process never ran", 0, 7_239_255_732, false],
] as const;
for (const [what, exited, asked, refused] of FAILED) {
  Deno.test(`parseUnit() tells ${what}`, () => {
    const text = `ActiveState=failed
Result=exit-code
ExecMainExitTimestampMonotonic=${exited}
ConditionTimestampMonotonic=${asked}
`;
    assert.equal(parseUnit(OWN, text).startRefused, refused);
    const running = text.replace("failed", "active");
    assert.equal(parseUnit(OWN, running).startRefused, false);
  });
}

// Measured: systemd 252, all of them inactive with Result=success.
const ENDED = [
  ["an end with 0", 13_432_102_254, 13_432_102_360, true],
  ["an end by a SIGTERM from outside", 13_436_639_741, 13_436_639_829, true],
  ["a stop by systemctl", 13_440_586_476, 13_440_584_533, false],
  ["a unit that was never started", 0, 0, false],
] as const;
for (const [what, ended, leftActive, byItself] of ENDED) {
  Deno.test(`parseUnit() tells ${what}`, () => {
    const text = `ActiveState=inactive
Type=notify
KillMode=process
TimeoutStartUSec=1min 30s
ExecMainExitTimestampMonotonic=${ended}
ActiveExitTimestampMonotonic=${leftActive}
`;
    const unit = parseUnit(OWN, text);
    assert.equal(unit.endedByItself, byItself);
    assert.deepEqual(
      [unit.type, unit.killMode, unit.timeoutStartMs],
      ["notify", "process", 90_000],
    );
  });
}

const ODD_OUTPUT = [
  ["nothing", ""],
  ["garbage", "\0\x01\ufffd=====\n\n=x\nnot a property"],
  ["numbers that are none", "MainPID=-1\nNRestarts=NaN\nExecMainStatus=1e400"],
  ["another language", "ActiveState=läuft\nMainPID=zwölf"],
] as const;
for (const [what, text] of ODD_OUTPUT) {
  Deno.test(`parseUnit() makes ${what} into facts no rule acts on`, () => {
    const unit = parseUnit(OWN, text);
    assert.equal(unit.mainPid, 0);
    assert.equal(unit.nRestarts, 0);
    assert.ok(
      !["active", "inactive", "failed", "deactivating"].includes(
        unit.activeState,
      ),
    );
  });
}

const SPANS = [
  ["5min 30s", 330_000],
  ["30s", 30_000],
  ["100ms", 100],
  ["1.5s", 1500],
  ["1d 2h", 93_600_000],
  ["infinity", Infinity],
  ["", 90_000],
  ["soon", 90_000],
] as const;
for (const [text, ms] of SPANS) {
  Deno.test(`parseTimespan() reads ${JSON.stringify(text)} as ${ms} ms`, () => {
    assert.equal(parseTimespan(text), ms);
  });
}

Deno.test("parseEnvironment() cannot be made to change the prototype of objects", () => {
  const environment = parseEnvironment("__proto__=x A=1");
  assert.equal(environment["A"], "1");
  assert.equal(({} as Record<string, unknown>)["x"], undefined);
});

const REFUSALS: readonly [string, Partial<RunResult>, RegExp][] = [
  [
    "the bus cannot be reached",
    { code: 1, stderr: "Failed to connect to bus: No medium found\n" },
    /No medium found/,
  ],
  ["systemctl does not answer", { code: 137, timedOut: true }, /within 5 s/],
];
for (const [when, result, says] of REFUSALS) {
  Deno.test(`readUnit() throws a UserBusError when ${when}`, async () => {
    const context = fakeContext({
      run: () =>
        Promise.resolve({
          code: 0,
          stdout: "",
          stderr: "",
          timedOut: false,
          ...result,
        }),
    });
    await assert.rejects(
      readUnit(context, OWN),
      (error) => error instanceof UserBusError && says.test(error.message),
    );
  });
}

Deno.test("C5: variables of another user are named when systemd does not answer", async () => {
  const own = "/run/user/4242";
  const cases: [Record<string, string>, RegExp][] = [
    [{}, /Run "openclaw-guard doctor"/],
    [
      {
        XDG_RUNTIME_DIR: own,
        DBUS_SESSION_BUS_ADDRESS: `unix:path=${own}/bus,guid=1`,
      },
      /Run "openclaw-guard doctor"/,
    ],
    [
      {
        XDG_RUNTIME_DIR: "/run/user/0",
        DBUS_SESSION_BUS_ADDRESS: "unix:path=/run/user/0/bus",
      },
      /run "unset XDG_RUNTIME_DIR DBUS_SESSION_BUS_ADDRESS"/,
    ],
    [{ XDG_RUNTIME_DIR: "/run/user/42420" }, /run "unset XDG_RUNTIME_DIR"/],
  ];
  for (const [env, hint] of cases) {
    const context = fakeContext({
      uid: 4242,
      env: (name) => env[name],
      run: () =>
        Promise.resolve({
          code: 1,
          stdout: "",
          stderr: "Failed to connect to bus: Permission denied\n",
          timedOut: false,
        }),
    });
    await assert.rejects(
      readUnit(context, OWN),
      (error) => error instanceof UserBusError && hint.test(error.hint),
      JSON.stringify(env),
    );
  }
});

Deno.test("readUnit() finds the user's manager from cron's empty environment (S17)", async () => {
  const seen: Record<string, string>[] = [];
  const context = fakeContext({
    uid: 4242,
    run: (_program, _args, options) => {
      seen.push({ ...options?.env });
      return Promise.resolve({
        code: 0,
        stdout: SHOWN,
        stderr: "",
        timedOut: false,
      });
    },
  });
  await readUnit(context, OWN);
  assert.equal(seen[0]?.["XDG_RUNTIME_DIR"], "/run/user/4242");
  assert.equal(
    seen[0]?.["DBUS_SESSION_BUS_ADDRESS"],
    "unix:path=/run/user/4242/bus",
  );
});

Deno.test("readUnit() tells that the script of ExecStart has gone", async () => {
  const context = fakeContext({
    run: () =>
      Promise.resolve({ code: 0, stdout: SHOWN, stderr: "", timedOut: false }),
  });
  const unit = await readUnit(context, OWN);
  const missing = ["/usr/bin/node", "/opt/oc/dist/index.js"];
  assert.ok(missing.includes(unit.execMissing ?? ""));
});
