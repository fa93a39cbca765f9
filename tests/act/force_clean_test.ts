import assert from "node:assert/strict";
import type { EndMainHooks } from "../../lib/act/end_main.ts";
import { stopAndClean } from "../../lib/act/force_clean.ts";
import { sameProcess } from "../../lib/probe/process.ts";
import type { Context } from "../../lib/sys/context.ts";
import { unitFacts } from "../probe/facts.ts";
import { hideProcess, writeProcess, writeTcp } from "../probe/fake_proc.ts";
import { realContext, startChild } from "./child.ts";

const HOOKS: EndMainHooks = {
  isDraining: () => Promise.resolve(false),
  isHeld: () => false,
  beforeKill: () => true,
  onStep: () => {},
};

/** The unit's main process has ended. */
function stoppedContext(roots: { proc: string; cgroup: string }): Context {
  const real = realContext();
  const stdout = "ActiveState=inactive\nMainPID=0\nInvocationID=a\n";
  return {
    ...real,
    roots: { ...real.roots, ...roots },
    run: () =>
      Promise.resolve({ code: 0, stdout, stderr: "", timedOut: false }),
  };
}

Deno.test("a force clean ends what is left in the unit's group; for a port that is held alone, only what holds it", async () => {
  for (const portOnly of [true, false]) {
    await using left = await startChild();
    await using holder = await startChild();
    const root = Deno.makeTempDirSync();
    Deno.mkdirSync(`${root}/group`);
    Deno.writeTextFileSync(`${root}/group/cgroup.procs`, `${left.pid}\n`);
    const context = stoppedContext({ proc: "/proc", cgroup: root });
    const steps: string[] = [];
    const { ended } = await stopAndClean(context, {
      ...{ profile: "default", port: holder.port, main: null },
      unit: unitFacts({ controlGroup: "/group" }),
      ...{ terminateTimeoutMs: 0, portOnly },
    }, { ...HOOKS, onStep: (step) => void steps.push(step) });
    Deno.removeSync(root, { recursive: true });
    assert.equal(sameProcess(context, left), portOnly);
    assert.equal(ended.length, portOnly ? 0 : 1);
    // It is in no group of the unit: a stranger on the port.
    assert.equal(sameProcess(context, holder), true);
    assert.equal(steps.at(-1), "port-freed");
  }
});

Deno.test("a force clean goes on where another user's process in the unit's group is hidden (hidepid=1)", async () => {
  const root = Deno.makeTempDirSync();
  Deno.mkdirSync(`${root}/group`);
  Deno.writeTextFileSync(`${root}/group/cgroup.procs`, "60\n");
  writeProcess(root, { pid: 60, uid: 0 });
  writeTcp(root, "");
  const context = stoppedContext({ proc: root, cgroup: root });
  using _hidden = hideProcess(root, 60);
  const { main, ended } = await stopAndClean(context, {
    ...{ profile: "default", port: 1, main: null, terminateTimeoutMs: 0 },
    unit: unitFacts({ controlGroup: "/group" }),
  }, HOOKS);
  Deno.removeSync(root, { recursive: true });
  assert.deepEqual([main, ended], ["ended", []]);
});
