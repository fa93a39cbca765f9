/** `status` for people: most important first, about ten lines. */

import { t } from "../../text/speech.ts";
import { displayWidth, foldToWidth, padToWidth } from "../../base/width.ts";
import { statusExitCode } from "../../cli/exit_code.ts";
import { isFirstCheckDue, isUnguarded } from "../../guard/liveness.ts";
import { guardText } from "./next.ts";
import type { StatusReport } from "./report.ts";
import { sinceText, statusRows } from "./rows.ts";
import { codeWord } from "../../core/verdict_text.ts";
import { verdictText } from "./verdict.ts";
import { safeLine } from "../../base/safe_line.ts";
import type { Context } from "../../sys/context.ts";

/** How the lines are to look. */
export interface StatusLook {
  readonly nowMs: number;
  readonly colour: boolean;
  /** Columns of the terminal; Infinity: lines are not broken. */
  readonly columns: number;
}

/** @param screen Where it is shown. */
export function lookOf(
  context: Context,
  screen = context.screen("stdout"),
): StatusLook {
  return {
    nowMs: context.clock.now().wallMs,
    colour: context.terminal.colour,
    columns: screen.size()?.columns ?? Infinity,
  };
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
      foldToWidth(safeLine(text), columns).map((line, index) =>
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
  const codeOf = ({ json }: StatusReport) =>
    codeWord(json.verdict, json.reason);
  const widest = (texts: readonly string[]) =>
    Math.max(...texts.map(displayWidth));
  const profileWidth = widest(reports.map(({ json }) => json.profile));
  const codeWidth = widest(reports.map(codeOf));
  const rows = reports.map((report) => {
    const code = padToWidth(codeOf(report), codeWidth);
    const textOf = isUnguarded(report.guard) ? guardText : sinceText;
    return `  ${padToWidth(report.json.profile, profileWidth)}  ${
      painted(code, reportExitCode(report), look)
    }  ${textOf(report, look.nowMs)}`;
  });
  const troubled = reports.filter((report) =>
    reportExitCode(report) >= 2 || report.guard.checking === false ||
    report.json.brokenConfig !== null
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
  const text = headText(report);
  const whole = t`OpenClaw Gateway (${report.json.profile}): ${text}`;
  const lines = foldToWidth(whole, Math.max(look.columns, FEWEST_COLUMNS));
  const paint = (line: string) => painted(line, reportExitCode(report), look);
  const at = Math.max(0, whole.indexOf(text));
  return lines.map((line, index) =>
    index > 0 ? paint(line) : line.slice(0, at) + paint(line.slice(at))
  );
}

/** That nobody checks comes before what this one look has shown. */
export function headText(report: StatusReport): string {
  const { json, maintenance, guard, underWay } = report;
  const { verdict, reason } = json;
  const text = underWay === null
    ? verdictText(verdict, reason)
    : t`${codeWord(verdict, reason)} - the guard itself is bringing it back`;
  if (maintenance?.source === "emergency-stop" && guard.unwritable === null) {
    return t`${verdict} - EMERGENCY STOP, the guard is off`;
  }
  if (isFirstCheckDue(guard)) return t`no check yet; seen now: ${text}`;
  return guard.checking === false
    ? t`NOBODY IS CHECKING; seen now: ${text}`
    : text;
}

/** The exit code of `status` that a report makes. */
export function reportExitCode({ json, guard }: StatusReport): number {
  return statusExitCode(
    json.verdict,
    guard.checking,
    json.brokenConfig !== null,
  );
}

/** In the colour of an exit code, where there are colours. */
export function painted(
  text: string,
  level: number,
  { colour }: StatusLook,
): string {
  return colour ? `${COLOURS[level]}${text}\x1b[0m` : text;
}
