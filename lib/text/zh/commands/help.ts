/** What `help` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const HELP: Catalog = {
  [
    `Usage: openclaw-guard help [COMMAND]
       openclaw-guard help --all|--man

The commands, or the help of one of them.

  --all  everything on one page
  --man  the same as a manual page, for "man -l -" or a file openclaw-guard.1

Examples:
  openclaw-guard help maintenance
      the options of "maintenance", with examples
  openclaw-guard help --all | less
      all of it, page by page
  openclaw-guard help --man | man -l -
      the manual`
  ]: `用法：openclaw-guard help [COMMAND]
      openclaw-guard help --all|--man

列出所有命令，或显示其中一个的帮助。

  --all  全部内容放在一页
  --man  同样的内容，手册页格式，可交给“man -l -”或存为 openclaw-guard.1

示例：
  openclaw-guard help maintenance
      maintenance 的选项和示例
  openclaw-guard help --all | less
      全部帮助，逐页查看
  openclaw-guard help --man | man -l -
      手册页`,
  "See how it is": "查看状况",
  "Pause and emergencies": "暂停与紧急处理",
  "Config": "配置",
  "Set up and try out": "安装与试用",
  "openclaw-guard {0}: a health guard for the OpenClaw Gateway":
    "openclaw-guard {0}：OpenClaw 网关的健康守护程序",
  "Usage: openclaw-guard COMMAND [OPTIONS]":
    "用法：openclaw-guard COMMAND [OPTIONS]",
  "Every command": "每个命令都有",
  "its options, with examples": "该命令的选项和示例",
  "en or zh-CN; else the settings and your locale decide":
    "en 或 zh-CN；不给则依次看设置和系统语言环境",
  'One command: "openclaw-guard help COMMAND"; all: "openclaw-guard help --all"':
    "单个命令：“openclaw-guard help COMMAND”；全部：“openclaw-guard help --all”",
  'The manual: "openclaw-guard help --man | man -l -"':
    "手册页：“openclaw-guard help --man | man -l -”",
  "More: {0}#readme": "更多：{0}#readme",
  "NAME": "名称",
  "a health guard for the OpenClaw Gateway": "OpenClaw 网关的健康守护程序",
  "SYNOPSIS": "概要",
  "COMMAND [OPTIONS]": "COMMAND [OPTIONS]",
  "DESCRIPTION": "描述",
  "Started every 30 seconds by cron or a systemd timer, it tells a gateway that works from one that only looks alive, and brings a stuck one back. It never restarts what is starting, draining, busy or stopped by you.":
    "由 cron 或 systemd 定时器每 30 秒启动一次，区分网关是真正在工作，还是只是看起来活着，并救回卡死的网关。正在启动、排空、忙碌或被你停止的网关，它绝不重启。",
  "Every command takes --help and --lang LANG (en or zh-CN; else the settings and your locale decide).":
    "每个命令都可加 --help 和 --lang LANG（en 或 zh-CN；不给则依次看设置和系统语言环境）。",
  "FILES": "文件",
  "the guard's own settings; none are needed": "守护程序自己的设置，可以没有",
  "state, log, history, evidence and copies of the config":
    "状态、日志、历史、现场记录和配置备份",
  "while this file is there (yours or root's), the guard does nothing":
    "这个文件存在期间（属于你或 root），守护程序什么都不做",
  "SEE ALSO": "另见",
};
