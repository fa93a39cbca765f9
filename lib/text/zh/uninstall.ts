/** What `lib/install` says while it uninstalls, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const UNINSTALL: Catalog = {
  "stop guarding {0}": "停止守护 {0}",
  "still guarded: {0}": "仍在守护：{0}",
  "remove {0}": "删除 {0}",
  "{0}, a copy of the unit file": "{0}，服务单元文件的备份",
  "no files to remove": "没有要删除的文件",
  'the gateway of profile {0} stays stopped; start it with "systemctl --user start {1}"':
    "配置档 {0} 的网关仍然停止；可用“systemctl --user start {1}”启动",
  'the program: remove it with "rm {0}"': "程序：可用“rm {0}”删除",
  'the program and what belongs to it: remove them with "rm {0}"':
    "程序及其附属文件：可用“rm {0}”删除",
  '{0} is still there: {1}; remove it with "sudo rm {2}"':
    "{0} 还在：{1}；可用“sudo rm {2}”删除",
  "it is not the one installed": "它不是已安装的那个程序",
  "{0}, which guards the others": "{0}，它还在守护其他配置档",
  "it belongs to a package manager": "它由软件包管理器管理",
  "it is not a plain file": "它不是普通文件",
  "it belongs to user {0}, not to you": "它属于用户 {0}，而不是你",
  "it does not say that it is openclaw-guard":
    "它没有表明自己是 openclaw-guard",
  "{0}, which was not written by the guard: please look at it yourself":
    "{0}，它不是守护程序写的：请自行查看",
  "no crontab command, so no lines": "没有 crontab 命令，也就没有守护程序的行",
  "remove the guard's lines": "去掉守护程序的行",
  "no lines of the guard": "没有守护程序的行",
  "removed the guard's lines": "已去掉守护程序的行",
  "removed the guard's lines; the old table is saved in {0}":
    "已去掉守护程序的行；原来的 crontab 保存在 {0}",
  'cron is in its line with "sleep 30" and would check once more: waiting for that to end, usually less than 30 s, at most {0} s':
    "cron 正在执行带“sleep 30”的那一行，之后还会检查一次：等它结束，通常不到 30 秒，最多 {0} 秒",
  "a check is under way: waiting for it to end, at most {0} s":
    "有一次检查正在进行：等它结束，最多 {0} 秒",
  "a check is still under way; it may write again":
    "仍有一次检查在进行；它可能还会写入文件",
  "log, history, evidence and config backups in {0}":
    "{0} 中的日志、历史、现场记录和配置备份",
  "the settings in {0}": "{0} 中的设置",
};
