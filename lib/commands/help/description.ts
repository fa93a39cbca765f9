/** `openclaw-guard help`. */

import type { CommandDescription } from "../../cli/description.ts";

export const helpDescription: CommandDescription = {
  name: "help",
  group: "setup",
  summary: ["help for a command", "命令的帮助"],
  usage: ["[COMMAND]", "--all|--man"],
  maxWords: 1,
  parts: [
    [
      "The commands, or the help of one of them.",
      "列出所有命令，或显示其中一个的帮助。",
    ],
    {
      "--all": ["everything on one page", "全部内容放在一页"],
      "--man": [
        'the same as a manual page, for "man -l -" or a file openclaw-guard.1',
        "同样的内容，手册页格式，可交给“man -l -”或存为 openclaw-guard.1",
      ],
    },
  ],
  examples: {
    "openclaw-guard help maintenance": [
      'the options of "maintenance", with examples',
      "maintenance 的选项和示例",
    ],
    "openclaw-guard help --all | less": [
      "all of it, page by page",
      "全部帮助，逐页查看",
    ],
    "openclaw-guard help --man | man -l -": ["the manual", "手册页"],
  },
};
