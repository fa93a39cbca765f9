/** What `logs` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const LOGS: Catalog = {
  [
    `Usage: openclaw-guard logs [-n N] [-f] [--profile NAME]

Shows the last lines of the guard's log.

  -n, --lines N    how many lines (default 20, at most 100000)
  -f, --follow     go on showing new lines; Ctrl-C ends it
  --profile NAME   the gateway of this OpenClaw profile

Examples:
  openclaw-guard logs -n 100
      the last 100 lines: when, what, and why
  openclaw-guard logs -f
      the last 20, and new ones as they come; Ctrl-C ends it
  openclaw-guard logs -n 1000 | grep -E ' (restart|force-clean): '
      when the guard restarted it, and why`
  ]: `用法：openclaw-guard logs [-n N] [-f] [--profile NAME]

显示守护程序日志的最后几行。

  -n, --lines N    显示多少行（默认 20，最多 100000）
  -f, --follow     持续显示新的行；按 Ctrl-C 结束
  --profile NAME   该 OpenClaw 配置档的网关

示例：
  openclaw-guard logs -n 100
      最后 100 行：时间、事件和原因
  openclaw-guard logs -f
      先显示最后 20 行，再持续显示新行；Ctrl-C 结束
  openclaw-guard logs -n 1000 | grep -E ' (restart|force-clean): '
      守护程序何时、为什么重启了网关`,
  "No log yet for profile {0}: {1} appears with the first thing the guard has to say.":
    "配置档 {0} 还没有日志：守护程序有事要说时才会写 {1}。",
  "cannot show {0} lines: that is not a whole number from 0 to {1}":
    "无法显示 {0} 行：这不是 0 到 {1} 的整数",
  'For example "openclaw-guard logs -n 100"':
    "例如“openclaw-guard logs -n 100”",
};
