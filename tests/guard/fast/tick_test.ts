import assert from "node:assert/strict";
import { quietTick } from "../../../lib/guard/fast/tick.ts";
import { tick } from "../../../lib/guard/tick.ts";
import { PrivateProc } from "../../../lib/commands/demo/private_proc.ts";
import {
  LOOK_FULLY_AFTER_MS,
  STEADY_GAP_MS,
} from "../../../lib/core/steady.ts";
import { quietTicksPath } from "../../../lib/store/fast_path.ts";
import { profilePaths, settingsPath } from "../../../lib/store/paths.ts";
import { peekState } from "../../../lib/store/state.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { fakeClock, fakeContext } from "../../fake_context.ts";

const PROFILE = "default";

/** The unit's: of the process that stands for it, and of this one, which answers. */
const GROUP = "/quiet.service";

/** What systemd says of the unit. */
const unitText = (mainPid: number) =>
  `LoadState=loaded
ActiveState=active
SubState=running
Result=success
MainPID=${mainPid}
ControlGroup=${GROUP}
NRestarts=0
ExecMainStatus=0
InvocationID=030277894937489294e79e9cb26c2a9e
TimeoutStopUSec=5min 30s
Restart=always
ExecStart={ path=/usr/bin/node ; argv[]=/usr/bin/node index.js gateway ; ignore_errors=no }
`;

/** A gateway that answers in this process, a process that stands for it, and a guard that has seen it healthy. */
interface World {
  readonly context: Context;
  readonly clock: ReturnType<typeof fakeClock>;
  readonly configPath: string;
  readonly asked: string[];
  /** Programs that were run. */
  readonly ran: string[];
  answer: () => Response | Promise<Response>;
}

const OK = () => Response.json({ ok: true, status: "live" });

async function withWorld(test: (world: World) => Promise<void>): Promise<void> {
  const home = Deno.makeTempDirSync();
  const tmp = `${home}/tmp`;
  Deno.mkdirSync(tmp);
  const configPath = `${home}/.openclaw/openclaw.json`;
  Deno.mkdirSync(`${home}/.openclaw`);
  Deno.writeTextFileSync(configPath, "{}");
  const hourAgo = new Date(Date.now() - 3_600_000);
  Deno.utimeSync(configPath, hourAgo, hourAgo);
  // The change time cannot be set: the guard's clock is later instead.
  const clock = fakeClock({
    wallMs: Date.now() + 60_000,
    bootMs: 1000 * Number(Deno.readTextFileSync("/proc/uptime").split(".")[0]) +
      60_000,
  });
  const asked: string[] = [];
  const ran: string[] = [];
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const { pathname } = new URL(request.url);
      asked.push(pathname);
      return pathname === "/health" ? world.answer() : Response.json({});
    },
  );
  Deno.mkdirSync(`${home}/proc`);
  const proc = new PrivateProc(`${home}/proc`, GROUP);
  proc.show(Deno.pid);
  const context = fakeContext({
    clock,
    home,
    uid: Deno.uid() ?? 0,
    roots: { proc: proc.root, cgroup: "/sys/fs/cgroup", tmp },
    run: (program, args) => {
      ran.push(program);
      const stdout = args.includes("show") ? unitText(main.pid) : "";
      return Promise.resolve({ code: 0, stdout, stderr: "", timedOut: false });
    },
  });
  const { port } = server.addr;
  const main = new Deno.Command("sleep", {
    args: ["600"],
    clearEnv: true,
    env: { HOME: home, OPENCLAW_GATEWAY_PORT: String(port) },
  }).spawn();
  proc.show(main.pid);
  const settings = settingsPath(context);
  Deno.mkdirSync(settings.slice(0, settings.lastIndexOf("/")), {
    recursive: true,
  });
  Deno.writeTextFileSync(settings, "{}");
  const world: World = { context, clock, configPath, asked, ran, answer: OK };
  try {
    for (let number = 1; number <= 2; number++) {
      const { verdict, why } = await tick(context, PROFILE);
      assert.equal(verdict, "healthy", why);
      clock.advance(30_000);
    }
    asked.length = ran.length = 0;
    await test(world);
  } finally {
    main.kill("SIGKILL");
    await main.status;
    await server.shutdown();
    Deno.removeSync(home, { recursive: true });
  }
}

