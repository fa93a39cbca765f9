import { ownGatewayUnit } from "../../../lib/base/gateway_unit.ts";
import assert from "node:assert/strict";
import type { Instant } from "../../../lib/base/instant.ts";
import { shellWord } from "../../../lib/base/shell_word.ts";
import {
  type ClockFacts,
  judgeClock,
} from "../../../lib/commands/doctor/clock.ts";
import {
  judgeDisks,
  parseDisks,
  parseReadOnly,
} from "../../../lib/commands/doctor/disk.ts";
import {
  type FileFact,
  isPrivateGroup,
  judgeFiles,
} from "../../../lib/commands/doctor/files.ts";
import {
  checkNamed,
  worstLevel,
} from "../../../lib/commands/doctor/finding.ts";
import {
  type GatewayFacts,
  judgeGateway,
} from "../../../lib/commands/doctor/gateway.ts";
import {
  type GuardFacts,
  judgeGuard,
} from "../../../lib/commands/doctor/guard.ts";
import {
  judgePort,
  type PortFacts,
} from "../../../lib/commands/doctor/port.ts";
import {
  judgeSession,
  type SessionFacts,
} from "../../../lib/commands/doctor/session.ts";
import { judgeTools } from "../../../lib/commands/doctor/tools.ts";
import { speak } from "../../../lib/text/speech.ts";
import {
  reportLines,
  withoutSudo,
} from "../../../lib/commands/doctor/command.ts";
import { VERSION } from "../../../lib/base/version.ts";
import { PROBES } from "../../core/world.ts";
import { unitFacts } from "../../probe/facts.ts";
import { fixes, levels } from "./levels.ts";

Deno.test("session: the bus and lingering", () => {
  const facts: SessionFacts = {
    uid: 7,
    lingers: true,
    lingerCommand: "sudo loginctl enable-linger 7",
    busError: null,
    misleading: [],
    managerRuns: null,
  };
  const cases: [Partial<SessionFacts>, string[], string[]][] = [
    [{}, [], []],
    [{ lingers: false }, ["linger: warning"], [
      "sudo loginctl enable-linger 7",
    ]],
    [{ lingers: null }, ["linger: note"], ["sudo loginctl enable-linger 7"]],
    [
      { busError: "no bus" },
      ["user-bus: problem"],
      ["sudo systemctl restart user@7.service"],
    ],
    [
      { busError: "no bus", managerRuns: true },
      ["user-bus: problem"],
      ["sudo systemctl restart user@7.service"],
    ],
    [
      { busError: "no bus", managerRuns: false },
      ["user-bus: problem"],
      ["sudo systemctl start user@7.service"],
    ],
    [
      { busError: "no bus", lingers: false },
      ["user-bus: problem", "linger: warning"],
      ["sudo loginctl enable-linger 7", "sudo loginctl enable-linger 7"],
    ],
    [
      { busError: "no bus", misleading: ["XDG_RUNTIME_DIR"] },
      ["user-bus: problem"],
      ["crontab -e"],
    ],
  ];
  for (const [change, expected, commands] of cases) {
    const findings = judgeSession({ ...facts, ...change });
    assert.deepEqual(levels(findings), expected, JSON.stringify(change));
    assert.deepEqual(fixes(findings), commands, JSON.stringify(change));
  }
});

