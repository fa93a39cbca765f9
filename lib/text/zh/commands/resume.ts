/** What `resume` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const RESUME: Catalog = {
  "a person ended the emergency stop: guard on":
    "有人结束了紧急停止：守护程序开启",
  "gateway: left as it is (--no-start)": "网关：保持现状（--no-start）",
  'guard: nothing starts it, it is not installed; "openclaw-guard install" does it':
    "守护程序：没有什么会启动它，它没有安装；可用“openclaw-guard install”安装",
  'guard: it does not watch profile {0}; "openclaw-guard install --profile {1}" does it':
    "守护程序：它不看护配置档 {0}；可用“openclaw-guard install --profile {1}”让它看护",
  "{0}: maintenance is still on; {1}": "{0}：维护模式仍然开启；{1}",
  "{0}: maintenance is still on until {1}; {2}":
    "{0}：维护模式仍然开启，直到 {1}；{2}",
  'guard: on, but not started by itself (--scheduler none): let something run "{0} check" every 30 seconds':
    "守护程序：已开启，但不会自行启动（--scheduler none）：请让别的东西每 30 秒运行一次“{0} check”",
  "timer: {0} is on again": "定时器：{0} 已重新开启",
  "timer: {0} is on": "定时器：{0} 是开着的",
  "crontab: the guard's lines are back": "crontab：守护程序的行已放回",
  "crontab: the guard's lines are there": "crontab：守护程序的行都在",
  "{0}: start requested, waiting until it is healthy …":
    "{0}：已请求启动，等待它恢复健康……",
  "{0}: healthy after {1} s": "{0}：{1} 秒后恢复健康",
  '{0}: not healthy yet; "openclaw-guard status --profile {1}" tells more':
    "{0}：还不健康；详情见“openclaw-guard status --profile {1}”",
  '{0}: there was no emergency stop, so the gateway is left as it is; "systemctl --user start {1}" starts one that is stopped':
    "{0}：没有紧急停止，所以网关保持原样；若已停止，用“systemctl --user start {1}”启动",
};
