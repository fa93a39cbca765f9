/** What every command is made of. */

import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../base/say.ts";

/** One command; its help is in text/help.ts. */
export interface Command {
  /**
   * @param args Arguments after the command's name.
   * @returns The exit code.
   */
  run(args: readonly string[], context: Context): Promise<number>;
}

/** What a command is for; `help` shows those of one purpose together. */
export type CommandGroup = "see" | "pause" | "config" | "setup";

/** A row of the table of commands. */
export interface CommandEntry {
  readonly group: CommandGroup;
  /** One line for `help`. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** The table of commands: by name, in the order `help` shows them. */
export type Commands = Readonly<Record<string, CommandEntry>>;

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
  /** What a word too many was meant to be; undefined: nobody knows. */
  readonly hintFor?: (
    extra: string,
    words: readonly string[],
  ) => string | undefined;
}

/** What {@linkcode parseOptions} found. */
export interface ParsedOptions {
  readonly words: readonly string[];
  flag(name: string): boolean;
  /** The value, or undefined when the option was not given. */
  value(name: string): string | undefined;
}

/** An option that a command does not have. */
export class UnknownOptionError extends UsageError {
  /** What it would have taken, with dashes, e.g. "--json" and "-n". */
  readonly accepted: readonly string[];
  constructor(problem: string, hint: string, accepted: readonly string[]) {
    super(problem, hint);
    this.accepted = accepted;
  }
}

/**
 * One of a few words, such as the "on" of "maintenance on".
 *
 * @throws {UsageError} naming the nearest one, when it is none of them.
 */
export function chooseWord<const W extends string>(
  command: string,
  word: string | undefined,
  choices: readonly W[],
): W {
  const chosen = choices.find((choice) => choice === word);
  if (chosen !== undefined) return chosen;
  const list = choices.join("|");
  if (word === undefined) {
    throw new UsageError(
      cannotRun(command, say`say which one`),
      say`Choose one of ${list}`,
    );
  }
  const nearest = nearestName(word, choices);
  throw new UsageError(
    cannotRun(command, say`${JSON.stringify(word)} is none of ${list}`),
    nearest === undefined
      ? say`See "openclaw-guard help ${command}"`
      : say`Did you mean "openclaw-guard ${command} ${nearest}"?`,
  );
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
  const help = say`See "openclaw-guard help ${command}"`;
  const fail = (problem: string, hint = help): never => {
    throw new UsageError(cannotRun(command, problem), hint);
  };
  const booleans = [...spec.boolean ?? []];
  const strings = [...spec.string ?? []];
  const accepted = [
    ...[...booleans, ...strings].map((name) => `--${name}`),
    ...Object.keys(alias).map((letter) => `-${letter}`),
  ];
  const hintFor = (mistyped: string) => {
    const nearest = nearestOption(mistyped, accepted);
    return nearest === undefined ? help : say`Did you mean ${nearest}?`;
  };
  const failUnknown = (option: string): never => {
    throw new UnknownOptionError(
      cannotRun(command, say`unknown option ${option}`),
      hintFor(option),
      accepted,
    );
  };
  const end = args.indexOf("--");
  for (const argument of end === -1 ? args : args.slice(0, end)) {
    // parseArgs takes any value but "false" for true: --yes=no would mean yes.
    const name = /^--([^=]+)=/.exec(argument)?.[1] ?? "";
    if (booleans.includes(name)) fail(say`--${name} takes no value`);
  }
  const parsed: Readonly<Record<string, unknown>> = parseArgs([...args], {
    boolean: booleans,
    // "_": or the word 007 would become the number 7.
    string: ["_", ...strings],
    // Or the last of several values would win without a word.
    collect: strings,
    alias: { ...alias },
    "--": true,
    unknown: (argument, key) => {
      if (key !== undefined && argument.startsWith("-")) {
        failUnknown(argument.split("=")[0] ?? argument);
      }
      return true;
    },
  });
  const texts = (name: string) => {
    const value = parsed[name];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const words = [...texts("_"), ...texts("--")];
  const maxWords = spec.maxWords ?? 0;
  const extra = words[maxWords];
  if (extra !== undefined) {
    // "logs follow" without the dashes.
    fail(
      say`unexpected argument ${JSON.stringify(extra)}`,
      spec.hintFor?.(extra, words) ?? hintFor(extra),
    );
  }
  for (const name of strings) {
    const values = texts(name);
    if (values.length > 1) fail(say`--${name} was given more than once`);
    if (values[0] === "") fail(say`--${name} needs a value`);
  }
  return {
    words,
    flag: (name) => parsed[name] === true,
    value: (name) => texts(name)[0],
  };
}

/** The problem is a sentence of its own, so that its translation is found whatever the command. */
function cannotRun(command: string, problem: string): string {
  return say`cannot run "${command}": ${problem}`;
}

/** A word for words: "--josn" is "--json", and "-json" as well. */
function nearestOption(
  option: string,
  accepted: readonly string[],
): string | undefined {
  const word = option.replace(/^-+/, "");
  if (word.length < 2) return undefined;
  const names = [...accepted, "--help", "--lang"].map((name) => name.slice(2));
  const nearest = nearestName(word, names.filter((name) => name !== ""));
  return nearest === undefined ? undefined : `--${nearest}`;
}
