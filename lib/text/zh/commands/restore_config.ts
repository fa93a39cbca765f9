/** What `restore-config` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const RESTORE_CONFIG: Catalog = {
  "--undo and --to exclude each other": "--undo 和 --to 不能同时使用",

  "cannot restore {0}: {1} copies begin with it":
    "无法恢复 {0}：有 {1} 份备份以它开头",
  "cannot restore {0}: there is no copy with this ID":
    "无法恢复 {0}：没有这个 ID 的备份",
  "cannot restore config {0}: it belongs to OpenClaw {1}, and {2} is installed":
    "无法恢复配置 {0}：它属于 OpenClaw {1}，而现在安装的是 {2}",
  "Choose another one, or add --any-version if you are sure that this version can use it":
    "请选另一份；若确定当前版本能用它，可加 --any-version",
  "cannot restore the config: nothing has been kept yet; the guard keeps a copy when it sees the gateway healthy":
    "无法恢复配置：还没有备份；守护程序看到网关健康时才会保存",
  "cannot restore the config: no proven copy differs from the file that is there":
    "无法恢复配置：已验证的备份都与现有文件相同",
  "cannot restore the config: no copy differs from the file that is there":
    "无法恢复配置：备份都与现有文件相同",
  'OpenClaw may be able to repair its config itself: "openclaw doctor --fix"':
    "OpenClaw 或许能自己修复配置：“openclaw doctor --fix”",

  "Copies of {0}:": "{0} 的备份：",
  "last seen": "最后见到",
  "size": "大小",
  "against now": "与现状相比",
  "OpenClaw's own {0}": "OpenClaw 自带 {0}",
  "No config has been kept yet; the guard keeps one when it sees the gateway healthy.":
    "还没有配置备份；守护程序看到网关健康时才会保存。",
  "The file that is there now is broken: {0}.": "现有的文件已损坏：{0}。",
  "The file that is there now is none of these.": "现有的文件不在其中。",
  "proven: a gateway started from it and was healthy; candidate: none has yet.":
    "已验证：网关用它启动过并且健康；待验证：还没有网关用它启动过。",
  "proven": "已验证",
  "not proven": "待验证",
  "candidate": "待验证",
  "broken": "已损坏",
  "replaced": "曾被替换",
  "current": "现用",
  "as it is now": "与现状相同",
  "in {0}:": "{0} 中：",

  'Nothing was changed: choose one with "--to ID", or add --yes':
    "未做改动：请用“--to ID”选一份，或加 --yes",
  "{0} already is {1}. Nothing was changed.": "{0} 已经是{1}。未做改动。",
  "Would replace {0} by {1}. Nothing was changed.":
    "会把 {0} 替换为{1}。未做改动。",
  "Which one (1 to {0}, Enter for none)?":
    "恢复哪一份（1 到 {0}，直接回车则不恢复）？",
  "cannot undo: {0}": "无法撤销：{0}",
  "no config has been restored yet": "还没有恢复过配置",
  "there was no config before the last restore": "上次恢复之前没有配置",
  "the replaced config {0} is not kept any more": "被替换的配置 {0} 已不再保留",
  "--- {0} as it is now": "--- {0}（现状）",
  "They do not differ, but for comments and layout.":
    "除注释和排版外没有差异。",
  "No copy differs from the file that is there. Nothing was changed.":
    "没有哪份备份与现有文件不同。未做改动。",
  "Replace {0} by {1}? [y/N]": "把 {0} 替换为{1}吗？[y/N]",
  "copy {0} ({1}, last seen {2})": "备份 {0}（{1}，最后见到：{2}）",
  "copy {0} ({1}, last seen {2}, OpenClaw {3})":
    "备份 {0}（{1}，最后见到：{2}，OpenClaw {3}）",

  'The gateway stays stopped after "emergency-stop". Come back with "openclaw-guard resume{0}".':
    "网关在“emergency-stop”之后保持停止。用“openclaw-guard resume{0}”解除。",
  "There is no unit {0} to start ({1}).": "没有可启动的服务单元 {0}（{1}）。",
  "Gateway started, waiting up to {0} s until it is healthy …":
    "网关已启动，等待它恢复健康，最多 {0} 秒…",
  "Gateway restarted, waiting up to {0} s until it is healthy …":
    "网关已重启，等待它恢复健康，最多 {0} 秒…",
  "systemd is starting the gateway, waiting up to {0} s until it is healthy …":
    "systemd 正在启动网关，等待它恢复健康，最多 {0} 秒…",
  'The gateway has failed and was not started. Start it with "{0}" and "{1}".':
    "网关处于 failed 状态，没有启动它。可用“{0}”和“{1}”启动。",
  'The gateway is stopped and stays so. Start it with "{0}".':
    "网关已停止，保持不变。可用“{0}”启动。",
  'systemd is at work on the gateway ({0}); see "openclaw-guard status".':
    "systemd 正在处理网关（{0}）；请看“openclaw-guard status”。",
  "The gateway is running. OpenClaw reads the changed file itself; some keys need a restart.":
    "网关正在运行。OpenClaw 自己会读取改动后的文件；有些键需要重启才生效。",
  "The gateway is running but not healthy.": "网关在运行，但不健康。",
  'To restart it: "{0}".': "重启它：“{0}”。",
  "The gateway is healthy after {0} s.": "网关在 {0} 秒后恢复健康。",
  'The gateway is not healthy after {0} s. See "openclaw-guard status" and "{1}".':
    "{0} 秒后网关仍不健康。请看“openclaw-guard status”和“{1}”。",

  "The gateway has failed. Start it? [y/N]":
    "网关处于 failed 状态。要启动它吗？[y/N]",
  "The gateway is running. Restart it now? [y/N]":
    "网关正在运行。现在重启吗？[y/N]",
  "Undo the restore? [y/N]": "撤销这次恢复吗？[y/N]",
  'To undo it: "openclaw-guard restore-config --undo{0}".':
    "撤销：“openclaw-guard restore-config --undo{0}”。",
  "The config is again as it was before.": "配置已恢复为之前的样子。",
  "Replaced {0} by {1}.": "已把 {0} 替换为{1}。",
  "Replaced {0} and 1 included file by {1}.":
    "已把 {0} 和 1 个被包含的文件替换为{1}。",
  "Replaced {0} and {1} included files by {2}.":
    "已把 {0} 和 {1} 个被包含的文件替换为{2}。",
  'The replaced file was kept as {0}; undo with "openclaw-guard restore-config --undo{1}".':
    "被替换的文件已保留为 {0}；可用“openclaw-guard restore-config --undo{1}”撤销。",
  "{0} replaced {1} by config {2}": "{0} 把 {1} 替换为配置 {2}",

  // commands/restore_config/restore.ts
  "waiting until the gateway is healthy": "等待网关变为健康",

  // what others are told
  "another config was put back": "换回了另一份配置",
  '"openclaw-guard restore-config --undo{0}" undoes it':
    "“openclaw-guard restore-config --undo{0}”可撤销",
};
