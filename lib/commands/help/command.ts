/** `openclaw-guard help`: the commands, the help of one, all of it, the manual. */

import type { Context } from "../../sys/context.ts";
import {
  type Command,
  type ParsedOptions,
  parseOptions,
} from "../../cli/options.ts";
import { findCommand } from "../../cli/find_command.ts";
import { helpDescription } from "./description.ts";
import { helpPage, loadDescriptions, overview } from "./page.ts";

/** Prints help to standard output. */
export const helpCommand: Command = {
  async run(args, context) {
    const options = parseOptions(helpDescription, args);
    (await page(options, context)).split("\n").forEach(context.terminal.out);
    return 0;
  },
};

async function page(options: ParsedOptions, { clock }: Context) {
  const descriptions = await loadDescriptions();
  const [name] = options.words;
  if (name !== undefined) {
    return helpPage(findCommand(name, descriptions, "help "));
  }
  if (options.flag("man")) {
    const { manual } = await import("./manual.ts");
    return manual(descriptions, clock.now().wallMs);
  }
  if (!options.flag("all")) return overview(descriptions);
  return [
    overview(descriptions),
    ...Object.values(descriptions).map((description) => {
      const heading = `openclaw-guard ${description.name}`;
      const line = "-".repeat(heading.length);
      return `${heading}\n${line}\n\n${helpPage(description)}`;
    }),
  ].join("\n\n\n");
}
