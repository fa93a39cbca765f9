/** What lib/core says about what it is going to do. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const PLAN: Catalog = {
  // decide.ts, incident.ts, core/incarnation.ts
  'the gateway has a new main process: a person had "openclaw-guard {0}" start it':
    "网关有了新的主进程：有人用“openclaw-guard {0}”启动了它",
  "the gateway has a new main process that the guard did not start (systemd, a person, an update or the gateway itself did)":
    "网关有了新的主进程，不是守护程序启动的（可能是 systemd、人工操作、更新或网关自己所为）",
  "the gateway is healthy again, {0} after its failure ({1}) was confirmed":
    "网关已恢复健康，距确认故障（{1}）{0}",
  "{0}; carrying on with its {1}": "{0}；继续完成其 {1}",
  "first check: {0}": "首次检查：{0}",

  // core/ladder.ts
  "this failure has just been counted": "这次失败刚刚计过数",
  "{0}; looking again for {1} before attempt {2} ({3})":
    "{0}；第 {2} 次尝试（{3}）之前再观察 {1}",
  "holding back for another {0}": "冷却期还剩 {0}",
  "no attempt before {0} have passed: {1}": "{0}内不再尝试：{1}",
  "restart {0} of {1}": "重启 {0}/{1}",
  "force clean": "强制清理",
  "{0} attempts did not help: holding back for {1}, then one more try":
    "{0} 次尝试均无效：进入冷却期 {1}，之后再试一次",
  "{0}; attempt {1}: {2}": "{0}；第 {1} 次尝试：{2}",
  "reset-failed and start": "执行 reset-failed 并启动",
  "ending the orphan": "结束残留进程",

  // budget.ts
  "{0} restarts within an hour (limit {1})":
    "一小时内已重启 {0} 次（上限 {1}）",
  "{0} restarts within a day (limit {1})": "一天内已重启 {0} 次（上限 {1}）",
  "{0} kills within the window of OpenClaw's crash-loop breaker (limit {1})":
    "在 OpenClaw 崩溃循环保护的时间窗内已强制结束 {0} 次（上限 {1}）",

  // roll_back.ts
  "carrying on with the rollback": "继续完成回退",
  "an earlier tick died while it rolled back to config {0}; carrying on":
    "先前的一次检查在回退到配置 {0} 时中断了；继续完成",
  "no rollback: the file was changed after the gateway refused it":
    "不回退：网关拒绝之后文件又被改动过",
  "no rollback: {0}": "不回退：{0}",
  "the file was changed {0} ago: rolling back to config {1} when it has been quiet for {2}":
    "文件在 {0}前有改动：等它 {2}没有变化后，再回退到配置 {1}",
  "the rollback to config {0} could not be carried out {1} times":
    "回退到配置 {0} 未能完成，已尝试 {1} 次",
  "no rollback before {0} have passed: {1}": "{0}内不回退：{1}",
  '{0}; rolling back to config {1}, proven with OpenClaw {2} (policy "rollback": "auto")':
    '{0}；正在回退到配置 {1}，它在 OpenClaw {2} 上已验证（策略 "rollback": "auto"）',
  "the config is a proven one, so something else is wrong":
    "当前配置是已验证的，问题出在别处",
  "no config is proven yet": "还没有已验证的配置",
  "OpenClaw's version cannot be told": "无法得知 OpenClaw 的版本",
  "config {0} was proven with OpenClaw of an unknown version, and this is {1}":
    "配置 {0} 验证时的 OpenClaw 版本未知，而现在是 {1}",
  "config {0} was proven with OpenClaw {1}, and this is {2}":
    "配置 {0} 是在 OpenClaw {1} 上验证的，而现在是 {2}",
  "config {0} was rolled back to before, and that did not last":
    "以前回退到过配置 {0}，但没能维持下去",
  'nothing is done: only root may restart the system\'s unit; "openclaw-guard doctor" has the command that allows it to the guard':
    "未作任何操作：只有 root 可以重启系统的单元；“openclaw-guard doctor”会给出授权守护程序的命令",
  "restart": "重启",
};
