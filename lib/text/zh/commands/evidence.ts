/** What `evidence` says, and how `explain` tells the same facts, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const EVIDENCE: Catalog = {
  [
    `Usage: openclaw-guard evidence [list] [options]
       openclaw-guard evidence show ID|latest [options]

Before it kills or restarts anything the guard writes down how the gateway was:
unit, process, port, control group, load, disk, journal. Secrets are hidden.
"list", or nothing, lists what is kept, the newest first (at most 20).

  --profile NAME  the gateway of this OpenClaw profile
  --json          for programs; with "show" the file as it is

Examples:
  openclaw-guard evidence
      what is kept, the newest first, with its ID
  openclaw-guard evidence show latest
      how the gateway was just before the last kill or restart
  openclaw-guard evidence show latest --json > evidence.json
      the same as a file, for a bug report; secrets are hidden`
  ]: `用法：openclaw-guard evidence [list] [选项]
      openclaw-guard evidence show ID|latest [选项]

守护程序在强制结束或重启之前，会记下网关当时的状况：服务单元、进程、端口、
控制组、负载、磁盘、日志。机密内容会被隐去。
“list”或不写则列出已保存的记录，最新的在前（最多 20 份）。

  --profile NAME  该 OpenClaw 配置档的网关
  --json          供程序使用；与“show”同用时输出原始文件

示例：
  openclaw-guard evidence
      已保存的现场记录及其 ID，最新的在前
  openclaw-guard evidence show latest
      上一次杀进程或重启之前网关的样子
  openclaw-guard evidence show latest --json > evidence.json
      存成文件，可附在问题报告里；机密内容已隐去`,
  "cannot do {0} with evidence: say what to do with it":
    "evidence 后面不能直接写 {0}：没有说明要做什么",
  "cannot list evidence {0}: the list has all":
    "无法列出现场记录 {0}：列表总是包含全部",
  'Did you mean "openclaw-guard evidence show {0}{1}"?':
    "你是不是想输入“openclaw-guard evidence show {0}{1}”？",
  "No evidence of profile {0}: the guard has not had to restart anything.":
    "配置档 {0} 没有现场记录：守护程序还不曾需要重启什么。",
  '"openclaw-guard evidence show ID{0}" shows one, "show latest" the first.':
    "“openclaw-guard evidence show ID{0}”显示其中一份，“show latest”显示第一份。",
  "damaged": "已损坏",
  "attempt {0}: {1}": "第 {0} 次尝试：{1}",
  "cannot show evidence: which one is not said":
    "无法显示现场记录：没有说明是哪一份",
  'Give "show latest" or an ID of "openclaw-guard evidence"':
    "请写“show latest”，或“openclaw-guard evidence”所列的 ID",
  "there is no evidence of profile {0}: the guard has not had to restart anything":
    "配置档 {0} 没有现场记录：守护程序还不曾需要重启什么",

  // commands/evidence/text.ts
  "Main process (proc)": "主进程（proc）",
  "Port: who waits there, and is a connection taken":
    "端口：谁在监听，能否接受连接",
  "Unit (systemd)": "服务单元（systemd）",
  "Control group": "控制组",
  "Load and pressure of the machine": "机器的负载与压力",
  "Disk: file system, KiB, used, available, capacity, mounted on (df -Pk)":
    "磁盘：文件系统、KiB、已用、可用、使用率、挂载点（df -Pk）",
  "Newest stability bundle of OpenClaw": "OpenClaw 最新的 stability bundle",
  "End of OpenClaw's restart log": "OpenClaw 重启日志的末尾",
  "Journal, the last 200 lines": "系统日志（journal），最后 200 行",
  "Evidence {0}": "现场记录 {0}",
  "at": "时间",
  "before": "动作之前",
  "verdict": "判定",
  "why": "原因",
  "collected in": "收集用时",
  "  did not come in time": "  未能及时取得",
  "  not to be had: {0}": "  无法取得：{0}",
  "none": "无",

  // commands/evidence/labels.ts
  "this life of the gateway": "网关的这次运行",
  "start time, clock ticks after boot": "启动时间（开机后的时钟滴答数）",
  "invocation ID of systemd": "systemd 的 invocation ID",
  "running for": "已运行",
  "state of the process": "进程状态",
  "what came of it": "结果",
  "check that failed": "未通过的检查",
  "HTTP status": "HTTP 状态码",
  "in words": "说明",
  "in the system's words": "系统的原话",
  "known after": "得知用时",
  "what /startup says": "/startup 的回答",
  "what /ready names": "/ready 列出的",
  "who listens": "监听者",
  "command line": "命令行",
  "belongs to": "属于",
  "connections waiting": "排队的连接数",
  "left inactive for": "停在 inactive 的时长",
  "the guard's connection to itself": "守护程序连接自身用时",
  "waited for": "等待时长",
  "CPU use, of one core": "CPU 占用（按单核）",
  "error in the guard's settings": "守护程序设置中的错误",
  "why systemd gave no answer": "systemd 没有回答的原因",
  "switched on by": "开启方式",
  "ends at": "结束时间",
  "reason given": "所给的理由",
  "refused config": "被拒绝的配置",
  "path of the file": "文件路径",
  "fingerprint of the file": "文件指纹",
  "last changed": "上次改动",
  "changed since and not tried": "此后有改动且未试过",
  "state locked by another process": "状态被另一进程锁住",
  "what is wrong with it": "问题",
  "version of OpenClaw": "OpenClaw 版本",
  "proven configs": "已验证的配置",
  "restore that died": "中途失败的恢复",
  "command that repairs it": "修复命令",
  "kernel function it waits in": "在哪个内核函数中等待",
  "open file descriptors": "打开的文件描述符",
  "number of threads": "线程数",
  "stat in /proc, twice": "/proc 中的 stat，取两次",
  "status in /proc": "/proc 中的 status",
  "address asked": "查询的地址",
  "port asked": "查询的端口",
  "listening sockets": "监听套接字",
  "takes local connections": "接受本机连接",
  "connection attempt": "尝试连接",
  "connecting took": "连接用时",
  "name of the unit": "服务单元名",
  "load state": "加载状态",
  "active state": "活动状态",
  "detailed state": "详细状态",
  "result of the last run": "上次运行的结果",
  "pid of the main process": "主进程 pid",
  "restarts by systemd": "systemd 重启次数",
  "exit code or signal of the main process": "主进程的退出码或信号",
  "last became inactive": "上次变为 inactive",
  "main process started": "主进程启动于",
  "time allowed for a stop": "允许的停止时间",
  "restart policy": "重启策略",
  "start refused": "启动被拒",
  "job queued": "有任务在排队",
  "path of the control group": "控制组路径",
  "command line of the unit": "服务单元的命令行",
  "program that is missing": "缺少的程序",
  "path of the unit file": "单元文件路径",
  "load average": "平均负载",
  "CPU pressure": "CPU 压力",
  "memory pressure": "内存压力",
  "I/O pressure": "I/O 压力",
  "name of the file": "文件名",
  "last modified": "最后修改",

  // commands/explain/observed.ts
  "answers well": "应答正常",
  "nobody listens on the port": "端口无人监听",
  "no connection to the port": "连不上端口",
  "takes connections, but gives no answer": "接受连接，但没有应答",
  "answers, but says that it is not well": "有应答，但表示状况不佳",
  "not asked: the guard's own question failed":
    "没有问成：守护程序自己的询问失败了",
  "answers, but not with the health JSON": "有应答，但不是健康检查的 JSON",
  "running": "运行中",
  "sleeping": "睡眠中",
  "waiting in the kernel, no signal reaches it": "停在内核里，任何信号都到不了",
  "frozen by a signal": "被信号冻结",
  "held by a debugger": "被调试器控制",
  "ended, but not yet noticed": "已结束，但尚未被回收",
  "the unit itself": "服务单元自身",
  "an orphaned gateway of this profile": "该配置档残留的网关进程",
  "not a gateway of this profile": "不是该配置档的网关",
  "maintenance": "维护模式",
  "on ({0})": "已开启（{0}）",
  "unit": "服务单元",
  "unit file {0}": "单元文件 {0}",
  "result": "结果",
  "exit status {0}": "退出码 {0}",
  "a job is queued": "有任务在排队",
  "restarted {0} times by systemd": "被 systemd 重启过 {0} 次",
  "left inactive {0} before": "{0}前停在 inactive",
  "process": "进程",
  "pid {0}": "pid {0}",
  "started {0} before": "{0}前启动",
  "state": "状态",
  "probe": "探测",
  "status": "状态码",
  "after": "用时",
  "says": "自称",
  "not ready: {0}": "未就绪：{0}",
  "listener": "监听进程",
  "pid unknown": "pid 未知",
  "user": "用户",
  "second look": "第二次查看",
  "after a wait of {0}": "等待 {0}之后",
  "which used {0} % of a CPU core": "期间占用单核 CPU 的 {0} %",
  "the guard": "守护程序",
  "could not even connect to itself": "连自身都连不上",
  "connected to itself in {0}": "连接自身用了 {0}",
};
