import assert from "node:assert/strict";
import { findRunningUpdate, isUpdate } from "../../lib/probe/running_update.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { fakeContext } from "../fake_context.ts";
import { hideProcess, writeProcess } from "./fake_proc.ts";

const UPDATES = [
  ["node", "/usr/local/bin/openclaw", "update", "--yes"],
  ["/usr/bin/node", "--no-warnings", "/opt/oc/openclaw.mjs", "update"],
  ["openclaw", "--profile", "work", "update"],
  ["npm install -g openclaw@latest"],
  ["npm", "i", "-g", "openclaw"],
  ["node", "/usr/lib/node_modules/npm/bin/npm-cli.js", "i", "-g", "openclaw"],
  ["pnpm", "add", "-g", "openclaw@2026.9.6"],
  ["/home/u/.bun/bin/bun", "add", "-g", "openclaw"],
];
for (const argv of UPDATES) {
  Deno.test(`isUpdate() knows an update: ${argv.join(" ")}`, () => {
    assert.equal(isUpdate(argv), true);
  });
}

const OTHERS = [
  [],
  [""],
  ["vim", "openclaw", "update"],
  ["node", "/usr/local/bin/openclaw", "gateway", "restart"],
  ["node", "/usr/local/bin/openclaw", "update", "status"],
  ["node", "/usr/local/bin/openclaw", "update", "--dry-run"],
  ["openclaw", "--profile", "update", "status"],
  ["npm", "install", "-g", "openclaw-guard"],
  ["npm", "view", "openclaw"],
  ["npm", "install", "@someone/openclaw"],
  ["node", "--max-old-space-size=8192", "/opt/oc/dist/index.js", "gateway"],
  ["openclaw-gateway"],
  ["grep", "npm install openclaw"],
];
for (const argv of OTHERS) {
  Deno.test(`isUpdate() takes this for no update: ${JSON.stringify(argv)}`, () => {
    assert.equal(isUpdate(argv), false);
  });
}

/** A process that looks like an update and waits for the end of its input. */
async function withUpdate(test: () => void): Promise<void> {
  const dir = Deno.makeTempDirSync();
  // "npm" is what the kernel shows as its first argument.
  Deno.symlinkSync("/bin/cat", `${dir}/npm`);
  const child = new Deno.Command(`${dir}/npm`, {
    args: ["-", "install", "openclaw@latest"],
    stdin: "piped",
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    test();
  } finally {
    child.kill("SIGKILL");
    await child.stdin.abort();
    await child.status;
    Deno.removeSync(dir, { recursive: true });
  }
}

Deno.test("F15: findRunningUpdate() finds a running update of this user (#108459)", async () => {
  const context = fakeContext({ clock: systemClock(), uid: Deno.uid() ?? -1 });
  await withUpdate(() => {
    const now = context.clock.now();
    const fact = findRunningUpdate(context, now);
    assert.equal(fact?.source, "update");
    const leftMs = (fact?.untilMs ?? 0) - now.wallMs;
    assert.ok(leftMs > 29 * 60_000 && leftMs <= 30 * 60_000);
  });
  assert.equal(findRunningUpdate(context, context.clock.now()), null);
});

Deno.test("findRunningUpdate() no longer counts an update that hangs for 30 min", async () => {
  const context = fakeContext({ clock: systemClock(), uid: Deno.uid() ?? -1 });
  await withUpdate(() => {
    const now = context.clock.now();
    const later = { ...now, bootMs: now.bootMs + 31 * 60_000 };
    assert.equal(findRunningUpdate(context, later), null);
  });
});

Deno.test("findRunningUpdate() does not let another user's process switch the guard off", async () => {
  const context = fakeContext({ clock: systemClock(), uid: 4_294_000 });
  await withUpdate(() => {
    assert.equal(findRunningUpdate(context, context.clock.now()), null);
  });
});

Deno.test("processes that proc(5) hides keep nobody from finding an update", () => {
  const root = Deno.makeTempDirSync();
  try {
    for (const pid of [1, 3]) writeProcess(root, { pid, uid: 0 });
    using _hidden = hideProcess(root, 1);
    const { roots, ...rest } = fakeContext();
    const context = { ...rest, roots: { ...roots, proc: root } };
    // All are looked at: a folder has no order in which the hidden one comes first.
    assert.equal(findRunningUpdate(context, context.clock.now()), null);
    const argv = ["npm", "install", "openclaw@latest"];
    writeProcess(root, { pid: 20, argv, startTicks: 719_000 });
    const update = findRunningUpdate(context, context.clock.now());
    assert.equal(update?.reason, "OpenClaw is being updated (pid 20)");
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});
