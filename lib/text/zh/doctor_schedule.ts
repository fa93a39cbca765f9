/** What `doctor` says about cron and the timer, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const DOCTOR_SCHEDULE: Catalog = {
  // commands/doctor/schedule.ts
  "{0} is not a file": "{0} 不是文件",
  "{0} is not executable": "{0} 不可执行",
  "{0} does not exist": "{0} 不存在",
  "an emergency stop is in force: the guard is off":
    "紧急停止仍然有效：守护程序是关着的",
  "both the crontab and {0} start checks; one of them is enough":
    "crontab 和 {0} 都在启动检查；有一个就够了",
  "the guard's block in the crontab starts it {0} times a minute, not twice":
    "crontab 里守护程序的区块每分钟启动它 {0} 次，而不是两次",
  "cron starts {0} every 30 seconds": "cron 每 30 秒启动 {0}",
  "cron starts nothing: your crontab sets SHELL={0}, and {1}":
    "cron 什么也启动不了：你的 crontab 设了 SHELL={0}，而{1}",
  "cron starts nothing: {0}": "cron 什么也启动不了：{0}",
  "something of yours starts the guard": "由你自己的东西启动守护程序",
  "nothing starts the guard: it was installed with --scheduler none":
    "没有什么在启动守护程序：安装时用的是 --scheduler none",
  "nothing starts the guard: {0}": "没有什么在启动守护程序：{0}",
  "neither lines in your crontab nor {0} are there":
    "crontab 里没有它的行，也没有 {0}",
  "{0} is not there": "没有 {0}",
  "{0} is not there, and {1}": "没有 {0}，并且{1}",
  "its lines are not in your crontab": "你的 crontab 里没有它的行",
  "{0}; yet a check ran lately, before that or started by something else":
    "{0}；但刚刚检查过，是在那之前，或由别的东西启动的",
  "a cron daemon is running": "cron 守护进程在运行",
  "no cron daemon is running: nobody starts the guard":
    "没有 cron 守护进程在运行：没有谁启动守护程序",
  "whether a cron daemon runs cannot be told: other users' processes are hidden":
    "看不出 cron 守护进程是否在运行：其他用户的进程不可见",
  "no check yet; the first one comes within a minute":
    "还没有检查；第一次会在一分钟内到来",
  "the guard's state cannot be written, so checks do nothing: {0}: {1}":
    "守护程序的状态无法写入，检查什么都不做：{0}：{1}",
  "a check is at work now": "正在进行一次检查",
  "there has never been a check": "从来没有检查过",
  "a check ran {0} ago": "{0}前检查过",
  "the last check is in the future: the clock was set back":
    "上次检查的时间在未来：时钟被拨回过",
  "the last check was {0} ago, and one is due every 30 seconds":
    "上次检查在 {0}前，而每 30 秒就该有一次",
  // commands/doctor/schedule_timer.ts
  "whether {0} runs cannot be told: systemd's user manager does not answer":
    "看不出 {0} 是否在运行：systemd 用户管理器没有应答",
  "{0} is {1}: nothing starts the guard":
    "{0} 的状态是 {1}：没有什么在启动守护程序",
  "{0} starts nothing: {1}": "{0} 什么也启动不了：{1}",
  "the last check {0} started did not run to its end: {1}, exit code {2}":
    "{0} 启动的上次检查没有运行到底：{1}，退出码 {2}",
  "{0} is not enabled: after a boot nothing starts the guard":
    "{0} 没有启用（enable）：机器重启后没有什么会启动守护程序",
  "systemd holds an older text of {0} or {1} in memory":
    "systemd 内存里的 {0} 或 {1} 是旧的",
  "{0} last started a check {1} ago": "{0} 上次启动检查是在 {1}前",
  "{0} starts a check every 30 seconds": "{0} 每 30 秒启动一次检查",
  "{0} starts a check every 30 seconds, the last one {1} ago":
    "{0} 每 30 秒启动一次检查，上一次在 {1}前",
};
