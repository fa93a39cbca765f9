/** What `evidence` says, and how `explain` tells the same facts, in Simplified Chinese. */

import type { Catalog } from "../../language.ts";

/** See the file. */
export const EVIDENCE: Catalog = {
  [
    `Usage: openclaw-guard evidence [show ID|latest] [options]

Before it kills or restarts anything the guard writes down how the gateway was:
unit, process, port, control group, load, disk, journal. Secrets are hidden.
Without "show" it lists what is kept, the newest first (at most {0}).

  --profile NAME  the gateway of this OpenClaw profile
  --json          for programs; with "show" the file as it is

Examples:
  openclaw-guard evidence
      what is kept, the newest first, with its ID
  openclaw-guard evidence show latest
      how the gateway was just before the last kill or restart
  openclaw-guard evidence show latest --json > evidence.json
      the same as a file, for a bug report; secrets are hidden`
  ]: `用法：openclaw-guard evidence [show ID|latest] [选项]

守护程序在强制结束或重启之前，会记下网关当时的状况：服务单元、进程、端口、
控制组、负载、磁盘、日志。机密内容会被隐去。
不带「show」则列出已保存的记录，最新的在前（最多 {0} 份）。

  --profile NAME  这个 OpenClaw 配置档的网关
  --json          供程序使用；与「show」同用时输出原始文件

示例：
  openclaw-guard evidence
      已保存的现场记录及其 ID，最新的在前
  openclaw-guard evidence show latest
      上一次杀进程或重启之前网关的样子
  openclaw-guard evidence show latest --json > evidence.json
      存成文件，可附在问题报告里；机密内容已隐去`,
  "cannot do {0} with evidence: it is listed or shown":
    "evidence 不支持 {0}：现场记录只能列出或显示",
  'Give "show ID" or nothing': "请写「show ID」，或什么都不写",
  "No evidence of profile {0}: the guard has not had to restart anything.":
    "配置档 {0} 没有现场记录：守护程序还不曾需要重启什么。",
  '"openclaw-guard evidence show ID" shows one, "show latest" the first.':
    "「openclaw-guard evidence show ID」显示其中一份，「show latest」显示第一份。",
  "damaged": "已损坏",
  "attempt {0}: {1}": "第 {0} 次尝试：{1}",
  "cannot show evidence: which one is not said":
    "无法显示现场记录：没有说明是哪一份",
  'Give "show latest" or an ID of "openclaw-guard evidence"':
    "请写「show latest」，或「openclaw-guard evidence」所列的 ID",
  "there is no evidence of profile {0}: the guard has not had to restart anything":
    "配置档 {0} 没有现场记录：守护程序还不曾需要重启什么",

  // evidence_text.ts
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

  // observed_text.ts
  "answers well": "应答正常",
  "nobody listens on the port": "端口无人监听",
  "no connection to the port": "连不上端口",
  "takes connections, but gives no answer": "接受连接，但没有应答",
  "answers, but says that it is not well": "有应答，但表示状况不佳",
  "answers, but not with the health JSON": "有应答，但不是健康检查的 JSON",
  "running": "运行中",
  "sleeping": "睡眠",
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
