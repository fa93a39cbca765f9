/** Real processes to be ended by the tests. */

import { readProcess } from "../../lib/probe/process.ts";
import type { Context } from "../../lib/sys/context.ts";
import { runCommand } from "../../lib/sys/command.ts";
import { systemClock } from "../../lib/sys/clock.ts";
import { fakeContext } from "../fake_context.ts";

/** A context with real time, real programs and this user. */
export function realContext(): Context {
  return fakeContext({
    clock: systemClock(),
    run: runCommand,
    uid: Deno.uid() ?? -1,
  });
}

/** A running listening_child.ts. */
export interface Child extends AsyncDisposable {
  readonly pid: number;
  readonly startTicks: number;
  readonly port: number;
  readonly cgroup: string;
  /** How it ended. */
  readonly status: Promise<Deno.CommandStatus>;
}

/**
 * Starts a child and waits until it listens.
 *
 * @param options Its argument, or variables of its environment.
 */
export async function startChild(
  ...options: (string | Readonly<Record<string, string>>)[]
): Promise<Child> {
  const args = options.filter((it) => typeof it === "string");
  const env = Object.assign(
    {},
    ...options.filter((it) => typeof it !== "string"),
  );
  const script = new URL("./listening_child.ts", import.meta.url).pathname;
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-lock",
      "--no-config",
      "--no-check",
      "-A",
      script,
      ...args,
    ],
    env,
    stdin: "null",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = process.stdout.getReader();
  const { value } = await reader.read();
  reader.releaseLock();
  const facts = readProcess(realContext(), process.pid);
  if (facts === null) throw new Error("the child has gone");
  return {
    pid: process.pid,
    startTicks: facts.startTicks,
    port: Number(new TextDecoder().decode(value).trim()),
    cgroup: facts.cgroup,
    status: process.status,
    async [Symbol.asyncDispose]() {
      try {
        process.kill("SIGKILL");
      } catch {
        // It has ended, as most tests want.
      }
      await process.status;
      await process.stdout.cancel();
    },
  };
}
