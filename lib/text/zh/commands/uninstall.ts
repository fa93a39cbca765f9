/** What `uninstall` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const UNINSTALL: Catalog = {
  [
    `Usage: openclaw-guard uninstall [options]

Takes the guard's two lines out of your crontab, or its systemd timer away, and
removes its state. The log, the history and the config backups stay, unless
--purge is given, and so does the program, unless --program is. The gateway, its
unit and every other crontab line are not touched.

  --profile NAME   only stop guarding this profile; the others stay guarded
  --purge          also remove log, history, evidence, config backups, settings
                   and the copies of the unit file
  --program        also remove the program, and the previous one that "upgrade"
                   kept beside it
  --yes            do not ask
  --dry-run        say what would be done, and do nothing
  --json           one JSON object: schema, dryRun, profile, purge, program,
                   steps

Exit codes: 0 done, 1 not confirmed, 2 a program is still there (it says how to
remove it). A check that cron has begun is waited for, at most 90 s; interrupted
meanwhile, the same command carries on.

Examples:
  openclaw-guard uninstall --dry-run
      what would be removed
  openclaw-guard uninstall
      the cron lines or the timer and the state are gone; log and copies stay
  openclaw-guard uninstall --profile work
      only this gateway is no longer watched
  openclaw-guard uninstall --purge --program --yes
      everything of the guard, without a question`
  ]: `用法：openclaw-guard uninstall [选项]

从你的 crontab 里去掉守护程序的两行，或移除它的 systemd 定时器，并删除它的状态。
日志、历史和配置备份会保留，除非带 --purge；程序本身也保留，除非带 --program。
网关、它的服务单元和 crontab 的其他各行都不动。

  --profile NAME   只停止守护这个配置档；其他的继续守护
  --purge          同时删除日志、历史、现场记录、配置备份、设置
                   以及服务单元文件的备份
  --program        同时删除程序，以及“upgrade”留在它旁边的旧程序
  --yes            不询问
  --dry-run        只说明会做什么，不实际执行
  --json           一个 JSON 对象：schema、dryRun、profile、purge、program、
                   steps

退出码：0 已完成，1 未确认，2 有程序没能删除（会说明怎样删除）。
cron 已经开始的检查会等它结束，最多 90 秒；
其间如被中断，再运行同一命令即可继续。

示例：
  openclaw-guard uninstall --dry-run
      显示将要移除什么
  openclaw-guard uninstall
      移除 crontab 中的行（或定时器）和状态；日志和备份保留
  openclaw-guard uninstall --profile work
      只是不再照看这个网关
  openclaw-guard uninstall --purge --program --yes
      全部移除，不询问`,
  'cannot uninstall profile "{0}": nothing is installed':
    "无法卸载配置档“{0}”：没有安装任何配置档",
  'cannot uninstall profile "{0}": it is not installed (installed: {1})':
    "无法卸载配置档“{0}”：它没有安装（已安装：{1}）",
  "Leave --profile out to remove the guard as a whole":
    "去掉 --profile 即卸载整个守护程序",
  "cannot uninstall: nobody can be asked without a terminal":
    "无法卸载：没有终端，无法询问",
  "Remove the guard with its log and all config backups? [y/N]":
    "移除守护程序，连同日志和所有配置备份？[y/N]",
  "Remove the guard? [y/N]": "移除守护程序？[y/N]",
  'Remove the guard of profile "{0}" with its log and all config backups? [y/N]':
    "移除配置档“{0}”的守护，连同日志和所有配置备份？[y/N]",
  'Remove the guard of profile "{0}"? [y/N]': "移除配置档“{0}”的守护？[y/N]",
  "Remove the guard with its program, its log and all config backups? [y/N]":
    "移除守护程序，连同程序文件、日志和所有配置备份？[y/N]",
  "Remove the guard and its program? [y/N]":
    "移除守护程序，连同程序文件？[y/N]",
  "Nothing was changed.": "未作任何改动。",
};
