import assert from "node:assert/strict";
import { leaveStopped } from "../../../lib/commands/emergency_stop/resume.ts";
import { lockForStop } from "../../../lib/commands/emergency_stop/wait.ts";
import {
  hasEmergencyStop,
  writeEmergencyStop,
} from "../../../lib/store/emergency_stop.ts";
import { takeLock } from "../../../lib/store/lock.ts";
import { profilePaths } from "../../../lib/store/paths.ts";
import { fakeContext, fakeTerminal } from "../../fake_context.ts";
import { hideProcess } from "../../probe/fake_proc.ts";

const SHORT = { silentMs: 1, toldMs: 1 };

function world() {
  const terminal = fakeTerminal();
  const context = fakeContext({
    home: Deno.makeTempDirSync(),
    uid: Deno.uid() ?? 0,
    terminal,
  });
  return { context, terminal, paths: profilePaths(context, "default") };
}

/** What was waited for in vain is given back when it comes. */
async function allClosed(lock: string): Promise<void> {
  const isOpen = () =>
    [...Deno.readDirSync("/proc/self/fd")].some(({ name }) => {
      try {
        return Deno.readLinkSync(`/proc/self/fd/${name}`) === lock;
      } catch {
        return false;
      }
    });
  while (isOpen()) await new Promise((go) => setTimeout(go, 1));
}

Deno.test("A2: an emergency stop takes a free lock without a word, so that no check begins meanwhile", async () => {
  const { context, terminal, paths } = world();
  const lock = await lockForStop(context, "default");
  assert.notEqual(lock, null);
  assert.equal(await takeLock(paths, 1), null);
  assert.deepEqual(terminal.lines, []);
  lock?.[Symbol.dispose]();
  await allClosed(paths.lock);
});

Deno.test("A2: an emergency stop says who holds the lock, waits, and goes on without it", async () => {
  const { context, terminal, paths } = world();
  const other = await takeLock(paths, 1000);
  assert.equal(await lockForStop(context, "default", SHORT), null);
  other?.[Symbol.dispose]();
  await allClosed(paths.lock);
  assert.deepEqual([terminal.lines, terminal.errors], [[
    `default: waiting until pid ${Deno.pid} lets go of the guard's lock, 0 s at the most`,
  ], []]);
});

Deno.test("A2: an emergency stop has the lock as soon as the other lets go of it", async () => {
  const { context, paths } = world();
  const other = await takeLock(paths, 1000);
  const waiting = lockForStop(context, "default", {
    silentMs: 1,
    toldMs: 60_000,
  });
  const early = await Promise.race([
    waiting.then(() => true),
    takeLock(paths, 20).then(() => false),
  ]);
  assert.equal(early, false);
  other?.[Symbol.dispose]();
  const lock = await waiting;
  assert.notEqual(lock, null);
  lock?.[Symbol.dispose]();
  await allClosed(paths.lock);
});

Deno.test("A2: nor does an emergency stop mind that who holds the lock is hidden (hidepid=1)", async () => {
  const { context, terminal, paths } = world();
  const other = await takeLock(paths, 1000);
  {
    using _hidden = hideProcess("/proc", Deno.pid);
    assert.equal(await lockForStop(context, "default", SHORT), null);
  }
  other?.[Symbol.dispose]();
  await allClosed(paths.lock);
  assert.match(terminal.lines[0] ?? "", /waiting until pid \d+ lets go/);
});

Deno.test("A2: a lock that cannot be used keeps no emergency stop from going on", async () => {
  const { context, terminal, paths } = world();
  Deno.mkdirSync(paths.lock, { recursive: true });
  assert.equal(await lockForStop(context, "default", SHORT), null);
  assert.deepEqual(terminal.lines, []);
});

Deno.test("resume --no-start ends no emergency stop while another has the lock, who may start the gateway", async () => {
  const { context, terminal, paths } = world();
  writeEmergencyStop(context, "default");
  const other = await takeLock(paths, 1000);
  assert.equal(await leaveStopped(context, "default", SHORT), false);
  other?.[Symbol.dispose]();
  await allClosed(paths.lock);
  assert.equal(hasEmergencyStop(context, "default"), true);
  assert.match(terminal.lines[0] ?? "", /waiting until pid \d+ lets go/);
  assert.match(
    terminal.errors[0] ?? "",
    /^default: the emergency stop goes on: .*; run it again$/,
  );
  assert.equal(await leaveStopped(context, "default", SHORT), true);
  assert.equal(hasEmergencyStop(context, "default"), false);
});
