import assert from "node:assert/strict";
import {
  gatewayIdentity,
  relationOf,
} from "../../lib/probe/gateway_process.ts";
import { readProcess } from "../../lib/probe/process.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "./facts.ts";
import { type FakeProcess, writeProcess } from "./fake_proc.ts";

const HOME = "/home/u";
const STATE = `${HOME}/.openclaw`;
const LOCK = `${STATE}/tmp/openclaw-1000/gateway.state.lock`;
const GROUP =
  "/user.slice/user-1000.slice/user@1000.service/app.slice/openclaw-gateway.service";
const ARGV = [
  "/usr/bin/node",
  "/opt/oc/dist/index.js",
  "gateway",
  "--port",
  "18789",
];
const environment = { HOME };
/** Ids of the unit's life now, and of one before. */
const LIFE = "a".repeat(32);
const EARLIER = "b".repeat(32);

const CASES: readonly [string, Omit<FakeProcess, "pid">, string][] = [
  [
    "a process in the unit's group",
    { cgroup: `0::${GROUP}\n`, ppid: 500 },
    "unit",
  ],
  [
    "a process in a group below the unit's",
    { cgroup: `0::${GROUP}/exec\n` },
    "unit",
  ],
  ["a process in the unit's group with the id of its life", {
    cgroup: `0::${GROUP}\n`,
    environment: { INVOCATION_ID: LIFE },
  }, "unit"],
  ["the same with the id of an earlier life", {
    cgroup: `0::${GROUP}\n`,
    environment: { INVOCATION_ID: EARLIER },
  }, "leftover"],
  ["the same as a child of the main process, a manager that outlives units", {
    cgroup: `0::${GROUP}\n`,
    environment: { INVOCATION_ID: EARLIER },
    ppid: 701,
  }, "unit"],
  ["the same of another user", {
    cgroup: `0::${GROUP}\n`,
    environment: { INVOCATION_ID: EARLIER },
    uid: 1001,
  }, "foreign"],
  ["a process with the id of another life outside the unit", {
    argv: ["node", "x.js"],
    environment: { INVOCATION_ID: EARLIER },
  }, "foreign"],
  ["another user's process in the unit's group", {
    cgroup: `0::${GROUP}\n`,
    uid: 1001,
  }, "foreign"],
  ["a process of another profile's unit", {
    cgroup: `0::${GROUP.replace("gateway.", "gateway-work.")}\n`,
    argv: ARGV,
    environment,
  }, "foreign"],
  [
    "an orphan with the unit's command line",
    { argv: ARGV, environment },
    "orphan-gateway",
  ],
  ["the same for another profile by environment", {
    argv: ARGV,
    environment: { HOME, OPENCLAW_PROFILE: "work" },
  }, "foreign"],
  ["the same with another state folder", {
    argv: ARGV,
    environment: { HOME, OPENCLAW_STATE_DIR: "~/.openclaw-x" },
  }, "foreign"],
  ["the same with our state folder written out", {
    argv: ARGV,
    environment: { HOME, OPENCLAW_STATE_DIR: `${STATE}/` },
  }, "orphan-gateway"],
  ["the same on another port", {
    argv: [...ARGV.slice(0, -1), "18790"],
    environment,
  }, "foreign"],
  ["the same without a readable environment", { argv: ARGV }, "foreign"],
  ["the same of another user", { argv: ARGV, environment, uid: 0 }, "foreign"],
  [
    "the same with a terminal",
    { argv: ARGV, environment, terminal: 34816 },
    "foreign",
  ],
  [
    "the same with a living parent",
    { argv: ARGV, environment, ppid: 600 },
    "foreign",
  ],
  ["the same as a child of the user's systemd", {
    argv: ARGV,
    environment,
    ppid: 500,
  }, "orphan-gateway"],
  ["the same as a child of a program called systemd", {
    argv: ARGV,
    environment,
    ppid: 601,
  }, "foreign"],
  ["the same in another service", {
    argv: ARGV,
    environment,
    cgroup: "0::/system.slice/cron.service\n",
  }, "foreign"],
  ["a titled gateway with our lock open", {
    argv: ["openclaw-gateway", "", ""],
    open: ["/dev/null", LOCK],
  }, "orphan-gateway"],
  ["a titled gateway of another profile", {
    argv: ["openclaw-gateway"],
    open: [LOCK.replace(".openclaw/", ".openclaw-work/")],
  }, "foreign"],
  ["a titled process with nothing of ours open", {
    argv: ["openclaw-gateway"],
    open: ["/dev/null"],
  }, "foreign"],
  ["an editor", {
    argv: ["vim", "openclaw-gateway.service"],
    open: [`${STATE}/openclaw.json`],
  }, "foreign"],
  [
    "journalctl",
    { argv: ["journalctl", "-u", "openclaw-gateway", "-f"] },
    "foreign",
  ],
  ["a shell that mentions the command line", {
    argv: ["sh", "-c", ARGV.join(" ")],
    environment,
  }, "foreign"],
  ["a process without arguments", { argv: [], open: [LOCK] }, "foreign"],
];

