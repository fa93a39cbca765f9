/** What lib/core says of verdicts, and of what people are told. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const TOLD: Catalog = {
  // verdict_text.ts
  "the guard is paused": "守护程序已暂停",
  "it cannot be told now": "目前无法判断",
  "it works": "工作正常",
  "something has to be set right first": "有些东西需要先改正",
  "it stays so until somebody starts it": "在有人启动它之前都会如此",
  "OpenClaw stopped it for a restart and did not start it again":
    "OpenClaw 为了重启停掉了它，之后没有再启动",
  "it is starting": "正在启动",
  "it is stopping, and may finish its work": "正在停止，允许它做完手头的事",
  "systemd is starting it again": "systemd 正在重新启动它",
  "it refuses its config and does not run": "它拒绝自己的配置，没有运行",
  "another gateway is healthy on its port": "它的端口上有另一个网关在正常工作",
  "it ended too often, and systemd gave up": "退出太频繁，systemd 已放弃启动",
  "it is silent, but that may end by itself": "没有回答，但可能会自行恢复",
  "its port is held by another process": "端口被别的进程占用",
  "it runs, but nobody listens on its port": "在运行，但端口无人监听",
  "it answers, but is too old to say how it is":
    "有回答，但版本太旧，说不出自己的状况",
  "it answers that it is not well": "回答说自己不健康",
  "it runs, but does not answer": "在运行，但没有回答",
  "it works, but not all of its channels do": "在工作，但部分频道不可用",
  "it ended and was restarted several times": "接连退出，被重启了好几次",
  "it ends again and again": "一再退出",
  '"{0}" starts it': "“{0}”启动它",
  '"{0} -n 50" tells why it ended': "“{0} -n 50”查看它为什么退出",
  '"openclaw-guard doctor{0}" tells what is wrong and what mends it':
    "“openclaw-guard doctor{0}”查看问题在哪、怎样修复",
  '"openclaw-guard logs -f{0}" shows the rescue, "openclaw-guard explain{1}" the reasons':
    "“openclaw-guard logs -f{0}”查看救援过程，“openclaw-guard explain{1}”查看原因",
  '"openclaw-guard explain{0}" tells more':
    "“openclaw-guard explain{0}”查看详情",

  // announce_text.ts
  "what the guard did has not helped": "守护程序的处理没有奏效",
  "the guard has done all that it may do for now":
    "守护程序目前允许做的都已做完",
  "the guard may only watch": "守护程序只能照看",
  "still {0}, for {1}": "仍然 {0}，已 {1}",
  "The guard acts: attempt {0} ({1})": "守护程序动手处理：第 {0} 次尝试（{1}）",
  "The guard holds back until {0}, then it makes one more try":
    "守护程序冷却到 {0}，之后再试一次",
  "The guard makes no attempt before {0}": "{0} 之前守护程序不再尝试",
  "The guard can do nothing until a person acts; every check looks again":
    "在有人处理之前守护程序无能为力；每次检查都会再看",
  "The guard: {0}": "守护程序：{0}",
  "well again after {0}": "已恢复，历时 {0}",
  "{0}, an outage of at most {1}; now: {2}": "{0}，中断至多 {1}；现在：{2}",
  "The guard made 1 attempt: {0}": "守护程序尝试了 1 次：{0}",
  "The guard made {0} attempts, the last one: {1}":
    "守护程序尝试了 {0} 次，最后一次：{1}",
  "The guard did nothing: systemd, a person, an update or the gateway itself had it started anew":
    "守护程序没有动手：由 systemd、人工操作、更新或网关自己重新启动",
  "The guard did nothing: it came back by itself":
    "守护程序没有动手：它自行恢复了",
  "stopped: the guard leaves it alone": "已停止：守护程序不去动它",
  "comes and goes; incidents in the last hour: {0}":
    "时好时坏；最近一小时的故障次数：{0}",
  "The guard goes on as before; it tells of them together once an hour, until an hour was quiet":
    "守护程序照常处理；每小时合并通知一次，直到一小时内没有故障",
  '"openclaw-guard explain --list{0}" shows what happened':
    "“openclaw-guard explain --list{0}”查看发生了什么",
  "well: no incident for an hour": "正常：一小时内没有故障",
  "incidents: {0}; at this moment it is {1}: {2}":
    "故障次数：{0}；此刻为 {1}：{2}",
  "{0} (drill)": "{0}（演练）",

  // event_notice.ts
  "the guard cannot use its settings": "守护程序无法使用自己的设置",
  "the guard cannot see the gateway": "守护程序看不到网关",
  "The gateway is not guarded as long as this lasts": "在此期间网关得不到守护",

  // lib/guard
  "the rollback to the proven config {0} was begun by a check that died, and is finished now":
    "回退到已验证的配置 {0} 由一次中断的检查开始，现已完成",
  "went back to a proven config": "已回退到一份验证过的配置",
  "what has to be told cannot be put into the outbox, the next check tries again: {0}":
    "要通知的内容无法放入发件箱，下次检查再试：{0}",
};
