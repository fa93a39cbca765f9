/** `openclaw-guard status`. */

import type { CommandDescription } from "../../cli/description.ts";

/** See the file. */
export const statusDescription: CommandDescription = {
  name: "status",
  group: "see",
  summary: [
    "is the gateway fine, since when, and what happens next",
    "网关是否正常、从何时起、接下来会怎样",
  ],
  usage: ["[--watch [SECONDS]] [--profile NAME] [--json]"],
  parts: [
    [
      "Looks at the gateway now and tells whether it is fine, since when, what happened lately and what happens next. Nothing is changed and nothing is counted. Without --profile all gateways the guard watches: a line for each, and more about those in trouble.",
      "现在就看一下网关：是否正常、从何时起、最近发生过什么、接下来会怎样。\n不改动任何东西，也不计入任何次数。不给 --profile 时显示守护程序照看的所有网关：每个一行，有问题的再给出详情。",
    ],
    {
      "--profile NAME": [
        "only this gateway (openclaw --profile NAME)",
        "只看这个网关（openclaw --profile NAME）",
      ],
      "--watch [SECONDS]": [
        "again and again, every 2 seconds or as often as you say \n(1 to 3600), until Ctrl-C; in a pipe a line for each change",
        "持续刷新，默认每 2 秒一次（可设 1 到 3600），Ctrl-C 结束；输出到管道时，有变化才输出一行",
      ],
      "--json": [
        'for programs; the schema is stable ("schema": 1); without --profile the other gateways are in "others"',
        '供程序使用，格式稳定（"schema": 1）；不给 --profile 时\n其他网关在“others”中',
      ],
    },
    [
      "Exit codes: 0 healthy or rightly left alone, 1 warning, also when nobody checks it (the guard is not installed, or nothing starts it) or its config is broken, \n2 critical, 3 unknown.",
      "退出码：0 健康或不该干预，1 警告，没有谁在检查（守护程序没有安装，或没有什么\n启动它）或网关配置已损坏时也是，2 严重，3 未知。",
    ],
  ],
  examples: {
    "openclaw-guard status": [
      '"OpenClaw Gateway (default): healthy - it works" and what belongs to it',
      "显示“OpenClaw 网关（default）：healthy，工作正常”和详情",
    ],
    "openclaw-guard status --watch": [
      "the same, always as it is now",
      "同上，始终显示最新状况",
    ],
    "openclaw-guard status --watch 10 >> changes.txt": [
      "a line with the time whenever something changes",
      "每当有变化，追加带时间的一行",
    ],
    "openclaw-guard status --json | jq -r .verdict": ["healthy", "healthy"],
  },
};
