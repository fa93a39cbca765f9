import { say } from "../../../base/say.ts";

/** `openclaw-guard help completions`. */
export const HELP = say`Usage: openclaw-guard completions bash|zsh|fish
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
