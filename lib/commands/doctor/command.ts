/** `doctor`: everything the guard depends on, and what mends it. */

import { asLabel } from "../../base/safe_line.ts";
import { examineAll } from "./examine.ts";
import { type Finding, type Level, LEVELS, worstLevel } from "./finding.ts";
import { say } from "../../base/say.ts";
import { t, translate } from "../../text/speech.ts";
import { padToWidth } from "../../base/width.ts";
import { VERSION } from "../../base/version.ts";
import { type Command, parseOptions } from "../../cli/options.ts";
import { doctorDescription } from "./description.ts";

const EXIT_CODES: Readonly<Record<Level, number>> = {
  ok: 0,
  note: 0,
  warning: 1,
  problem: 2,
};

/** The English has its whole width: "ok" alone is data, too. */
const LABELS: Readonly<Record<Level, string>> = {
  ok: say`ok     `,
  note: say`note   `,
  warning: say`WARNING`,
  problem: say`PROBLEM`,
};

const COLOURS: Readonly<Record<Level, string>> = {
  ok: "\x1b[32m",
  note: "\x1b[36m",
  warning: "\x1b[33m",
  problem: "\x1b[31m",
};

/** Below what was found. */
const FIX_INDENT = " ".repeat(9);

/** See the help. */
export const doctorCommand: Command = {
  async run(args, context) {
    const options = parseOptions(doctorDescription, args);
    const profile = options.profile();
    const started = context.clock.elapsedMs();
    const found = inOrder(await examineAll(context, profile));
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
    return EXIT_CODES[worst];
  },
};

/** root needs none, and often has none. */
function withoutSudo(finding: Finding): Finding {
  return { ...finding, fix: finding.fix?.replaceAll(/\bsudo /g, "") ?? null };
}

/** The worst first. */
function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((one, other) =>
    LEVELS.indexOf(other.level) - LEVELS.indexOf(one.level)
  );
}

/** The lines for people. */
export function reportLines(
  profile: string,
  findings: readonly Finding[],
  colour: boolean,
): string[] {
  const label = (level: Level) => {
    const text = padToWidth(translate(LABELS[level]), 7);
    return colour ? `${COLOURS[level]}${text}\x1b[0m` : text;
  };
  return [
    t`openclaw-guard ${VERSION}, profile ${asLabel(profile)}: ${
      summary(findings)
    }`,
    "",
    ...findings.flatMap(({ check, level, found, fix }) => [
      `${label(level)}  ${check}${t`: `}${translate(found)}`,
      ...fix === null ? [] : [`${FIX_INDENT}${t`fix: ${fix}`}`],
    ]),
  ];
}

function summary(findings: readonly Finding[]): string {
  const parts = LEVELS.toReversed().flatMap((level) => {
    const count = findings.filter((one) => one.level === level).length;
    if (count === 0) return [];
    return [counted(count, level)];
  });
  return parts.join(t`, `);
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
