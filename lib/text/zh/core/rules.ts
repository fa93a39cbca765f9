/** What lib/core/rules.ts says: the rows of the decision table, in their order. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const RULES: Catalog = {
  "an attempt, if the budget allows: restart three times, then force clean, then hold back":
    "在重启配额之内尝试一次：先重启三次，再强制清理，之后进入冷却期",
  "the next check looks again, within 30 seconds": "30 秒内的下一次检查会再看",
  "nothing until a person acts; every check looks again":
    "在有人处理之前什么也不做；每次检查都会再看",
  "maintenance or an emergency stop is on, or OpenClaw is being updated":
    "维护模式或紧急停止已开启，或 OpenClaw 正在升级",
  "nothing": "什么也不做",
  "checks go on when maintenance ends": "维护模式结束后继续检查",
  "the guard's own settings or its list of profiles cannot be used":
    "守护程序自己的设置或配置档列表无法使用",
  "says so once a day; it neither looks nor acts by guessed settings":
    "每天提示一次；不会凭猜测的设置去查看或操作",
  '/health says "ok": true and the unit is active':
    '/health 返回 "ok": true，且服务单元处于 active',
  "nothing is needed; it keeps a copy of the config":
    "无需处理；保留一份配置的备份",
  "/health is well, but /ready names channels or agents that are not":
    "/health 正常，但 /ready 指出有频道或智能体未就绪",
  "reports it and never restarts: the cause is usually the network":
    "只报告，绝不重启：原因通常在网络",
  "systemd restarted it three times within 10 minutes":
    "10 分钟内被 systemd 重启了三次",
  "says so, and takes no config for proven": "提示此事，也不把配置记为已验证",
  "the warning ends 10 minutes after the last restart":
    "最后一次重启满 10 分钟后，警告自行消失",
  "systemd restarted it six times within 10 minutes, and its last life is younger than 2 minutes":
    "10 分钟内被 systemd 重启了六次，且当前进程启动还不到 2 分钟",
  "says so with the end of the journal and never restarts it: that would not help":
    "连同日志末尾一并提示，绝不重启它：重启无济于事",
  "a person has to find out why it ends; every check looks again":
    "需要有人查明它为何退出；每次检查都会再看",
  "systemd cannot be asked": "无法查询 systemd",
  "nothing, and nothing is counted: it cannot see enough":
    "什么也不做，也不计数：看到的信息不足",
  "the guard's own connection to itself is slow or fails":
    "守护程序连接自身的速度很慢或失败",
  "nothing, and nothing is counted: the machine is at fault":
    "什么也不做，也不计数：问题在这台机器",
  "the guard's own question failed before anything was sent":
    "守护程序自己的询问还没发出就失败了",
  "nothing, and nothing is counted: it says nothing about the gateway":
    "什么也不做，也不计数：这说明不了网关的状况",
  "this check came late: suspend, overload, or a guard that was off":
    "本次检查来迟：系统挂起过、过载，或守护程序曾停用",
  "nothing, and nothing is counted: the host needs time to settle":
    "什么也不做，也不计数：主机需要时间恢复平稳",
  "the unit is not installed, masked or broken":
    "服务单元未安装、被屏蔽或已损坏",
  "says so once a day": "每天提示一次",
  "the program that the unit starts does not exist":
    "服务单元要启动的程序不存在",
  "the unit is inactive or failed, and systemd has a job for it":
    "服务单元处于 inactive 或 failed，且 systemd 有针对它的任务",
  "waits: systemd is at work": "等待：systemd 正在处理",
  "the guard itself stopped the unit and died before it started it":
    "守护程序自己停止了服务单元，却在启动它之前中断了",
  "finishes its force clean": "完成未做完的强制清理",
  "the unit is inactive and nothing says that it should run":
    "服务单元处于 inactive，也没有迹象表明它应当运行",
  "leaves it alone: somebody stopped it": "不去动它：是有人停止了它",
  "the unit is inactive since a restart that OpenClaw itself began (its own audit says so)":
    "OpenClaw 自己发起一次重启后，服务单元一直处于 inactive（它自己的审计记录如此记载）",
  'says so once a day; starts it after a while only if recovery.leftInactive is "start"':
    "每天提示一次；仅当 recovery.leftInactive 为“start”时，过一段时间后启动它",
  "the unit ended with 78, and another gateway is healthy on the port":
    "服务单元以 78 退出，而该端口上有另一个健康的网关",
  "leaves both alone": "两者都不动",
  "the unit ended with 78, and what says ok on the port is no gateway of this profile":
    "服务单元以 78 退出，而端口上应答正常的并不是该配置档的网关",
  "the unit ended with 78: another OpenClaw process owns its state, and none answers on the port":
    "服务单元以 78 退出：它的状态被另一个 OpenClaw 进程占用，而端口上无人应答",
  "says so; it cannot tell whose that process is":
    "只作提示；无法判断那个进程属于谁",
  "the unit ended with 78: OpenClaw refuses its config":
    "服务单元以 78 退出：OpenClaw 拒绝了它的配置",
  'names the keys at fault and the repair; goes back to a proven config if "rollback" is "auto"; a restart would not help':
    "指出有问题的键和修复方法；若“rollback”为“auto”则恢复到已验证的配置；重启无济于事",
  "the unit ended by itself with another code, and its config cannot be read, or OpenClaw's journal complains of it":
    "服务单元自行以其他退出码退出，而它的配置无法解析，或者 OpenClaw 在日志中指出了配置的问题",
  "systemd gave up after too many starts": "启动次数过多，systemd 已放弃",
  "reset-failed and start, if the budget allows":
    "在重启配额之内执行 reset-failed 并启动",
  "the unit failed for any other reason and systemd leaves it so":
    "服务单元因其他原因失败，systemd 未再处理",
  "leaves it alone: a stop that did not end cleanly":
    "不去动它：这是一次未正常结束的停止",
  "the guard died while it waited for this process to end":
    "守护程序在等待该进程结束时中断了",
  "finishes its restart": "完成未做完的重启",
  "the unit is stopping": "服务单元正在停止",
  "waits as long as the unit allows": "在服务单元允许的时间内等待",
  "the unit is stopping for longer than it is allowed":
    "服务单元停止的时间超出了允许的上限",
  "waits: only systemd can end it": "等待：只有 systemd 能结束它",
  "the unit is active without a main process":
    "服务单元处于 active，却没有主进程",
  "waits: systemd is about to act": "等待：systemd 即将处理",
  "the gateway says that it is draining": "网关表示正在排空",
  "waits: the unit's stop limit and 30 seconds more":
    "等待：服务单元的停止时限再加 30 秒",
  "an orphaned gateway of this profile, or what an earlier life of the unit left behind, holds the port":
    "端口被该配置档残留的网关，或该服务单元上一次运行遗留的进程占用",
  "ends it by its verified identity, if the budget allows":
    "核实身份后，在重启配额之内结束它",
  "the port is held by a process that is not the guard's to end":
    "端口被一个守护程序无权结束的进程占用",
  "this process has never answered and is within its start-up time":
    "该进程从未应答过，且仍在启动时间之内",
  "waits": "等待",
  "it answers HTTP, but not with the health JSON: an old gateway":
    "能应答 HTTP，但返回的不是健康状态 JSON：是旧版网关",
  "counts the HTTP answer as alive, says so once":
    "有 HTTP 应答即视为存活，并提示一次",
  "it fails, but it is stuck in the kernel or held by a debugger":
    "探测失败，但进程停在内核里，或被调试器控制",
  "nothing: no kill would reach it": "什么也不做：任何信号都到不了它",
  "it fails, and nobody has looked twice": "探测失败，但还没有再次确认",
  "waits while asking every second, then looks at everything anew":
    "等待期间每秒询问一次，然后全部重新查看",
  "silent, and the machine is short of memory and swaps":
    "没有应答，而机器内存不足，正在换页",
  "nothing, and reports it after 5 minutes: a restart would make it worse":
    "什么也不做，5 分钟后只报告：重启只会更糟",
  "silent, and its main thread shows why, for less time than such a silence is allowed":
    "没有应答，但从主线程看得出原因，且未超出这类情形允许的时间",
  "waits: such a silence often ends by itself; it says what is seen, and until when it waits":
    "等待：这类情形常会自行结束；并说明看到了什么、等到何时",
  "silent, its main thread tells nothing, but it is using CPU, for fewer checks than are allowed":
    "没有应答，从主线程看不出原因，但在占用 CPU，且次数未超出允许的检查次数",
  "waits: it may only be busy": "等待：它可能只是忙",
  "it failed before the wait, during the wait and after it":
    "等待之前、等待期间和等待之后都失败",
  "the unit is in any other state, e.g. activating (auto-restart)":
    "服务单元处于其他状态，例如 activating (auto-restart)",
  "waits: systemd owns crashes": "等待：崩溃由 systemd 处理",
};
