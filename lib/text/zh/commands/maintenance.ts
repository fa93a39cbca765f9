/** What `maintenance` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const MAINTENANCE: Catalog = {
  'cannot run "maintenance {0}" with --{1}': "“maintenance {0}”不能带 --{1}",
  '--{0} belongs to "maintenance {1}"': "--{0} 用于“maintenance {1}”",
  "Would switch maintenance on for profile {0} until {1} ({2}).":
    "将为配置档 {0} 开启维护模式，直到 {1}（{2}）。",
  "cannot switch maintenance on: {0}": "无法开启维护模式：{0}",
  "cannot switch maintenance on: checks of the guard keep their files in {0}, this command in {1}, where none of them looks":
    "无法开启维护模式：守护程序的检查使用 {0} 里的文件，而这个命令使用 {1}，检查不会看那里",
  'Run "XDG_STATE_HOME={0} openclaw-guard maintenance on{1}" or "touch /tmp/openclaw-maintenance"':
    "请运行“XDG_STATE_HOME={0} openclaw-guard maintenance on{1}”或“touch /tmp/openclaw-maintenance”",
  'But checks of the guard keep their files in {0}. What is on there ends with "XDG_STATE_HOME={1} openclaw-guard maintenance off{2}".':
    "不过守护程序的检查使用 {0} 里的文件。那里开启的维护模式用“XDG_STATE_HOME={1} openclaw-guard maintenance off{2}”结束。",
  'Use "touch /tmp/openclaw-maintenance" instead':
    "请改用“touch /tmp/openclaw-maintenance”",
  "maintenance switched on until {0} ({1}) by {2}":
    "{2} 开启了维护模式，直到 {0}（{1}）",
  "Maintenance is on for profile {0} until {1} ({2}). The guard does nothing until then.":
    "配置档 {0} 已开启维护模式，直到 {1}（{2}）。在此之前守护程序不作任何操作。",
  'End it sooner with "openclaw-guard maintenance off{0}".':
    "可用“openclaw-guard maintenance off{0}”提前结束。",
  'But no guard is checking this gateway now: it is not installed. "openclaw-guard install{0}" does it.':
    "不过现在没有守护程序在检查这个网关：它没有安装。可用“openclaw-guard install{0}”安装。",
  'But no guard is checking this gateway now, and none ever has. "openclaw-guard doctor{0}" says why.':
    "不过现在没有守护程序在检查这个网关，也从未检查过。用“openclaw-guard doctor{0}”查原因。",
  'But no guard is checking this gateway now, the last check was {0}. "openclaw-guard doctor{1}" says why.':
    "不过现在没有守护程序在检查这个网关，上次检查：{0}。用“openclaw-guard doctor{1}”查原因。",
  "cannot switch maintenance on for {0}: give a time from 1s to {1}":
    "无法让维护模式持续 {0}：时长须为 1s 到 {1}",
  "cannot switch maintenance on for {0}: that is too short, the shortest is 1s":
    "无法让维护模式持续 {0}：太短了，最短为 1s",
  "cannot switch maintenance on for {0}: that is too long, the longest is {1}":
    "无法让维护模式持续 {0}：太长了，最长为 {1}",
  'Give at most {0} and run it again later; "maintenance.max" in the settings is the limit':
    "请写不超过 {0} 的时长，之后可再次运行；上限由设置中的“maintenance.max”决定",
  "It was on already, to end at {0}.": "此前已经开启，原定于 {0} 结束。",
  "reason, as before": "原因（与此前相同）",
  "reason until now": "此前的原因",
  "A whole number and a unit (s, m, h or d) such as 30m or 2h":
    "写成整数加单位（s、m、h 或 d），例如 30m 或 2h",
  "cannot take a reason of {0} characters: it must be one line of at most 200":
    "原因有 {0} 个字符，无法使用：只能是一行，最多 200 个字符",
  "Shorten the text after --reason": "请缩短 --reason 后面的文字",
  "cannot switch maintenance off: {0}": "无法关闭维护模式：{0}",
  "Correct that and run the command again": "请解决后再运行一次",
  "Would switch maintenance off for profile {0}.":
    "将关闭配置档 {0} 的维护模式。",
  "Switched maintenance off for profile {0}.": "已关闭配置档 {0} 的维护模式。",
  "Would remove {0}, which paused all profiles.":
    "将删除 {0}，它让所有配置档都暂停了。",
  "Removed {0}, which paused all profiles.":
    "已删除 {0}，它曾让所有配置档都暂停。",
  '{0} belongs to root and stays, so the guard stays paused. Remove it with "sudo rm {1}".':
    "{0} 属于 root，予以保留，因此守护程序仍然暂停。可用“sudo rm {1}”删除它。",
  'The guard stays off after "emergency-stop". Come back with "openclaw-guard resume{0}".':
    "“emergency-stop”之后守护程序保持关闭。可用“openclaw-guard resume{0}”恢复。",
  "Maintenance was not on for profile {0}.":
    "配置档 {0} 的维护模式本来就没有开启。",
  "maintenance switched off by {0}": "{0} 关闭了维护模式",
  "Maintenance is off for profile {0}.": "配置档 {0} 的维护模式已关闭。",
  "Maintenance is off for profile {0}. It ended {1}, at {2}.":
    "配置档 {0} 的维护模式已关闭。它于{1}（{2}）结束。",
  "Maintenance is on for profile {0}.": "配置档 {0} 的维护模式已开启。",
  "Note: {0}.": "注意：{0}。",
  'you run "openclaw-guard maintenance off{0}"':
    "你运行“openclaw-guard maintenance off{0}”",
  "{0}/openclaw-maintenance is removed": "{0}/openclaw-maintenance 被删除",
  'you run "openclaw-guard resume{0}"': "你运行“openclaw-guard resume{0}”",
  "the update ends": "更新结束",
  "until": "直到",
  "{0} ({1} left)": "{0}（还剩 {1}）",
  "reason": "原因",
  "by": "操作者",
  "since": "开始于",
};
