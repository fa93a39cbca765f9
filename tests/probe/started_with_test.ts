import assert from "node:assert/strict";
import type { UnitFacts } from "../../lib/core/types.ts";
import { findEndpoint, locateConfig } from "../../lib/probe/endpoint.ts";
import { withPlaces } from "../../lib/probe/known_places.ts";
import { freshMemory } from "../../lib/core/memory.ts";
import { profilePaths } from "../../lib/store/paths.ts";
import { writeState } from "../../lib/store/state.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "./facts.ts";
import { type FakeProcess, writeProcess } from "./fake_proc.ts";

const GROUP = "/app.slice/openclaw-gateway.service";
const MAIN = 90;

interface Case {
  readonly when: string;
  /** Files below the home folder; "~" in them is that folder. */
  readonly files?: Readonly<Record<string, string>>;
  readonly unit?: Partial<UnitFacts>;
  /** Processes of the unit; the main one has the pid 90. */
  readonly processes?: readonly FakeProcess[];
  readonly port?: number;
  /** The config, below the home folder. */
  readonly config?: string;
}

const shell = (command: string) => ["/bin/bash", "-lc", command];
/** As systemd prints it. */
const printed = (argv: readonly string[]) => argv.join(" ").split(" ");
const PORT_FROM_ENV = "OPENCLAW_GATEWAY_PORT=7001\n";

