/** `openclaw-guard help`: the commands, the help of one, all of it, the manual. */

import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { retell, t } from "../text/speech.ts";
import { VERSION } from "../version.ts";
import { type Command, parseOptions } from "./command.ts";
import { type CommandEntry, type CommandGroup, COMMANDS } from "./commands.ts";
import { findCommand } from "./find_command.ts";

/** What the groups of commands are called, in the order they are shown. */
export const GROUPS: Readonly<Record<CommandGroup, string>> = {
  "see": say`See how it is`,
  "pause": say`Pause and emergencies`,
  "config": say`Config`,
  "setup": say`Set up and try out`,
};

/** Where more is written. */
export const HOME_PAGE = "https://github.com/openclaw-guard/openclaw-guard";

type Commands = Readonly<Record<string, CommandEntry>>;

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
  const { HELP_TEXTS } = await import("./help_texts.ts");
  return new Map(
    Object.entries(HELP_TEXTS).map(([name, help]) => [name, retell(help)]),
  );
}

/** Prints help to standard output. */
export const helpCommand: Command = {
  async run(args, context) {
    const options = parseOptions("help", args, {
      boolean: ["all", "man"],
      maxWords: 1,
    });
    (await page(options, context)).split("\n").forEach(context.terminal.out);
    return 0;
  },
};

async function page(
  options: ReturnType<typeof parseOptions>,
  { clock }: Context,
): Promise<string> {
  const [name] = options.words;
  if (name !== undefined) {
    findCommand(name, COMMANDS, "help ");
    return (await loadHelps()).get(name) ?? "";
  }
  if (options.flag("man")) {
    const { manual } = await import("./manual.ts");
    return manual(COMMANDS, await loadHelps(), clock.now().wallMs);
  }
  if (!options.flag("all")) return overview(COMMANDS);
  const helps = await loadHelps();
  return [
    overview(COMMANDS),
    ...[...helps].map(([name, help]) => `${heading(name)}\n\n${help}`),
  ].join("\n\n\n");
}

function heading(name: string): string {
  return `openclaw-guard ${name}\n${"-".repeat(15 + name.length)}`;
}
