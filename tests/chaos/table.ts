/** The chaos table as Markdown. */

import { isRight, type Result } from "./run_trial.ts";
import type { Situation } from "./situation.ts";

/** One row: the situation and what both watchers made of it. */
export interface Row {
  readonly situation: Situation;
  readonly guard: Result;
  /** Or why there is none. */
  readonly script: Result | string;
}

/** The table with a heading line for each group, and notes below it. */
export function tableOf(rows: readonly Row[]): string {
  const lines = [
    "| situation | expected | guard: what happened | restarts | wrongly killed | healthy after | script: what happened | restarts | wrongly killed | healthy after |",
    "|---|---|---|---|---|---|---|---|---|---|",
  ];
  const notes: string[] = [];
  let group = "";
  for (const { situation, guard, script } of rows) {
    if (situation.group !== group) {
      group = situation.group;
      lines.push(`| **${group}** |${" |".repeat(9)}`);
    }
    let mark = "";
    if (situation.compressed !== undefined) {
      const { compressed } = situation;
      if (!notes.includes(compressed)) notes.push(compressed);
      mark = ` [${notes.indexOf(compressed) + 1}]`;
    }
    lines.push(
      `| ${situation.name}${mark} | ${situation.expected} | ${cells(guard)} | ${
        typeof script === "string" ? `– (${script}) | | |` : cells(script)
      } |`,
    );
  }
  return [
    ...lines,
    "",
    ...notes.map((note, index) => `- [${index + 1}] ${note}.`),
  ].join("\n").trimEnd();
}

/** One line on each watcher. */
export function summaryOf(rows: readonly Row[]): string {
  const line = (name: string, results: readonly Result[]) => {
    const right = results.filter(isRight).length;
    const killed = results.reduce((sum, { killed }) => sum + killed.length, 0);
    return `- ${name}: right in ${right} of ${results.length} situations, ended ${killed} processes that were not its business.`;
  };
  const scripts = rows.flatMap(({ script }) =>
    typeof script === "string" ? [] : [script]
  );
  return [
    line("Guard", rows.map(({ guard }) => guard)),
    ...(scripts.length === 0 ? [] : [line("The article's script", scripts)]),
  ].join("\n");
}

function cells({ what, right, restarts, killed, healthyAfter }: Result) {
  const told = what.replaceAll("|", "/").replaceAll("\n", " ").slice(0, 160);
  return [
    right ? told : `**wrong:** ${told}`,
    restarts,
    killed.length === 0 ? "0" : `**${killed.length}**: ${killed.join(", ")}`,
    healthyAfter === undefined
      ? "–"
      : healthyAfter === null
      ? "**never**"
      : `${healthyAfter.toFixed(0)} s`,
  ].join(" | ");
}
