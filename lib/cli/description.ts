/**
 * What a command is, written once: its options are parsed from it, and help,
 * manual page and completions are made from it.
 */

import type { Texts } from "../base/language.ts";

/** What a command is for; `help` shows those of one purpose together. */
type CommandGroup = "see" | "pause" | "config" | "setup";

/** What the groups of commands are called, in the order they are shown. */
export const GROUPS: Readonly<Record<CommandGroup, Texts>> = {
  "see": ["See how it is", "查看状况"],
  "pause": ["Pause and emergencies", "暂停与紧急处理"],
  "config": ["Config", "配置"],
  "setup": ["Set up and try out", "安装与试用"],
};

/**
 * What is typed, such as "-n, --lines N", "--watch [SECONDS]" (the value may be
 * left out) or "init", with what it does. One that begins with spaces belongs
 * to the one above it.
 */
export type Rows = Readonly<Record<string, Texts>>;

/**
 * A command. All of it is data: the build makes JSON of it for `help`.
 * In a text a line is broken where it is full, and at a "\n".
 */
export interface CommandDescription {
  readonly name: string;
  readonly group: CommandGroup;
  /** One line for `help`. */
  readonly summary: Texts;
  /** What may follow the name, a line for each way to call it. */
  readonly usage: readonly string[];
  /** The rest of the help in its order: paragraphs, and rows of what is typed. */
  readonly parts: readonly (Texts | Rows)[];
  /** The column where rows say what they do; default: 2 after the longest. */
  readonly column?: number;
  /** A command with what one then sees; last, when it differs, the command in Chinese. */
  readonly examples: Readonly<
    Record<string, readonly [...Texts, chineseCommand?: string]>
  >;
  /** Options that only the usage names. */
  readonly inUsage?: readonly string[];
  /** Options that are nobody's business. */
  readonly hidden?: readonly string[];
  /** Options, without dashes, that may be given more than once. */
  readonly repeated?: readonly string[];
  /** How many words without a dash may follow the name. Default 0. */
  readonly maxWords?: number;
  /** Those of these words that are always the same, each with those that may follow it. */
  readonly words?: Readonly<Record<string, readonly string[]>>;
}

/** An option as it is typed. */
export interface Option {
  /** With dashes, such as "-n" and "--lines", the long one last. */
  readonly names: readonly string[];
  /** What its value is called, in brackets when it may be left out; null for a flag. */
  readonly value: string | null;
  /** Null where the help says nothing about it. */
  readonly text: Texts | null;
}

/** What most commands say about "--profile NAME". */
export const ONE_PROFILE: Texts = [
  "the gateway of this OpenClaw profile",
  "该 OpenClaw 配置档的网关",
];

/** Whether a part of a help is a paragraph. */
export function isText(part: Texts | Rows): part is Texts {
  return Array.isArray(part);
}

/** The options of a command that people are told of, in the order of the help. */
export function optionsOf(
  { parts, inUsage = [] }: CommandDescription,
): Option[] {
  return [
    ...parts.flatMap((part) => isText(part) ? [] : Object.entries(part))
      .filter(([term]) => term.trimStart().startsWith("-"))
      .map(([term, text]) => option(term, text)),
    ...inUsage.map((term) => option(term)),
  ];
}

/** The one that is typed so. */
export function option(term: string, text: Texts | null = null): Option {
  const words = term.trimStart().split(/,? /);
  return {
    names: words.filter((word) => word.startsWith("-")),
    value: words.find((word) => !word.startsWith("-")) ?? null,
    text,
  };
}
