/** What several commands say, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const COMMON: Catalog = {
  // cli/confirm.ts
  "{0} [y/N]": "{0}[y/N]",
  "cannot ask for confirmation: this is not a terminal":
    "无法请求确认：这里不是终端",
  "Add --yes": "请加上 --yes",
  "--json asks nothing: add --yes": "--json 不会询问：请加上 --yes",
  'The gateway is started and stopped with "systemctl --user {0} {1}" or "openclaw gateway {2}"':
    "启动和停止网关请用“systemctl --user {0} {1}”或“openclaw gateway {2}”",
  "nothing was done: not confirmed": "未作任何改动：没有得到确认",

  // said by two or more
  "What the guard saw": "守护程序所见",
  "Nothing was changed.": "未作任何改动。",
  "Why": "原因",
  "{0} is not a file": "{0} 不是文件",
  "for {0}": "已持续{0}",
  "a check is at work now": "正在进行一次检查",
  "pid {0}": "pid {0}",
  "looking at the gateway": "查看网关",
  "Nothing was changed (--dry-run).": "没有任何改动（--dry-run）。",

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
  "unknown option {0}": "没有选项 {0}",
  "Did you mean {0}?": "你是不是想输入 {0}？",
  "--{0} takes no value": "--{0} 不带值",
  "unexpected argument {0}": "多余的参数 {0}",
  "--{0} was given more than once": "--{0} 给了不止一次",
  "--{0} needs a value": "--{0} 需要一个值",

  // refuse_root.ts
  'cannot run "{0}" as root: {1} does not belong to root, and the guard would keep files of root\'s there':
    "不能以 root 运行“{0}”：{1} 不属于 root，而守护程序会把 root 的文件放在那里",
  'Run "{0}" first: it forgets HOME and the XDG folders of another user':
    "请先运行“{0}”：它会忘掉别的用户的 HOME 和 XDG 文件夹",
  "{0} has no guard yet, this installs one: {1}":
    "{0} 还没有守护程序，这样安装：{1}",
  'cannot run "{0}" as root: root has no gateway, but there is one of {1}':
    "不能以 root 运行“{0}”：root 没有网关，而这些用户有：{1}",
  "Run it as that user: {0}": "请以该用户运行：{0}",
  "Run it as the user you mean, for example: {0}":
    "请以你所指的用户运行，例如：{0}",

  'cannot run "{0}" as root: the program is {1}, and {2} does not belong to root':
    "不能以 root 运行“{0}”：程序是 {1}，而 {2} 不属于 root",
  "Run it as the user it belongs to, or use a program of root's own, such as install.sh puts in place":
    "请以程序所属的用户运行，或使用 root 自己的程序，例如 install.sh 放好的那个",

  // known_profile.ts
  "warning: the guard finds no profile {0} (there are: {1})":
    "警告：守护程序找不到配置档 {0}（现有：{1}）",
  'cannot run "{0}": there is no profile {1} (there are: {2})':
    "无法运行“{0}”：没有配置档 {1}（现有：{2}）",

  // cli/find_command.ts
  "cannot run {0}: a command comes first": "无法运行 {0}：要先写命令",
  "cannot run {0}: there is no such command": "无法运行 {0}：没有这个命令",
  'See "openclaw-guard help"': "见“openclaw-guard help”",
  'Did you mean "openclaw-guard {0}"?': "你是不是想输入“openclaw-guard {0}”？",

  // cli/language.ts
  "cannot use the language {0}": "不支持语言 {0}",
  "The languages are {0}": "可用的语言：{0}",

  // commands/completions
  "the language to use": "使用的语言",
  "What Tab completes after openclaw-guard, for {0}.":
    "{0} 的补全脚本：在 openclaw-guard 之后按 Tab 可补全什么。",
  'Made by "openclaw-guard completions {0}"; after an update make it again.':
    "由“openclaw-guard completions {0}”生成，升级后请重新生成。",

  // commands/logs.ts
  "No log yet for profile {0}: {1} appears with the first thing the guard has to say.":
    "配置档 {0} 还没有日志：守护程序有事要说时才会写 {1}。",
  "{0}: that is not a whole number from {1} to {2}":
    "{0}：须为 {1} 到 {2} 的整数",
  "cannot show {0} lines": "无法显示 {0} 行",
  'For example "openclaw-guard logs -n 100"':
    "例如“openclaw-guard logs -n 100”",
};
