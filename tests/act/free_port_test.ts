import assert from "node:assert/strict";
import { freePort } from "../../lib/act/free_port.ts";
import { findListener } from "../../lib/probe/listener.ts";
import { sameProcess } from "../../lib/probe/process.ts";
import { unitFacts } from "../probe/facts.ts";
import type { Context } from "../../lib/sys/context.ts";
import { realContext, startChild } from "./child.ts";

/** Real but for systemd, which tells of this main process. */
function contextWithMain(
  mainPid: number | null,
  invocationId = "",
): Context {
  const context = realContext();
  return {
    ...context,
    run: (program, args, options) =>
      program !== "systemctl"
        ? context.run(program, args, options)
        : Promise.resolve({
          code: mainPid === null ? 1 : 0,
          stdout: `MainPID=${mainPid}\nInvocationID=${invocationId}\n`,
          stderr: "",
          timedOut: false,
        }),
  };
}

Deno.test("a leftover of the stopped unit is ended, a client of the port is not", async () => {
  await using child = await startChild("stubborn");
  // The client is in the same control group; only listening counts.
  await using bystander = await startChild();
  using client = await Deno.connect({
    hostname: "127.0.0.1",
    port: child.port,
  });
  const context = contextWithMain(0);
  const unit = unitFacts({
    activeState: "active",
    controlGroup: child.cgroup,
  });
  const result = await freePort(
    context,
    "default",
    unit,
    child.port,
    () => true,
  );
  assert.deepEqual(result.left, []);
  assert.equal(result.ended.length, 1);
  assert.match(
    result.ended[0] ?? "",
    new RegExp(`process ${child.pid} .*: killed`),
  );
  assert.equal((await child.status).signal, "SIGKILL");
  assert.equal(await findListener(context, "default", child.port, unit), null);
  assert.equal(sameProcess(context, bystander), true);
  assert.ok(client.localAddr);
});

Deno.test("of a unit that runs only what an earlier life left is ended, by what systemd says then", async () => {
  const [earlier, now, next] = ["a", "b", "c"].map((it) => it.repeat(32));
  const cases: [seen: string, current: string, ended: boolean][] = [
    [now ?? "", now ?? "", true],
    // It was restarted after the look, and this is its new life.
    [now ?? "", earlier ?? "", false],
    [next ?? "", next ?? "", true],
  ];
  for (const [seen, current, ended] of cases) {
    await using child = await startChild({ INVOCATION_ID: earlier ?? "" });
    await using main = await startChild();
    const unit = unitFacts({
      ...{ controlGroup: child.cgroup, mainPid: main.pid },
      invocationId: seen,
    });
    const result = await freePort(
      contextWithMain(main.pid, current),
      "default",
      unit,
      child.port,
      () => true,
    );
    assert.equal(result.ended.length, ended ? 1 : 0, seen);
    assert.equal(sameProcess(realContext(), child), !ended);
    if (!ended) assert.match(result.left[0] ?? "", /the running service/);
    assert.equal(sameProcess(realContext(), main), true);
  }
});

Deno.test("a leftover on the port that must not be killed now is left, and named", async () => {
  await using child = await startChild("stubborn");
  const context = contextWithMain(0);
  const unit = unitFacts({ controlGroup: child.cgroup });
  const result = await freePort(
    context,
    "default",
    unit,
    child.port,
    () => false,
  );
  assert.match(result.left[0] ?? "", /: still there/);
  assert.equal(sameProcess(context, child), true);
});

Deno.test("a foreign listener is named and left alone", async () => {
  await using child = await startChild();
  const context = contextWithMain(0);
  const unit = unitFacts({ activeState: "inactive" });
  const result = await freePort(
    context,
    "default",
    unit,
    child.port,
    () => true,
  );
  assert.deepEqual(result.ended, []);
  assert.match(
    result.left[0] ?? "",
    new RegExp(`held by process ${child.pid} \\(deno`),
  );
  assert.match(result.left[0] ?? "", /not a gateway of this profile/);
  assert.equal(sameProcess(context, child), true);
});

Deno.test("a unit that runs, or of which systemd says nothing, is spared", async () => {
  await using child = await startChild();
  const unit = unitFacts({ controlGroup: child.cgroup });
  for (
    const [mainPid, reason] of [
      [child.pid, /belongs to the running service/],
      [child.pid + 1, /belongs to the running service/],
      [null, /systemd does not say/],
    ] as const
  ) {
    const context = contextWithMain(mainPid);
    const result = await freePort(
      context,
      "default",
      unit,
      child.port,
      () => true,
    );
    assert.match(result.left[0] ?? "", reason);
    assert.deepEqual(result.ended, []);
    assert.equal(sameProcess(context, child), true);
  }
});

Deno.test("a free port needs nothing", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  const result = await freePort(
    realContext(),
    "default",
    unitFacts(),
    port,
    () => true,
  );
  assert.deepEqual(result, { ended: [], left: [] });
});
