/** A Context for tests: nothing outside it is touched unless a test says so. */

import type { Context } from "../lib/sys/context.ts";
import type { Clock } from "../lib/sys/clock.ts";
import { safeLine } from "../lib/base/safe_line.ts";
import type { Terminal } from "../lib/sys/terminal.ts";
import { fakeScreen } from "./fake_screen.ts";

/** A clock that moves only when told to, or when somebody sleeps. */
export function fakeClock(
  start = { wallMs: Date.UTC(2026, 10, 23), bootMs: 7_200_000 },
): Clock & { advance(ms: number): void } {
  let elapsed = 0;
  return {
    advance: (ms) => void (elapsed += ms),
    now: () => ({
      wallMs: start.wallMs + elapsed,
      bootMs: start.bootMs + elapsed,
      bootId: "boot-1",
    }),
    elapsedMs: () => elapsed,
    sleep(ms) {
      elapsed += ms;
      return Promise.resolve();
    },
  };
}

/** A terminal that remembers what a person would see. */
export function fakeTerminal(
  answers: string[] = [],
  input = "",
): Terminal & { readonly lines: string[]; readonly errors: string[] } {
  const lines: string[] = [];
  const errors: string[] = [];
  return {
    lines,
    errors,
    out: (line) => void lines.push(safeLine(line)),
    prose: (line) => void lines.push(safeLine(line)),
    err: (line) => void errors.push(safeLine(line)),
    interactive: answers.length > 0,
    colour: false,
    ask: () => answers.shift() ?? null,
    askHidden: () => answers.shift() ?? null,
    input: () => input,
  };
}

/** A context whose every part can be replaced. */
export function fakeContext(parts: Partial<Context> = {}): Context {
  return {
    clock: fakeClock(),
    run: (program) =>
      Promise.reject(new Error(`the test did not expect ${program} to be run`)),
    signal: Deno.kill,
    terminal: fakeTerminal(),
    language: null,
    screen: () => fakeScreen(null),
    random: () => 0.5,
    uid: 1000,
    home: "/nonexistent/home",
    env: () => undefined,
    roots: {
      proc: "/proc",
      cgroup: "/sys/fs/cgroup",
      tmp: "/nonexistent/tmp",
      etc: "/nowhere",
    },
    ...parts,
  };
}
