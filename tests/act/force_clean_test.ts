import assert from "node:assert/strict";
import { stopAndClean } from "../../lib/act/force_clean.ts";
import { sameProcess } from "../../lib/probe/process.ts";
import { unitFacts } from "../probe/facts.ts";
import { realContext, startChild } from "./child.ts";

Deno.test("a force clean ends what is left in the unit's group; for a port that is held alone, only what holds it", async () => {
  for (const portOnly of [true, false]) {
    await using left = await startChild();
    await using holder = await startChild();
    const root = Deno.makeTempDirSync();
    Deno.mkdirSync(`${root}/group`);
    Deno.writeTextFileSync(`${root}/group/cgroup.procs`, `${left.pid}\n`);
    const real = realContext();
    const context = {
      ...real,
      roots: { ...real.roots, proc: "/proc", cgroup: root },
      run: () =>
        Promise.resolve({
          code: 0,
          stdout: "ActiveState=inactive\nMainPID=0\nInvocationID=a\n",
          stderr: "",
          timedOut: false,
        }),
    };
    const steps: string[] = [];
    const { ended } = await stopAndClean(context, {
      ...{ profile: "default", port: holder.port, main: null },
      unit: unitFacts({ controlGroup: "/group" }),
      ...{ terminateTimeoutMs: 0, portOnly },
    }, {
      isDraining: () => Promise.resolve(false),
      isHeld: () => false,
      beforeKill: () => true,
      onStep: (step) => void steps.push(step),
    });
    Deno.removeSync(root, { recursive: true });
    assert.equal(sameProcess(context, left), portOnly);
    assert.equal(ended.length, portOnly ? 0 : 1);
    // It is in no group of the unit: a stranger on the port.
    assert.equal(sameProcess(context, holder), true);
    assert.equal(steps.at(-1), "port-freed");
  }
});