Deno.test("a quiet tick asks the gateway once, runs nothing and writes one small file", async () => {
  await withWorld(async ({ context, clock, asked, ran }) => {
    const { state, dir } = profilePaths(context, PROFILE);
    const before = peekState(state, clock.now());
    const files = () => [...Deno.readDirSync(dir)].map(({ name }) => name);
    const names = files();
    const stateText = Deno.readTextFileSync(state);
    const result = await quietTick(context, PROFILE);
    assert.equal(result?.verdict, "healthy");
    assert.deepEqual(asked, ["/health"]);
    assert.deepEqual(ran, []);
    const added = quietTicksPath(state);
    assert.deepEqual(
      files().sort(),
      [...names, added.slice(added.lastIndexOf("/") + 1)].sort(),
    );
    assert.equal(Deno.readTextFileSync(state), stateText);
    assert.equal((Deno.statSync(added).mode ?? 0) & 0o077, 0);
    assert.ok(Deno.statSync(added).size <= 128, "more than one line");
    const { memory, snapshot, quiet } = peekState(state, clock.now());
    const { wallMs, bootMs } = clock.now();
    assert.deepEqual(memory.lastTick, { wallMs, bootMs });
    const { lastTick: _tick, ...rest } = memory;
    const { lastTick: _earlier, ...restBefore } = before.memory;
    assert.deepEqual(rest, restBefore);
    assert.deepEqual([snapshot, quiet], [before.snapshot, before.quiet]);
  });
});

Deno.test("systemd is asked again after ten minutes of quiet ticks", async () => {
  await withWorld(async ({ context, clock, ran }) => {
    const { bootMs } = clock.now();
    // The first of the two full ticks, a minute ago, asked it.
    while (clock.now().bootMs - bootMs + 60_000 < LOOK_FULLY_AFTER_MS) {
      assert.equal((await quietTick(context, PROFILE))?.verdict, "healthy");
      clock.advance(30_000);
    }
    assert.equal(ran.length, 0);
    assert.equal(await quietTick(context, PROFILE), null);
    assert.equal((await tick(context, PROFILE)).verdict, "healthy");
    assert.ok(ran.includes("systemctl"), "systemd was not asked");
    clock.advance(30_000);
    assert.equal((await quietTick(context, PROFILE))?.verdict, "healthy");
  });
});

Deno.test("a quiet tick believes the answer when the full one could not tell whose it was", async () => {
  await withWorld(async ({ context }) => {
    withSocket(context, () => null);
    assert.equal((await quietTick(context, PROFILE))?.verdict, "healthy");
  });
});