Deno.test("tools: what is missing is named with its package", () => {
  const path = "/usr/bin:/bin";
  const on = (...paths: string[]) => (path: string) => paths.includes(path);
  assert.deepEqual(levels(judgeTools(() => true, path, "cron")), []);
  const missing = judgeTools(
    (path) => path === "/usr/bin/apt-get" || !/\/(fuser|systemctl)$/.test(path),
    path,
    "cron",
  );
  assert.deepEqual(levels(missing), ["tools: problem", "tools: note"]);
  assert.deepEqual(fixes(missing), [
    "sudo apt install systemd",
    "sudo apt install psmisc",
  ]);
  assert.equal(judgeTools(on(), path, "cron").length, 7);
  assert.ok(judgeTools(on(), path, "cron").every(({ fix }) => fix === null));
  assert.ok(
    judgeTools(on("/usr/bin/dnf", "/bin/crontab"), path, null).some(({ fix }) =>
      fix === "sudo dnf install procps-ng"
    ),
  );
  // C5: a package that is there need not be installed.
  assert.deepEqual(
    fixes(
      judgeTools(
        (path) => path !== "/opt/bin/df" && path !== "/usr/bin/lsof",
        "/opt/bin",
        null,
      ),
    ),
    ["crontab -e"],
  );
  // A PATH that the crontab itself sets.
  assert.equal(judgeTools(on("/opt/bin/df"), "/opt/bin:/sbin", null).length, 6);
  // Whom the timer starts, a missing crontab does not concern.
  const noCrontab = (path: string) => !path.endsWith("/crontab");
  assert.deepEqual(levels(judgeTools(noCrontab, path, "cron")), [
    "tools: note",
  ]);
  assert.deepEqual(levels(judgeTools(noCrontab, path, "systemd")), []);
  assert.deepEqual(levels(judgeTools(noCrontab, path, "none")), []);
  // Nor the PATH of a crontab, which lacks what systemd's own has.
  const inSbin = (path: string) => path.startsWith("/usr/sbin/");
  assert.deepEqual(levels(judgeTools(inSbin, path, "systemd")), []);
  assert.ok(
    judgeTools(inSbin, path, "cron").every(({ fix }) => fix === "crontab -e"),
  );
});

Deno.test("port: unit, config and settings are compared", () => {
  const facts: PortFacts = {
    gateway: 18789,
    unit: 18789,
    config: 18789,
    settings: null,
    settingsPath: "/h/config.json",
    configProblems: [],
    configKept: true,
  };
  const target = {
    openclaw: "openclaw",
    gatewayUnit: ownGatewayUnit(1000, "default"),
    option: "",
  };
  const cases: [Partial<PortFacts>, string[]][] = [
    [{}, []],
    [{ unit: null, config: null }, []],
    [{ unit: null }, []],
    [{ config: 18790 }, ["openclaw gateway install --force"]],
    [{ gateway: 18790, config: 18790, unit: 18790 }, []],
    [{ unit: 18790, config: 18790 }, [
      "systemctl --user restart openclaw-gateway.service",
    ]],
    [{ settings: 18789 }, []],
    [{ settings: 1 }, ['"${EDITOR:-vi}" /h/config.json']],
    [{ configProblems: ["cannot read it"] }, ["openclaw-guard restore-config"]],
    [
      { configProblems: ["cannot read it"], configKept: false },
      ["openclaw doctor --fix"],
    ],
  ];
  for (const [change, expected] of cases) {
    assert.deepEqual(
      fixes(judgePort({ ...facts, ...change }, target)),
      expected,
      JSON.stringify(change),
    );
  }
  const gatewayUnit = { ...target.gatewayUnit, name: "a\\x2db.service" };
  assert.deepEqual(
    fixes(judgePort({ ...facts, config: 1 }, { ...target, gatewayUnit })),
    ["systemctl --user edit --full 'a\\x2db.service'"],
  );
});

