/** What a shell may complete after each command. */

import { LANGUAGES } from "../../base/language.ts";
import { type Option, optionsOf } from "../../cli/description.ts";
import { chosen, t } from "../../text/speech.ts";
import { type Descriptions, inOneLine } from "../help/page.ts";

/** A command as completions see it, in the person's language. */
export interface CommandShape {
  readonly name: string;
  readonly summary: string;
  /** The words it takes, each with those that may follow. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly options: readonly OptionShape[];
}

/** An option as completions see it. */
export interface OptionShape extends Omit<Option, "text"> {
  /** May be given more than once. */
  readonly repeated?: boolean;
  /** "" when nothing is said about it. */
  readonly text: string;
}

/** Whether a value must follow an option. */
export function takesValue({ value }: OptionShape): boolean {
  return value !== null && !value.startsWith("[");
}

/** The names of those options that are wanted, each once. */
export function namesOf(
  shapes: readonly CommandShape[],
  wanted: (option: OptionShape) => boolean,
): string[] {
  const options = shapes.flatMap(({ options }) => options).filter(wanted);
  return [...new Set(options.flatMap(({ names }) => names))];
}

/** What an option's value is completed from: fixed words, profiles, or nothing. */
export function valuesOf(
  { names }: OptionShape,
): readonly string[] | "profiles" | null {
  return names.includes("--profile")
    ? "profiles"
    : names.includes("--lang")
    ? LANGUAGES
    : null;
}

/** The comment at the top of a script, in the person's language. */
export function scriptHead(shell: string): string {
  return [
    t`What Tab completes after openclaw-guard, for ${shell}.`,
    t`Made by "openclaw-guard completions ${shell}"; after an update make it again.`,
  ].map((line) => `# ${line}`).join("\n");
}

/** Asks for the names of the profiles, in all three shells. */
export const ASK_PROFILES = "openclaw-guard completions --profiles 2>/dev/null";

/** All commands with what every one of them takes. */
export function commandShapes(descriptions: Descriptions): CommandShape[] {
  const common: readonly OptionShape[] = [
    {
      names: ["-h", "--help"],
      value: null,
      text: t`its options, with examples`,
    },
    { names: ["--lang"], value: "LANG", text: t`the language to use` },
  ];
  return Object.values(descriptions).map((description) => ({
    name: description.name,
    summary: chosen(description.summary),
    words: new Map(
      description.name === "help"
        ? Object.keys(descriptions).map((name) => [name, []])
        : Object.entries(description.words ?? {}),
    ),
    options: [
      ...optionsOf(description).map(({ names, value, text }) => ({
        names,
        value,
        text: text === null ? "" : inOneLine(text),
        repeated: (description.repeated ?? [])
          .some((name) => names.includes(`--${name}`)),
      })),
      ...common,
    ],
  }));
}