for (const [name, process, expected] of CASES) {
  Deno.test(`${name} is ${expected}`, () => {
    const proc = Deno.makeTempDirSync();
    try {
      const roots = {
        proc,
        cgroup: "/nowhere",
        tmp: "/nowhere",
        etc: "/nowhere",
      };
      const context = fakeContext({ roots, home: HOME, uid: 1000 });
      writeProcess(proc, { pid: 500, comm: "systemd", ppid: 1 });
      writeProcess(proc, { pid: 600, comm: "bash", ppid: 1 });
      writeProcess(proc, { pid: 601, comm: "systemd", ppid: 600 });
      writeProcess(proc, { pid: 700, ppid: 500, environment });
      writeProcess(proc, { pid: 701, ppid: 700, cgroup: `0::${GROUP}\n` });
      writeProcess(proc, { pid: 777, ...process });
      const unit = unitFacts({
        ...{ controlGroup: GROUP, execStart: ARGV },
        ...{ mainPid: 700, invocationId: LIFE },
      });
      const facts = readProcess(context, 777);
      assert.ok(facts);
      const gateway = gatewayIdentity(context, "default", unit);
      assert.equal(relationOf(context, facts, gateway), expected);
    } finally {
      Deno.removeSync(proc, { recursive: true });
    }
  });
}

Deno.test("a leftover of a stopped unit is known by its group's name", () => {
  const proc = Deno.makeTempDirSync();
  const roots = { proc, cgroup: "/nowhere", tmp: "/nowhere", etc: "/nowhere" };
  const context = fakeContext({ roots, home: HOME, uid: 1000 });
  const gateway = gatewayIdentity(context, "default", unitFacts());
  const relation = (cgroup: string) => {
    writeProcess(proc, { pid: 777, cgroup: `0::${cgroup}\n`, ppid: 600 });
    const facts = readProcess(context, 777);
    return facts === null ? null : relationOf(context, facts, gateway);
  };
  assert.equal(relation(GROUP), "unit");
  assert.equal(relation("/system.slice/openclaw-gateway.service"), "foreign");
  assert.equal(relation(GROUP.replace("user@1000", "user@1001")), "foreign");
  Deno.removeSync(proc, { recursive: true });
});

Deno.test("a process of a unit of the system is known by its group, running or stopped", () => {
  const app = "/user.slice/user-1000.slice/user@1000.service/app.slice";
  const group = "/system.slice/openclaw.service";
  const rows: [
    what: string,
    cgroup: string,
    more: { uid?: number; running?: boolean },
    relation: string,
  ][] = [
    ["its process", group, { running: true }, "unit"],
    ["one below", `${group}/exec`, { running: true }, "unit"],
    ["a leftover when it is stopped", group, {}, "unit"],
    ["a leftover below", `${group}/exec`, {}, "unit"],
    [
      "in a slice of its own",
      "/apps.slice/apps-ai.slice/openclaw.service",
      {},
      "unit",
    ],
    ["root's process in it", group, { uid: 0 }, "foreign"],
    ["another user's in it", group, { uid: 1001, running: true }, "foreign"],
    ["a user unit of the same name", `${app}/openclaw.service`, {}, "foreign"],
    [
      "the same while it runs",
      `${app}/openclaw.service`,
      { running: true },
      "foreign",
    ],
    [
      "of another user's manager",
      `${app.replaceAll("1000", "1001")}/openclaw.service`,
      {},
      "foreign",
    ],
    [
      "a name that begins alike",
      `${group.slice(0, -8)}-x.service`,
      {},
      "foreign",
    ],
    ["a group that begins alike", `${group}s`, { running: true }, "foreign"],
    [
      "a container's unit of the same name",
      "/system.slice/docker-0123.scope/system.slice/openclaw.service",
      {},
      "foreign",
    ],
    [
      "the same in systemd-nspawn",
      "/machine.slice/systemd-nspawn@box.service/payload/system.slice/openclaw.service",
      {},
      "foreign",
    ],
    ["a login's", "/user.slice/user-1000.slice/session-2.scope", {}, "foreign"],
    [
      "a group of that name in a login",
      "/user.slice/user-1000.slice/session-2.scope/openclaw.service",
      {},
      "foreign",
    ],
  ];
  for (
    const [what, cgroup, { uid = 1000, running = false }, expected] of rows
  ) {
    const proc = Deno.makeTempDirSync();
    try {
      const roots = {
        proc,
        cgroup: "/nowhere",
        tmp: "/nowhere",
        etc: "/nowhere",
      };
      const context = fakeContext({ roots, home: HOME, uid: 1000 });
      writeProcess(proc, {
        pid: 777,
        cgroup: `0::${cgroup}\n`,
        ppid: 600,
        uid,
      });
      const unit = unitFacts({
        scope: "system",
        name: "openclaw.service",
        controlGroup: running ? group : "",
      });
      const facts = readProcess(context, 777);
      assert.ok(facts);
      const gateway = gatewayIdentity(context, "default", unit);
      assert.equal(relationOf(context, facts, gateway), expected, what);
    } finally {
      Deno.removeSync(proc, { recursive: true });
    }
  }
});