Deno.test("gateway: its answer, its channels, and who else holds its port", () => {
  const facts: GatewayFacts = {
    emergencyStop: false,
    config: null,
    upMs: null,
    url: "http://127.0.0.1:18789",
    port: 18789,
    unit: unitFacts(),
    probe: PROBES.healthy,
    readiness: { ready: true, failing: [], suppressed: [] },
    listener: null,
    unseen: false,
  };
  const stranger = {
    pid: 5,
    startTicks: 1,
    uid: 0,
    command: "nginx",
    relation: "foreign" as const,
  };
  const own = { ...stranger, uid: 7, relation: "unit" as const };
  const stopped = unitFacts({ activeState: "inactive" });
  const breaker = { ready: false, failing: [], suppressed: ["telegram"] };
  const cases: [Partial<GatewayFacts>, string[]][] = [
    [{}, []],
    [{ readiness: { ready: null, failing: [], suppressed: [] } }, []],
    [{ readiness: breaker }, ["channels: problem"]],
    [{ readiness: { ready: false, failing: ["x"], suppressed: [] } }, [
      "channels: warning",
    ]],
    [{ readiness: { ready: false, failing: [], suppressed: [] } }, [
      "channels: warning",
    ]],
    [
      { readiness: { ...breaker, failing: ["x"] } },
      ["channels: problem", "channels: warning"],
    ],
    [
      {
        readiness: { ready: false, failing: ["x"], suppressed: [] },
        upMs: 70_000,
      },
      ["channels: note"],
    ],
    [
      {
        readiness: { ready: false, failing: ["x"], suppressed: [] },
        upMs: 180_000,
      },
      ["channels: warning"],
    ],
    [
      { readiness: { ready: false, failing: ["x"], suppressed: [] }, upMs: -1 },
      ["channels: warning"],
    ],
    [{ probe: PROBES.silent }, ["gateway: problem"]],
    [{ probe: PROBES.refused }, ["gateway: problem"]],
    [{ probe: PROBES.unsupported }, ["gateway: note"]],
    [
      { probe: PROBES.refused, unit: unitFacts({ activeState: "inactive" }) },
      ["gateway: note"],
    ],
    [{ probe: PROBES.failing, listener: stranger }, ["gateway: problem"]],
    // Somebody else's gateway answers, and nobody would bring it back.
    [{ listener: stranger, unit: stopped }, ["gateway: warning"]],
    [
      { listener: stranger, unit: unitFacts({ activeState: "failed" }) },
      ["gateway: warning"],
    ],
    [{ listener: own, unit: stopped }, ["gateway: warning"]],
    [
      { listener: stranger, unit: unitFacts({ activeState: "activating" }) },
      ["gateway: problem"],
    ],
    [
      { listener: own, unit: unitFacts({ activeState: "deactivating" }) },
      [],
    ],
    [{ unit: stopped }, []],
    // Whoever says ok: only the unit's own word counts.
    [{ listener: own }, []],
    [{ listener: stranger }, ["gateway: problem"]],
    [{ unseen: true }, ["gateway: note"]],
  ];
  for (const [change, expected] of cases) {
    assert.deepEqual(
      levels(judgeGateway({ ...facts, ...change }, "")),
      expected,
      JSON.stringify(change),
    );
  }
  const config = {
    path: "/c.json",
    id: null,
    changedMs: null,
    contended: false,
    untried: false,
    problems: ["gateway.port: no number"],
    version: null,
    proven: [],
    interrupted: null,
    repair: "openclaw-guard restore-config --yes",
  };
  const refusing = { ...facts, probe: PROBES.refused, config };
  const [refusal] = judgeGateway(refusing, "");
  assert.equal(refusal?.level, "problem");
  assert.equal(
    refusal?.found,
    "it refuses its config: gateway.port: no number",
  );
  assert.equal(refusal?.fix, config.repair);
  const repair = "systemctl --user start openclaw-gateway.service";
  const [repaired] = judgeGateway(
    { ...refusing, config: { ...config, untried: true, problems: [], repair } },
    "",
  );
  assert.match(repaired?.found ?? "", /changed since and was not tried yet$/);
  assert.equal(repaired?.fix, repair);
  // Another gateway has its state: no copy of the config helps.
  const [duplicate] = judgeGateway(
    { ...refusing, config: { ...config, contended: true } },
    "",
  );
  assert.match(duplicate?.found ?? "", /is not well/);
  const emergencyStop = true;
  for (const state of ["inactive", "failed"]) {
    const unit = unitFacts({ activeState: state });
    const down = { ...facts, unit, probe: PROBES.refused, emergencyStop };
    const findings = judgeGateway(down, " --profile work");
    assert.deepEqual(levels(findings), ["gateway: note"], state);
    assert.deepEqual(fixes(findings), [
      "openclaw-guard resume --profile work",
    ]);
  }
  assert.deepEqual(levels(judgeGateway({ ...facts, emergencyStop }, "")), []);
  const [running] = judgeGateway(
    { ...facts, probe: PROBES.silent, emergencyStop },
    " --profile work",
  );
  assert.equal(running?.level, "problem");
  assert.match(running.found, /is active in spite of the emergency stop/);
  assert.equal(running.fix, "openclaw-guard emergency-stop --profile work");
  const [held] = judgeGateway(
    { ...facts, probe: PROBES.failing, listener: stranger },
    "",
  );
  assert.match(held?.found ?? "", /held by pid 5 of uid 0 \(nginx\)/);
});

