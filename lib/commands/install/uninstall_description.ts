/** `openclaw-guard uninstall`. */

import type { CommandDescription } from "../../cli/description.ts";

/** See the file. */
export const uninstallDescription: CommandDescription = {
  name: "uninstall",
  group: "setup",
  summary: [
    "take the guard's cron lines or timer and its files away",
    "卸载：移除守护程序的 crontab 行（或定时器）和文件",
  ],
  usage: ["[options]"],
  column: 19,
  parts: [
    [
      "Takes the guard's two lines out of your crontab, or its systemd timer away, and removes its state. The log, the history and the config backups stay, unless --purge is given, and so does the program, unless --program is. The gateway, its unit and every other crontab line are not touched.",
      "从你的 crontab 里去掉守护程序的两行，或移除它的 systemd 定时器，并删除它的状态。日志、历史和配置备份会保留，除非带 --purge；程序本身也保留，除非带 --program。\n网关、它的服务单元和 crontab 的其他各行都不动。",
    ],
    {
      "--profile NAME": [
        "only stop guarding this profile; the others stay guarded",
        "只停止守护这个配置档；其他的继续守护",
      ],
      "--purge": [
        "also remove log, history, evidence, config backups, settings and the copies of the unit file",
        "同时删除日志、历史、现场记录、配置备份、设置\n以及服务单元文件的备份",
      ],
      "--program": [
        'also remove the program, and the previous one that "upgrade" kept beside it',
        "同时删除程序，以及“upgrade”留在它旁边的旧程序",
      ],
      "--yes": ["do not ask", "不询问"],
      "--dry-run": [
        "say what would be done, and do nothing",
        "只说明会做什么，不实际执行",
      ],
      "--json": [
        "one JSON object: schema, dryRun, profile, purge, program, steps",
        "一个 JSON 对象：schema、dryRun、profile、purge、program、steps",
      ],
    },
    [
      "Exit codes: 0 done, 1 not confirmed, 2 a program is still there (it says how to remove it). A check that cron has begun is waited for, at most 90 s; interrupted meanwhile, the same command carries on.",
      "退出码：0 已完成，1 未确认，2 有程序没能删除（会说明怎样删除）。\ncron 已经开始的检查会等它结束，最多 90 秒；\n其间如被中断，再运行同一命令即可继续。",
    ],
  ],
  examples: {
    "openclaw-guard uninstall --dry-run": [
      "what would be removed",
      "显示将要移除什么",
    ],
    "openclaw-guard uninstall": [
      "the cron lines or the timer and the state are gone; log and copies stay",
      "移除 crontab 中的行（或定时器）和状态；日志和备份保留",
    ],
    "openclaw-guard uninstall --profile work": [
      "only this gateway is no longer watched",
      "只是不再照看这个网关",
    ],
    "openclaw-guard uninstall --purge --program --yes": [
      "everything of the guard, without a question",
      "全部移除，不询问",
    ],
  },
};
