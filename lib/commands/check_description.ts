/** `openclaw-guard check`. */

import type { CommandDescription } from "../cli/description.ts";

export const checkDescription: CommandDescription = {
  name: "check",
  group: "see",
  summary: [
    "one tick, run every 30 seconds: look, decide, act",
    "检查一次（每 30 秒运行的就是它）：查看、判定、处理",
  ],
  usage: ["[--profile NAME] [--json]"],
  parts: [
    [
      "One tick: look at the gateway, decide, act if need be. cron or the guard's \ntimer runs this twice a minute; running it by hand is safe (a failure is never counted twice).",
      "执行一次检查：查看网关，作出判定，必要时采取行动。由 cron 或守护程序的\n定时器每分钟运行两次；手动运行也是安全的（同一次失败不会重复计数）。",
    ],
    {
      "--profile NAME": [
        "only this profile; without it all installed ones, in parallel",
        "只检查这个配置档；不带则并行检查所有已安装的",
      ],
      "--json": ["print the result as JSON", "以 JSON 输出结果"],
    },
    [
      "Exit codes: 0 healthy or rightly left alone, 1 warning, 2 critical, 3 unknown.",
      "退出码：0 健康或理应不作处理，1 警告，2 严重，3 未知。",
    ],
  ],
  examples: {
    "openclaw-guard check": [
      '"default: healthy: …" and exit code 0 when all is well',
      "一切正常时显示“default: healthy: …”，退出码为 0",
    ],
    "openclaw-guard check --profile work --json": [
      "the same for one gateway, as JSON",
      "只检查一个网关，输出 JSON",
    ],
  },
};