const CASES: readonly Case[] = [
  {
    when: "OpenClaw's own .env has the port",
    files: { ".openclaw/.env": PORT_FROM_ENV },
    port: 7001,
  },
  {
    when: "a value in .env may be quoted, exported and commented",
    files: {
      ".openclaw/.env": `# port\nexport OPENCLAW_GATEWAY_PORT="7001" # mine\n`,
    },
    port: 7001,
  },
  {
    when: "the environment of the unit goes before .env",
    files: { ".openclaw/.env": PORT_FROM_ENV },
    unit: { environment: { OPENCLAW_GATEWAY_PORT: "7002" } },
    port: 7002,
  },
  {
    when: ".env goes before the config",
    files: {
      ".openclaw/.env": PORT_FROM_ENV,
      ".openclaw/openclaw.json": "{gateway: {port: 7003}}",
    },
    port: 7001,
  },
  {
    when: ".env moves the state folder and with it the config",
    files: {
      ".openclaw/.env": "OPENCLAW_STATE_DIR=~/moved\n",
      "moved/openclaw.json": "{gateway: {port: 7003}}",
    },
    port: 7003,
    config: "moved/openclaw.json",
  },
  {
    when: "gateway.env stands in for .env",
    files: {
      ".config/openclaw/gateway.env": PORT_FROM_ENV,
    },
    port: 7001,
  },
  {
    when: "gateway.env does not count with a state folder of its own",
    files: { ".config/openclaw/gateway.env": PORT_FROM_ENV },
    unit: { environment: { OPENCLAW_STATE_DIR: "~/moved" } },
    port: 18789,
    config: "moved/openclaw.json",
  },
  {
    when: "EnvironmentFile= goes before Environment=",
    files: { "unit.env": PORT_FROM_ENV },
    unit: {
      environment: { OPENCLAW_GATEWAY_PORT: "7002" },
      environmentFiles: ["~/unit.env"],
    },
    port: 7001,
  },
  {
    when: "EnvironmentFile= moves the config",
    files: { "unit.env": "OPENCLAW_CONFIG_PATH=~/c.json\n" },
    unit: { environmentFiles: ["~/unit.env", "~/not-there.env"] },
    config: "c.json",
  },
  {
    when: "an EnvironmentFile= that cannot be read tells nothing",
    unit: { environmentFiles: ["~"] },
    port: 18789,
  },
  {
    when: "--port within the command of a shell counts",
    unit: {
      execStart: printed(
        shell(`"cd /srv && exec openclaw gateway --port 7004"`),
      ),
    },
    port: 7004,
  },
  {
    when: "--port=N behind npx counts",
    unit: { execStart: printed(["npx", "openclaw", "gateway", "--port=7004"]) },
    port: 7004,
  },
  {
    when: "what env sets counts",
    unit: {
      execStart: printed([
        "/usr/bin/env",
        "OPENCLAW_GATEWAY_PORT=7005",
        "OPENCLAW_CONFIG_PATH=~/c.json",
        "openclaw",
        "gateway",
      ]),
    },
    port: 7005,
    config: "c.json",
  },
  {
    when: "what a shell's command exports counts",
    unit: {
      execStart: printed(
        shell("export OPENCLAW_GATEWAY_PORT=7005; openclaw gateway"),
      ),
    },
    port: 7005,
  },
  {
    when: "what only the shell can work out does not count",
    unit: {
      execStart: printed(
        shell("export OPENCLAW_GATEWAY_PORT=$(cat port); openclaw gateway"),
      ),
    },
    port: 18789,
  },
  {
    when: "behind a running wrapper the gateway is asked what it was given",
    processes: [
      { pid: MAIN, argv: ["/bin/bash", "/home/me/start", "gateway"] },
      {
        pid: 89,
        ppid: MAIN,
        argv: ["openclaw", "gateway", "stop"],
        startTicks: 6001,
      },
      {
        pid: 91,
        ppid: MAIN,
        argv: ["node", "dist/index.js", "gateway", "--port", "7006"],
        environment: { OPENCLAW_CONFIG_PATH: "~/c.json" },
        startTicks: 6000,
      },
    ],
    port: 7006,
    config: "c.json",
  },
  {
    when: "what an earlier life of the unit left over is not asked",
    processes: [
      { pid: MAIN, argv: ["/bin/sh", "/home/me/start"] },
      { pid: 91, argv: ["node", "gateway", "--port", "7006"], startTicks: 9 },
    ],
    port: 18789,
  },
  {
    when: "a gateway that an agent has left behind is not asked",
    processes: [
      { pid: MAIN, argv: ["/bin/sh", "/home/me/start"] },
      { pid: 91, ppid: 1, argv: ["node", "gateway", "--port", "7006"] },
    ],
    port: 18789,
  },
  {
    when: "a running gateway has its own environment, and .env besides",
    files: {
      ".openclaw/.env": PORT_FROM_ENV + "OPENCLAW_STATE_DIR=~/not-this\n",
    },
    processes: [{
      pid: MAIN,
      argv: ["node", "gateway"],
      environment: { OPENCLAW_STATE_DIR: "~/.openclaw" },
    }],
    port: 7001,
    config: ".openclaw/openclaw.json",
  },
  {
    when: "variables are filled into the config",
    files: {
      ".openclaw/openclaw.json": `{gateway: {port: "\${THE_PORT}"}}`,
      ".openclaw/.env": "THE_PORT=7007\n",
    },
    port: 7007,
  },
  {
    when: "a variable that is not set stays as it is written",
    files: { ".openclaw/openclaw.json": `{gateway: {port: "\${THE_PORT}"}}` },
    port: 18789,
  },
  {
    when: "two dollar signs are no variable",
    files: { ".openclaw/openclaw.json": `{gateway: {port: "$\${THE_PORT}"}}` },
    unit: { environment: { THE_PORT: "7007" } },
    port: 18789,
  },
];

