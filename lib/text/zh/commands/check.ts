/** What `check` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const CHECK: Catalog = {
  "the check did not end within 10 min": "检查未能在 10 分钟内结束",
  "openclaw-guard: profile {0}: {1}": "openclaw-guard: 配置档 {0}：{1}",
  "openclaw-guard: cannot send messages: {0}":
    "openclaw-guard: 无法发送消息：{0}",

  // guard/tick.ts, remember_days.ts
  "a check (pid {0}) that had been at work for {1} was ended":
    "已结束一次进行了 {1} 的检查（pid {0}）",
  "a check (pid {0}) that has been at work for {1}":
    "进行了 {1} 的检查（pid {0}）",
  "another check is at work": "另一次检查正在进行",
  "cannot write {0}: {1}": "无法写入 {0}：{1}",
  "{0}; starting afresh": "{0}；从头开始",
  "{0}; days are counted afresh": "{0}；逐日统计从头开始",
  "cannot write the memory of days: {0}": "无法写入逐日统计：{0}",
  "a drill left this to be put back: {0}": "演练遗留、现已复原：{0}",
  "cannot put back what a drill left: {0}": "无法复原演练遗留的改动：{0}",

  // commands/metrics/keep_file.ts
  "the metrics cannot be written to {0}: {1}": "指标无法写入 {0}：{1}",
  "the metrics are written again": "指标又能写入了",

  // guard/daily.ts
  "old logs of the guard were removed": "已删除守护程序的旧日志",
  "cannot clean up old logs: {0}": "无法清理旧日志：{0}",

  // act/evidence.ts
  "cannot keep evidence: {0}": "无法保存现场记录：{0}",

  // guard/perform.ts
  "attempt {0} is not made: the guard cannot write its state, so it could not count it":
    "不进行第 {0} 次尝试：守护程序无法写入状态，也就无法计数",
  "the guard cannot write its state": "守护程序无法写入状态",
  "the main process did not end after SIGTERM and does not drain: killing it":
    "主进程收到 SIGTERM 后没有结束，也不在排空：强制结束它",
  "attempt {0} is not made: {1}": "不进行第 {0} 次尝试：{1}",
  "attempt {0} could not be carried out: {1}": "第 {0} 次尝试未能执行：{1}",
  "maintenance was switched on": "维护模式已开启",
  "process {0} is not killed: {1}": "暂不强制结束进程 {0}：{1}",
  "it answers again": "网关又有应答了",

  // guard/look.ts
  "the unit has another process now": "服务单元现在的进程已不是原来那个",
  "the unit is {0} now": "服务单元现在处于 {0}",

  // guard/carry_out.ts
  "nothing was known to act on": "没有可操作的对象",
  "restart requested, {0}": "已请求重启，{0}",
  "failures were reset and a start requested": "已清除失败状态并请求启动",
  "the old main process has gone by itself": "旧主进程已自行结束",
  "{0}, start requested; {1}": "{0}，已请求启动；{1}",
  "{0}, not started again; {1}": "{0}，未再启动；{1}",
  "nothing else was left over": "没有其他残留",
  "old main process: ended": "旧主进程已结束",
  "old main process: killed": "旧主进程已强制结束",
  "old main process: draining": "旧主进程正在排空",
  "old main process: held": "旧主进程暂不能强制结束",
  "old main process: stuck": "旧主进程停在内核里，无法结束",
  "stopped (main process: ended)": "已停止（主进程：已结束）",
  "stopped (main process: killed)": "已停止（主进程：已强制结束）",
  "stopped (main process: draining)": "已停止（主进程：排空中）",
  "stopped (main process: held)": "已停止（主进程：暂不能强制结束）",
  "stopped (main process: stuck)": "已停止（主进程：停在内核里，无法结束）",
  "stopped (main process: taken over)": "已停止（主进程：已换成别人启动的）",

  // guard/back_up_config.ts
  "this gateway answers, but does not say that it is well":
    "该网关有应答，但不会说明自己是否健康",
  "this gateway does not listen where it should, so its config may be another one":
    "这个网关没有监听在它应在的地址，因此它的配置可能是另一份",
  "this gateway has just been restarted by systemd, and may end again":
    "该网关刚被 systemd 重启过，可能还会退出",

  // guard/crash_loop.ts
  "the journal of {0} ends: {1}": "{0} 的日志末尾：{1}",
  'its config is not one it was well with: "{0}" puts one back':
    "它现在的配置从未正常运行过：“{0}”可换回正常运行过的",

  // guard/roll_back.ts
  "the config is not rolled back: the guard cannot write its state, so it could not remember that it did":
    "不回退配置：守护程序无法写入状态，也就记不住回退过",
  '{0} was replaced by the proven config {1}; the refused one is kept as {2}. Look at it with "openclaw-guard restore-config --diff {3}{4}"; "openclaw-guard restore-config --undo{5}" brings it back':
    "{0} 已换成已验证的配置 {1}；被拒绝的那份已备份为 {2}。可用“openclaw-guard restore-config --diff {3}{4}”查看，用“openclaw-guard restore-config --undo{5}”换回",
  "systemd or the next check starts the gateway with the proven config":
    "接下来由 systemd 或下一次检查用已验证的配置启动网关",
  "the gateway was told to start with the proven config":
    "已让网关以已验证的配置启动",
  "the rollback to config {0} could not be carried out: {1}":
    "未能回退到配置 {0}：{1}",
  "a start requested": "已请求启动",
};
