/** What cron gives to a job of a user's crontab(5). */

import { bytesFromLatin1 } from "../../base/latin1.ts";
import type { Variables } from "../check_variables.ts";
import { blockStart } from "./table.ts";
import { readGuardLines } from "./line.ts";

/** crontab(5): an assignment holds for the lines after it; quotes are optional. */
const ASSIGNMENT = /^\s*(["']?)([A-Za-z_]\w*)\1\s*=\s*(.*?)\s*$/;

/**
 * The few variables that cron sets, and the table's own assignments above the
 * guard's block, or all of them where there is no block.
 *
 * @param table One character per byte (latin1).
 * @param home Home folder, absolute.
 */
export function tableVariables(table: string, home: string): Variables {
  const variables: Record<string, string> = {
    HOME: home,
    SHELL: "/bin/sh",
    PATH: "/usr/bin:/bin",
  };
  const start = blockStart(table);
  const above = start === -1 ? table : table.slice(0, start);
  for (const line of above.split("\n")) {
    const [, , name, value] = ASSIGNMENT.exec(line) ?? [];
    if (name === undefined || value === undefined) continue;
    const text = /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
    variables[name] = new TextDecoder().decode(bytesFromLatin1(text));
  }
  return variables;
}

/** The same for a check: also what the guard's own lines give to it. */
export function cronVariables(table: string, home: string): Variables {
  const start = blockStart(table);
  const lines = start === -1 ? [] : readGuardLines(table.slice(start));
  return { ...tableVariables(table, home), ...lines[0]?.variables };
}
