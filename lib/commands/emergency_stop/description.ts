/** `openclaw-guard emergency-stop`. */

import type { CommandDescription } from "../../cli/description.ts";

/** See the file. */
export const emergencyStopDescription: CommandDescription = {
  name: "emergency-stop",
  group: "pause",
  summary: [
    "guard off, gateway stopped, leftovers gone, port free",
    "关掉守护程序，停掉网关，清掉残留进程，腾出端口",
  ],
  usage: ["[--profile NAME] [--yes] [--dry-run]"],
  parts: [
    [
      'Stops everything at once: the guard\'s own cron lines are taken out (every other line of the crontab stays as it is, byte for byte) or its systemd timer is switched off, the gateway is stopped, and killed if that takes longer than 4 s, leftovers are ended and the port is free. A check that is at work is waited for, 15 seconds at the most. "resume" undoes it. When all of that is so already, it only says since when.',
      "一次停止所有东西：去掉守护程序自己的 cron 行（crontab 的其他各行逐字节不变）\n或关闭它的 systemd 定时器，停止网关（4 秒内没有结束就强制结束），清掉残留进程，\n让端口空出。正在进行的检查最多等 15 秒。用“resume”恢复。如果都已如此，就只说明\n从何时起。",
    ],
    {
      "--profile NAME": [
        "only this gateway; without it all installed ones",
        "只停止这个网关；不带则停止所有已安装的",
      ],
      "--yes": ["do not ask", "不询问"],
      "--dry-run": ["only say what would be done", "只说明会做什么"],
    },
    [
      "Exit codes: 0 all stopped and the port free, 1 not confirmed, 2 something is left (it says what).",
      "退出码：0 全部停止且端口空出，1 没有确认，2 还有东西没停下（会说明是什么）。",
    ],
  ],
  examples: {
    "openclaw-guard emergency-stop --dry-run": [
      "what would be stopped; nothing is done",
      "显示将会停掉什么，不做任何事",
    ],
    "openclaw-guard emergency-stop": [
      'asks, then "All stopped. To come back: …" and exit code 0',
      "先询问；全部停掉后退出码为 0",
    ],
    "openclaw-guard emergency-stop --yes": [
      "the same without a question, for scripts",
      "同上但不询问，供脚本使用",
    ],
  },
};
