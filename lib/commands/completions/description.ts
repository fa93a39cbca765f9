/** `openclaw-guard completions`. */

import type { CommandDescription } from "../../cli/description.ts";

export const completionsDescription = {
  name: "completions",
  group: "setup",
  summary: [
    "Tab completes commands and options: bash, zsh, fish",
    "Tab 补全命令和选项：bash、zsh、fish",
  ],
  usage: ["bash|zsh|fish", "--profiles"],
  maxWords: 1,
  words: { bash: [], zsh: [], fish: [] },
  parts: [
    [
      "Prints a script with which Tab completes commands, options, profiles and languages. It is made from the help texts; after an update make it again.",
      "输出补全脚本：按 Tab 补全命令、选项、配置档和语言。\n脚本由帮助文本生成，升级后请重新生成。",
    ],
    {
      "bash": [
        "for ~/.local/share/bash-completion/completions/openclaw-guard",
        "存为 ~/.local/share/bash-completion/completions/openclaw-guard",
      ],
      "zsh": [
        "for a folder of your fpath, as _openclaw-guard",
        "存到 fpath 中的目录，文件名 _openclaw-guard",
      ],
      "fish": [
        "for ~/.config/fish/completions/openclaw-guard.fish",
        "存为 ~/.config/fish/completions/openclaw-guard.fish",
      ],
      "--profiles": [
        "the names of your profiles, one a line (the scripts ask for them)",
        "列出你的配置档名，每行一个（供补全脚本调用）",
      ],
    },
  ],
  examples: {
    "source <(openclaw-guard completions bash)": [
      'for this bash; with zsh the same, after "compinit"',
      "只对当前 bash 生效；zsh 也一样，放在 compinit 之后",
    ],
    "mkdir -p ~/.local/share/bash-completion/completions": ["", ""],
    "openclaw-guard completions bash > ~/.local/share/bash-completion/completions/openclaw-guard":
      [
        "for every new bash (the package bash-completion finds it there)",
        "对以后的每个 bash 生效（由 bash-completion 软件包加载）",
      ],
    "mkdir -p ~/.zfunc": ["", ""],
    "openclaw-guard completions zsh > ~/.zfunc/_openclaw-guard": [
      'for every new zsh with "fpath+=~/.zfunc" before "compinit" in ~/.zshrc',
      "在 ~/.zshrc 的 compinit 之前加上 fpath+=~/.zfunc，对以后的每个 zsh 生效",
    ],
    "openclaw-guard completions fish > ~/.config/fish/completions/openclaw-guard.fish":
      ["for every fish, at once", "对所有 fish 立即生效"],
  },
} as const satisfies CommandDescription;
