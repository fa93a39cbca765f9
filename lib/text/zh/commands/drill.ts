/** What `drill` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DRILL: Catalog = {
  "Left by an earlier drill, and put back: {0}": "上次演练遗留，现已复原：{0}",
  'cannot begin drill "{0}": {1}': "无法开始演练“{0}”：{1}",
  "there is no main process": "没有主进程",
  "It could begin now. Nothing was done (--dry-run).":
    "现在可以开始。什么都没做（--dry-run）。",
  "Begin?": "开始吗？",
  "Interrupted: putting everything back …": "已中断：正在复原…",
  "Still putting everything back, a moment …": "仍在复原，请稍候…",
  "drill {0} began": "演练 {0} 开始",
  "drill {0} passed after {1}: {2}": "演练 {0} 通过，历时 {1}：{2}",
  "drill {0} failed after {1}: {2}": "演练 {0} 未通过，历时 {1}：{2}",
  "drill {0} interrupted after {1}: {2}": "演练 {0} 被中断，历时 {1}：{2}",
  "drill: the check failed: {0}": "演练：检查失败：{0}",

  'Drill "{0}": {1}': "演练“{0}”：{1}",
  "On {0} (pid {1}):": "对象 {0}（pid {1}）：",
  "It takes {0}; the gateway is away for {1}.":
    "历时{0}，其间网关有{1}不可用。",
  "Agents at work are interrupted. Ctrl-C puts everything back.":
    "正在工作的 agent 会被打断。按 Ctrl-C 会一切复原。",
  "Nothing starts the guard here, so the drill runs its checks.":
    "这里没有任何东西定时启动守护程序，所以由演练来运行检查。",
  "{0}: drill {1}: {2}.": "{0}：演练 {1}：{2}。",
  "PASSED": "通过",
  "FAILED": "未通过",
  "INTERRUPTED": "已中断",
  "The gateway answered all the time; {0} in all.":
    "网关始终应答；总共历时 {0}。",
  "The gateway was away for {0}, from the first request of the drill without a good answer until good answers came again; {1} in all.":
    "网关有 {0}不可用（从演练的请求第一次得不到正常应答，到重新得到正常应答）；总共历时 {1}。",
  "The gateway gives no good answer yet; {0} in all.":
    "网关还没有恢复正常应答；总共历时 {0}。",
  "looking at the gateway": "查看网关",
  "waiting, until {0} at the most: {1}": "等待（最迟到 {0}）：{1}",
  "The gateway works; nothing is left of the drill.":
    "网关正常工作，演练没有留下任何东西。",
  'An emergency stop is on, so nothing is started until "openclaw-guard resume{0}".':
    "紧急停止正在生效，在“openclaw-guard resume{0}”之前什么都不会启动。",
  'Maintenance is on, so the gateway is not started. "systemctl --user start {0}" starts it now.':
    "维护模式已开启，所以没有启动网关。“systemctl --user start {0}”可立即启动它。",
  'NOT EVERYTHING IS BACK: see "openclaw-guard status".':
    "没有全部复原：请看“openclaw-guard status”。",
};