Deno.test("file modes: others must not write, and not read what is secret", () => {
  const fact: FileFact = {
    path: "/h/x",
    uid: 7,
    groupIsYours: false,
    mode: 0o600,
    isFolder: false,
    secret: true,
    program: false,
  };
  const cases: [Partial<FileFact>, string[], string[]][] = [
    [{}, [], []],
    [{ uid: null }, [], []],
    [{ uid: 8 }, ["file-modes: problem"], ["sudo chown 7 /h/x"]],
    [
      { uid: 8, isFolder: true, mode: 0o700 },
      ["file-modes: problem"],
      ["sudo chown -RH 7 /h/x"],
    ],
    // C5: what else is in there is not known.
    [
      { uid: 8, isFolder: true, mode: 0o755, program: true },
      ["file-modes: problem"],
      ["ls -ld /h/x"],
    ],
    [
      { uid: 0, mode: 0o775, secret: false, program: true },
      ["file-modes: problem"],
      ["sudo chmod go-w /h/x"],
    ],
    [{ mode: 0o620 }, ["file-modes: problem"], ["chmod go-w /h/x"]],
    [{ mode: 0o602 }, ["file-modes: problem"], ["chmod go-w /h/x"]],
    [{ mode: 0o644 }, ["file-modes: warning"], ["chmod 600 /h/x"]],
    [
      { mode: 0o755, isFolder: true },
      ["file-modes: note"],
      ["chmod 700 /h/x"],
    ],
    [{ mode: 0o644, secret: false }, [], []],
    [{ mode: 0o660, groupIsYours: true }, [], []],
    [
      { mode: 0o777, groupIsYours: true },
      ["file-modes: problem"],
      ["chmod go-w /h/x"],
    ],
    [{ uid: 0, program: true, secret: false, mode: 0o755 }, [], []],
    [
      { uid: 8, program: true, secret: false, mode: 0o755 },
      ["file-modes: problem"],
      ["sudo chown 7 /h/x"],
    ],
  ];
  for (const [change, expected, commands] of cases) {
    const findings = judgeFiles([{ ...fact, ...change }], 7);
    assert.deepEqual(levels(findings), expected, JSON.stringify(change));
    assert.deepEqual(fixes(findings), commands);
  }
});

Deno.test("C5: a file in the guard's folder that is another user's is given back with the folder", () => {
  const foreign = { root: "/h/s", path: "/h/s/config/x", owner: 0 };
  const findings = judgeFiles([], 7, foreign);
  assert.deepEqual(levels(findings), ["file-modes: problem"]);
  assert.deepEqual(fixes(findings), ["sudo chown -R 7 /h/s"]);
});

Deno.test("a group that has nobody in it but you lets nobody in", () => {
  const groups = "root:x:0:\nann:x:7:\nbob:x:8:ann\nstaff:x:50:\n";
  const cases: [gid: number | null, uid: number, boolean][] = [
    [7, 7, true],
    [8, 8, false],
    [50, 7, false],
    [9, 9, false],
    [null, 7, false],
  ];
  for (const [gid, uid, expected] of cases) {
    assert.equal(isPrivateGroup(groups, gid, uid), expected, `${gid} ${uid}`);
  }
});

