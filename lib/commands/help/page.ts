/** The help of a command, and the overview of all, in the person's language. */

import { chosen, t } from "../../text/speech.ts";
import type { Texts } from "../../base/language.ts";
import { HOME_PAGE } from "../../base/program_name.ts";
import { VERSION } from "../../base/version.ts";
import { displayWidth, wrapToWidth } from "../../base/width.ts";
import {
  type CommandDescription,
  GROUPS,
  isText,
  type Rows,
} from "../../cli/description.ts";

/** All commands by name. */
export type Descriptions = Readonly<Record<string, CommandDescription>>;

const WIDTH = 80;
/** Columns of what belongs to the row above it, such as "  --dry-run  ". */
const INNER_COLUMNS = 13;

/** Loads what the commands are; nobody needs it who runs one. */
export async function loadDescriptions(): Promise<Descriptions> {
  return (await import("../descriptions.ts")).DESCRIPTIONS;
}

/** The page `help` without a name shows; ends without a newline. */
export function overview(descriptions: Descriptions): string {
  const commands = Object.values(descriptions);
  const width = Math.max(...commands.map(({ name }) => name.length));
  const row = (name: string, text: string) =>
    `  ${name.padEnd(width)}  ${text}`;
  return [
    t`openclaw-guard ${VERSION}: a health guard for the OpenClaw Gateway`,
    "",
    t`Usage: openclaw-guard COMMAND [OPTIONS]`,
    "",
    ...Object.entries(GROUPS).flatMap(([wanted, title]) => [
      chosen(title),
      ...commands.filter(({ group }) => group === wanted)
        .map(({ name, summary }) => row(name, chosen(summary))),
      "",
    ]),
    t`Every command`,
    row("--help", t`its options, with examples`),
    row(
      "--lang LANG",
      t`en or zh-CN; else the settings and your locale decide`,
    ),
    "",
    t`One command: "openclaw-guard help COMMAND"; all: "openclaw-guard help --all"`,
    t`The manual: "openclaw-guard help --man | man -l -"`,
    t`More: ${HOME_PAGE}#readme`,
  ].join("\n");
}

/** The help of a command; ends without a newline. */
export function helpPage(description: CommandDescription): string {
  const label = chosen(["Usage: ", "用法："]);
  const usage = usageOf(description).map((line, index) =>
    (index === 0 ? label : " ".repeat(displayWidth(label))) + line
  );
  const parts = description.parts.map((part) =>
    isText(part) ? wrapped(part, WIDTH) : rowLines(part, description.column)
  );
  const examples = examplesOf(description).flatMap(({ command, result }) => [
    `  ${command}`,
    ...result === "" ? [] : [`      ${result}`],
  ]);
  return [usage, ...parts, [chosen(["Examples:", "示例："]), ...examples]]
    .map((lines) => lines.join("\n")).join("\n\n");
}

function rowLines(rows: Rows, column = columnOf(rows)): string[] {
  return Object.entries(rows).flatMap(([term, text]) => {
    const head = term.startsWith(" ")
      ? " ".repeat(column) + term.padEnd(INNER_COLUMNS)
      : `  ${term} `.padEnd(column);
    return wrapped(text, WIDTH - head.length).map((line, index) =>
      (index === 0 ? head : " ".repeat(head.length)) + line
    );
  });
}

function columnOf(rows: Rows): number {
  const outer = Object.keys(rows).filter((term) => !term.startsWith(" "));
  return Math.max(...outer.map((term) => term.length)) + 4;
}

function wrapped(text: Texts, columns: number): string[] {
  return chosen(text).split("\n")
    .flatMap((line) => wrapToWidth(line.trimEnd(), columns));
}

/** The ways to call a command. */
export function usageOf({ name, usage }: CommandDescription): string[] {
  const options = chosen(["[options]", "[选项]"]);
  return usage.map((rest) =>
    `openclaw-guard ${name} ${rest.replace("[options]", options)}`.trimEnd()
  );
}

/** Commands with what one then sees, "" when nothing is said about it. */
export function examplesOf(
  { examples }: CommandDescription,
): { command: string; result: string }[] {
  return Object.entries(examples).map(([command, [en, zh, inChinese]]) => ({
    command: chosen([command, inChinese ?? command]),
    result: chosen([en, zh]),
  }));
}

/** A text in one line, for who breaks lines himself. */
export function inOneLine(text: Texts): string {
  return chosen(text).replaceAll("\n", "");
}
