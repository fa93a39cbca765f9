/** `openclaw-guard emergency-stop` and `resume`. */

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

/** See the file. */
export const resumeDescription: CommandDescription = {
  name: "resume",
  group: "pause",
  summary: [
    "undo emergency-stop: guard on, gateway started",
    "从紧急停止恢复：启用守护程序，启动网关",
  ],
  usage: ["[--profile NAME] [--no-start]"],
  hidden: ["--yes"],
  parts: [
    [
      'Comes back after emergency-stop: starts the gateway, waits until it is healthy, and lets cron or the systemd timer start the guard again, as "install" did. \nA gateway that emergency-stop did not stop is left as it is.',
      "从 emergency-stop 恢复：启动网关，等到它健康，并按“install”时的方式，让 cron \n或 systemd 定时器重新启动守护程序。不是 emergency-stop 停掉的网关保持原样。",
    ],
    {
      "--profile NAME": [
        "only this gateway; without it all installed ones",
        "只恢复这个网关；不带则恢复所有已安装的",
      ],
      "--no-start": [
        "leave the gateway stopped, only switch the guard on",
        "网关保持停止，只开启守护程序",
      ],
    },
    [
      "Exit codes: 0 all is back, 2 the gateway did not become healthy in time, the stop could not be ended, or nothing starts the guard.",
      "退出码：0 全部恢复，2 网关未能及时恢复健康、紧急停止无法解除，或没有什么会启动守护程序。",
    ],
  ],
  examples: {
    "openclaw-guard resume": [
      '"default: healthy after 12 s", and the guard is started again',
      "等到网关恢复健康，守护程序也重新启用",
    ],
    "openclaw-guard resume --no-start": [
      "the guard is on again, the gateway stays stopped",
      "守护程序重新启用，网关保持停止",
    ],
  },
};
