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
  "waiting, until {0} at the most: {1}": "等待（最迟到 {0}）：{1}",
  "The gateway works; nothing is left of the drill.":
    "网关正常工作，演练没有留下任何东西。",
  'An emergency stop is on, so nothing is started until "openclaw-guard resume{0}".':
    "紧急停止正在生效，在“openclaw-guard resume{0}”之前什么都不会启动。",
  'Maintenance is on, so the gateway is not started. "{0}" starts it now.':
    "维护模式已开启，所以没有启动网关。“{0}”可立即启动它。",
  'NOT EVERYTHING IS BACK: see "openclaw-guard status".':
    "没有全部复原：请看“openclaw-guard status”。",

  "{0} s  {1}": "{0} 秒  {1}",

  // plans: crash
  "the main process crashes": "主进程崩溃",
  "The gateway's main process gets SIGABRT and is gone at once.":
    "向网关主进程发送 SIGABRT，它立刻结束。",
  "systemd starts a new one (Restart=always).":
    "systemd 启动一个新的（Restart=always）。",
  "The guard must leave that to systemd and do nothing.":
    "守护程序必须把这件事留给 systemd，自己什么也不做。",
  "about 1 minute": "约 1 分钟",
  "10 to 30 seconds": "10 到 30 秒",
  "SIGABRT to the main process": "向主进程发送 SIGABRT",
  "systemd starts a new process": "systemd 启动新进程",
  "systemd brought the gateway back, the guard kept out of it":
    "systemd 恢复了网关，守护程序没有插手",

  // plans: freeze
  "the main process freezes": "主进程冻结",
  "The gateway's main process gets SIGSTOP: it looks alive, its port is open, and it answers nothing.":
    "向网关主进程发送 SIGSTOP：它看上去还活着，端口也开着，但什么都不应答。",
  "The guard's next check finds it hung, looks again for a few seconds, and restarts it.":
    "守护程序的下一次检查发现它卡死，再观察几秒，然后重启它。",
  "systemd alone would never notice.": "只靠 systemd 永远发现不了。",
  "about 2 minutes": "约 2 分钟",
  "30 to 90 seconds": "30 到 90 秒",
  "SIGSTOP to the main process": "向主进程发送 SIGSTOP",
  "the guard finds it hung": "守护程序发现它卡死",
  "the guard restarts it": "守护程序重启它",
  "a new process is healthy": "新进程健康",
  "the guard found the frozen gateway and brought it back":
    "守护程序发现了冻结的网关，并把它恢复了",

  // plans: stop
  "a person stops the gateway": "有人手动停止网关",
  "The unit is stopped, as with systemctl --user stop.":
    "停止服务单元，与 systemctl --user stop 相同。",
  "{0} checks of the guard must leave it stopped.":
    "守护程序的 {0} 次检查都必须让它保持停止。",
  "Then the drill starts it again.": "然后演练再把它启动。",
  "2 to 3 minutes": "2 到 3 分钟",
  "the unit is stopped": "停止服务单元",
  "it is stopped": "已停止",
  "{0} checks leave it stopped": "{0} 次检查都让它保持停止",
  "the unit is started": "启动服务单元",
  "the guard left the stopped gateway alone": "守护程序没有去动已停止的网关",

  // plans: maintenance
  "the gateway freezes during maintenance": "维护模式期间网关冻结",
  "Maintenance is switched on, then the main process gets SIGSTOP.":
    "开启维护模式，然后向主进程发送 SIGSTOP。",
  "{0} checks of the guard must do nothing about it.":
    "守护程序的 {0} 次检查都必须什么也不做。",
  "Then the process goes on (SIGCONT) and maintenance ends.":
    "然后让进程继续运行（SIGCONT），并结束维护模式。",
  "maintenance is switched on": "开启维护模式",
  "{0} checks do nothing": "{0} 次检查什么也不做",
  "SIGCONT to the main process": "向主进程发送 SIGCONT",
  "the same process answers again": "同一个进程恢复应答",
  "maintenance is switched off": "关闭维护模式",
  "maintenance held the guard back, and nothing was restarted":
    "维护模式拦住了守护程序，没有重启任何东西",

  // plans: port
  "a stranger holds the gateway's port": "外来进程占用网关的端口",
  "The unit is stopped, the drill itself takes the port, the unit is started.":
    "停止服务单元，由演练自己占用端口，再启动服务单元。",
  "The guard must report the foreign listener and kill nobody.":
    "守护程序必须报告外来监听进程，并且不杀任何进程。",
  "Then the drill lets go of the port, and the gateway gets it by itself.":
    "然后演练放开端口，网关自己重新占用它。",
  "the drill listens on the gateway's port": "占住网关的端口",
  "the guard reports the foreign listener": "守护程序报告外来监听进程",
  "the next check kills nobody either": "下一次检查也没有杀任何进程",
  "the drill lets go of the port": "演练放开端口",
  "the guard reported the stranger and killed nobody":
    "守护程序报告了外来进程，没有杀任何进程",

  // plans: all
  "a check of the guard finds the gateway healthy":
    "守护程序的一次检查判定网关健康",
  "the gateway is healthy again": "网关恢复健康",
  "the guard sees that all is well": "守护程序看到一切正常",

  // refusal
  "this process runs inside {0} and would be hit by the drill itself":
    "本进程运行在 {0} 内部，演练会波及它自己",
  "another drill is at work (pid {0})": "另一个演练正在进行（pid {0}）",
  "Wait until it has ended": "请等它结束",
  "an emergency stop is in force": "紧急停止正在生效",
  "the gateway is {0}": "网关{0}",
  'Come back with "openclaw-guard resume{0}"':
    "请先用“openclaw-guard resume{0}”恢复",
  "OpenClaw is being updated": "OpenClaw 正在更新",
  "maintenance is on": "维护模式已开启",
  "maintenance is on, because there is a file /tmp/openclaw-maintenance":
    "维护模式已开启，因为有 /tmp/openclaw-maintenance 这个文件",
  "Wait until the update has ended": "请等更新结束",
  'End it with "openclaw-guard maintenance off{0}"':
    "请用“openclaw-guard maintenance off{0}”结束它",
  'End it with "{0}"': "请用“{0}”结束它",
  "{0} is {1}, and a drill needs a running gateway":
    "{0} 的状态是 {1}，而演练需要网关正在运行",
  'See "openclaw-guard status"': "请看“openclaw-guard status”",
  "the gateway is not healthy": "网关不健康",
  'A drill begins only when all is well; see "openclaw-guard status"':
    "一切正常时才能开始演练；请看“openclaw-guard status”",
  "an incident is open ({0})": "有故障尚未结束（{0}）",
  "It closes after two healthy checks; try again in a minute":
    "连续两次检查健康后就会结束；请过一分钟再试",
  "{0} has Restart={1}: systemd might not bring it back":
    "{0} 的设置是 Restart={1}：systemd 可能不会把它拉起来",
  'See "openclaw-guard doctor{0}"': "请看“openclaw-guard doctor{0}”",
  "the guard could not rescue it now: {0}": "守护程序现在无法救回它：{0}",
  "Try again in {0}": "请过 {0} 再试",
  "the guard has just made {0} attempts, its next one would be a force clean":
    "守护程序刚做过 {0} 次尝试，下一次就是强制清理",
  "Try again when the gateway has been healthy for {0}":
    "请在网关保持健康 {0} 后再试",
  "the gateway has crashed or been killed within the last 5 minutes, and after three times OpenClaw silences its channels":
    "最近 5 分钟内网关崩溃过或被杀过，满三次 OpenClaw 就会让频道静默",
  "Try again in 5 minutes": "请过 5 分钟再试",

  // what goes on
  "drill: {0}": "演练：{0}",
  "wait: {0}": "等待：{0}",
  "put back: {0}": "复原：{0}",
  "cannot put everything back: {0}": "无法全部复原：{0}",
  "drill: no check has come, so it runs one itself":
    "演练：没有等到检查，由演练自己运行一次",
  "waited {0} s in vain: {1}": "等了 {0} 秒也没有等到：{1}",
  "you ended it": "由你结束",
  "an emergency stop came while it ran": "演练期间有人要求紧急停止",
  "maintenance was switched on while it ran": "演练期间开启了维护模式",
  "gateway: no main process": "网关：没有主进程",
  "gateway: new main process, pid {0}": "网关：新的主进程，pid {0}",
  "gateway: answers well": "网关：应答正常",
  "gateway: does not answer": "网关：没有应答",
  "guard: {0}: {1}": "守护程序：{0}：{1}",
  "guard: check {0}: {1}": "守护程序：第 {0} 次检查：{1}",
  "guard: check {0}: nothing": "守护程序：第 {0} 次检查：无判定",
  "the guard acted although it must not: {0}: {1}":
    "守护程序不该动手却动了手：{0}：{1}",
  "the gateway has another main process than before":
    "网关的主进程与之前不是同一个",
  "the guard's rescue failed: {0}": "守护程序的救援失败：{0}",
  "the gateway was started again ({0})": "网关又被启动了（{0}）",
  "somebody restarted the frozen gateway": "有人重启了冻结的网关",
  "the gateway gave up (its unit failed) instead of waiting for its port":
    "网关没有等待端口，而是放弃了（服务单元 failed）",

  // deeds and their undoing
  "drill {0}": "演练 {0}",
  "cannot send {0} to pid {1}: {2}": "无法向 pid {1} 发送 {0}：{2}",
  "it is not the gateway's main process any more": "它已不是网关的主进程",
  "it is not yours": "它不属于你",
  "cannot take port {0}: somebody else holds it":
    "无法占用端口 {0}：它被别的进程占着",
  "See \"ss -ltnp 'sport = :{0}'\"": "请看“ss -ltnp 'sport = :{0}'”",
  "pid {0} goes on (SIGCONT)": "pid {0} 继续运行（SIGCONT）",
  "maintenance is off, as before": "维护模式已关闭，与之前一样",
  "{0} is started": "已启动 {0}",
  '"openclaw-guard doctor" has the command that allows it to the guard':
    "“openclaw-guard doctor”会给出授权守护程序的命令",
  "{0} is a transient unit (systemd-run): once stopped it is gone, and the drill could not start it again":
    "{0} 是临时单元（systemd-run）：一停止就不存在了，演练无法再启动它",
  "{0} runs its gateway in a container, and its process is none that a drill may touch":
    "{0} 的网关运行在容器里，演练不能碰它的进程",
  "Try another drill": "请换一个演练",
};
