/**
 * The parts of a command's help. Its text is written once, as people read it;
 * the manual and the shell completions are made from these parts of it.
 */

/** An option, or a word such as the "on" of "maintenance on", with what it does. */
export interface HelpRow {
  /** Such as "-n, --lines N". */
  readonly term: string;
  readonly text: string;
}

/** What stands between two empty lines, in order. */
export type HelpBlock =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "rows"; readonly rows: readonly HelpRow[] }
  | { readonly kind: "examples"; readonly examples: readonly HelpExample[] };

/** A command and what one then sees ("" when nothing is said about it). */
export interface HelpExample {
  readonly command: string;
  readonly result: string;
}

/** A help text taken apart. */
export interface HelpPage {
  /** Such as "openclaw-guard logs [-n N]", without "Usage:"; at least one. */
  readonly usage: readonly string[];
  readonly blocks: readonly HelpBlock[];
}

/** An option as a help names it. */
export interface HelpOption {
  /** With dashes, such as "-n" and "--lines". */
  readonly names: readonly string[];
  /** What its value is called, in brackets when it may be left out; null for a flag. */
  readonly value: string | null;
  /** "" when only the usage names it. */
  readonly text: string;
}

const PROGRAM = "openclaw-guard ";
const USAGE = /^(?:Usage: |用法：)/;
const EXAMPLES = /^(?:Examples:|示例：)$/;

/** Takes a help text apart, in any language. */
export function parseHelp(help: string): HelpPage {
  const usage: string[] = [];
  const blocks: HelpBlock[] = [];
  for (const part of help.split(/\n{2,}/)) {
    const lines = part.split("\n");
    const [first = ""] = lines;
    if (USAGE.test(first)) {
      const given = lines.map((line) => line.replace(USAGE, "").trim());
      for (const line of given) {
        // A usage that is too long for one line goes on below it.
        if (line.startsWith(PROGRAM) || usage.length === 0) usage.push(line);
        else usage.push(`${usage.pop()} ${line}`);
      }
    } else if (EXAMPLES.test(first)) {
      blocks.push({ kind: "examples", examples: examplesOf(lines.slice(1)) });
    } else if (isRow(first)) {
      blocks.push({ kind: "rows", rows: rowsOf(lines) });
    } else {
      blocks.push({ kind: "text", text: joined(lines) });
    }
  }
  return { usage, blocks };
}

/** All options of a help: those with a row first, then those only its usage has. */
export function helpOptions({ usage, blocks }: HelpPage): HelpOption[] {
  const options: HelpOption[] = [];
  const add = (
    names: readonly string[],
    value: string | null,
    text: string,
  ) => {
    const known = options.some((option) =>
      option.names.some((name) => names.includes(name))
    );
    if (!known) options.push({ names, value, text });
  };
  for (const { term, text } of blocks.flatMap(rowsIn)) {
    if (!term.startsWith("-")) continue;
    const [, letter, name = "", value] =
      /^(?:(-\w), )?(-{1,2}[\w-]+)(?: (\S+))?$/.exec(term) ?? [];
    if (name === "") continue;
    add(letter === undefined ? [name] : [letter, name], value ?? null, text);
  }
  for (const line of usage) {
    for (const [, name = "", value] of line.matchAll(OPTION_IN_USAGE)) {
      add([name], value ?? null, "");
    }
  }
  return options;
}

/** "--for TIME" in "[--for TIME]"; a value in brackets may be left out. */
const OPTION_IN_USAGE = /(?<![\w-])(--?[a-z][a-z-]*)(?: ([A-Z][\w|]*))?/g;

/**
 * The words a command takes, each with those that may follow it: "show" with
 * "latest" for "evidence show ID|latest". Words in capitals are the person's.
 */
export function helpWords({ usage }: HelpPage): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const line of usage) {
    const [first = "", second = ""] = line.slice(PROGRAM.length)
      .split(" ").slice(1).map((word) => word.replaceAll(/[[\]]/g, ""));
    for (const word of alternatives(first)) {
      words.set(word, [...words.get(word) ?? [], ...alternatives(second)]);
    }
  }
  return words;
}

/** "on|off|ID" without what stands for something else. */
function alternatives(text: string): string[] {
  return text === "options"
    ? []
    : text.split("|").filter((word) => /^[a-z][a-z-]*$/.test(word));
}

/** The rows of a block; none when it is of another kind. */
function rowsIn(block: HelpBlock): readonly HelpRow[] {
  return block.kind === "rows" ? block.rows : [];
}

/** A term stands two columns in, what it does two or more columns after it. */
const ROW = /^ {2}(\S+(?: \S+)*)(?: {2,}(\S.*))?$/;
/** An option of the word above it. */
const INNER_ROW = /^ {3,}(-\S+(?: \S+)*) {2,}(\S.*)$/;

function isRow(line: string): boolean {
  return ROW.test(line);
}

/** So long that there is room for one space only. */
const TIGHT_ROW = /^ {2}((?:-\w, )?--[a-z][a-z-]* [A-Z]+) (\S.*)$/;

function rowsOf(lines: readonly string[]): HelpRow[] {
  const rows: { term: string; lines: string[] }[] = [];
  for (const line of lines) {
    const [, term, text = ""] = INNER_ROW.exec(line) ??
      TIGHT_ROW.exec(line) ?? ROW.exec(line) ?? [];
    if (term !== undefined) rows.push({ term, lines: text ? [text] : [] });
    else rows.at(-1)?.lines.push(line.trim());
  }
  return rows.map(({ term, lines }) => ({ term, text: joined(lines) }));
}

function examplesOf(lines: readonly string[]): HelpExample[] {
  const examples: { command: string; lines: string[] }[] = [];
  for (const line of lines) {
    if (/^ {2}\S/.test(line)) {
      examples.push({ command: line.trim(), lines: [] });
    } else examples.at(-1)?.lines.push(line.trim());
  }
  return examples.map(({ command, lines }) => ({
    command,
    result: joined(lines),
  }));
}

/** Lines as one: no space where Chinese goes on. */
function joined(lines: readonly string[]): string {
  return lines.map((line) => line.trim()).reduce(
    (text, line) =>
      text === "" || goesOn(text.at(-1) ?? "", line[0] ?? "")
        ? text + line
        : `${text} ${line}`,
    "",
  );
}

function goesOn(end: string, start: string): boolean {
  const sign = /[\u3000-\u303f\uff00-\uff60]/;
  const wide = /[\u2e80-\u9fff\uff00-\uff60]/;
  return sign.test(end) || sign.test(start) ||
    (wide.test(end) && wide.test(start));
}
