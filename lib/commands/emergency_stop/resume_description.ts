/** `openclaw-guard resume`. */

import type { CommandDescription } from "../../cli/description.ts";

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
      "Exit codes: 0 all is back, 2 the gateway did not become healthy in time, or nothing starts the guard.",
      "退出码：0 全部恢复，2 网关未能及时恢复健康，或没有什么会启动守护程序。",
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
