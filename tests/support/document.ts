/** docs/SUPPORT.md as Markdown. */

import { type Column, DEBIANS } from "./columns.ts";
import { FACTS } from "./facts.ts";

/** How a cell came out. */
export interface Cell {
  readonly right: boolean;
  /** A short phrase; where it is not right, the reason. */
  readonly what: string;
  /** Why the first try was not right, when the second was. */
  readonly firstTry?: string;
}

/** All that was found. */
export interface Results {
  readonly columns: readonly Column[];
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly Cell[];
  }[];
  /** By version; of the columns on the usual system. */
  readonly facts: ReadonlyMap<string, readonly string[]>;
}

/** The table of situations, its notes below it, and the table of facts. */
export function tablesOf({ columns, rows, facts }: Results): string {
  const notes: string[] = [];
  const noted = (text: string) => {
    const at = notes.indexOf(text);
    return `[${at === -1 ? notes.push(text) : at + 1}]`;
  };
  const cell = ({ right, what, firstTry }: Cell) => {
    if (!right) return `**not ok** ${noted(what)}`;
    const told = what === "" ? "ok" : `ok: ${what}`;
    return firstTry === undefined
      ? told
      : `${told} (second try ${noted(firstTry)})`;
  };
  const heads = columns.map(({ openclaw, root }) =>
    `${openclaw}, ${DEBIANS[root]}`
  );
  return `${
    table(
      ["", ...heads],
      rows.map(({ name, cells }) => [
        name,
        ...cells.map(cell),
      ]),
    )
  }

${notes.map((note, index) => `- [${index + 1}] ${note}`).join("\n")}

## What each version has

${
    table(
      ["OpenClaw", ...FACTS],
      [...facts].map(([version, values]) => [
        version,
        ...values,
      ]),
    )
  }
`;
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${
      cells.map((cell) => cell.replaceAll("|", "/").replaceAll("\n", " "))
        .join(" | ")
    } |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)]
    .join("\n");
}