Deno.test("disk: df is read once for each file system, and little room is told", () => {
  const blocks =
    `Filesystem     1024-blocks    Used Available Capacity Mounted on
/dev/vda1         20000000 1000000    500000      67% /
/dev/vda1         20000000 1000000    500000      67% /
tmpfs              1000000       0     50000      95% /mnt/a b
`;
  const inodes = `Filesystem      Inodes  IUsed   IFree IUse% Mounted on
/dev/vda1       1000000  10000  990000    1% /
tmpfs                 0      0       0     - /mnt/a b
`;
  const disks = parseDisks(blocks, inodes);
  assert.deepEqual(disks, [
    { mount: "/", freeKiB: 500_000, freeInodes: 990_000 },
    { mount: "/mnt/a b", freeKiB: 50_000, freeInodes: null },
  ]);
  const writable = disks.map((disk) => ({ ...disk, readOnly: false }));
  assert.deepEqual(levels(judgeDisks(writable)), [
    "disk: warning",
    "disk: problem",
  ]);
  const roomy = {
    mount: "/",
    freeKiB: 2e6,
    freeInodes: null,
    readOnly: false,
  };
  assert.deepEqual(levels(judgeDisks([roomy])), []);
  assert.deepEqual(levels(judgeDisks([{ ...roomy, freeInodes: 999 }])), [
    "disk: problem",
  ]);
  assert.deepEqual(levels(judgeDisks([{ ...roomy, readOnly: true }])), [
    "disk: problem",
  ]);
  assert.deepEqual(levels(judgeDisks([])), ["disk: note"]);
});

Deno.test("disk: what is mounted read-only, and not mounted over since", () => {
  const mounts = `/dev/vda1 / ext4 ro,relatime,errors=remount-ro 0 0
tmpfs /mnt/a\\040b tmpfs ro,nosuid 0 0
tmpfs /home tmpfs ro 0 0
/dev/vdb1 /home ext4 rw,relatime,errors=remount-ro 0 0

`;
  assert.deepEqual([...parseReadOnly(mounts)], ["/", "/mnt/a b"]);
});

Deno.test("clock: set, not moved, synchronized", () => {
  const now: Instant = {
    wallMs: Date.UTC(2026, 10, 23),
    bootMs: 500_000,
    bootId: "b",
  };
  const facts: ClockFacts = {
    now,
    lastTick: { wallMs: now.wallMs - 30_000, bootMs: now.bootMs - 30_000 },
    lastBootId: "b",
    synchronized: true,
    canSynchronize: true,
  };
  const ticked = (wallMs: number) => ({
    lastTick: { wallMs: now.wallMs + wallMs, bootMs: now.bootMs - 30_000 },
  });
  const cases: [Partial<ClockFacts>, string[]][] = [
    [{}, []],
    [{ synchronized: null, lastTick: null }, []],
    [{ synchronized: false }, ["clock: note"]],
    [{ now: { ...now, wallMs: 0 } }, ["clock: problem"]],
    [ticked(-30_000 - 60_000), []],
    [ticked(-30_000 - 60_001), ["clock: warning"]],
    [ticked(3_600_000), ["clock: warning"]],
    [{ ...ticked(-86_400_000), lastBootId: "a" }, []],
    [{ ...ticked(3_600_000), lastBootId: "a" }, ["clock: warning"]],
  ];
  for (const [change, expected] of cases) {
    assert.deepEqual(
      levels(judgeClock({ ...facts, ...change })),
      expected,
      JSON.stringify(change),
    );
  }
});

Deno.test("C5: the clock is to be synchronized only where that can be switched on", () => {
  const now = { wallMs: 0, bootMs: 0, bootId: "b" };
  const cases: [boolean | null, canSynchronize: boolean, string | null][] = [
    [false, true, "sudo timedatectl set-ntp true"],
    [null, true, "sudo timedatectl set-ntp true"],
    [true, true, null],
    [false, false, null],
  ];
  for (const [synchronized, canSynchronize, fix] of cases) {
    const [found] = judgeClock({
      ...{ now, lastTick: null, lastBootId: "b" },
      ...{ synchronized, canSynchronize },
    });
    assert.equal(found?.fix, fix);
  }
});

