/** What `help` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const HELP: Catalog = {
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
