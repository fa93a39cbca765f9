import assert from "node:assert/strict";
import { signalVerified, terminateVerified } from "../../lib/act/terminate.ts";
import { readProcess, sameProcess } from "../../lib/probe/process.ts";
import { fakeContext } from "../fake_context.ts";
import { writeProcess } from "../probe/fake_proc.ts";
import { realContext, startChild } from "./child.ts";

const LIMITS = {
  termTimeoutMs: 5000,
  killTimeoutMs: 5000,
  beforeKill: () => true,
};

Deno.test("a process that heeds SIGTERM is not killed", async () => {
  await using child = await startChild();
  const how = await terminateVerified(realContext(), child, LIMITS);
  assert.equal(how, "terminated");
  assert.equal((await child.status).signal, "SIGTERM");
});

Deno.test("a process that ignores SIGTERM is killed", async () => {
  await using child = await startChild("stubborn");
  const limits = { ...LIMITS, termTimeoutMs: 100 };
  const how = await terminateVerified(realContext(), child, limits);
  assert.equal(how, "killed");
  assert.equal((await child.status).signal, "SIGKILL");
});

Deno.test("a process that must not be killed now is asked to end, and no more", async () => {
  await using child = await startChild("stubborn");
  const asked: number[] = [];
  const how = await terminateVerified(realContext(), child, {
    ...LIMITS,
    termTimeoutMs: 100,
    beforeKill: (pid) => asked.push(pid) < 0,
  });
  assert.equal(how, "still-there");
  assert.deepEqual(asked, [child.pid]);
  assert.equal(sameProcess(realContext(), child), true);
});

Deno.test("a stopped process gets the chance to end itself", async () => {
  await using child = await startChild();
  Deno.kill(child.pid, "SIGSTOP");
  const how = await terminateVerified(realContext(), child, LIMITS);
  assert.equal(how, "terminated");
});

Deno.test("a process that was never meant is not signalled", async () => {
  await using child = await startChild();
  const context = realContext();
  const reused = { pid: child.pid, startTicks: child.startTicks - 1 };
  assert.equal(signalVerified(context, reused, "SIGKILL"), "gone");
  assert.equal(await terminateVerified(context, reused, LIMITS), "gone");
  const otherUser = { ...context, uid: context.uid + 1 };
  assert.equal(signalVerified(otherUser, child, "SIGKILL"), "refused");
  assert.equal(sameProcess(context, child), true);
});

Deno.test("the guard itself and pids that mean more than one process are refused", () => {
  const context = realContext();
  // SIGCONT: if this ever fails, it harms nobody.
  const guard = readProcess(context, Deno.pid);
  assert.ok(guard);
  const { startTicks } = guard;
  for (const pid of [Deno.pid, 1, 0, -1, -Deno.pid, NaN, 1.5]) {
    const identity = { pid, startTicks };
    assert.equal(signalVerified(context, identity, "SIGCONT"), "refused");
  }
});

Deno.test("a zombie counts as gone", () => {
  const proc = Deno.makeTempDirSync();
  const roots = { proc, cgroup: "/nowhere", etc: "/nowhere", tmp: "/nowhere" };
  writeProcess(proc, { pid: 4_194_303, state: "Z", startTicks: 3 });
  const identity = { pid: 4_194_303, startTicks: 3 };
  assert.equal(
    signalVerified(fakeContext({ roots }), identity, "SIGKILL"),
    "gone",
  );
  Deno.removeSync(proc, { recursive: true });
});

Deno.test("the children of an orphan are killed by their parent, never by a pattern", async () => {
  await using child = await startChild("stubborn");
  const asked: string[] = [];
  const context = {
    ...realContext(),
    run: (program: string, args: readonly string[]) => {
      asked.push([program, ...args].join(" "));
      return Promise.resolve({
        code: 1,
        stdout: "",
        stderr: "",
        timedOut: false,
      });
    },
  };
  const limits = { ...LIMITS, termTimeoutMs: 50, withChildren: true };
  assert.equal(await terminateVerified(context, child, limits), "killed");
  assert.deepEqual(asked, [`pkill -KILL -U ${context.uid} -P ${child.pid}`]);
});
