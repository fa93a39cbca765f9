/** `doctor`: everything the guard depends on, and what mends it. */

import { asLabel } from "../../base/safe_line.ts";
import { examineAll } from "./examine.ts";
import {
  EDITOR,
  type Finding,
  type Level,
  LEVELS,
  worstLevel,
} from "./finding.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { padToWidth } from "../../base/width.ts";
import { VERSION } from "../../base/version.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { doctorDescription } from "./description.ts";

/** What a level is to programs and people. The English label has its whole width: "ok" alone is data, too. */
const SHOWN = {
  ok: { exitCode: 0, label: say`ok     `, colour: "\x1b[32m" },
  note: { exitCode: 0, label: say`note   `, colour: "\x1b[36m" },
  warning: { exitCode: 1, label: say`WARNING`, colour: "\x1b[33m" },
  problem: { exitCode: 2, label: say`PROBLEM`, colour: "\x1b[31m" },
};

/** Below what was found. */
const FIX_INDENT = " ".repeat(9);

/** See the help. */
export const doctorCommand: Command = {
  async run(args, context) {
    const options = parseOptions(doctorDescription, args);
    const profile = options.profile();
    const started = context.clock.elapsedMs();
    const found = (await examineAll(context, profile)).toSorted(worstFirst);
    const findings = context.uid === 0 ? found.map(withoutSudo) : found;
    const tookMs = Math.round(context.clock.elapsedMs() - started);
    const worst = worstLevel(findings);
    const { terminal } = context;
    if (options.flag("json")) {
      terminal.out(JSON.stringify({
        schema: 1,
        profile,
        version: VERSION,
        worst,
        tookMs,
        findings,
      }));
    } else {
      for (const line of reportLines(profile, findings, terminal.colour)) {
        // A command stays in one piece, to be copied.
        (line.startsWith(FIX_INDENT) ? terminal.out : terminal.prose)(line);
      }
    }
    return SHOWN[worst].exitCode;
  },
};

/** root needs none, and often has none: sudoedit is of the same package. */
export function withoutSudo(finding: Finding): Finding {
  const fix = finding.fix?.replaceAll(/\bsudo /g, "")
    .replaceAll(/\bsudoedit /g, `${EDITOR} `);
  return { ...finding, fix: fix ?? null };
}

function worstFirst(one: Finding, other: Finding): number {
  return LEVELS.indexOf(other.level) - LEVELS.indexOf(one.level);
}

/** The lines for people. */
export function reportLines(
  profile: string,
  findings: readonly Finding[],
  colour: boolean,
): string[] {
  const labelOf = (level: Level) => {
    const text = padToWidth(translate(SHOWN[level].label), 7);
    return colour ? `${SHOWN[level].colour}${text}\x1b[0m` : text;
  };
  return [
    t`openclaw-guard ${VERSION}, profile ${asLabel(profile)}: ${
      summary(findings)
    }`,
    "",
    ...findings.flatMap(({ check, level, found, fix }) => [
      `${labelOf(level)}  ${check}${t`: `}${translate(found)}`,
      ...fix === null ? [] : [`${FIX_INDENT}${t`fix: ${fix}`}`],
    ]),
  ];
}

function summary(findings: readonly Finding[]): string {
  return LEVELS.toReversed().flatMap((level) => {
    const count = findings.filter((one) => one.level === level).length;
    return count === 0 ? [] : [counted(count, level)];
  }).join(t`, `);
}

function counted(count: number, level: Level): string {
  switch (level) {
    case "ok":
      return t`${count} ok`;
    case "note":
      return count === 1 ? t`1 note` : t`${count} notes`;
    case "warning":
      return count === 1 ? t`1 warning` : t`${count} warnings`;
    case "problem":
      return count === 1 ? t`1 problem` : t`${count} problems`;
  }
}
