/** `openclaw-guard config`. */

import type { CommandDescription } from "../../cli/description.ts";

export const configDescription = {
  name: "config",
  group: "config",
  summary: [
    "the guard's own settings: show, validate, schema, init",
    "守护程序自己的设置：show、validate、schema、init",
  ],
  usage: [
    "show [--profile NAME] [--json]",
    "validate [--json]",
    "schema",
    "init [--force] [--dry-run]",
  ],
  maxWords: 1,
  words: { show: [], validate: [], schema: [], init: [] },
  inUsage: ["--profile NAME", "--json", "--dry-run"],
  parts: [
    [
      "The guard's own settings, ~/.config/openclaw-guard/config.json. None are needed.",
      "守护程序自己的设置，~/.config/openclaw-guard/config.json。不设置也能用。",
    ],
    {
      "show": [
        "what holds, and whether default, file, environment or unit says so",
        "生效的设置及其来源：默认、文件、环境变量、服务单元",
      ],
      "validate": [
        "what is wrong with the file, a line each",
        "文件有什么问题，每行一条",
      ],
      "schema": [
        'JSON Schema of the file, for editors ("$schema" may name it)',
        "文件的 JSON Schema，供编辑器使用（可由“$schema”引用）",
      ],
      "init": [
        "write a file with every setting in a comment",
        "写出一个文件，其中每项设置都在注释里",
      ],
      "  --force": [
        "replace one that is there; the old one is kept",
        "替换已有的文件；旧文件保留在旁边",
      ],
    },
    [
      "Exit codes: 0 fine, 70 something is wrong with the file.",
      "退出码：0 正常，70 文件有问题。",
    ],
  ],
  examples: {
    "openclaw-guard config init": [
      "~/.config/openclaw-guard/config.json, every setting in a comment",
      "写出 ~/.config/openclaw-guard/config.json，每项设置都在注释中",
    ],
    "openclaw-guard config validate": [
      "what is wrong, a line each; exit code 0 when nothing is",
      "逐行列出错误；没有错误时退出码为 0",
    ],
    "openclaw-guard config show --profile work": [
      "what holds for this gateway, and where each value comes from",
      "这个网关实际生效的设置，以及各值的来源",
    ],
    "openclaw-guard config schema > openclaw-guard.schema.json": [
      "for an editor that checks while you type",
      "供编辑器边写边检查",
    ],
  },
} as const satisfies CommandDescription;
