/** What `history` and its page say, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

export const HISTORY: Catalog = {
  "; ": "；",

  // command.ts, files.ts, keep_page.ts
  "cannot use --readable without --html or --badge":
    "--readable 只能与 --html 或 --badge 一起使用",
  "written: {0}": "已写入：{0}",
  "cannot show {0} days": "无法显示 {0} 天",
  'For example "openclaw-guard history --days 30"':
    "例如“openclaw-guard history --days 30”",
  "cannot tell what badge {0} is to be": "看不出 {0} 应是哪种徽章",
  'Give it a name that ends with ".svg", or with ".json" for shields.io':
    "文件名请以“.svg”结尾，供 shields.io 使用则以“.json”结尾",
  "Give a file in a folder that you may write to":
    "请指定一个你有权写入的文件夹中的文件",
  "the page of the history is not kept up to date: {0}":
    "历史网页没能保持最新：{0}",
  "the page of the history is kept up to date again": "历史网页又能保持最新了",

  // cli/kept_file.ts
  "{0} is another user's, and this is root": "{0} 属于别的用户，而这里是 root",

  // page.ts, plots.ts, text.ts
  "OpenClaw Gateway ({0})": "OpenClaw 网关（{0}）",
  "Uptime is the time in which it was found well, of the time in which it was watched, without planned stops and times in which it could not be told. What was not watched counts for nothing.":
    "可用率是网关正常的时间占有检查的时间的比例，不含计划内的停止和无法判断的时间。没有检查的时间不算数。",
  "Outages are counted from the last good check before to the first one after: none was longer.":
    "中断从之前最后一次正常的检查算到之后第一次正常的检查：实际不会更长。",
  "uptime {0}": "可用率 {0}",
  "Gateways": "网关列表",
  "Written {0}; if that is more than 5 minutes ago, nobody is checking.":
    "写于 {0}；如果已超过 5 分钟，就说明没有谁在检查。",
  "Written {0}; it does not change by itself.": "写于 {0}；本页不会自行更新。",
  "longest {0}": "最长 {0}",
  "watched: {0}": "检查覆盖 {0}",
  "The last {0} days": "最近 {0} 天",
  "an outline: watched for less than half of the day":
    "空心：当天有检查的时间不到一半",
  "Days that were not plainly well: {0}": "并非全天正常的日子：{0} 天",
  "Day": "日期",
  "What": "情况",
  "Uptime": "可用率",
  "and {0} more": "另有 {0} 个",
  "Answer time, 24 h": "应答时间，24 小时",
  "height: 0 to {0}, logarithmic": "纵轴：0 到 {0}，对数刻度",
  "height: 0 to {0}": "纵轴：0 到 {0}",
  "Incidents": "故障",
  "Incidents, the newest first": "故障，最新的在前",
  "No incident is known of this time.": "这段时间没有已知的故障。",
  "Nothing is known of this time: no check was made.":
    "这段时间的情况不得而知：没有做过检查。",
  "Today": "今天",
  "Older ones: {0}": "更早的：{0} 个",
  "evidence: {0}": "现场记录：{0}",
  " (a drill)": "（演练）",
  "Planned stops": "计划内的停止",
  "cleaned by force": "强制清理",
  "config rolled back": "配置回退",
  "Restarts": "重启",
  "By whom": "由谁",
  "Watched": "检查覆盖",
  "Outages": "中断次数",
  "Out of service": "中断时间",
  "Longest": "最长一次",
  "Restarts {0}": "{0}重启",
  'and {0} more: "openclaw-guard history --json" has all':
    "另有 {0} 个：全部见“openclaw-guard history --json”",

  // words.ts
  "no check yet": "还没有检查过",
  "NOBODY IS CHECKING; last found: {0}": "没有谁在检查；最后看到：{0}",
  "what was remembered of the days cannot be read: {0}":
    "记下的日子无法读取：{0}",
  "not watched": "没有检查",
  "since {0}": "始于 {0}",
  "last check {0}": "上次检查 {0}",
  "24 h": "24 小时",
  "{0} days": "{0} 天",
  "no outage": "没有中断",
  "out of service for {0}": "中断 {0}",
  "1 outage, {0}": "中断 1 次，共 {0}",
  "{0} outages, {1}": "中断 {0} 次，共 {1}",
  "planned stop": "计划内的停止",
  "outage of up to 1 min": "中断不超过 1 分钟",
  "outage of up to 15 min": "中断不超过 15 分钟",
  "longer outage": "中断更久",
  "{0}; watched only for {1}": "{0}；只有 {1}有检查",
  "days without an outage: {0}": "没有中断的日子：{0} 天",
  "with one: {0}": "有中断：{0} 天",
  "planned stops: {0}": "计划内的停止：{0} 天",
  "not watched or not known: {0}": "没有检查或不清楚：{0} 天",
  "{0} on average": "平均 {0}",
  "95 % within {0}": "95 % 在 {0}内",
  "{0} at worst": "最慢 {0}",
  "answers: {0}": "应答 {0} 次",
  "restarted by the guard": "守护程序重启了它",
  "cleaned by force by the guard": "守护程序强制清理",
  "started by the guard": "守护程序启动了它",
  "orphan ended by the guard": "守护程序结束了残留进程",
  "killed by the guard, as it did not end": "守护程序强制结束了不肯退出的进程",
  "config rolled back by the guard": "守护程序回退了配置",
  "held back by the guard": "守护程序暂缓动手",
  "left alone, as the guard's budget was used up":
    "守护程序的次数已用完，没有动它",
  "started anew by others (a person, an update, OpenClaw)":
    "由别的什么重新启动（人、更新或 OpenClaw）",
  "started by a person's command": "由人用命令启动",
  "config restored by a person": "由人恢复了配置",
  "guard paused by a person": "由人暂停了守护程序",
  "emergency stop by a person": "由人紧急停止",
  "it ended by itself": "自行恢复",
  "nothing was done": "没有做什么",
  "started anew by systemd": "systemd 重新启动了它",
  "{0} (failed)": "{0}（未成功）",
  "{0} ({1} times)": "{0}（{1} 次）",
  "not over yet": "尚未结束",
  "well again {0}": "{0} 恢复正常",
  "a person took over {0}": "{0} 由人接手",
  "for {0} so far": "已持续{0}",
  "maintenance mode": "维护模式",
  "stopped by a person": "由人停止",
  "by the guard": "由守护程序",
  "by systemd": "由 systemd",
  "by a person": "由人",
  "by OpenClaw itself": "由 OpenClaw 自己",
};
