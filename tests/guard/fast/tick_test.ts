import assert from "node:assert/strict";
import { fastTick } from "../../../lib/guard/fast/tick.ts";
import {
  renewFastTerms,
  settingsStamp,
} from "../../../lib/guard/fast/conditions.ts";
import { tick } from "../../../lib/guard/tick.ts";
import { PrivateProc } from "../../../lib/commands/demo/private_proc.ts";
import {
  LOOK_FULLY_AFTER_MS,
  STEADY_GAP_MS,
} from "../../../lib/core/steady.ts";
import { endpointOf } from "../../../lib/probe/endpoint.ts";
import { fastTicksPath } from "../../../lib/store/fast_path.ts";
import { profilePaths, settingsPath } from "../../../lib/store/paths.ts";
import { peekState, writeState } from "../../../lib/store/state.ts";
import type { Context } from "../../../lib/sys/context.ts";
import { exists } from "../../../lib/sys/files.ts";
import { sight } from "../../core/world.ts";
import { fakeClock, fakeContext } from "../../fake_context.ts";
import {
  enqueue,
  readOutbox,
  removeEntries,
} from "../../../lib/notify/outbox.ts";
import { channelSettings, notice, settingsOf } from "../../notify/world.ts";

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
    roots: { proc: proc.root, cgroup: "/sys/fs/cgroup", tmp, etc: tmp },
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
    const result = await fastTick(context, PROFILE);
    assert.equal(result?.verdict, "healthy");
    assert.deepEqual(asked, ["/health"]);
    assert.deepEqual(ran, []);
    const added = fastTicksPath(state);
    assert.deepEqual(
      files().sort(),
      [...names, added.slice(added.lastIndexOf("/") + 1)].sort(),
    );
    assert.equal(Deno.readTextFileSync(state), stateText);
    assert.equal((Deno.statSync(added).mode ?? 0) & 0o077, 0);
    assert.ok(Deno.statSync(added).size <= 128, "more than one line");
    const { memory } = peekState(state, clock.now());
    const { wallMs, bootMs } = clock.now();
    assert.deepEqual(memory.lastTick, { wallMs, bootMs });
    const { lastTick: _tick, ...rest } = memory;
    const { lastTick: _earlier, ...restBefore } = before.memory;
    assert.deepEqual(rest, restBefore);
  });
});

Deno.test("systemd is asked again after ten minutes of quiet ticks", async () => {
  await withWorld(async ({ context, clock, ran }) => {
    const { bootMs } = clock.now();
    // The last full tick, 30 s ago, asked it.
    while (clock.now().bootMs - bootMs + 30_000 < LOOK_FULLY_AFTER_MS) {
      assert.equal((await fastTick(context, PROFILE))?.verdict, "healthy");
      clock.advance(30_000);
    }
    assert.equal(ran.length, 0);
    assert.equal(await fastTick(context, PROFILE), null);
    assert.equal((await tick(context, PROFILE)).verdict, "healthy");
    assert.ok(ran.includes("systemctl"), "systemd was not asked");
    clock.advance(30_000);
    assert.equal((await fastTick(context, PROFILE))?.verdict, "healthy");
  });
});

Deno.test("a quiet tick believes the answer when the full one could not tell whose it was", async () => {
  await withWorld(async ({ context }) => {
    withSocket(context, () => null);
    assert.equal((await fastTick(context, PROFILE))?.verdict, "healthy");
  });
});