const CHANGES: readonly [string, (world: World) => void][] = [
  ["the gateway says it is not well", (world) => {
    world.answer = () => Response.json({ ok: false });
  }],
  ["the gateway fails", (world) => {
    world.answer = () => Response.json({ ok: true }, { status: 500 });
  }],
  ["the gateway is slow", (world) => {
    world.answer = () =>
      new Promise((resolve) => setTimeout(() => resolve(OK()), 400));
  }],
  ["the answer is no JSON", (world) => {
    world.answer = () => new Response("<html>ok</html>");
  }],
  ["the config was written", ({ configPath }) => {
    Deno.writeTextFileSync(configPath, "{ }");
  }],
  ["the config is gone", ({ configPath }) => Deno.removeSync(configPath)],
  ["the config is a link now", ({ configPath }) => {
    Deno.renameSync(configPath, `${configPath}.real`);
    Deno.symlinkSync(`${configPath}.real`, configPath);
  }],
  ["the settings were changed", ({ context }) => {
    Deno.writeTextFileSync(settingsPath(context), "{ }");
  }],
  ["the settings are gone", ({ context }) => {
    Deno.removeSync(settingsPath(context));
  }],
  ["maintenance was switched on", ({ context }) => {
    const { maintenance } = profilePaths(context, PROFILE);
    Deno.writeTextFileSync(maintenance, "{}");
  }],
  ["the emergency stop was used", ({ context }) => {
    Deno.writeTextFileSync(profilePaths(context, PROFILE).emergency, "{}");
  }],
  ["the article's flag was set", ({ context }) => {
    Deno.writeTextFileSync(`${context.roots.tmp}/openclaw-maintenance`, "");
  }],
  ["a check is late", ({ clock }) => clock.advance(STEADY_GAP_MS)],
  ["the clock went back", ({ clock }) => clock.advance(-3_600_000)],
  ["there is no state", ({ context }) => {
    Deno.removeSync(profilePaths(context, PROFILE).state);
  }],
  ["the state is cut", ({ context }) => {
    const { state } = profilePaths(context, PROFILE);
    Deno.truncateSync(state, 400);
  }],
  ["the state is of another schema", ({ context }) => {
    edit(context, (state) => ({ ...state, schema: 2 }));
  }],
  ["the machine was started anew", ({ context }) => {
    edit(context, (state) => ({
      ...state,
      memory: { ...state["memory"] as object, bootId: "another" },
    }));
  }],
  ["the process is another one", ({ context }) => {
    edit(context, (state) => ({
      ...state,
      memory: {
        ...state["memory"] as object,
        incarnation: { pid: Deno.pid, startTicks: 1, invocationId: "x" },
      },
    }));
  }],
  ["the socket of the unit is another one's now", ({ context }) => {
    withSocket(context, (socket) => ({ ...socket, inode: 1 }));
  }],
  ["the unit has closed its socket", ({ context }) => {
    withSocket(context, (socket) => ({ ...socket, fd: 1_000_000 }));
  }],
  ["an older guard did not ask who answers", ({ context }) => {
    withSocket(context, () => undefined);
  }],
  ["the port is no number", ({ context }) => {
    edit(context, (state) => ({
      ...state,
      snapshot: { ...state["snapshot"] as object, port: "18789" },
    }));
  }],
  ["TLS is on", ({ context }) => {
    edit(context, (state) => ({
      ...state,
      snapshot: { ...state["snapshot"] as object, tls: true },
    }));
  }],
];

function withSocket(
  context: Context,
  change: (socket: Record<string, unknown>) => unknown,
): void {
  edit(context, (state) => {
    const snapshot = state["snapshot"] as Record<string, unknown>;
    const socket = snapshot["socket"] as Record<string, unknown>;
    assert.equal(socket["pid"], Deno.pid);
    return { ...state, snapshot: { ...snapshot, socket: change(socket) } };
  });
}

function edit(
  context: Context,
  change: (state: Record<string, unknown>) => Record<string, unknown>,
): void {
  const { state } = profilePaths(context, PROFILE);
  const value = JSON.parse(Deno.readTextFileSync(state));
  Deno.writeTextFileSync(state, JSON.stringify(change(value)));
}

for (const [what, change] of CHANGES) {
  Deno.test(`a quiet tick leaves everything to the full one when ${what}`, async () => {
    await withWorld(async (world) => {
      change(world);
      const { state } = profilePaths(world.context, PROFILE);
      const text = () => {
        try {
          return Deno.readTextFileSync(state);
        } catch (error) {
          if (error instanceof Deno.errors.NotFound) return null;
          throw error;
        }
      };
      const before = text();
      assert.equal(await quietTick(world.context, PROFILE), null);
      assert.equal(text(), before);
    });
  });
}
