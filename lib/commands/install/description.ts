/** `openclaw-guard install`. */

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
