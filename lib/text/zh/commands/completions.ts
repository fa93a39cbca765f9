/** What `completions` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const COMPLETIONS: Catalog = {
  [
    `Usage: openclaw-guard completions bash|zsh|fish
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
      for every fish, at once`
  ]: `用法：openclaw-guard completions bash|zsh|fish
      openclaw-guard completions --profiles

输出补全脚本：按 Tab 补全命令、选项、配置档和语言。
脚本由帮助文本生成，升级后请重新生成。

  bash        存为 ~/.local/share/bash-completion/completions/openclaw-guard
  zsh         存到 fpath 中的目录，文件名 _openclaw-guard
  fish        存为 ~/.config/fish/completions/openclaw-guard.fish
  --profiles  列出你的配置档名，每行一个（供补全脚本调用）

示例：
  source <(openclaw-guard completions bash)
      只对当前 bash 生效；zsh 也一样，放在 compinit 之后
  mkdir -p ~/.local/share/bash-completion/completions
  openclaw-guard completions bash > ~/.local/share/bash-completion/completions/openclaw-guard
      对以后的每个 bash 生效（由 bash-completion 软件包加载）
  mkdir -p ~/.zfunc
  openclaw-guard completions zsh > ~/.zfunc/_openclaw-guard
      在 ~/.zshrc 的 compinit 之前加上 fpath+=~/.zfunc，对以后的每个 zsh 生效
  openclaw-guard completions fish > ~/.config/fish/completions/openclaw-guard.fish
      对所有 fish 立即生效`,
  "the language to use": "使用的语言",
  "What Tab completes after openclaw-guard, for {0}.":
    "{0} 的补全脚本：在 openclaw-guard 之后按 Tab 可补全什么。",
  'Made by "openclaw-guard completions {0}"; after an update make it again.':
    "由“openclaw-guard completions {0}”生成，升级后请重新生成。",
};
