/** What `explain` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const EXPLAIN: Catalog = {
  "cannot explain more than one thing at once: N, --at and --list exclude each other":
    "一次只能解释一件事：N、--at 和 --list 不能同时使用",
  "cannot use --lines without --list": "--lines 只能与 --list 一起使用",
  "No events of profile {0} yet: nothing has happened.":
    "配置档 {0} 还没有事件：什么都没发生过。",
  "cannot count {0} events": "事件数 {0} 无效",
  '"openclaw-guard explain --list" shows the events with their numbers':
    "用“openclaw-guard explain --list”查看事件及其编号",
  "cannot read {0} as a time": "无法把 {0} 当作时间",
  'Write "14:05", "2026-11-23 14:05:30" or "2026-11-23T14:05:30Z"':
    "请写成“14:05”、“2026-11-23 14:05:30”或“2026-11-23T14:05:30Z”",

  "there is nothing to explain: no check of profile {0} has been made yet":
    "没有可解释的：配置档 {0} 还没有检查过",
  '"openclaw-guard check{0}" makes one, "openclaw-guard install{1}" lets them come by themselves':
    "用“openclaw-guard check{0}”检查一次，或用“openclaw-guard install{1}”让它定时检查",
  "there is no event {0} of profile {1}: the history has {2}":
    "配置档 {1} 没有第 {0} 个事件：历史中共有 {2} 个",
  '"openclaw-guard explain --list -n {0}{1}" shows them':
    "用“openclaw-guard explain --list -n {0}{1}”查看",
  "there is nothing to explain: the history of profile {0} is empty":
    "没有可解释的：配置档 {0} 的历史是空的",
  "cannot explain {0}: the history begins at {1}":
    "无法解释 {0} 的情况：历史从 {1} 开始",
  '"openclaw-guard explain --list{0}" shows what there is':
    "用“openclaw-guard explain --list{0}”查看已有的事件",

  "Which rule matched": "命中哪条规则",
  "{0} (of another version of the guard)": "{0}（来自另一版本的守护程序）",
  "What the guard did": "做了什么",
  "What happens next": "接下来会怎样",
  "Nothing was written down at that time. What held then began {0} before:":
    "那时没有记录。当时的状况始于 {0}前：",
  "Last check, {0} ({1})": "上次检查，{0}（{1}）",
  'Event {0}, "{1}", {2} ({3})': "事件 {0}“{1}”，{2}（{3}）",
  "not a check: a person or the guard's own housekeeping did this":
    "不是检查：由人操作，或守护程序自身的例行维护",
  "nothing: there was no need to look": "什么都没看：没有必要",
  "the rule: {0}": "规则：{0}",
  "so the gateway was left alone": "所以没有动网关",
  "decided: {0}": "决定：{0}",
  "look again after a wait": "稍等后再看一次",
  "restart (attempt {0})": "重启（第 {0} 次尝试）",
  "force clean (attempt {0})": "强制清理（第 {0} 次尝试）",
  "reset-failed and start (attempt {0})":
    "reset-failed 后启动（第 {0} 次尝试）",
  "end the orphan (attempt {0})": "结束残留进程（第 {0} 次尝试）",
  "finish the interrupted restart (attempt {0})":
    "完成被打断的重启（第 {0} 次尝试）",
  "finish the interrupted force-clean (attempt {0})":
    "完成被打断的强制清理（第 {0} 次尝试）",
  "finish the interrupted start (attempt {0})":
    "完成被打断的启动（第 {0} 次尝试）",
  "put the proven config {0} back and start": "换回已验证的配置 {0} 并启动",
  'evidence: "openclaw-guard evidence show {0}{1}"':
    "现场记录：“openclaw-guard evidence show {0}{1}”",
  'nothing: the guard is off since an emergency stop, until "openclaw-guard resume{0}"':
    "什么都不做：紧急停止后守护程序是关着的，直到“openclaw-guard resume{0}”",
  "nothing during maintenance; the guard looks again from {0}":
    "维护期间什么都不做；恢复检查：{0}",
  'the guard is not installed; "openclaw-guard install{0}" has it started every 30 seconds':
    "守护程序没有安装；“openclaw-guard install{0}”让它每 30 秒启动一次",
  "cannot read what the guard knows: {0}: {1}":
    "无法读取守护程序的记录：{0}：{1}",
  'the guard\'s state cannot be written; "openclaw-guard doctor{0}" tells why':
    "守护程序的状态无法写入；原因见“openclaw-guard doctor{0}”",
  'a check that hangs keeps the others away; "openclaw-guard doctor{0}" tells which':
    "一个卡住的检查挡住了其他检查；是哪一个见“openclaw-guard doctor{0}”",
  'nothing starts the guard; "openclaw-guard doctor{0}" tells why':
    "没有什么在启动守护程序；原因见“openclaw-guard doctor{0}”",
  "no check for {0}: {1}": "已有 {0}没有检查：{1}",
  "the next check decides again, with what it then sees":
    "下一次检查会按届时看到的情况重新判定",
  "after the wait it decides again, with what it then sees":
    "等待之后，按届时看到的情况重新判定",
  "the next attempt is made not before {0} ({1}), if it is still needed; any good answer before cancels it":
    "如仍有必要，下一次尝试不早于 {0}（{1}）；在此之前只要应答正常就取消",
  "a new process gets its start-up time; a check that finds it well closes the incident, one that does not makes the next attempt":
    "先给新进程启动时间；之后的检查若正常则故障结束，否则进行下一次尝试",
  "the next check, within 30 seconds, carries on with it":
    "下一次检查（30 秒内）会接着做",

  // observed.ts
  "silence": "无应答",
  "allowed {0}": "允许{0}",
  "child": "子进程",
  "gone": "已不在",
};
