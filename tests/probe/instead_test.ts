import assert from "node:assert/strict";
import type { Instead } from "../../lib/core/instead.ts";
import { isGatewayUnit, lookInstead } from "../../lib/probe/instead.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "./facts.ts";
import {
  type FakeProcess,
  listenLine,
  writeProcess,
  writeTcp,
} from "./fake_proc.ts";

const GONE = unitFacts({
  loadState: "not-found",
  activeState: "inactive",
  mainPid: 0,
  controlGroup: "",
  execStart: [],
});

function block(id: string, ...lines: string[]): string {
  return [
    `Id=${id}`,
    "LoadState=loaded",
    "ActiveState=active",
    "UnitFileState=enabled",
    "User=",
    "UID=[not set]",
    "ExecStart={ path=/usr/bin/node ; argv[]=/usr/bin/node /opt/openclaw/index.js gateway ; ignore_errors=no ; }",
    "Environment=",
  ].map((line) =>
    lines.find((one) => one.split("=")[0] === line.split("=")[0]) ?? line
  ).join("\n");
}

const NOT_FOUND = (id: string) =>
  `Id=${id}\nLoadState=not-found\nActiveState=inactive\nUnitFileState=\n`;

/** Looks on a host with these processes, of which 20 holds the port, and units. */
async function look(
  { processes = [], uid = 1000, user = [], system = [] }: {
    processes?: FakeProcess[];
    uid?: number;
    user?: string[];
    system?: string[];
  },
  profile = "default",
): Promise<{ found: Instead; asked: string[][] }> {
  const proc = Deno.makeTempDirSync();
  const asked: string[][] = [];
  try {
    const listens = processes.length > 0;
    writeTcp(proc, listens ? listenLine("0100007F", 18789, uid, 42) : "", "");
    for (const process of processes) {
      writeProcess(proc, {
        ...process.pid === 20 ? { open: ["socket:[42]"] } : {},
        uid,
        ...process,
      });
    }
    const context = fakeContext({
      uid: 1000,
      env: (name) => name === "USER" ? "alice" : undefined,
      roots: { proc, cgroup: "/nowhere", tmp: "/nowhere", etc: "/nowhere" },
      run: (program, args) => {
        asked.push([program, ...args]);
        const stdout = args.includes("--user")
          ? user
          : args.includes("--system")
          ? system
          : [];
        return Promise.resolve({
          code: 0,
          stdout: stdout.join("\n\n"),
          stderr: "",
          timedOut: false,
        });
      },
    });
    return { found: await lookInstead(context, profile, GONE, 18789), asked };
  } finally {
    Deno.removeSync(proc, { recursive: true });
  }
}

const units = ({ units }: Instead) =>
  units.map((unit) =>
    `${unit.scope} ${unit.name} ${unit.activeState} ${unit.fileState} ${
      unit.user || "-"
    } ${unit.mine ? "mine" : "-"} ${unit.port}`
  );

Deno.test("both service managers are asked for the names a gateway may have", async () => {
  const { asked } = await look({});
  const names = asked.map((words) =>
    words.filter((word) => word.endsWith(".service")).join(" ")
  );
  const all =
    "openclaw-gateway.service clawdbot-gateway.service moltbot-gateway.service openclaw.service";
  assert.deepEqual(names, [all, all]);
  const work = await look({}, "work");
  assert.ok(work.asked[0]?.includes("clawdbot-gateway-work.service"));
  assert.ok(!work.asked[0]?.includes("openclaw.service"));
});

Deno.test("units are read with what they do and where they listen", async () => {
  const system: [string, string[]][] = [
    [
      block("openclaw.service", "User=alice", "UID=1000"),
      ["system openclaw.service active enabled alice mine 18789"],
    ],
    [
      block("openclaw.service", "ActiveState=failed", "UnitFileState=disabled"),
      ["system openclaw.service failed disabled - - 18789"],
    ],
    [
      block(
        "openclaw.service",
        "User=bob",
        "UID=1001",
        "Environment=OPENCLAW_GATEWAY_PORT=19001",
      ),
      ["system openclaw.service active enabled bob - 19001"],
    ],
    [
      block("openclaw.service", "User=alice", "ActiveState=inactive"),
      ["system openclaw.service inactive enabled alice mine 18789"],
    ],
    [
      block("openclaw.service", "UID=1000", "Environment=OPENCLAW_PROFILE=dev"),
      ["system openclaw.service active enabled - - 19001"],
    ],
    [block("openclaw.service", "LoadState=masked"), []],
    [NOT_FOUND("openclaw.service"), []],
  ];
  for (const [text, expected] of system) {
    const { found } = await look({ system: [text] });
    assert.deepEqual(units(found), expected);
  }
  // Two names of one unit are one, and its own is not another one.
  const old = block("clawdbot-gateway.service");
  const { found } = await look({ user: [block(GONE.name), old, old] });
  assert.deepEqual(units(found), [
    "user clawdbot-gateway.service active enabled - mine 18789",
  ]);
});

