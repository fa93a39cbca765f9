/** What `status` says, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const STATUS: Catalog = {
  // command.ts
  "cannot watch every {0} seconds": "无法每 {0} 秒刷新一次",
  'For example "openclaw-guard status --watch 5"':
    "例如“openclaw-guard status --watch 5”",

  // hosts
  'cannot run "status" of other hosts with --profile or --watch':
    "查看其他机器的 status 时不能用 --profile 或 --watch",
  "Leave them out: each host tells of all its gateways, now":
    "请去掉它们：每台机器都会报告它所有网关的现状",
  "asking other hosts": "询问其他机器",
  "cannot ask any host: {0} names none": "没有可询问的机器：{0} 中一台也没有",
  "Put one on each line, such as user@host": "请每行写一台，例如 user@host",
  "cannot ask the host {0} ({1}): {2}": "无法询问机器 {0}（{1}）：{2}",
  'it begins with "-", as an option of ssh does':
    "它以“-”开头，会被 ssh 当作选项",
  "that is no name for ssh": "这不是 ssh 能用的名称",
  "Name it as you would to ssh, such as user@host; a port or a jump host belongs in ~/.ssh/config":
    "请像使用 ssh 那样书写，例如 user@host；端口和跳板机写在 ~/.ssh/config 中",
  "cannot read the hosts in {0}: {1}": "无法读取 {0} 中的机器：{1}",
  "its answer has more than {0}": "它的回答超过 {0}",
  "no whole answer within {0}": "{0}内没有完整的回答",
  "it cannot be reached: {0}": "无法连上：{0}",
  "its answer has the schema {0}, which only a newer openclaw-guard understands":
    "它的回答格式为 schema {0}，只有更新的 openclaw-guard 才能看懂",
  "openclaw-guard was not found there: {0}": "那里找不到 openclaw-guard：{0}",
  "its answer is no status of openclaw-guard: {0}":
    "它的回答不是 openclaw-guard 的状态：{0}",
  "unknown - {0}": "未知，{0}",
  "its config is broken": "它的配置已损坏",
  "well: {0}": "正常 {0}",
  "warning: {0}": "警告 {0}",
  "critical: {0}": "严重 {0}",
  "unknown: {0}": "未知 {0}",
  "hosts: {0}; {1}": "机器共 {0} 台；{1}",

  // next.ts
  '"openclaw-guard resume{0}" starts the gateway and the guard again':
    "“openclaw-guard resume{0}”重新启用网关和守护程序",
  '"openclaw-guard maintenance off{0}" ends it now':
    "“openclaw-guard maintenance off{0}”立即结束",
  '"{0}" ends it': "“{0}”结束维护",
  '"openclaw-guard install{0}" has the guard started every 30 seconds':
    "“openclaw-guard install{0}”让守护程序每 30 秒启动一次",
  "its state file cannot be read ({0}); the next check puts it aside and starts afresh":
    "状态文件无法读取（{0}）；下次检查会把它移到一旁，从头开始",
  "it has never looked at this gateway": "它从未查看过这个网关",
  "just installed, no check yet: the first one comes within a minute":
    "刚刚安装，还没有检查过：第一次会在一分钟内到来",
  "just resumed, no check yet: the first one comes within a minute":
    "刚刚恢复，还没有检查过：第一次会在一分钟内到来",
  "just booted, no check yet: the first one comes within a minute":
    "刚刚开机，还没有检查过：第一次会在一分钟内到来",
  "NOT CHECKING: {0}": "没有在检查：{0}",
  "NOT CHECKING: the guard's state cannot be written: {0}: {1}":
    "没有在检查：守护程序的状态无法写入：{0}：{1}",
  "nothing, until the guard can write its state":
    "在守护程序能写入状态之前，什么都不做",
  '"{0}" mends it': "“{0}”可修复",
  '"{0}" shows more': "“{0}”可看到更多",
  "nothing, until the check that hangs has ended":
    "在卡住的检查结束之前，什么都不做",
  "last known: {0}, {1}": "最后所知：{0}，{1}",
  "NOT CHECKING: it is not installed; {0}": "没有在检查：没有安装；{0}",
  "NOT CHECKING: nothing starts it; {0}": "没有在检查：没有什么在启动它；{0}",
  '{0}; it may only watch: "openclaw-guard doctor" has the command by which root allows more':
    "{0}；它只能照看：“openclaw-guard doctor”会给出由 root 授权的命令",
  "off since the emergency stop": "自紧急停止起关闭",
  "the first check": "第一次检查",
  "off since the emergency stop, last check {0}":
    "自紧急停止起关闭，上次检查：{0}",
  "last check {0} ({1}), every {2}": "上次检查：{0}（{1}），每 {2}一次",
  'nothing, until "openclaw-guard resume{0}"':
    "什么都不做，直到“openclaw-guard resume{0}”",
  "the next check begins afresh": "下次检查重新开始计数",
  "nothing, as long as nobody starts the guard":
    "什么都不会发生，因为没有谁启动守护程序",
  "nothing, until maintenance is switched off": "什么都不做，直到维护模式关闭",
  "the guard looks again from {0}": "恢复检查：{0}",
  "holding back; one more try {0}, if it is still needed":
    "冷却中；若届时仍有需要，再试一次：{0}",
  "attempt {0} ({1}) {2}, if it is still needed":
    "若届时仍有需要，第 {0} 次尝试（{1}）：{2}",
  "{0}; if it still fails after a short wait, attempt {1} ({2})":
    "{0}；若稍等之后仍然失败，就进行第 {1} 次尝试（{2}）",
  "{0}; it goes back to a proven config": "{0}；届时退回已验证的配置",
  "{0}; it carries on with the rescue": "{0}；届时继续救援",
  "{0}; it makes attempt {1}": "{0}；届时进行第 {1} 次尝试",
  "the next check comes at any moment": "下次检查随时进行",
  "the next check comes in about {0}": "下次检查约在 {0}后",

  // rows.ts, lately.ts
  "Drill": "演练",
  "drill {0} is over, but not all is put back: the next check does that, or the first after maintenance":
    "演练 {0} 已结束，但没有全部复原：由下次检查复原，维护模式期间则等它结束后",
  "drill {0} is under way (pid {1}): the gateway is broken on purpose":
    "演练 {0} 正在进行（pid {1}）：网关是故意弄坏的",
  "Slow": "缓慢",
  "event loop used {0} %": "事件循环占用 {0} %",
  "late by at most {0}": "最多迟到 {0}",
  "Alerts": "通知",
  "failing, too: {0}": "同样失败：{0}",
  "Config": "配置",
  "Since": "状态始于",
  "Maintenance": "维护模式",
  "Gateway": "网关",
  "Probe": "探测",
  "Where": "位置",
  "Incident": "故障",
  "Lately": "最近",
  "Next": "接下来",
  "Guard": "守护程序",
  "At fault": "出错之处",
  "Journal": "日志",
  "Repair": "修复",
  "ROLLED BACK": "已回退",
  "You can": "可以做",
  "not known": "未知",
  "not known, the guard has not looked before": "未知，守护程序之前没有查看过",
  "found so now; {0} at the last check, {1}":
    "现在发现如此；上次检查（{1}）时是 {0}",
  "found so now; another process at the last check, {0}":
    "现在发现如此；上次检查（{0}）时是另一个进程",
  "emergency stop": "紧急停止",
  "on until switched off": "一直开启，直到关闭",
  "on until {0}": "开启到 {0}",
  "by the file /tmp/openclaw-maintenance":
    "由文件 /tmp/openclaw-maintenance 开启",
  "by {0}'s file /tmp/openclaw-maintenance":
    "由 {0} 的文件 /tmp/openclaw-maintenance 开启",
  "by {0}": "由 {0} 开启",
  "reason: {0}": "原因：{0}",
  "no process": "没有进程",
  "up {0}": "已运行 {0}",
  "masked: nobody can start it again": "已被屏蔽（masked）：无人能再启动它",
  "restarts by systemd: {0}": "systemd 重启次数：{0}",
  "answers well in {0} ({1})": "回答正常，用时 {0}（{1}）",
  "nobody listens on {0}": "{0} 无人监听",
  "no connection to {0} within {1}": "{1}内连不上 {0}",
  "connected, but no answer within {0} ({1})":
    "连上了，但 {0}内没有回答（{1}）",
  "answers in {0} that it is not well ({1})":
    "回答说自己不健康，用时 {0}（{1}）",
  "answers in {0}, but not with the health JSON ({1})":
    "有回答，但不是健康 JSON，用时 {0}（{1}）",
  "{0} since {1}": "{0}，开始于 {1}",
  "{0}; last attempt: {1} ({2})": "{0}；最近一次尝试：第 {1} 次（{2}）",
  "{0}; one more good check closes the incident":
    "{0}；再有 1 次正常的检查才算结束",
  "{0}; {1} more good checks close the incident":
    "{0}；再有 {1} 次正常的检查才算结束",
  "{0}; well now, the next check notes its end":
    "{0}；现在正常，下次检查会记下故障结束",
  "over: {0}, found well again {1}": "已结束：{0}，查到恢复正常：{1}",
  "recovered: {0}, found well again {1}": "已恢复：{0}，查到恢复正常：{1}",
  "{0}, an outage of at most {1}": "{0}，中断至多 {1}",
  '; by "openclaw-guard resume" or "restore-config": {0}':
    "；由“openclaw-guard resume”或“restore-config”启动：{0} 次",
  "; by drills: {0}": "；演练：{0} 次",
  "; by others (systemd, you, an update): {0}":
    "；其他原因（systemd、你、更新）：{0} 次",
  "no restart by the guard in the last 24 h": "24 小时内守护程序没有重启过它",
  "a drill": "演练",
  "back within {0}": "{0}内恢复",
  "not back yet": "尚未恢复",
  "no restart by the guard in the last 24 h, the last one {0}":
    "24 小时内守护程序没有重启过它，上一次：{0}",
  "1 restart by the guard in the last 24 h: {0}":
    "24 小时内守护程序重启过 1 次：{0}",
  "{0} restarts by the guard in the last 24 h, the last one {1}":
    "24 小时内守护程序重启过 {0} 次，最近一次：{1}",
  "the guard replaced the refused config by the proven {0}, {1}":
    "网关拒绝了原配置，守护程序换成了已验证的 {0}，{1}",
  "{0}; {1} brings the old state back": "{0}；{1} 恢复原来的状态",
  "{0}; {1} brings {2} back": "{0}；{1} 换回 {2}",
  "{0} cannot be read: {1}; no copy of it can be kept, and a start of the gateway may fail":
    "{0} 无法读取：{1}；无法保留副本，网关启动时也可能失败",
  '{0} is broken: {1}; the next start of the gateway would be refused; "openclaw-guard restore-config --list{2}" shows what can be put back':
    "{0} 已损坏：{1}；网关下次启动会被拒绝；可用“openclaw-guard restore-config --list{2}”查看能恢复哪些备份",
  "no copies yet": "还没有备份",
  "1 copy": "1 份备份",
  "{0} copies": "{0} 份备份",
  "{0}, none proven yet": "{0}，都未经验证",
  "{0}, the newest proven one of {1} ({2})":
    "{0}，最新的已验证备份来自 {1}（{2}）",

  // text.ts, report.ts
  "OpenClaw Gateways: {0}": "OpenClaw 网关：{0} 个",
  'More about one: "openclaw-guard status --profile NAME"':
    "查看其中一个的详情：“openclaw-guard status --profile NAME”",
  "{0} - EMERGENCY STOP, the guard is off": "{0}，已紧急停止，守护程序已关闭",
  "no check yet; seen now: {0}": "还没有检查过；现在看到：{0}",
  "a check of the guard is in the middle of attempt {0} ({1})":
    "守护程序的一次检查正在进行第 {0} 次尝试（{1}）",
  "{0} - the guard itself is bringing it back": "{0}，守护程序自己正在恢复它",
  "NOBODY IS CHECKING; seen now: {0}": "没有谁在检查；现在看到：{0}",
  "OpenClaw Gateway ({0}): {1}": "OpenClaw 网关（{0}）：{1}",

  // watch.ts
  "attempts: {0}": "尝试次数：{0}",
  "{0}, every {1}, Ctrl-C ends it": "{0}，每 {1}刷新，Ctrl-C 结束",

  // verdict.ts
  "{0} - {1}": "{0}，{1}",

  // cli/format.ts
  "yesterday {0}": "昨天 {0}",
  "tomorrow {0}": "明天 {0}",
};
