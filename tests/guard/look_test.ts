import assert from "node:assert/strict";
import { changeSince } from "../../lib/guard/look.ts";
import type { Tick } from "../../lib/guard/tick_tools.ts";
import { readProcess } from "../../lib/probe/process.ts";
import { sight } from "../core/world.ts";
import { checkCommand } from "../../lib/commands/check.ts";
import { readHistory } from "../../lib/store/history.ts";
import { fakeContext, fakeTerminal } from "../fake_context.ts";
import { ModelledHost } from "../model/modelled_host.ts";

/** What a check of a gateway that fails says of its wait: announced, and told. */
async function waitWith(random: number) {
  await using host = new ModelledHost();
  const context = { ...host.context, terminal: fakeTerminal() };
  host.start({ hung: false });
  host.advance(20_000);
  await checkCommand.run([], context);
  host.hang();
  host.advance(30_000);
  const { random: real } = Math;
  Math.random = () => random;
  try {
    await checkCommand.run([], context);
  } finally {
    Math.random = real;
  }
  const told = readHistory(context, "default").events
    .map(({ sentence }) => sentence).join("\n");
  return [/looking again for (\d+ s)/, /still so after (\d+ s)/]
    .map((pattern) => pattern.exec(told)?.[1] ?? told);
}

Deno.test("as long as it was announced to look again is told to have been waited", async () => {
  for (const random of [0.05, 0.3, 0.55, 0.8, 0.95]) {
    const [announced, told] = await waitWith(random);
    assert.equal(told, announced, `${random}`);
  }
});

Deno.test("a wrapper that has started its gateway anew since the look has another process", async () => {
  const main = readProcess(fakeContext(), Deno.pid);
  assert.ok(main);
  const { pid, startTicks } = main;
  const context = fakeContext({
    run: () =>
      Promise.resolve({
        code: 0,
        stdout: "ActiveState=active\nMainPID=4242\nInvocationID=first\n",
        stderr: "",
        timedOut: false,
      }),
  });
  for (const [born, changed] of [[startTicks, false], [1, true]] as const) {
    const incarnation = { pid, startTicks: born, invocationId: "first" };
    const observation = sight({
      unit: { mainPid: 4242 },
      rest: { incarnation },
    });
    const look = { observation, endpoint: null, socket: null };
    const change = await changeSince({ context } as Tick, look, false);
    assert.equal(change !== null, changed);
  }
});