/** A home folder, "~" of all texts. */
function world() {
  const home = Deno.makeTempDirSync();
  const there = <T>(value: T): T =>
    JSON.parse(JSON.stringify(value).replaceAll("~", home));
  const roots = {
    etc: "/nowhere",
    proc: `${home}/proc`,
    cgroup: `${home}/cgroup`,
    tmp: "/nowhere",
  };
  Deno.mkdirSync(`${home}/cgroup${GROUP}`, { recursive: true });
  Deno.mkdirSync(roots.proc);
  return {
    home,
    context: fakeContext({ home, roots, uid: 1000 }),
    write(files: Case["files"] = {}) {
      for (const [name, text] of Object.entries(there(files))) {
        const path = `${home}/${name}`;
        Deno.mkdirSync(path.slice(0, path.lastIndexOf("/")), {
          recursive: true,
        });
        Deno.writeTextFileSync(path, text);
      }
    },
    /** The unit's facts, with its processes running. */
    unit(
      facts: Partial<UnitFacts> = {},
      processes: readonly FakeProcess[] = [],
    ) {
      there(processes).forEach((each) => writeProcess(roots.proc, each));
      Deno.writeTextFileSync(
        `${home}/cgroup${GROUP}/cgroup.procs`,
        processes.map(({ pid }) => `${pid}\n`).join(""),
      );
      return unitFacts({
        execStart: ["openclaw", "gateway"],
        controlGroup: GROUP,
        mainPid: processes.length === 0 ? 0 : MAIN,
        ...there(facts),
      });
    },
    [Symbol.dispose]: () => Deno.removeSync(home, { recursive: true }),
  };
}

for (const { when, files, unit, processes, port, config } of CASES) {
  Deno.test(`where it listens: ${when}`, () => {
    using it = world();
    it.write(files);
    const facts = it.unit(unit, processes);
    const { endpoint } = findEndpoint(it.context, "default", facts);
    if (port !== undefined) assert.equal(endpoint.port, port);
    if (config !== undefined) {
      assert.equal(endpoint.configPath, `${it.home}/${config}`);
    }
  });
}

Deno.test("it is said that the port comes from .env", () => {
  using it = world();
  it.write({ ".openclaw/.env": PORT_FROM_ENV });
  const { origins } = findEndpoint(it.context, "default", it.unit());
  assert.equal(origins.port, ".env: OPENCLAW_GATEWAY_PORT");
});

Deno.test("where a wrapper put the config is known when it has ended, until the unit says something else", async () => {
  using it = world();
  const now = it.context.clock.now();
  const { state } = profilePaths(it.context, "default");
  Deno.mkdirSync(state.slice(0, state.lastIndexOf("/")), { recursive: true });
  const wrapped = [
    { pid: MAIN, argv: ["/bin/sh", "start"] },
    {
      pid: 91,
      ppid: MAIN,
      argv: ["node", "gateway"],
      environment: { OPENCLAW_CONFIG_PATH: "~/real.json" },
    },
  ];
  const well = withPlaces(
    it.context,
    "default",
    it.unit({}, wrapped),
    freshMemory(now),
  );
  writeState(state, well);
  const configOf = (facts: Partial<UnitFacts>) =>
    findEndpoint(it.context, "default", it.unit(facts)).endpoint.configPath;
  assert.equal(configOf({ activeState: "failed" }), `${it.home}/real.json`);
  const moved = { environment: { OPENCLAW_STATE_DIR: "~/moved" } };
  assert.equal(configOf(moved), `${it.home}/moved/openclaw.json`);
  // Only the wrapper is there, or systemd does not answer.
  const starting = it.unit({}, [{ pid: MAIN, argv: ["/bin/sh", "start"] }]);
  for (const facts of [starting, null]) {
    const { endpoint } = findEndpoint(it.context, "default", facts);
    assert.equal(endpoint.configPath, `${it.home}/real.json`);
  }
  // As "restore-config" asks.
  const context = {
    ...it.context,
    run: () =>
      Promise.resolve({
        code: 0,
        stdout: "LoadState=loaded\nActiveState=failed\n",
        stderr: "",
        timedOut: false,
      }),
  };
  const { configPath } = await locateConfig(context, "default");
  assert.equal(configPath, `${it.home}/real.json`);
});

Deno.test("a unit that tells itself where the config is leaves nothing to remember", () => {
  using it = world();
  const memory = freshMemory(it.context.clock.now());
  const environment = { OPENCLAW_CONFIG_PATH: "~/c.json" };
  const facts = it.unit({ environment }, [
    { pid: MAIN, argv: ["node", "gateway"], environment },
  ]);
  const places = { configPath: "/a", stateDir: "/b" };
  const before = { ...memory, places: { told: places, real: places } };
  assert.deepEqual(withPlaces(it.context, "default", facts, before), memory);
});
