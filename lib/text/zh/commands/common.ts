/** What several commands say, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const COMMON: Catalog = {
  // cli/confirm.ts
  "{0} [y/N]": "{0}[y/N]",
  "cannot ask for confirmation: this is not a terminal":
    "无法请求确认：这里不是终端",
  "Add --yes": "请加上 --yes",
  'The gateway is started and stopped with "systemctl --user {0} {1}" or "openclaw gateway {2}"':
    "启动和停止网关请用“systemctl --user {0} {1}”或“openclaw gateway {2}”",
  "nothing was done: not confirmed": "未作任何改动：没有得到确认",

  // explain and evidence
  "What the guard saw": "守护程序所见",

  // lists
  ", ": "，",

  // format.ts
  "{0} ({1})": "{0}（{1}）",
  "just now": "刚刚",
  "{0} ago": "{0}前",
  "in {0}": "{0}后",

  // cli/options.ts
  "say which one": "请指明是哪一个",
  "Choose one of {0}": "可选：{0}",
  "{0} is none of {1}": "{0} 不在 {1} 之中",
  'See "openclaw-guard help {0}"': "见“openclaw-guard help {0}”",
  'Did you mean "openclaw-guard {0} {1}"?':
    "你是不是想输入“openclaw-guard {0} {1}”？",
  'cannot run "{0}": {1}': "无法运行“{0}”：{1}",
  "unknown option {0}": "没有选项 {0}",
  "Did you mean {0}?": "你是不是想输入 {0}？",
  "--{0} takes no value": "--{0} 不带值",
  "unexpected argument {0}": "多余的参数 {0}",
  "--{0} was given more than once": "--{0} 给了不止一次",
  "--{0} needs a value": "--{0} 需要一个值",

  // commands/table.ts
  "is the gateway fine, since when, and what happens next":
    "网关是否正常、从何时起、接下来会怎样",
  "what the guard saw and did": "守护程序看到了什么、做了什么",
  "why the guard did what it did, or did nothing":
    "守护程序为什么这样做，或为什么什么都没做",
  "how the gateway was before each kill and restart":
    "每次杀进程和重启之前网关的现场记录",
  "everything the guard depends on, and what mends it":
    "体检：守护程序依赖的一切，以及怎样修复",
  "one tick, run every 30 seconds: look, decide, act":
    "检查一次（每 30 秒运行的就是它）：查看、判定、处理",
  "pause the guard: on, off, status": "暂停守护程序：on、off、status",
  "guard off, gateway stopped, leftovers gone, port free":
    "关掉守护程序，停掉网关，清掉残留进程，腾出端口",
  "undo emergency-stop: guard on, gateway started":
    "从紧急停止恢复：启用守护程序，启动网关",
  "put a saved openclaw.json back": "用备份恢复 openclaw.json",
  "the guard's own settings: show, validate, schema, init":
    "守护程序自己的设置：show、validate、schema、init",
  "have the guard started every 30 seconds, by cron or a timer":
    "安装：由 cron 或 systemd 定时器每 30 秒启动守护程序",
  "take the guard's cron lines or timer and its files away":
    "卸载：移除守护程序的 crontab 行（或定时器）和文件",
  "break the gateway on purpose and watch the rescue":
    "演练：故意弄坏网关，看它怎样被救回",
  "see it at work on a stand-in gateway; needs nothing":
    "用替身网关演示，什么都不需要",
  "Tab completes commands and options: bash, zsh, fish":
    "Tab 补全命令和选项：bash、zsh、fish",
  "the program's version": "程序版本",
  "help for a command": "命令的帮助",

  // dispatch.ts
  'cannot run "{0}" as root: the gateway belongs to a user':
    "不能以 root 运行“{0}”：网关属于普通用户",
  "Run it as the user who owns the gateway, or set OPENCLAW_GUARD_ALLOW_ROOT=1 if that is root":
    "请以网关所属的用户运行；如果网关确实属于 root，请设置 OPENCLAW_GUARD_ALLOW_ROOT=1",

  // known_profile.ts
  "warning: the guard finds no profile {0} (there are: {1})":
    "警告：守护程序找不到配置档 {0}（现有：{1}）",
  'cannot run "{0}": there is no profile {1} (there are: {2})':
    "无法运行“{0}”：没有配置档 {1}（现有：{2}）",

  // no_such_command.ts
  "cannot run {0}: a command comes first": "无法运行 {0}：要先写命令",
  "cannot run {0}: there is no such command": "无法运行 {0}：没有这个命令",
  'See "openclaw-guard help"': "见“openclaw-guard help”",
  'Did you mean "openclaw-guard {0}"?': "你是不是想输入“openclaw-guard {0}”？",

  // cli/language.ts
  "cannot use the language {0}": "不支持语言 {0}",
  "The languages are {0}": "可用的语言：{0}",
};