Deno.test("guard: installed, its version, its settings, its switches", () => {
  const facts: GuardFacts = {
    profile: "default",
    receipt: {
      schema: 1,
      profiles: ["default"],
      program: "/b/openclaw-guard",
      version: VERSION,
      installedAt: "2026-11-23T00:00:00Z",
    },
    receiptError: null,
    installedVersion: VERSION,
    receiptPath: "/s/install.json",
    receiptBarred: false,
    settingsError: null,
    settingsPath: "/h/config.json",
    insideUnit: null,
    maintenance: null,
    suspiciousFlag: null,
    flagPath: "/tmp/flag",
  };
  const maintenance = {
    source: "guard",
    untilMs: 1,
    reason: null,
    by: null,
  } as const;
  const cases: [Partial<GuardFacts>, string[]][] = [
    [{}, []],
    [{ receipt: null }, ["installed: warning"]],
    [{ receipt: null, receiptError: "broken" }, ["installed: problem"]],
    [{ profile: "work" }, ["installed: problem"]],
    [{ installedVersion: null }, ["installed: problem"]],
    [{ installedVersion: "0.0.1" }, ["installed: warning"]],
    [{ settingsError: "bad key" }, ["settings: problem"]],
    [{ insideUnit: "u.service" }, ["inside-gateway: warning"]],
    [{ maintenance }, ["maintenance: note"]],
    [{ maintenance: { ...maintenance, source: "emergency-stop" } }, []],
    [{ suspiciousFlag: "a link" }, ["maintenance: note"]],
  ];
  for (const [change, expected] of cases) {
    assert.deepEqual(
      levels(judgeGuard({ ...facts, ...change }, "")),
      expected,
      JSON.stringify(change),
    );
  }
  const [pause] = judgeGuard({ ...facts, maintenance }, "")
    .filter(({ check }) => check === "maintenance");
  assert.match(
    pause?.found ?? "",
    /^maintenance is on until (1970|1969)-\d\d-\d\d \d\d:\d\d:\d\d: /,
  );
});

Deno.test("the report: the worst level counts, one line each and one for the fix", async () => {
  const bad = checkNamed("disk").problem("full", "rm x");
  const all = [bad, checkNamed("unit").ok("is there")];
  assert.equal(worstLevel([]), "ok");
  assert.equal(worstLevel(all), "problem");
  assert.deepEqual(reportLines("default", all, false), [
    `openclaw-guard ${VERSION}, profile default: 1 problem, 1 ok`,
    "",
    "PROBLEM  disk: full",
    "         fix: rm x",
    "ok       unit: is there",
  ]);
  const [, , , , inChinese = ""] = await (async () => {
    await speak("zh-CN");
    try {
      return reportLines("default", all, false);
    } finally {
      await speak("en");
    }
  })();
  assert.equal(inChinese, "正常     unit：is there", "ids stay as they are");
  const [, , coloured = ""] = reportLines("default", all, true);
  assert.ok(coloured.startsWith("\x1b[31mPROBLEM"), coloured);
});

Deno.test("root is given no command of a package it need not have", () => {
  const cases: [fix: string | null, expected: string | null][] = [
    [null, null],
    ["crontab -e", "crontab -e"],
    [
      "sudo mkdir -p /a && echo x | sudo tee /a/b",
      "mkdir -p /a && echo x | tee /a/b",
    ],
    ["sudoedit /etc/cron.d/x", '"${EDITOR:-vi}" /etc/cron.d/x'],
  ];
  for (const [fix, expected] of cases) {
    const finding = checkNamed("disk").problem("full", fix);
    assert.equal(withoutSudo(finding).fix, expected);
  }
});

Deno.test("words are quoted for a shell only where they must be", () => {
  assert.equal(shellWord("/home/a_b/c.json"), "/home/a_b/c.json");
  assert.equal(shellWord("/o'brien/a b"), "'/o'\\''brien/a b'");
});
