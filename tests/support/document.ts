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
  /** By version of OpenClaw. */
  readonly facts: ReadonlyMap<string, readonly string[]>;
  /** The version of systemd, by root. */
  readonly systemd: ReadonlyMap<string, string>;
}

/** The table of situations, its notes below it, and the table of facts. */
export function tablesOf(
  { columns, rows, facts, systemd }: Results,
): string {
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
    `${openclaw}, ${DEBIANS[root]} (systemd ${systemd.get(root)})`
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
      [...new Set(columns.map(({ openclaw }) => openclaw))]
        .map((version) => [version, ...facts.get(version) ?? []]),
    )
  }

${LACKS.trim()}
`;
}

/** What was found out by hand; the rest of the document is measured. */
const LACKS = `
What older versions lack, and what the guard goes by instead:

- **Exit 78.** Where a refused config ends with another code (see the table), the
  guard reads the file, and the journal of that start, which names the keys.
- **A start limit that can be reached.** The units of 2026.3 have systemd's, five
  starts in 10 s, which \`RestartSec=5\` never reaches: systemd starts for ever.
  The guard counts these restarts, is critical from the sixth on, and adds none.
- **\`/startup\`.** It tells a start and a drain from a fault. Without it, age, CPU
  use and the unit's own state do.
- **Lines about its own restarts** (from 2026.8 on). Without them a unit that
  OpenClaw's own restart left inactive looks like one that a person stopped, and
  is left alone.
- **\`/health\`.** Before 2026.3 (2026.2.26 was looked at) it is a web page. The
  verdict is \`unsupported\`: any HTTP answer counts as life, configs are kept as
  candidates only.

2026.3 needs its own postinstall, which npm 11 does not run unasked: without
\`@slack/web-api\` it answers every question, \`/health\` too, with 500.`;

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
