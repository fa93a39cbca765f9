/** The page that lists the commands, and the help of each. */

import { VERSION } from "../../base/version.ts";
import { say } from "../../base/say.ts";
import type { CommandGroup, Commands } from "../../cli/options.ts";
import { retell, t } from "../../text/speech.ts";

/** What the groups of commands are called, in the order they are shown. */
export const GROUPS: Readonly<Record<CommandGroup, string>> = {
  "see": say`See how it is`,
  "pause": say`Pause and emergencies`,
  "config": say`Config`,
  "setup": say`Set up and try out`,
};

/** Where more is written. */
export const HOME_PAGE = "https://github.com/openclaw-guard/openclaw-guard";

/** The page `help` without a name shows; ends without a newline. */
export function overview(commands: Commands): string {
  const rows = Object.entries(commands);
  const width = Math.max(...rows.map(([name]) => name.length));
  const row = (name: string, text: string) =>
    `  ${name.padEnd(width)}  ${text}`;
  const groups = Object.entries(GROUPS).flatMap(([group, title]) => [
    retell(title),
    ...rows.filter(([, entry]) => entry.group === group)
      .map(([name, { summary }]) => row(name, retell(summary))),
    "",
  ]);
  return [
    t`openclaw-guard ${VERSION}: a health guard for the OpenClaw Gateway`,
    "",
    t`Usage: openclaw-guard COMMAND [OPTIONS]`,
    "",
    ...groups,
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

/** The help of every command in the person's language, by its name. */
export async function loadHelps(): Promise<Map<string, string>> {
  const { HELP_TEXTS } = await import("../../text/help.ts");
  return new Map(
    Object.entries(HELP_TEXTS).map(([name, help]) => [name, retell(help)]),
  );
}