Deno.test("whoever holds the port is told by who looks after it", async () => {
  const session = "0::/user.slice/user-1000.slice/session-3.scope\n";
  const service = (name: string) => `0::/system.slice/${name}\n`;
  const pm2 = {
    pid: 10,
    comm: "PM2 v5.4.2: God",
    argv: ["PM2 v5.4.2: God Daemon (/home/alice/.pm2)"],
  };
  type Row = [
    when: string,
    processes: FakeProcess[],
    uid: number,
    system: string[],
    holder: string,
  ];
  const rows: Row[] = [
    ["nobody does", [], 1000, [], "none"],
    ["in a terminal", [{ pid: 20, cgroup: session }], 1000, [], "20 null"],
    [
      "by pm2",
      [pm2, { pid: 20, ppid: 10, cgroup: session }],
      1000,
      [],
      "20 pm2",
    ],
    [
      "a container's own group",
      [{ pid: 20, cgroup: service("docker-0123abc.scope") }],
      1000,
      [],
      "20 container",
    ],
    [
      "podman's forwarder",
      [{ pid: 20, comm: "rootlessport", cgroup: session }],
      1000,
      [],
      "20 container",
    ],
    [
      "Docker's forwarder is root's",
      [{
        pid: 30,
        comm: "docker-proxy",
        argv: ["/usr/bin/docker-proxy", "-host-port", "18789"],
      }],
      0,
      [],
      "30 container",
    ],
    [
      "Docker's forwarder of another port is not it",
      [{
        pid: 30,
        comm: "docker-proxy",
        argv: ["/usr/bin/docker-proxy", "-host-port", "18790"],
      }],
      0,
      [],
      "0 null",
    ],
    [
      "a unit of the system of any name",
      [{ pid: 20, cgroup: service("my-bot.service") }],
      1000,
      [block("my-bot.service", "UID=1000")],
      "none",
    ],
    [
      "cron's child is cron's unit's no gateway",
      [{ pid: 20, cgroup: service("cron.service") }],
      1000,
      [block(
        "cron.service",
        "ExecStart={ argv[]=/usr/sbin/cron -f ; ignore_errors=no ; }",
      )],
      "20 null",
    ],
    [
      "another user's, which a unit of the system explains",
      [{ pid: 30, uid: 1001 }],
      1001,
      [block("openclaw.service", "User=bob", "UID=1001")],
      "none",
    ],
  ];
  for (const [when, processes, uid, system, expected] of rows) {
    const { found: { holder } } = await look({ processes, uid, system });
    assert.equal(
      holder === null ? "none" : `${holder.pid} ${holder.keeper}`,
      expected,
      when,
    );
  }
});

Deno.test("a unit is a gateway by what it runs: the word in a path or an address is none", () => {
  const rows: [command: string, known: boolean, expected: boolean][] = [
    ["/usr/bin/openclaw gateway --port 18789", false, true],
    ["/n /usr/lib/node_modules/openclaw/dist/index.js gateway", false, true],
    ["/bin/bash -lc openclaw gateway run", false, true],
    ["/bin/bash -lc 'openclaw' 'gateway' run", false, true],
    ["/usr/bin/npx -y openclaw@latest gateway", false, true],
    ["/usr/bin/env A=1 pnpm openclaw --profile work gateway", false, true],
    ["/usr/bin/openclaw --dev gateway", false, true],
    [
      "/usr/bin/env PATH=/opt/openclaw/bin node /o/openclaw.mjs gateway",
      true,
      true,
    ],
    ["/usr/bin/clawdbot gateway", false, true],
    ["/opt/start.sh", true, true],
    ["/opt/start.sh", false, false],
    ["/usr/bin/openclaw node run --host gateway.lan", false, false],
    ["/usr/bin/openclaw node run --host gateway", false, false],
    ["/n /opt/openclaw-gateway/openclaw/dist/index.js node run", false, false],
    ["/usr/bin/openclaw node run", true, false],
    ["/usr/bin/exporter --of openclaw-gateway", false, false],
    ["/home/a/.local/bin/openclaw-guard check", false, false],
  ];
  for (const [command, known, expected] of rows) {
    const found = isGatewayUnit("openclaw.service", command, known);
    assert.equal(found, expected, command);
  }
});
