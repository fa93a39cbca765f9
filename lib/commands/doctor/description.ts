/** `openclaw-guard doctor`. */

import { type CommandDescription, ONE_PROFILE } from "../../cli/description.ts";

/** See the file. */
export const doctorDescription: CommandDescription = {
  name: "doctor",
  group: "see",
  summary: [
    "everything the guard depends on, and what mends it",
    "体检：守护程序依赖的一切，以及怎样修复",
  ],
  usage: ["[--profile NAME] [--json]"],
  parts: [
    [
      "Checks everything the guard depends on: unit, lingering, user bus, cron or timer, cron's environment, the last check, tools, port, other watchdogs, file modes, disk, clock, settings, whom it tells, and the gateway itself. Says what was found, whether it matters, and the command that mends it. Changes nothing and takes less than 5 seconds.",
      "检查守护程序依赖的一切：服务单元、用户驻留（linger）、用户总线、cron 或定时器、cron 的环境变量、上次检查、所需工具、端口、其他看门狗、文件权限、磁盘、时钟、\n设置、通知谁，以及网关本身。说明发现了什么、要不要紧、用哪条命令修复。不改动任何东西，\n耗时不到 5 秒。",
    ],
    {
      "--profile NAME": ONE_PROFILE,
      "--json": [
        'for programs; the schema is stable ("schema": 1)',
        '供程序使用，格式稳定（"schema": 1）',
      ],
    },
    [
      "Exit codes: 0 all is well (notes may be shown), 1 warnings, 2 problems.",
      "退出码：0 一切正常（可能有提示），1 有警告，2 有问题。",
    ],
  ],
  examples: {
    "openclaw-guard doctor": [
      "what was found, and the command that mends it; 0 when all is well",
      "发现了什么、用什么命令修复；一切正常时退出码为 0",
    ],
    "openclaw-guard doctor --json | jq -r '.findings[] | select(.level != \"ok\").check'":
      ["only the names of what is not ok", "只列出有问题或提示的项的名称"],
  },
};
