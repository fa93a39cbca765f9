/** What `install` and `uninstall` say, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const INSTALL: Catalog = {
  "--scheduler {0} is not one of {1}": "--scheduler {0} 不在可选之列：{1}",
  'Leave it out to let "install" choose': "不写则由“install”自行选择",
  "{0} has Restart={1}, not always: systemd will not bring a crashed gateway back":
    "{0} 设的是 Restart={1} 而不是 always：网关崩溃后 systemd 不会把它拉起来",
  "check    {0}": "检查     {0}",
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

  // uninstall
  'cannot uninstall profile "{0}": nothing is installed':
    "无法卸载配置档“{0}”：没有安装任何配置档",
  'cannot uninstall profile "{0}": it is not installed (installed: {1})':
    "无法卸载配置档“{0}”：它没有安装（已安装：{1}）",
  "Leave --profile out to remove the guard as a whole":
    "去掉 --profile 即卸载整个守护程序",
  "Remove the guard with its log and all config backups?":
    "移除守护程序，连同日志和所有配置备份？",
  "Remove the guard?": "移除守护程序？",
  'Remove the guard of profile "{0}" with its log and all config backups?':
    "移除配置档“{0}”的守护，连同日志和所有配置备份？",
  'Remove the guard of profile "{0}"?': "移除配置档“{0}”的守护？",
  "Remove the guard with its program, its log and all config backups?":
    "移除守护程序，连同程序文件、日志和所有配置备份？",
  "Remove the guard and its program?": "移除守护程序，连同程序文件？",

  // which gateway
  "the system's unit {0}, {1}": "系统的服务单元 {0}，{1}",
  "There are several gateways:": "有多个网关：",
  "Which one is to be guarded? [number]": "要守护哪一个？[编号]",

  // grant, revoke
  "would write {0} (mode {1}):": "将写入 {0}（权限 {1}）：",
  "{0} (mode {1}):": "{0}（权限 {1}）：",
  "written": "已写入",
  "that is there already": "已经存在",
  "would remove {0}": "将删除 {0}",
  "removed {0}": "已移除 {0}",
  "nothing was granted to {0}": "没有授予 {0} 任何权限",
  '{0} may start, stop and restart {1}, too, from before it ran as {2}; "{3}" takes that back':
    "{0} 也可以启动、停止和重启 {1}（授权早于它改以 {2} 身份运行）；“{3}”收回这一权限",
  'cannot run "{0}" as uid {1}: only root can change that':
    "无法以 uid {1} 的身份运行“{0}”：只有 root 能更改",
  'Use a program of root\'s own, such as install.sh puts in place, or write down what "grant --dry-run" shows':
    "请使用属于 root 的程序（例如由 install.sh 安装的），或手工写入“grant --dry-run”显示的内容",
  "cannot tell whose guard is meant": "无法判断指的是谁的守护程序",
  "Add --for USER: the user that the gateway runs as":
    "请加上 --for 用户名：即运行网关的用户",
  "cannot grant anything to {0}: no gateway of the system runs as that user":
    "无法为 {0} 授权：没有以该用户身份运行的系统网关",
  "cannot grant anything to {0}: {1} is no gateway that runs as that user":
    "无法为 {0} 授权：{1} 不是以该用户身份运行的网关",
  "A gateway of the user's own service manager needs no permission":
    "用户自己的服务管理器中的网关不需要授权",
  "Gateways of the system: {0}": "系统的网关：{0}",
  "cannot grant anything to {0}: there is no such user":
    "无法为 {0} 授权：没有这个用户",
  "tried as {0}: the guard may start, stop and restart {1}":
    "已以 {0} 的身份试过：守护程序可以启动、停止和重启 {1}",
  'tried as {0}: it is still refused; see "{1}"':
    "已以 {0} 的身份试过：仍被拒绝；请看“{1}”",
  "{0} has Restart=on-failure, not always: a gateway that ends with 0 or by SIGTERM is not brought back, neither by systemd nor by the guard":
    "{0} 设的是 Restart=on-failure 而不是 always：网关以 0 或因 SIGTERM 结束时不会被拉起来，systemd 不会，守护程序也不会",
  "cannot grant anything to {0}: {1} has no unit file, so that anybody who may start it could make one up":
    "无法为 {0} 授权：{1} 没有单元文件，能启动它的人都可以伪造一个",
  "Give it a file in /etc/systemd/system":
    "请为它在 /etc/systemd/system 里建立文件",

  // install.ts: whom the guard tells
  "Shall the guard tell you when the gateway is in trouble (Telegram, Feishu, mail …)? [y/N]":
    "网关出故障时要通知你吗（Telegram、飞书、邮件等）？[y/N]",
  '"openclaw-guard notify add" sets that up at any time.':
    "随时可用“openclaw-guard notify add”设置。",
  '"openclaw-guard notify add" tries it again.':
    "可用“openclaw-guard notify add”再试一次。",
};
