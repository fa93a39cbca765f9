/** `completions`: what Tab completes, for bash, zsh and fish. */

import { GuardError } from "../../base/errors.ts";
import { DEFAULT_PROFILE } from "../../base/profile.ts";
import { watchedProfiles } from "../../install/watched.ts";
import type { Context } from "../../sys/context.ts";
import { chooseWord, type Command, parseOptions } from "../../cli/options.ts";
import { loadDescriptions } from "../help/page.ts";
import { completionsDescription } from "./description.ts";
import { bashScript } from "./bash.ts";
import { fishScript } from "./fish.ts";
import { zshScript } from "./zsh.ts";
import { commandShapes } from "./shapes.ts";

const SCRIPTS = { bash: bashScript, zsh: zshScript, fish: fishScript };

export const completionsCommand: Command = {
  async run(args, context) {
    const options = parseOptions(completionsDescription, args);
    const { out } = context.terminal;
    if (options.flag("profiles")) {
      (await profileNames(context)).forEach(out);
      return 0;
    }
    const shell = chooseWord(completionsDescription, options.words[0]);
    const shapes = commandShapes(await loadDescriptions());
    SCRIPTS[shell](shapes).split("\n").forEach(out);
    return 0;
  },
};

/** Profiles the guard watches, and those that have a config of OpenClaw's. */
async function profileNames(context: Context): Promise<string[]> {
  const names = new Set([DEFAULT_PROFILE]);
  try {
    (await watchedProfiles(context)).forEach((name) => names.add(name));
  } catch (error) {
    if (!(error instanceof GuardError)) throw error;
  }
  try {
    for (const entry of Deno.readDirSync(context.home)) {
      const name = /^\.openclaw-([A-Za-z0-9][\w-]{0,63})$/.exec(entry.name)
        ?.[1];
      if (name !== undefined && hasConfig(context, entry.name)) names.add(name);
    }
  } catch {
    // Without a home folder to look into there are fewer names.
  }
  return [...names];
}

function hasConfig({ home }: Context, folder: string): boolean {
  try {
    return Deno.statSync(`${home}/${folder}/openclaw.json`).isFile;
  } catch {
    return false;
  }
}
