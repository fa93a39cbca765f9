/** What `demo` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DEMO: Catalog = {
  "The guard is the real one. The gateway is a stand-in, a small supervisor plays systemd, and time is short: a check every {0} instead of every {1}.":
    "守护程序是真的；网关是替身，systemd 由一个小程序扮演。为了省时间，每 {0}检查一次，而不是每 {1}一次。",
  "With real settings a frozen gateway is noticed within {0}, and restarted after {1} more (here {2}); one that hangs in a wait is given {3} first (here none). Everything the demo made is gone again.":
    "按正式设置，网关冻结后 {0}内会被发现，再过 {1}重启（演示中为 {2}）；卡在等待里的网关会先给 {3}（演示中不给）。演示产生的一切都已清除。",
  "What you saw": "回顾",
  "For your own gateway: ": "用于你自己的网关：",

  "process {0} is not the demo's": "进程 {0} 不属于演示",
  "the demo failed: {0} within {1}": "演示失败：{1}内{0}",
  "Is the machine very busy? Try again": "机器是不是太忙了？请重试",
  "{0} (evidence kept)": "{0}（已留现场记录）",

  "fault   ": "制造故障",
  "you     ": "你",
  "gateway ": "网关",
  "guard   ": "守护程序",
  "  systemd says ": "  systemd 显示 ",
  "   port {0}": "   端口 {0}",
  " open": " 开放",
  " closed": " 关闭",
  "NO ANSWER": "无应答",
  "nobody there": "无人监听",

  "the stand-in gateway did not start": "网关替身没有启动",
  "the stand-in gateway answers although it should not":
    "网关替身本不该应答，却一直在应答",
  "nobody brought the gateway back": "没有谁把网关救回来",
  "the guard did not find the gateway {0}": "守护程序没有把网关判定为 {0}",
  "the demo failed: the hung gateway was not killed":
    "演示失败：卡死的网关没有被杀掉",
  "the demo failed: the guard took a hand although it should not: {0}":
    "演示失败：守护程序不该插手却插手了：{0}",

  "answers on port {0}": "在端口 {0} 上应答",
  "answers again": "恢复应答",
  "systemd says {0}, port {1} is open, but nobody answers":
    "systemd 显示 {0}，端口 {1} 也开着，但没有应答",

  "1. It freezes: looks alive, answers nobody":
    "1. 冻结：看上去活着，却谁也不理",
  "kill -STOP {0}: the gateway freezes": "kill -STOP {0}：网关冻结",
  "frozen   ": "冻结",
  "back after {0}, restarted by the guard": "{0}后恢复，由守护程序重启",

  "2. Its event loop hangs: not even SIGTERM gets through":
    "2. 事件循环卡死：连 SIGTERM 都不起作用",
  "process {0} hangs in an endless wait": "进程 {0} 陷入无尽的等待",
  "hung     ": "卡死",
  "back after {0}; killed, pid and start time checked first":
    "{0}后恢复；核对 pid 和启动时间后才强杀",

  "3. It crashes: that is systemd's job, the guard keeps out":
    "3. 崩溃：这归 systemd 管，守护程序不插手",
  "kill -KILL {0}: the gateway crashes": "kill -KILL {0}：网关崩溃",
  "crashed  ": "崩溃",
  "back after {0}, restarted by systemd": "{0}后恢复，由 systemd 重启",

  "4. You stop it: the guard does not start it behind your back":
    "4. 你把它停了：守护程序不会背着你再启动它",
  "checked again: still stopped, still left alone":
    "再次检查：仍处于停止状态，依旧不去动它",
  "stopped  ": "停止",
  "by hand, and left alone": "人为停止，不去动它",

  "the unit is inactive": "服务单元已处于 inactive",
  "started process {0}": "已启动进程 {0}",
  "process {0} ended ({1})": "进程 {0} 已结束（{1}）",
  "SIGTERM and SIGCONT to process {0}": "向进程 {0} 发送 SIGTERM 和 SIGCONT",
  "SIGKILL to process {0}: TimeoutStopSec is over":
    "向进程 {0} 发送 SIGKILL：TimeoutStopSec 已到",
  "Restart=always: starting it again in {0} s":
    "Restart=always：{0} 秒后重新启动",

  "the stand-in needs a port": "网关替身需要一个端口",
  "Ended early. Nothing is left behind.": "提前结束，没有留下任何痕迹。",
};
