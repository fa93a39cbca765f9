/** `openclaw-guard maintenance`. */

import { type CommandDescription, ONE_PROFILE } from "../../cli/description.ts";

/** See the file. */
export const maintenanceDescription = {
  name: "maintenance",
  group: "pause",
  summary: [
    "pause the guard: on, off, status",
    "暂停守护程序：on、off、status",
  ],
  usage: [
    "on [--for TIME] [--reason TEXT] [--dry-run]",
    "off [--dry-run]",
    "status [--json]",
  ],
  maxWords: 1,
  words: { on: [], off: [], status: [] },
  column: 19,
  parts: [
    [
      "While it is on, the guard looks at nothing and restarts nothing.",
      "维护模式开启期间，守护程序不作任何查看，也不重启任何东西。",
    ],
    {
      "--for TIME": [
        "for how long, such as 30m or 2h (default 1h, at most 24h)",
        "持续多久，例如 30m 或 2h（默认 1h，最长 24h）",
      ],
      "--reason TEXT": [
        'shown by "status" to whoever asks',
        "原因，“status”会告诉查看的人",
      ],
      "--dry-run": [
        "say what would be done, do nothing",
        "只说明会做什么，不实际执行",
      ],
      "--json": ["for scripts (status)", "供脚本使用（status）"],
      "--profile NAME": ONE_PROFILE,
    },
    [
      "When it is on already, the new time counts, and the new reason; without one the old reason stays.",
      "已经开启时再次开启，以新的时长和新的原因为准；没有写原因则保留原来的。",
    ],
    [
      '"touch /tmp/openclaw-maintenance" also pauses the guard, for all profiles and until the file is removed.',
      "“touch /tmp/openclaw-maintenance”也能让守护程序暂停，对所有配置档生效，\n直到该文件被删除。",
    ],
  ],
  examples: {
    'openclaw-guard maintenance on --for 30m --reason "moving to a new disk"': [
      'the guard does nothing for half an hour, "status" says why',
      "守护程序半小时内什么都不做，status 会显示原因",
      'openclaw-guard maintenance on --for 30m --reason "换硬盘"',
    ],
    "openclaw-guard maintenance status": [
      "until when, by whom, and the reason",
      "到何时为止、由谁开启、原因",
    ],
    "openclaw-guard maintenance off": [
      "the next check looks again, within 30 seconds",
      "30 秒内的下一次检查恢复工作",
    ],
  },
} as const satisfies CommandDescription;
