/** `openclaw-guard help`: the commands, the help of one, all of it, the manual. */

import type { Context } from "../../sys/context.ts";
import {
  type Command,
  type Commands,
  parseOptions,
} from "../../cli/options.ts";
import { findCommand } from "../../cli/find_command.ts";
import { loadHelps, overview } from "./overview.ts";

/** Prints help to standard output. */
export const helpCommand = (commands: Commands): Command => ({
  async run(args, context) {
    const options = parseOptions("help", args, {
      boolean: ["all", "man"],
      maxWords: 1,
    });
    (await page(commands, options, context)).split("\n")
      .forEach(context.terminal.out);
    return 0;
  },
});

async function page(
  commands: Commands,
  options: ReturnType<typeof parseOptions>,
  { clock }: Context,
): Promise<string> {
  const [name] = options.words;
  if (name !== undefined) {
    findCommand(name, commands, "help ");
    return (await loadHelps()).get(name) ?? "";
  }
  if (options.flag("man")) {
    const { manual } = await import("./manual.ts");
    return manual(commands, await loadHelps(), clock.now().wallMs);
  }
  if (!options.flag("all")) return overview(commands);
  const helps = await loadHelps();
  return [
    overview(commands),
    ...[...helps].map(([name, help]) => `${heading(name)}\n\n${help}`),
  ].join("\n\n\n");
}

function heading(name: string): string {
  return `openclaw-guard ${name}\n${"-".repeat(15 + name.length)}`;
}
