/** `openclaw-guard install` and `uninstall`. */

import type { CommandDescription } from "../../cli/description.ts";

/** See the file. */
export const installDescription: CommandDescription = {
  name: "install",
  group: "setup",
  summary: [
    "have the guard started every 30 seconds, by cron or a timer",
    "安装：由 cron 或 systemd 定时器每 30 秒启动守护程序",
  ],
  usage: ["[options]"],
  column: 19,
  parts: [
    [
      "Adds two marked lines to your crontab, keeps a copy of the unit file, makes the state folder, and checks once. Every other line of the crontab stays as it is, but for those that run the article's openclaw-health-check.sh: it offers to replace these. Where cron cannot be used, a systemd timer of the guard's own takes the place of the two lines. Running it again changes nothing.",
      "在你的 crontab 里加两行带标记的内容，备份服务单元文件，建立状态目录，并检查\n一次。crontab 的其他各行原样不动，只有运行文章里 openclaw-health-check.sh 的\n那些行例外：会询问是否替换它们。不能用 cron 的地方，改用守护程序自己的 systemd 定时器。再次运行不会改动任何东西。",
    ],
    {
      "--profile NAME": [
        'guard this OpenClaw profile too (default: "default")',
        "也守护该 OpenClaw 配置档（默认：“default”）",
      ],
      "--unit NAME": [
        "the unit that runs the gateway (default: it is looked for)",
        "运行网关的服务单元（默认：自动查找）",
      ],
      "--scope SCOPE": [
        'where that unit is: "user" (your own service manager) or "system"',
        "该单元在哪里：“user”（你自己的服务管理器）或“system”（系统）",
      ],
      "--scheduler KIND": [
        'what starts the guard: "cron", "systemd" (a user timer), "none" (something of yours runs "check"), or "auto": what is there already, else cron, else systemd (default: "auto")',
        "由什么启动守护程序：“cron”、“systemd”（用户定时器）、“none”（由你自己的东西运行“check”）或“auto”：已有的优先，其次 cron，再次 systemd（默认：“auto”）",
      ],
      "--yes": [
        "replace the lines of openclaw-health-check.sh without asking",
        "不询问，直接替换 openclaw-health-check.sh 的各行",
      ],
      "--keep-script": [
        "leave the lines of openclaw-health-check.sh alone",
        "不动 openclaw-health-check.sh 的各行",
      ],
      "--dry-run": [
        "say what would be done, and do nothing",
        "只说明会做什么，不实际执行",
      ],
      "--json": [
        "one JSON object: schema, dryRun, changed, profile, profiles, program, scheduler, steps, firstCheck",
        "一个 JSON 对象：schema、dryRun、changed、profile、profiles、program、scheduler、steps、firstCheck",
      ],
    },
    ["Undo: openclaw-guard uninstall", "撤销：openclaw-guard uninstall"],
  ],
  examples: {
    "openclaw-guard install --dry-run": [
      "what would be done, step by step",
      "逐步显示将要做什么",
    ],
    "openclaw-guard install": [
      "two lines in your crontab (or a timer), and the first check",
      "在 crontab 中加入两行（或启用定时器），并做第一次检查",
    ],
    "openclaw-guard install --scheduler systemd": [
      "a systemd user timer instead of lines in your crontab",
      "用 systemd 用户定时器代替 crontab 中的行",
    ],
    "openclaw-guard install --scope system --unit openclaw.service": [
      "the gateway is a unit of the system",
      "网关是系统的服务单元",
    ],
    "openclaw-guard install --profile work": [
      "one more gateway; the same checks watch both",
      "再加一个网关；由同样的检查照看",
    ],
  },
};

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
      "--yes": [
        "do not ask; --json needs it",
        "不询问；用 --json 时必须加上",
      ],
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
