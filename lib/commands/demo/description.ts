/** `openclaw-guard demo`. */

import type { CommandDescription } from "../../cli/description.ts";

/** See the file. */
export const demoDescription: CommandDescription = {
  name: "demo",
  group: "setup",
  summary: [
    "see it at work on a stand-in gateway; needs nothing",
    "用替身网关演示，什么都不需要",
  ],
  usage: ["[--fast]"],
  hidden: ["--stand-in-gateway", "--port PORT", "--boot-ms MS"],
  parts: [
    [
      "Shows the guard at work: a stand-in gateway freezes, hangs, crashes and is stopped by hand, and the guard does what it would do to a real one. Takes 40 seconds. Needs no gateway, no systemd and no root, touches nothing of yours, and leaves nothing behind, not even on Ctrl-C.",
      "演示守护程序如何工作：一个网关替身先后冻结、卡死、崩溃、被人停止，守护程序\n像对待真网关那样应对。历时 40 秒，不需要网关、systemd 或 root 权限，不碰\n你的任何东西，结束后不留任何痕迹，按 Ctrl-C 中断也一样。",
    ],
    {
      "--fast": [
        "in 15 seconds, for those who have seen it",
        "15 秒快速版，适合已经看过的人",
      ],
    },
    [
      "Exit codes: 0 shown to the end, 70 something went wrong, 128 + n ended by \nsignal n (130: Ctrl-C).",
      "退出码：0 演示完毕，70 出错，128 + n 被信号 n 结束（130：Ctrl-C）。",
    ],
  ],
  examples: {
    "openclaw-guard demo": [
      "40 seconds: four failures, two rescues, two that are left alone",
      "40 秒：四种故障，两次救援，两次不插手",
    ],
    "openclaw-guard demo --fast": [
      "the same in 15 seconds",
      "同样的内容，15 秒",
    ],
  },
};
