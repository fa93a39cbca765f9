/** `completions`: what Tab completes, for bash, zsh and fish. */

import { GuardError } from "../core/errors.ts";
import { DEFAULT_PROFILE } from "../core/profile.ts";
import { watchedProfiles } from "../install/watched.ts";
import type { Context } from "../sys/context.ts";
import { say } from "../text/say.ts";
import { chooseWord, type Command, parseOptions } from "./command.ts";
import { COMMANDS } from "./commands.ts";
import { bashScript } from "./completion_bash.ts";
import { fishScript } from "./completion_fish.ts";
import { zshScript } from "./completion_zsh.ts";
import { commandShapes } from "./completion_shapes.ts";

const HELP = say`Usage: openclaw-guard completions bash|zsh|fish
       openclaw-guard completions --profiles

Prints a script with which Tab completes commands, options, profiles and
languages. It is made from the help texts; after an update make it again.

  bash        for ~/.local/share/bash-completion/completions/openclaw-guard
  zsh         for a folder of your fpath, as _openclaw-guard
  fish        for ~/.config/fish/completions/openclaw-guard.fish
  --profiles  the names of your profiles, one a line (the scripts ask for them)

Examples:
  source <(openclaw-guard completions bash)
      for this bash; with zsh the same, after "compinit"
  mkdir -p ~/.local/share/bash-completion/completions
  openclaw-guard completions bash > ~/.local/share/bash-completion/completions/openclaw-guard
      for every new bash (the package bash-completion finds it there)
  mkdir -p ~/.zfunc
  openclaw-guard completions zsh > ~/.zfunc/_openclaw-guard
      for every new zsh with "fpath+=~/.zfunc" before "compinit" in ~/.zshrc
  openclaw-guard completions fish > ~/.config/fish/completions/openclaw-guard.fish
      for every fish, at once`;

/** See the help text. */
export const completionsCommand: Command = {
  help: HELP,
  async run(args, context) {
    const options = parseOptions("completions", args, {
      boolean: ["profiles"],
      maxWords: 1,
    });
    const { out } = context.terminal;
    if (options.flag("profiles")) {
      (await profileNames(context)).forEach(out);
      return 0;
    }
    const shell = chooseWord("completions", options.words[0], [
      "bash",
      "zsh",
      "fish",
    ]);
    const shapes = await commandShapes(COMMANDS);
    switch (shell) {
      case "bash":
        out(bashScript(shapes));
        break;
      case "zsh":
        out(zshScript(shapes));
        break;
      case "fish":
        out(fishScript(shapes));
    }
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
