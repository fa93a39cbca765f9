/** `openclaw-guard status`. */

import type { CommandDescription } from "../../cli/description.ts";

export const statusDescription: CommandDescription = {
  name: "status",
  group: "see",
  summary: [
    "is the gateway fine, since when, and what happens next",
    "网关是否正常、从何时起、接下来会怎样",
  ],
  usage: [
    "[--watch [SECONDS]] [--profile NAME] [--json]",
    "--host USER@HOST … [--hosts FILE] [--json]",
  ],
  repeated: ["host"],
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
      "--host USER@HOST": [
        "ask this machine over ssh, which must let you in without a question; as often as there are machines, a line for each as it answers",
        "通过 ssh 询问这台机器（须能免密登录）；可多次给出，每台机器一回答就输出一行",
      ],
      "--hosts FILE": [
        "the same for the machines in this file, one on each line",
        "同上，询问文件中的机器，每行一台",
      ],
      "--json": [
        'for programs; the schema is stable ("schema": 1); without --profile the other gateways are in "others", of other machines in "hosts"',
        '供程序使用，格式稳定（"schema": 1）；不给 --profile 时\n其他网关在“others”中，其他机器的在“hosts”中',
      ],
    },
    [
      "Exit codes: 0 healthy or rightly left alone, 1 warning, also when nobody checks it (the guard is not installed, or nothing starts it) or its config is broken, \n2 critical, 3 unknown, also a machine that cannot be reached. Of several the worst.",
      "退出码：0 健康或不该干预，1 警告，没有谁在检查（守护程序没有安装，或没有什么\n启动它）或网关配置已损坏时也是，2 严重，3 未知，机器无法连上时也是。多个之中取最严重的。",
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
    "openclaw-guard status --host me@kitchen --host me@attic": [
      "a line for each of the two, and their sum",
      "两台机器各一行，再加汇总",
    ],
    "openclaw-guard status --json | jq -r .verdict": ["healthy", "healthy"],
  },
};
