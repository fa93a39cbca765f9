/** `openclaw-guard help`: the list of commands, or the help of one. */

import { VERSION } from "../version.ts";
import { type Command, parseOptions } from "./command.ts";
import { type CommandEntry, COMMANDS } from "./commands.ts";
import { findCommand } from "./find_command.ts";

/** The page `help` without a name shows; ends without a newline. */
export function overview(
  commands: Readonly<Record<string, CommandEntry>>,
): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  return [
    `openclaw-guard ${VERSION}: a health guard for the OpenClaw Gateway`,
    "",
    "Usage: openclaw-guard COMMAND [OPTIONS]",
    "",
    ...Object.entries(commands).map(([name, { summary }]) =>
      `  ${name.padEnd(width)}  ${summary}`
    ),
    "",
    'Help for one command: "openclaw-guard help COMMAND"',
  ].join("\n");
}

/** Prints help to standard output. */
export const helpCommand: Command = {
  help: `openclaw-guard help: help for a command

Usage: openclaw-guard help [COMMAND]`,

  async run(args, { terminal }) {
    const { words } = parseOptions("help", args, { maxWords: 1 });
    const name = words[0];
    if (name === undefined) {
      terminal.out(overview(COMMANDS));
    } else {
      terminal.out((await findCommand(name, COMMANDS).load()).help);
    }
    return 0;
  },
};
