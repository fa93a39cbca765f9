/** What `drill` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DRILL: Catalog = {
  [
    `Usage: openclaw-guard drill crash|freeze|stop|maintenance|port [options]

Breaks the gateway on purpose, watches who brings it back, tells how long that
took, and puts everything back. Agents at work are interrupted.

  crash        the main process is ended by SIGABRT: systemd must bring it back,
               and the guard must keep out of it
  freeze       the main process is stopped by SIGSTOP: the guard must bring it
               back, which nobody else would
  stop         the unit is stopped: the guard must leave it so; then it is
               started again
  maintenance  maintenance is switched on and the process frozen: nothing must
               happen; then it goes on
  port         a stranger (the drill) holds the port: the guard must report it
               and kill nobody; then the port is free again

  --profile NAME  the gateway of this OpenClaw profile
  --dry-run       say what would be done, or why it could not begin now
  --yes           do not ask
  --json          one JSON object at the end: schema, drill, profile, result,
                  why, restored, outageMs, stillAway, tookMs, timeline

Ctrl-C at any moment puts everything back. If the drill itself is killed, the
next check of the guard does. A drill does not begin while an incident,
maintenance or an emergency stop is on, or when the guard could not rescue it.
An emergency stop or maintenance that comes meanwhile ends it, and a gateway
that it has stopped then stays so.
Where nothing starts the guard, the drill runs its checks, every 10 seconds.

"drill freeze" costs what a real rescue costs: one of 6 restarts an hour and 10
a day, and attempt 1 of the ladder until the gateway was healthy for 10 minutes.
The others cost nothing. "drill crash" is possible once in 5 minutes: after
three crashes OpenClaw silences its channels.

Exit codes: 0 passed, 1 not confirmed, 2 failed, 70 could not begin,
130 interrupted.

Examples:
  openclaw-guard drill freeze --dry-run
      what would be done, or why it could not begin now
  openclaw-guard drill freeze
      asks, freezes it, shows the rescue as it happens, and "PASSED" at the end
  openclaw-guard drill crash --yes --json
      for scripts: one JSON object at the end`
  ]: `用法：openclaw-guard drill crash|freeze|stop|maintenance|port [选项]

故意弄坏网关，看谁把它救回来，报告花了多久，最后一切复原。正在工作的 agent
会被打断。

  crash        用 SIGABRT 结束主进程：应由 systemd 拉起，守护程序不得插手
  freeze       用 SIGSTOP 冻结主进程：应由守护程序救回，除它之外没有谁会管
  stop         停止服务单元：守护程序必须任它停着；之后再启动
  maintenance  开启维护模式并冻结进程：什么都不该发生；之后进程继续运行
  port         由外人（演练程序）占住端口：守护程序必须报告，且不杀任何进程；
               之后释放端口

  --profile NAME  该 OpenClaw 配置档的网关
  --dry-run       只说明会做什么，或者现在为什么不能开始
  --yes           不再询问
  --json          结束时输出一个 JSON 对象：schema、drill、profile、result、
                  why、restored、outageMs、stillAway、tookMs、timeline

随时按 Ctrl-C 都会一切复原；演练程序自己被杀掉时，由守护程序的下一次检查来
复原。故障期间、维护模式或紧急停止期间，或者守护程序救不了网关时，演练不会
开始。演练途中有紧急停止或维护模式时，演练随即结束，被它停掉的网关保持停止。
没有任何东西定时启动守护程序时，由演练每 10 秒运行一次检查。

“drill freeze”的代价与真实救援相同：占用重启配额一次（每小时 6 次、每天
10 次），并用掉重启阶梯的第 1 次尝试，直到网关健康满 10 分钟。其余演练没有
代价。“drill crash”每 5 分钟只能做一次：崩溃三次后 OpenClaw 会让频道静默。

退出码：0 通过，1 没有确认，2 未通过，70 无法开始，130 被中断。

示例：
  openclaw-guard drill freeze --dry-run
      显示将要做什么，或者现在为什么不能开始
  openclaw-guard drill freeze
      先询问，再冻结网关，实时显示救援过程，最后给出结果
  openclaw-guard drill crash --yes --json
      供脚本使用：最后输出一个 JSON 对象`,
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
  "On {0}:": "对象 {0}：",
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