Deno.test("quiet ticks say that something may have to be sent as long as the last full one knew of it", async () => {
  await withWorld(async ({ context, clock }) => {
    const { fastTerms } = profilePaths(context, PROFILE);
    assert.doesNotMatch(Deno.readTextFileSync(fastTerms), /sends/);
    assert.equal((await fastTick(context, PROFILE))?.sends, undefined);
    const full = async () => {
      clock.advance(30_000);
      assert.equal((await tick(context, PROFILE)).verdict, "healthy");
      clock.advance(30_000);
      return (await fastTick(context, PROFILE)) ?? assert.fail();
    };
    enqueue(context, settingsOf([channelSettings()]), [notice()]);
    const { sends, verdict } = await full();
    assert.deepEqual([sends, verdict], [true, "healthy"]);
    removeEntries(context, readOutbox(context));
    assert.equal((await full()).sends, undefined);
    const settings = settingsPath(context);
    write(settings, '{ping: {liveness: "https://hc-ping.com/x"}}');
    assert.equal((await full()).sends, true);
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
  ["the state was written since, with the same bytes", ({ context, clock }) => {
    const { state } = profilePaths(context, PROFILE);
    const before = Deno.readTextFileSync(state);
    writeState(state, peekState(state, clock.now()).memory);
    assert.equal(Deno.readTextFileSync(state), before);
  }],
  ["there are no terms", ({ context }) => {
    Deno.removeSync(profilePaths(context, PROFILE).fastTerms);
  }],
  ["the terms are cut", ({ context }) => {
    Deno.truncateSync(profilePaths(context, PROFILE).fastTerms, 200);
  }],
  ["the terms are of another schema", ({ context }) => {
    edit(context, (terms) => ({ ...terms, schema: 2 }));
  }],
  ["the machine was started anew", ({ context }) => {
    edit(context, (terms) => ({ ...terms, bootId: "another" }));
  }],
  ["the process is another one", ({ context }) => {
    edit(context, (terms) => ({
      ...terms,
      main: { pid: Deno.pid, startTicks: 1 },
    }));
  }],
  ["the socket of the unit is another one's now", ({ context }) => {
    withSocket(context, (socket) => ({ ...socket, inode: 1 }));
  }],
  ["the unit has closed its socket", ({ context }) => {
    withSocket(context, (socket) => ({ ...socket, fd: 1_000_000 }));
  }],
  ...[
    ...["state", "settings", "config", "bootId", "fullBootMs", "main"],
    ...["socket", "host", "port", "configPath", "why"],
  ].map((name): [string, (world: World) => void] => [
    `the terms lack "${name}"`,
    ({ context }) =>
      edit(context, (terms) => ({ ...terms, [name]: undefined })),
  ]),
];

function withSocket(
  context: Context,
  change: (socket: Record<string, unknown>) => unknown,
): void {
  edit(context, (terms) => {
    const socket = terms["socket"] as Record<string, unknown>;
    assert.equal(socket["pid"], Deno.pid);
    return { ...terms, socket: change(socket) };
  });
}

function edit(
  context: Context,
  change: (terms: Record<string, unknown>) => Record<string, unknown>,
): void {
  const { fastTerms } = profilePaths(context, PROFILE);
  const value = JSON.parse(Deno.readTextFileSync(fastTerms));
  Deno.writeTextFileSync(fastTerms, JSON.stringify(change(value)));
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
      assert.equal(await fastTick(world.context, PROFILE), null);
      assert.equal(text(), before);
    });
  });
}

Deno.test("terms that a full tick could not renew hold for nothing", async () => {
  await withWorld(async ({ context, clock, asked }) => {
    const { fastTerms } = profilePaths(context, PROFILE);
    const old = Deno.readTextFileSync(fastTerms);
    assert.equal((await tick(context, PROFILE)).verdict, "healthy");
    clock.advance(30_000);
    // It died between its two files.
    Deno.writeTextFileSync(fastTerms, old);
    asked.length = 0;
    assert.equal(await fastTick(context, PROFILE), null);
    assert.deepEqual(asked, []);
    assert.equal((await tick(context, PROFILE)).verdict, "healthy");
    clock.advance(30_000);
    assert.equal((await fastTick(context, PROFILE))?.verdict, "healthy");
  });
});

const FULL: readonly [string, (world: World) => void][] = [
  ["finds the gateway unwell", (world) => {
    world.answer = () => Response.json({ ok: false });
  }],
  ["finds a config of several files", ({ configPath }) => {
    write(configPath, '{$include: "./more.json"}');
  }],
  ["finds a config whose names may be escaped", ({ configPath }) => {
    write(configPath, String.raw`{"\u0061": 1}`);
  }],
  ["finds a config written just now", ({ configPath, clock }) => {
    Deno.writeTextFileSync(configPath, "{ }");
    clock.advance(Date.now() - clock.now().wallMs);
  }],
  ["cannot use its settings", ({ context }) => {
    write(settingsPath(context), "{");
  }],
  ["is in maintenance", ({ context }) => {
    const { maintenance } = profilePaths(context, PROFILE);
    Deno.writeTextFileSync(maintenance, "{}");
  }],
];

/** As if that had been long ago; the change time is the file's all the same. */
function write(path: string, text: string): void {
  Deno.writeTextFileSync(path, text);
  const hourAgo = new Date(Date.now() - 3_600_000);
  Deno.utimeSync(path, hourAgo, hourAgo);
}

for (const [what, change] of FULL) {
  Deno.test(`a full tick that ${what} leaves no terms for quiet ones`, async () => {
    await withWorld(async (world) => {
      const { fastTerms } = profilePaths(world.context, PROFILE);
      assert.ok(exists(fastTerms));
      change(world);
      await tick(world.context, PROFILE);
      assert.equal(exists(fastTerms), false);
    });
  });
}

Deno.test("a gateway with TLS is always looked at fully: a certificate is compared", async () => {
  await withWorld(({ context, clock, configPath }) => {
    const paths = profilePaths(context, PROFILE);
    const { memory } = peekState(paths.state, clock.now());
    const observation = sight({ probe: "healthy" });
    for (const tls of [false, true]) {
      const endpoint = endpointOf({
        ...{ host: "127.0.0.1", port: 1, tls, certPath: null },
        ...{ configPath, stateDir: context.home },
      });
      const look = { observation, endpoint, socket: null };
      const settings = settingsStamp(context);
      renewFastTerms(context, paths, look, memory, settings);
      assert.equal(exists(paths.fastTerms), !tls);
    }
    return Promise.resolve();
  });
});
