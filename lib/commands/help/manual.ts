/** The manual page, made from the descriptions: roff with the man(7) macros. */

import { chosen, t } from "../../text/speech.ts";
import type { Texts } from "../../base/language.ts";
import { HOME_PAGE } from "../../base/program_name.ts";
import { VERSION } from "../../base/version.ts";
import {
  type CommandDescription,
  GROUPS,
  isText,
  type Rows,
} from "../../cli/description.ts";
import { type Descriptions, examplesOf, inOneLine, usageOf } from "./page.ts";

/**
 * The whole manual; ends without a newline.
 *
 * @param wallMs The date of the page, ms.
 */
export function manual(descriptions: Descriptions, wallMs: number): string {
  const groups = Object.entries(GROUPS).flatMap(([wanted, title]) => [
    `.SH ${quoted(heading(chosen(title)))}`,
    ...Object.values(descriptions)
      .filter(({ group }) => group === wanted).flatMap(section),
  ]);
  return [
    `.TH OPENCLAW-GUARD 1 ${new Date(wallMs).toISOString().slice(0, 10)} ${
      quoted(`openclaw-guard ${VERSION}`)
    } ${quoted("openclaw-guard")}`,
    // Examples and paths are to be copied: no hyphenation, no stretched lines.
    ".nh",
    ".ad l",
    `.SH ${quoted(t`NAME`)}`,
    line(`openclaw-guard - ${t`a health guard for the OpenClaw Gateway`}`),
    `.SH ${quoted(t`SYNOPSIS`)}`,
    ".B openclaw-guard",
    line(t`COMMAND [OPTIONS]`),
    `.SH ${quoted(t`DESCRIPTION`)}`,
    line(
      t`Started every 30 seconds by cron or a systemd timer, it tells a gateway that works from one that only looks alive, and brings a stuck one back. It never restarts what is starting, draining, busy or stopped by you.`,
    ),
    ".PP",
    line(
      t`Every command takes --help and --lang LANG (en or zh-CN; else the settings and your locale decide).`,
    ),
    ...groups,
    `.SH ${quoted(t`FILES`)}`,
    ...tagged(
      "~/.config/openclaw-guard/config.json",
      t`the guard's own settings; none are needed`,
    ),
    ...tagged(
      "~/.local/state/openclaw-guard/",
      t`state, log, history, evidence and copies of the config`,
    ),
    ...tagged(
      "/tmp/openclaw-maintenance",
      t`while this file is there (yours or root's), the guard does nothing`,
    ),
    `.SH ${quoted(t`SEE ALSO`)}`,
    ".BR systemctl (1),",
    ".BR crontab (1)",
    ".PP",
    line(HOME_PAGE),
  ].join("\n");
}

/** English section names are written in capitals. */
function heading(title: string): string {
  return chosen([title.toUpperCase(), title]);
}

function section(description: CommandDescription): string[] {
  return [
    `.SS ${quoted(description.name)}`,
    line(chosen(description.summary)),
    ".PP",
    ".nf",
    ...usageOf(description).map((text) => `.B ${quoted(text)}`),
    ".fi",
    ...description.parts.flatMap(partLines),
    ...examplesOf(description).flatMap(({ command, result }) => [
      ".PP",
      ".RS 4",
      ".nf",
      `.B ${quoted(command)}`,
      ".fi",
      ".RE",
      ...result === "" ? [] : [".RS 8", line(result), ".RE"],
    ]),
  ];
}

function partLines(part: Texts | Rows): string[] {
  return isText(part)
    ? [".PP", line(inOneLine(part))]
    : Object.entries(part).flatMap(([term, text]) =>
      tagged(term.trimStart(), inOneLine(text))
    );
}

function tagged(term: string, text: string): string[] {
  return [".TP", `.B ${quoted(term)}`, line(text)];
}

/** Text as roff prints it: roff would take a dash for a hyphen, a backslash for a command. */
function escaped(text: string): string {
  return text.replaceAll("\\", "\\e").replaceAll("-", "\\-")
    .replaceAll("~", "\\(ti").replaceAll("^", "\\(ha")
    .replaceAll("`", "\\(ga").replaceAll("'", "\\(aq");
}

/** A line of text; one that begins with a dot would be a command. */
function line(text: string): string {
  // roff breaks lines at spaces, which Chinese has none of.
  return escaped(text.replaceAll(BREAKABLE, "$&\0"))
    .replaceAll("\0", "\\:").replace(/^[.]/, "\\&.");
}

/** A Chinese character after which a line may end: no sign follows, and it opens nothing. */
const BREAKABLE =
  /[\u3000-\u9fff\uff00-\uff60”](?<![（《])(?![\u3000-\u303f\uff00-\uff60](?<![（《])|”)/g;

/** The one argument of a macro. */
function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', "\\(dq")}"`;
}
