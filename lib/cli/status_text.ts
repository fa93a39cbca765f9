/** `status` for people: most important first, about ten lines. */

import { escapeUnsafe } from "../sys/log_line.ts";
import { t } from "../text/speech.ts";
import { displayWidth, foldToWidth, padToWidth } from "../text/width.ts";
import { exitCodeOf } from "./exit_code.ts";
import { guardText, isChecking } from "./status_next.ts";
import type { StatusReport } from "./status_report.ts";
import { sinceText, statusRows } from "./status_rows.ts";
import { codeWord, verdictText } from "./verdict_text.ts";

/** How the lines are to look. */
export interface StatusLook {
  readonly nowMs: number;
  readonly colour: boolean;
  /** Columns of the terminal; Infinity: lines are not broken. */
  readonly columns: number;
}

const COLOURS: Readonly<Record<number, string>> = {
  0: "\x1b[32m",
  1: "\x1b[33m",
  2: "\x1b[31m",
  3: "\x1b[35m",
};

/** Narrower columns than this only make a mess. */
const FEWEST_COLUMNS = 20;

/** Reports of several gateways, as `--json` prints them. */
export function reportsJson(reports: readonly StatusReport[]): string {
  const [first, ...others] = reports.map(({ json }) => json);
  return JSON.stringify(others.length === 0 ? first : { ...first, others });
}

/** The lines for people, about one gateway or several. */
export function reportsLines(
  reports: readonly StatusReport[],
  look: StatusLook,
): string[] {
  const [first] = reports;
  return reports.length === 1 && first !== undefined
    ? statusLines(first, look)
    : severalLines(reports, look);
}

/** What `status` prints about one gateway. */
function statusLines(report: StatusReport, look: StatusLook): string[] {
  const rows = statusRows(report, look.nowMs);
  const width = Math.max(...rows.map(([label]) => displayWidth(label)));
  const indent = width + 4;
  const columns = Math.max(look.columns - indent, FEWEST_COLUMNS);
  return [
    ...headLines(report, look),
    ...rows.flatMap(([label, text]) =>
      foldToWidth(escapeUnsafe(text), columns).map((line, index) =>
        `  ${padToWidth(index === 0 ? label : "", width)}  ${line}`
      )
    ),
  ];
}

/** What `status` prints about several: a line for each, then those in trouble. */
function severalLines(
  reports: readonly StatusReport[],
  look: StatusLook,
): string[] {
  const words = reports.map(({ json }) => ({
    profile: json.profile,
    code: codeWord(json.verdict, json.reason),
  }));
  const widthOf = (texts: readonly string[]) =>
    Math.max(...texts.map(displayWidth));
  const profileWidth = widthOf(words.map(({ profile }) => profile));
  const codeWidth = widthOf(words.map(({ code }) => code));
  const rows = reports.map((report, index) => {
    const { profile = "", code = "" } = words[index] ?? {};
    const text = isChecking(report, look.nowMs)
      ? sinceText(report, look.nowMs)
      : guardText(report, look.nowMs);
    return `  ${padToWidth(profile, profileWidth)}  ${
      painted(padToWidth(code, codeWidth), levelOf(report, look), look)
    }  ${escapeUnsafe(text)}`;
  });
  const troubled = reports.filter((report) =>
    exitCodeOf(report.json.verdict) >= 2 || !isChecking(report, look.nowMs)
  );
  return [
    t`OpenClaw Gateways: ${reports.length}`,
    ...rows,
    ...troubled.flatMap((report) => ["", ...statusLines(report, look)]),
    ...troubled.length === 0
      ? ["", t`More about one: "openclaw-guard status --profile NAME"`]
      : [],
  ];
}

function headLines(report: StatusReport, look: StatusLook): string[] {
  const { verdict, reason, profile } = report.json;
  const checking = isChecking(report, look.nowMs);
  const text = report.maintenance?.source === "emergency-stop"
    ? t`${verdict} - EMERGENCY STOP, the guard is off`
    : checking
    ? verdictText(verdict, reason)
    : t`${verdictText(verdict, reason)}, but the guard is not checking`;
  const lines = foldToWidth(
    t`OpenClaw Gateway (${profile}): ${text}`,
    Math.max(look.columns, FEWEST_COLUMNS),
  );
  const paint = (line: string) => painted(line, levelOf(report, look), look);
  const at = Math.max(0, lines[0]?.indexOf(verdict) ?? 0);
  return lines.map((line, index) =>
    index > 0 ? paint(line) : line.slice(0, at) + paint(line.slice(at))
  );
}

/** The exit code, but a gateway that nobody guards is worth a warning. */
function levelOf(report: StatusReport, { nowMs }: StatusLook): number {
  const code = exitCodeOf(report.json.verdict);
  return code === 0 && !isChecking(report, nowMs) ? 1 : code;
}

function painted(text: string, level: number, { colour }: StatusLook): string {
  return colour ? `${COLOURS[level]}${text}\x1b[0m` : text;
}
