import assert from "node:assert/strict";
import { endMain, type EndMainHooks } from "../../lib/act/end_main.ts";
import type { ProcessIdentity } from "../../lib/core/types.ts";
import { readProcess } from "../../lib/probe/process.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { fakeContext } from "../fake_context.ts";
import { unitFacts } from "../probe/facts.ts";

const context = fakeContext({ clock: systemClock(), uid: Deno.uid() ?? -1 });

/** A main process, or a gateway that its wrapper, another process, leaves alone. */
function target(
  main: ProcessIdentity,
  terminateTimeoutMs: number,
  wrapper: { readonly killMode: string } | null = null,
) {
  return {
    unit: unitFacts({
      mainPid: wrapper === null ? main.pid : main.pid + 1,
      killMode: wrapper?.killMode ?? "mixed",
    }),
    main: { ...main, invocationId: "" },
    terminateTimeoutMs,
  };
}

/** What was asked and done, in order. */
function hooks(
  answers: { draining?: boolean; held?: boolean; forbidden?: boolean } = {},
): EndMainHooks & { readonly calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    isDraining() {
      calls.push("draining?");
      return Promise.resolve(answers.draining ?? false);
    },
    isHeld() {
      calls.push("held?");
      return answers.held ?? false;
    },
    beforeKill() {
      calls.push("written down");
      return answers.forbidden !== true;
    },
    onStep: () => {},
  };
}

/** Runs a test with a process that ends only when its input ends or it is killed. */
async function withProcess(
  test: (child: Deno.ChildProcess, identity: ProcessIdentity) => Promise<void>,
): Promise<void> {
  const child = new Deno.Command("cat", { stdin: "piped", stdout: "null" })
    .spawn();
  const facts = readProcess(context, child.pid);
  assert.ok(facts);
  try {
    await test(child, facts);
  } finally {
    try {
      child.kill("SIGKILL");
    } catch {
      // It has ended, as the test wanted.
    }
    await child.stdin.abort().catch(() => {});
    await child.status;
  }
}

Deno.test("endMain() kills nothing that ends by itself", async () => {
  await withProcess(async (child, identity) => {
    const seen = hooks();
    const [outcome] = await Promise.all([
      endMain(context, target(identity, 5000), seen),
      child.stdin.close(),
    ]);
    assert.equal(outcome, "ended");
    assert.deepEqual(seen.calls, []);
    assert.equal((await child.status).signal, null);
  });
});

Deno.test("endMain() kills a process that does not end, and has it written down before", async () => {
  await withProcess(async (child, identity) => {
    const seen = hooks();
    assert.equal(await endMain(context, target(identity, 0), seen), "killed");
    assert.deepEqual(seen.calls, ["draining?", "held?", "written down"]);
    assert.equal((await child.status).signal, "SIGKILL");
  });
});

Deno.test("endMain() kills nothing that the budget forbids to kill", async () => {
  await withProcess(async (_child, identity) => {
    const seen = hooks({ forbidden: true });
    assert.equal(await endMain(context, target(identity, 0), seen), "held");
    assert.notEqual(readProcess(context, identity.pid), null);
  });
});

Deno.test("endMain() lets a draining gateway finish", async () => {
  await withProcess(async (_child, identity) => {
    const seen = hooks({ draining: true });
    assert.equal(await endMain(context, target(identity, 0), seen), "draining");
    assert.notEqual(readProcess(context, identity.pid), null);
  });
});

Deno.test("endMain() stands back when maintenance is switched on meanwhile", async () => {
  await withProcess(async (_child, identity) => {
    const seen = hooks({ held: true });
    assert.equal(await endMain(context, target(identity, 0), seen), "held");
    assert.notEqual(readProcess(context, identity.pid), null);
  });
});

Deno.test("endMain() takes a pid with another start time for another process", async () => {
  await withProcess(async (_child, { pid, startTicks }) => {
    const other = { pid, startTicks: startTicks + 1 };
    assert.equal(await endMain(context, target(other, 0), hooks()), "ended");
    assert.notEqual(readProcess(context, pid), null);
  });
});

for (
  const [killMode, asks] of [
    ["process", true],
    ["none", true],
    ["mixed", false],
    ["control-group", false],
  ] as const
) {
  Deno.test(`endMain() ${asks ? "asks" : "leaves it to systemd to ask"} a gateway whose wrapper alone was told to stop by KillMode=${killMode}`, async () => {
    await withProcess(async (child, identity) => {
      const wrapped = target(identity, 500, { killMode });
      const outcome = await endMain(context, wrapped, hooks({ held: true }));
      assert.equal(outcome, asks ? "ended" : "held");
      if (asks) assert.equal((await child.status).signal, "SIGTERM");
    });
  });
}
