/** The edges of the program in one value, so that tests can replace them. */

import type { Scope } from "../base/gateway_unit.ts";
import type { Language } from "../base/language.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type RunCommand, runCommand } from "./command.ts";
import { type Screen, systemScreen } from "./screen.ts";
import { type Surroundings, systemSurroundings } from "./surroundings.ts";
import { systemTerminal, type Terminal } from "./terminal.ts";

/** Everything a command may touch outside itself, but for files below {@linkcode Surroundings.home}. */
export interface Context extends Surroundings {
  readonly clock: Clock;
  readonly run: RunCommand;
  /** kill(2); throws what `Deno.kill` throws. */
  signal(pid: number, signal: Deno.Signal): void;
  readonly terminal: Terminal;
  /** What people are spoken to in; null before anything was said. */
  readonly language: Language | null;
  /** What {@linkcode terminal} writes to, for what is written over. */
  screen(stream: "stdout" | "stderr"): Screen;
  /** Whose timer of root's is meant; missing: as install.json and the timer's own files say. */
  readonly timerScope?: Scope;
  /** From 0 to below 1, for what must not happen everywhere at the same time. */
  random(): number;
}

/**
 * The context of the real process.
 *
 * @param forgotten Variables that the process no longer has, and `env` still
 * knows.
 * @throws {GuardError} when there is no home folder to work in.
 */
export function systemContext(
  forgotten: ReadonlyMap<string, string> = new Map(),
): Context {
  const surroundings = systemSurroundings();
  return {
    ...surroundings,
    env: (name) => surroundings.env(name) ?? forgotten.get(name),
    clock: systemClock(),
    run: runCommand,
    signal: Deno.kill,
    terminal: systemTerminal(),
    language: null,
    screen: systemScreen,
    random: Math.random,
  };
}
