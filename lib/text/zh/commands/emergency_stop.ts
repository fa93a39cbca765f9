/** What `emergency-stop` and `resume` say, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const EMERGENCY_STOP: Catalog = {
  "would switch {0} off": "将关闭 {0}",
  "would take the guard's lines out of the crontab":
    "将从 crontab 中去掉守护程序的行",
  "would stop {0}, end what is left of it and free its port":
    "将停止 {0}，结束其残留，并让端口空出",
  "Stop the guard and {0} now?": "现在停止守护程序和 {0} 吗？",
  "timer: {0} stays on, it watches {1}": "定时器：{0} 保持开启，它还守护 {1}",
  "crontab: the guard's lines stay, they watch {0}":
    "crontab：守护程序的行保留，它们还守护 {0}",
  "If the machine starts anew before that, an enabled gateway does too; the guard stays off.":
    "如果在此之前机器重启，已启用的网关会随之启动；守护程序仍保持关闭。",
  'All stopped. To come back: "openclaw-guard resume{0}"':
    "已全部停止。恢复请用“openclaw-guard resume{0}”",
  'Not everything could be stopped, see above. To come back: "openclaw-guard resume{0}"':
    "未能全部停止，见上文。恢复请用“openclaw-guard resume{0}”",
  "{0}: guard switched off": "{0}：守护程序已关闭",
  "{0}: waiting until the guard's lock is free, {1} s at the most":
    "{0}：等待守护程序的锁空出，最多 {1} 秒",
  "{0}: waiting until a check that is at work (pid {1}) has stood back, {2} s at the most":
    "{0}：等待正在进行的检查（pid {1}）退出，最多 {2} 秒",
  "{0}: waiting until drill {1} (pid {2}) has put back what it did, {3} s at the most":
    "{0}：等待演练 {1}（pid {2}）复原它所做的，最多 {3} 秒",
  "{0}: waiting until pid {1} lets go of the guard's lock, {2} s at the most":
    "{0}：等待 pid {1} 放开守护程序的锁，最多 {2} 秒",
  "{0}: cannot write down that the guard is off: {1}":
    "{0}：无法记下守护程序已关闭：{1}",
  "a person asked for an emergency stop: guard off, gateway to be stopped":
    "有人要求紧急停止：关闭守护程序，停止网关",
  "crontab: the guard's lines are out, all others are as they were":
    "crontab：守护程序的行已去掉，其他各行原样不动",
  "crontab: has no lines of the guard": "crontab：没有守护程序的行",
  "crontab: there is none": "crontab：本机没有",
  "crontab: {0}": "crontab：{0}",
  "timer: {0} is off": "定时器：{0} 已关闭",
  "timer: {0}": "定时器：{0}",
  "the main process cannot be ended: it waits in the kernel (state D)":
    "主进程无法结束：它停在内核里（D 状态）",
  "gateway stopped, but it was started again at once":
    "网关已停止，但立刻又被启动了",
  "gateway stopped; its main process had not ended after {0} s and was killed":
    "网关已停止；它的主进程 {0} 秒后仍未结束，已被强制结束",
  "gateway stopped": "网关已停止",
  "port {0} is free": "端口 {0} 已空出",
  "port {0} is still held by pid {1} of uid {2} ({3}), which is not the guard's to end":
    "端口 {0} 仍被 uid {2} 的 pid {1}（{3}）占用，守护程序无权结束它",
  "a person stopped everything": "有人停止了一切",
  "{0}: stopped already": "{0}：已经停止",
  "{0}: stopped already, since {1}": "{0}：{1}起就已停止",
  'Nothing is left to stop. "openclaw-guard resume{0}" starts the gateway and lets the guard be started again.':
    "没有什么要停的了。“openclaw-guard resume{0}”会启动网关，并让守护程序重新定时启动。",
  "stopping the gateway; this may take some seconds":
    "正在停止网关；可能需要几秒",
  'checks of the guard keep their files in {0}, this command in {1}: they see nothing of this stop. Run "XDG_STATE_HOME={2} openclaw-guard emergency-stop{3}" as well, and "resume" in the same way':
    "守护程序的检查使用 {0} 里的文件，而这个命令使用 {1}：检查看不到这次停止。请再运行“XDG_STATE_HOME={2} openclaw-guard emergency-stop{3}”，恢复（resume）时也同样",

  // resume
  "a person ended the emergency stop: guard on":
    "有人结束了紧急停止：守护程序开启",
  "gateway: left as it is (--no-start)": "网关：保持现状（--no-start）",
  "{0}: the emergency stop goes on: {1}": "{0}：紧急停止仍未解除：{1}",
  "what keeps the guard's lock may start the gateway yet; run it again":
    "占用守护程序的锁的进程还可能启动网关；请再运行一次",
  'guard: nothing starts it, it is not installed; "openclaw-guard install" does it':
    "守护程序：没有什么会启动它，它没有安装；可用“openclaw-guard install”安装",
  'guard: it does not watch profile {0}; "openclaw-guard install --profile {1}" does it':
    "守护程序：它不看护配置档 {0}；可用“openclaw-guard install --profile {1}”让它看护",
  "{0}: maintenance is still on; {1}": "{0}：维护模式仍然开启；{1}",
  "{0}: maintenance is still on until {1}; {2}":
    "{0}：维护模式仍然开启，直到 {1}；{2}",
  'guard: on, but not started by itself (--scheduler none): let something run "{0} check" every 30 seconds':
    "守护程序：已开启，但不会自行启动（--scheduler none）：请让别的东西每 30 秒运行一次“{0} check”",
  "timer: {0} is on again": "定时器：{0} 已重新开启",
  "timer: {0} is on": "定时器：{0} 是开着的",
  "crontab: the guard's lines are back": "crontab：守护程序的行已放回",
  "crontab: the guard's lines are there": "crontab：守护程序的行都在",
  "{0}: start requested, waiting until it is healthy …":
    "{0}：已请求启动，等待它恢复健康……",
  "{0}: healthy after {1} s": "{0}：{1} 秒后恢复健康",
  '{0}: not healthy yet; "openclaw-guard status --profile {1}" tells more':
    "{0}：还不健康；详情见“openclaw-guard status --profile {1}”",
  '{0}: there was no emergency stop, so the gateway is left as it is; "{1}" starts one that is stopped':
    "{0}：没有紧急停止，所以网关保持原样；若已停止，用“{1}”启动",
  '{0} was a transient unit (systemd-run), gone with this stop: "resume" cannot start it, start it as you did before':
    "{0} 是临时单元（systemd-run），停止后就不存在了：“resume”无法启动它，请像之前那样启动",

  // tell.ts
  "{0} asked for an emergency stop: the guard is off, and the gateway is stopped":
    "{0} 要求紧急停止：守护程序已关闭，网关已停止",
  "the emergency stop is over": "紧急停止已解除",
  "{0} ended the emergency stop: the guard is on again":
    "{0} 解除了紧急停止：守护程序重新启用",
};
