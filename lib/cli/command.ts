/** What every command is made of. */

import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "../core/errors.ts";
import type { Context } from "../sys/context.ts";

/** One command: its help and its work. */
export interface Command {
  /** Shown by `help NAME` and `NAME --help`; ends without a newline. */
  readonly help: string;
  /**
   * @param args Arguments after the command's name.
   * @returns The exit code.
   */
  run(args: readonly string[], context: Context): Promise<number>;
}

/** Names of the options a command takes. */
export interface OptionSpec {
  /** Flags without a value, e.g. "json". */
  readonly boolean?: readonly string[];
  /** Options with a value, e.g. "profile". */
  readonly string?: readonly string[];
  /** One-letter names: `{ n: "lines" }`. */
  readonly alias?: Readonly<Record<string, string>>;
  /** How many words without a dash may follow. Default 0. */
  readonly maxWords?: number;
}

/** What {@linkcode parseOptions} found. */
export interface ParsedOptions {
  readonly words: readonly string[];
  flag(name: string): boolean;
  /** The value, or undefined when the option was not given. */
  value(name: string): string | undefined;
}

/**
 * Reads a command's arguments.
 *
 * @throws {UsageError} for an unknown option, a missing or doubled value, too many words.
 */
export function parseOptions(
  command: string,
  args: readonly string[],
  spec: OptionSpec,
): ParsedOptions {
  const alias = spec.alias ?? {};
  const help = `See "openclaw-guard help ${command}"`;
  const fail = (problem: string): never => {
    throw new UsageError(`cannot run "${command}": ${problem}`, help);
  };
  const parsed = parseArgs([...args], {
    boolean: [...spec.boolean ?? []],
    string: [...spec.string ?? []],
    alias: { ...alias },
    "--": true,
    unknown: (argument, key) => {
      if (key !== undefined && argument.startsWith("-")) {
        fail(`unknown option ${argument.split("=")[0]}`);
      }
      return true;
    },
  }) as unknown as Record<string, unknown> & {
    _: (string | number)[];
    "--"?: string[];
  };
  const words = [...parsed._.map(String), ...parsed["--"] ?? []];
  const maxWords = spec.maxWords ?? 0;
  if (words.length > maxWords) {
    fail(`unexpected argument ${JSON.stringify(words[maxWords])}`);
  }
  for (const name of spec.string ?? []) {
    const value = parsed[name];
    if (Array.isArray(value)) fail(`--${name} was given more than once`);
    if (value === "") fail(`--${name} needs a value`);
  }
  return {
    words,
    flag: (name) => parsed[name] === true,
    value: (name) => {
      const value = parsed[name];
      return typeof value === "string" ? value : undefined;
    },
  };
}
