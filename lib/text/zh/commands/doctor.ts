/** What `doctor` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DOCTOR: Catalog = {
  [
    `Usage: openclaw-guard doctor [--profile NAME] [--json]

Checks everything the guard depends on: unit, lingering, user bus, cron or
timer, cron's environment, the last check, tools, port, other watchdogs, file
modes, disk, clock, settings, and the gateway itself. Says what was found,
whether it matters, and the command that mends it. Changes nothing and takes
less than 5 seconds.

  --profile NAME  the gateway of this OpenClaw profile
  --json          for programs; the schema is stable ("schema": 1)

Exit codes: 0 all is well (notes may be shown), 1 warnings, 2 problems.

Examples:
  openclaw-guard doctor
      what was found, and the command that mends it; 0 when all is well
  openclaw-guard doctor --json | jq -r '.findings[] | select(.level != "ok").check'
      only the names of what is not ok`
  ]: `用法：openclaw-guard doctor [--profile NAME] [--json]

检查守护程序依赖的一切：服务单元、用户驻留（linger）、用户总线、cron 或定时器、
cron 的环境变量、上次检查、所需工具、端口、其他看门狗、文件权限、磁盘、时钟、
设置，以及网关本身。说明发现了什么、要不要紧、用哪条命令修复。不改动任何东西，
耗时不到 5 秒。

  --profile NAME  该 OpenClaw 配置档的网关
  --json          供程序使用，格式稳定（"schema": 1）

退出码：0 一切正常（可能有提示），1 有警告，2 有问题。

示例：
  openclaw-guard doctor
      发现了什么、用什么命令修复；一切正常时退出码为 0
  openclaw-guard doctor --json | jq -r '.findings[] | select(.level != "ok").check'
      只列出有问题或提示的项的名称`,
  "ok     ": "正常",
  "note   ": "提示",
  "WARNING": "警告",
  "PROBLEM": "问题",
  "openclaw-guard {0}, profile {1}: {2}": "openclaw-guard {0}，配置档 {1}：{2}",
  ": ": "：", // after the name of a check, which no language changes
  "fix: {0}": "修复：{0}",
  "{0} ok": "{0} 项正常",
  "1 note": "1 条提示",
  "{0} notes": "{0} 条提示",
  "1 warning": "1 个警告",
  "{0} warnings": "{0} 个警告",
  "1 problem": "1 个问题",
  "{0} problems": "{0} 个问题",
};
