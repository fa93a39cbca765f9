/** What `install` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const INSTALL: Catalog = {
  [
    `Usage: openclaw-guard install [options]

Adds two marked lines to your crontab, keeps a copy of the unit file, makes the
state folder, and checks once. Every other line of the crontab stays as it is,
but for those that run the article's openclaw-health-check.sh: it offers to
replace these. Where cron cannot be used, a systemd timer of the guard's own
takes the place of the two lines. Running it again changes nothing.

  --profile NAME   guard this OpenClaw profile too (default: "default")
  --scheduler KIND what starts the guard: "cron", "systemd" (a user timer),
                   "none" (something of yours runs "check"), or "auto": what is
                   there already, else cron, else systemd (default: "auto")
  --yes            replace the lines of openclaw-health-check.sh without asking
  --keep-script    leave the lines of openclaw-health-check.sh alone
  --dry-run        say what would be done, and do nothing
  --json           one JSON object: schema, dryRun, changed, profile, profiles,
                   program, scheduler, steps, firstCheck

Undo: openclaw-guard uninstall

Examples:
  openclaw-guard install --dry-run
      what would be done, step by step
  openclaw-guard install
      two lines in your crontab (or a timer), and the first check
  openclaw-guard install --scheduler systemd
      a systemd user timer instead of lines in your crontab
  openclaw-guard install --profile work
      one more gateway; the same checks watch both`
  ]: `用法：openclaw-guard install [选项]

在你的 crontab 里加两行带标记的内容，备份服务单元文件，建立状态目录，并检查
一次。crontab 的其他各行原样不动，只有运行文章里 openclaw-health-check.sh 的
那些行例外：会询问是否替换它们。不能用 cron 的地方，改用守护程序自己的 systemd
定时器。再次运行不会改动任何东西。

  --profile NAME   也守护该 OpenClaw 配置档（默认：“default”）
  --scheduler KIND 由什么启动守护程序：“cron”、“systemd”（用户定时器）、“none”
                   （由你自己的东西运行“check”）或“auto”：已有的优先，其次
                   cron，再次 systemd（默认：“auto”）
  --yes            不询问，直接替换 openclaw-health-check.sh 的各行
  --keep-script    不动 openclaw-health-check.sh 的各行
  --dry-run        只说明会做什么，不实际执行
  --json           一个 JSON 对象：schema、dryRun、changed、profile、profiles、
                   program、scheduler、steps、firstCheck

撤销：openclaw-guard uninstall

示例：
  openclaw-guard install --dry-run
      逐步显示将要做什么
  openclaw-guard install
      在 crontab 中加入两行（或启用定时器），并做第一次检查
  openclaw-guard install --scheduler systemd
      用 systemd 用户定时器代替 crontab 中的行
  openclaw-guard install --profile work
      再加一个网关；由同样的检查照看`,
  "--scheduler {0} is not one of {1}": "--scheduler {0} 不在可选之列：{1}",
  'Leave it out to let "install" choose': "不写则由“install”自行选择",
  "{0} has Restart={1}, not always: systemd will not bring a crashed gateway back":
    "{0} 设的是 Restart={1} 而不是 always：网关崩溃后 systemd 不会把它拉起来",
  "check    {0}": "检查     {0}",
  "Nothing was changed (--dry-run).": "未作任何改动（--dry-run）。",
  "Guarding {0}.": "正在守护 {0}。",
  "Guarding {0}, as before; nothing was changed.":
    "一如既往守护 {0}；未作任何改动。",
  "  log      openclaw-guard logs{0}   ({1})":
    "  日志     openclaw-guard logs{0}   （{1}）",
  "  state    openclaw-guard status{0}": "  状态     openclaw-guard status{0}",
  "  undo     openclaw-guard uninstall{0}":
    "  撤销     openclaw-guard uninstall{0}",
  "cron starts the guard: {0}": "由 cron 启动守护程序：{0}",
  "a systemd timer starts the guard: {0}": "由 systemd 定时器启动守护程序：{0}",
  "this crontab line runs more than openclaw-health-check.sh, please look at it yourself: {0}":
    "crontab 的这一行不只运行 openclaw-health-check.sh，请自行查看：{0}",
  "old line: {0}": "旧的一行：{0}",
  "the old lines, as --keep-script says": "旧的各行（--keep-script）",
  "Replace these lines? Two guards would restart the gateway twice. [y/N]":
    "替换这些行吗？两个守护程序会把网关重启两次。[y/N]",
  'the old lines stay, and two guards get in each other\'s way: replace them with "{0}"':
    "旧的各行仍在，两个守护程序会互相干扰：可用“{0}”替换它们",
};
