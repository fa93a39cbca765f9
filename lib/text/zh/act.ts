/** What lib/act says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const ACT: Catalog = {
  // evidence.ts
  "df said nothing": "df 没有输出",
  "the secrets to be hidden in it could not be gathered in time":
    "未能及时收集到需要在其中隐去的机密信息",
  "exit code {0}": "退出码 {0}",
  "there is no {0}": "没有 {0}",

  // free_port.ts
  "{0} on port {1}": "端口 {1} 上的{0}",
  "port {0} was taken again and again": "端口 {0} 一再被占用",
  "not a gateway of this profile": "不是该配置档的网关",
  "it belongs to the running service": "它属于正在运行的服务",
  "systemd does not say whether the service runs":
    "systemd 没有说明服务是否在运行",
  "port {0} is held by {1}: {2}, left alone":
    "端口 {0} 被{1}占用：{2}，不去动它",
  "a process of user {0}": "用户 {0} 的一个进程",
  "process {0} ({1}, user {2})": "进程 {0}（{1}，用户 {2}）",

  // service.ts
  "not started: an emergency stop is on": "未启动：紧急停止正在生效",
  "not started: maintenance is on": "未启动：维护模式已开启",
  "no answer within 10 s": "10 秒内没有应答",
  '"systemctl --{0} {1}" failed: {2}': "“systemctl --{0} {1}”失败：{2}",

  // force_clean.ts
  "somebody started the unit meanwhile, so it is left alone":
    "期间有人启动了服务单元，因此不去动它",
  "leftover process {0} ({1})": "残留进程 {0}（{1}）",

  // terminate.ts
  "{0}: gone": "{0}：已不存在",
  "{0}: terminated": "{0}：已结束",
  "{0}: killed": "{0}：已强制结束",
  "{0}: stuck in state D": "{0}：停在内核里（状态 D），无法结束",
  "{0}: still there": "{0}：仍未结束",
  "{0}: refused": "{0}：无权结束",
  'Only root may do that; "openclaw-guard doctor" has the command that allows it to the guard':
    "只有 root 可以这样做；“openclaw-guard doctor”会给出授权守护程序的命令",
};
