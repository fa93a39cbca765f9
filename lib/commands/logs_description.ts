/** `openclaw-guard logs`. */

import { type CommandDescription, ONE_PROFILE } from "../cli/description.ts";

export const logsDescription: CommandDescription = {
  name: "logs",
  group: "see",
  summary: ["what the guard saw and did", "守护程序看到了什么、做了什么"],
  usage: ["[-n N] [-f] [--profile NAME]"],
  column: 19,
  parts: [
    [
      "Shows the last lines of the guard's log.",
      "显示守护程序日志的最后几行。",
    ],
    {
      "-n, --lines N": [
        "how many lines (default 20, at most 100000)",
        "显示多少行（默认 20，最多 100000）",
      ],
      "-f, --follow": [
        "go on showing new lines; Ctrl-C ends it",
        "持续显示新的行；按 Ctrl-C 结束",
      ],
      "--profile NAME": ONE_PROFILE,
    },
  ],
  examples: {
    "openclaw-guard logs -n 100": [
      "the last 100 lines: when, what, and why",
      "最后 100 行：时间、事件和原因",
    ],
    "openclaw-guard logs -f": [
      "the last 20, and new ones as they come; Ctrl-C ends it",
      "先显示最后 20 行，再持续显示新行；Ctrl-C 结束",
    ],
    "openclaw-guard logs -n 1000 | grep -E ' (restart|force-clean): '": [
      "when the guard restarted it, and why",
      "守护程序何时、为什么重启了网关",
    ],
  },
};
