/** What every command is made of. */

import { parseArgs } from "@std/cli/parse-args";
import { UsageError } from "../base/errors.ts";
import { nearestName } from "../base/nearest.ts";
import { checkProfileName, DEFAULT_PROFILE } from "../base/profile.ts";
import type { Context } from "../sys/context.ts";
import { type CommandDescription, option, optionsOf } from "./description.ts";
import { say } from "../base/say.ts";

/** One command; what it takes is in its description. */
export interface Command {
  /**
   * @param args Arguments after the command's name.
   * @returns The exit code.
   */
  run(args: readonly string[], context: Context): Promise<number>;
}

/** How commands are loaded, by their names. */
export type Commands = Readonly<Record<string, () => Promise<Command>>>;

/** What {@linkcode parseOptions} found. */
export interface ParsedOptions {
  readonly words: readonly string[];
  flag(name: string): boolean;
  /** The value, or undefined when the option was not given. */
  value(name: string): string | undefined;
  /** All values of an option that may be given more than once. */
  values(name: string): readonly string[];
  /**
   * The one of `--profile`, undefined when it was not given.
   *
   * @throws {UsageError} when it cannot be one.
   */
  namedProfile(): string | undefined;
  /** The same; when none was given, the default one. */
  profile(): string;
}

/**
 * The whole number that an option or a word gives.
 *
 * @param cannot What cannot be done with any other, a clause for people.
 * @param hint What to write instead.
 * @throws {UsageError} when it is none, or not one of that range.
 */
export function wholeNumber(
  text: string,
  [minimum, maximum]: readonly [minimum: number, maximum: number],
  cannot: string,
  hint: string,
): number {
  const number = /^[0-9]{1,9}$/.test(text) ? Number(text) : NaN;
  if (number >= minimum && number <= maximum) return number;
  throw new UsageError(
    say`${cannot}: that is not a whole number from ${minimum} to ${maximum}`,
    hint,
  );
}

/**
 * The error for a command line that is wrong.
 *
 * @param problem A sentence of its own, so that its translation is found whatever the command.
 * @param hint What to write instead; left out: where to read on.
 */
export function wrongUse(
  command: string,
  problem: string,
  hint = say`See "openclaw-guard help ${command}"`,
): UsageError {
  return new UsageError(say`cannot run "${command}": ${problem}`, hint);
}

/**
 * One of the words of a command, such as the "on" of "maintenance on".
 *
 * @throws {UsageError} naming the nearest one, when it is none of them.
 */
export function chooseWord<W extends string>(
  { name: command, words }: {
    readonly name: string;
    readonly words: Readonly<Record<W, unknown>>;
  },
  word: string | undefined,
): W {
  const choices = Object.keys(words) as W[];
  const chosen = choices.find((choice) => choice === word);
  if (chosen !== undefined) return chosen;
  const list = choices.join("|");
  if (word === undefined) {
    throw wrongUse(command, say`say which one`, say`Choose one of ${list}`);
  }
  const nearest = nearestName(word, choices);
  throw wrongUse(
    command,
    say`${JSON.stringify(word)} is none of ${list}`,
    nearest === undefined
      ? undefined
      : say`Did you mean "openclaw-guard ${command} ${nearest}"?`,
  );
}

/** The words before a "--"; what is behind is never an option. */
export function optionWords(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return end === -1 ? args : args.slice(0, end);
}

/** Where an option with a value stands in a command line that is not parsed yet. */
interface FoundOption {
  readonly at: number;
  /** How many words it takes: one for "--lang=en". */
  readonly words: 1 | 2;
  readonly value: string | undefined;
}

/** @param name With dashes. */
export function findOption(
  args: readonly string[],
  name: string,
): FoundOption | null {
  const at = optionWords(args)
    .findIndex((word) => word === name || word.startsWith(`${name}=`));
  if (at === -1) return null;
  const [word = "", next] = args.slice(at);
  return word === name
    ? { at, words: 2, value: next }
    : { at, words: 1, value: word.slice(name.length + 1) };
}

/**
 * Reads a command's arguments.
 *
 * @param hintFor What a word too many was meant to be; undefined: nobody knows.
 * @throws {UsageError} for an unknown option, a missing or doubled value, too many words.
 */
export function parseOptions(
  description: CommandDescription,
  args: readonly string[],
  hintFor?: (extra: string, words: readonly string[]) => string | undefined,
): ParsedOptions {
  const { name: command, maxWords = 0, repeated = [] } = description;
  const { booleans, strings, alias } = optionNames(description);
  const fail = (problem: string, hint?: string): never => {
    throw wrongUse(command, problem, hint);
  };
  /** A word for words, too: "--josn" is "--json", and so is "-json". */
  const nearestTo = (mistyped: string) => {
    const word = mistyped.replace(/^-+/, "");
    const names = [...booleans, ...strings, "help", "lang"];
    const nearest = word.length < 2 ? undefined : nearestName(word, names);
    return nearest === undefined
      ? undefined
      : say`Did you mean ${`--${nearest}`}?`;
  };
  for (const argument of optionWords(args)) {
    // parseArgs takes any value but "false" for true: --yes=no would mean yes.
    const [, typed = ""] = /^--?([^=]+)=/.exec(argument) ?? [];
    const name = alias[typed] ?? typed;
    if (booleans.includes(name)) fail(say`--${name} takes no value`);
  }
  const parsed: Readonly<Record<string, unknown>> = parseArgs([...args], {
    boolean: booleans,
    // "_": or the word 007 would become the number 7.
    string: ["_", ...strings],
    // Or the last of several values would win without a word.
    collect: strings,
    alias,
    "--": true,
    unknown: (argument, key) => {
      if (key !== undefined && argument.startsWith("-")) {
        const option = argument.split("=")[0] ?? argument;
        fail(say`unknown option ${option}`, nearestTo(option));
      }
      return true;
    },
  });
  const texts = (name: string) => {
    const value = parsed[name];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const words = [...texts("_"), ...texts("--")];
  const extra = words[maxWords];
  if (extra !== undefined) {
    // "logs follow" without the dashes.
    fail(
      say`unexpected argument ${JSON.stringify(extra)}`,
      hintFor?.(extra, words) ?? nearestTo(extra),
    );
  }
  for (const name of strings) {
    const values = texts(name);
    if (values.length > 1 && !repeated.includes(name)) {
      fail(say`--${name} was given more than once`);
    }
    if (values.includes("")) fail(say`--${name} needs a value`);
  }
  const namedProfile = () => {
    const [name] = texts("profile");
    return name === undefined ? undefined : checkProfileName(name);
  };
  return {
    words,
    flag: (name) => parsed[name] === true,
    value: (name) => texts(name)[0],
    values: texts,
    namedProfile,
    profile: () => namedProfile() ?? DEFAULT_PROFILE,
  };
}

/** The names of a command's options without dashes: flags, those with a value, letters. */
function optionNames(description: CommandDescription) {
  const { hidden = [] } = description;
  const options = [
    ...optionsOf(description),
    ...hidden.map((term) => option(term)),
  ]
    .map(({ names, value }) => {
      const [name = "", letter] = names.map((name) => name.replace(/^-+/, ""))
        .toReversed();
      return { name, letter, flag: value === null || value.startsWith("[") };
    });
  const alias: Record<string, string> = {};
  for (const { name, letter } of options) {
    if (letter !== undefined) alias[letter] = name;
  }
  return {
    booleans: options.filter(({ flag }) => flag).map(({ name }) => name),
    strings: options.filter(({ flag }) => !flag).map(({ name }) => name),
    alias,
  };
}
