/** What lib/settings says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

export const SETTINGS: Catalog = {
  // load.ts
  "cannot use the settings in {0}: {1}": "无法使用 {0} 中的设置：{1}",
  "Correct the file, or remove the key to get the default":
    "请改正文件，或删去该键以使用默认值",
  "Correct that place; comments and trailing commas are allowed":
    "请改正该处；允许注释和末尾的逗号",
  "it has {0} bytes, more than {1}": "它有 {0} 字节，超过 {1}",
  "Shorten it": "请缩短",
  "it belongs to user {0}": "它属于用户 {0}",
  'Run "sudo chown {0} {1}"': "请运行“sudo chown {0} {1}”",
  'Run "chmod o-w {0}"': "请运行“chmod o-w {0}”",
  "every user may write to it": "所有用户都能写入它",
  "cannot read the settings in {0}: {1}": "无法读取 {0} 中的设置：{1}",
  "Make the file readable UTF-8 text for you, or remove it":
    "请让该文件成为你可读的 UTF-8 文本，或删除它",

  // walk.ts, check.ts
  "the file": "文件",
  'an object such as {"name": "value"}': '对象，例如 {"name": "value"}',
  "{0} is {1}, but it must be {2}": "{0} 的值是 {1}，但必须是 {2}",
  '"{0}" is unknown (did you mean "{1}"?)': "未知的键“{0}”（是否应为“{1}”？）",
  '"{0}" is unknown; allowed here: {1}': "未知的键“{0}”，此处允许：{1}",
  '"{0}" is longer than "{1}"': "“{0}”长于“{1}”",
  '"{0}" is more than "{1}"': "“{0}”大于“{1}”",

  // base/value_kinds.ts: what a value may be
  'a duration from "{0}" to "{1}": {2}': '从 "{0}" 到 "{1}" 的时长：{2}',
  'a list of {0} durations from "{1}" to "{2}"':
    '{0} 个时长的列表，每个从 "{1}" 到 "{2}"',
  'a list of {0} to {1} durations from "{2}" to "{3}"':
    '{0} 到 {1} 个时长的列表，每个从 "{2}" 到 "{3}"',
  'a size from "{0}" to "{1}": a whole number and KiB, MiB or GiB':
    '从 "{0}" 到 "{1}" 的大小：整数加 KiB、MiB 或 GiB',
  "a whole number from {0} to {1}": "{0} 到 {1} 的整数",
  "a number from {0} to {1}": "{0} 到 {1} 的数",
  "true or false": "true 或 false",
  'a host name or an IP address such as "127.0.0.1" or "::1"':
    '主机名或 IP 地址，例如 "127.0.0.1" 或 "::1"',
  "a text": "文本",

  // json_schema.ts
  "{0} Allowed: {1}.": "{0}允许：{1}。",

  // core/policy.ts: the settings, as the comments of the file that "config init" writes
  '"report" or "start"': '"report" 或 "start"',
  '"ask" or "auto"': '"ask" 或 "auto"',
  '"auto" or "en" or "zh-CN"': '"auto"、"en" 或 "zh-CN"',
  'What the guard speaks: "en", "zh-CN" or "auto", as LC_ALL and LANG say.':
    '守护程序使用的语言："en"、"zh-CN"，或 "auto"（由 LC_ALL 和 LANG 决定）。',
  'When the gateway refuses its config: "ask" names the keys at fault and the command that repairs it; "auto" also goes back to a proven config, once for each.':
    '网关拒绝其配置时："ask" 指出有问题的键和修复命令；"auto" 还会回退到已验证的配置，每份只回退一次。',
  "Where the gateway is asked, instead of where it says it listens.":
    "到这个主机查询网关，而不是网关自称监听的地址。",
  "The same for its port.": "同上，指端口。",
  "The same for HTTPS.": "同上，指是否用 HTTPS。",
  "Limit for the TCP connection of a probe.": "探测时建立 TCP 连接的时限。",
  "Limit for any HTTP answer.": "任何 HTTP 应答的时限。",
  "Limit for the whole answer of /health.": "/health 完整应答的时限。",
  "So much of an answer is read.": "应答最多读取这么多。",
  "The guard's own connection to itself is slower than this: the machine is the problem, nothing is judged.":
    "守护程序连接自身比这还慢，说明问题在机器，不作判定。",
  "Failures closer together count as one.": "间隔小于此值的失败算作一次。",
  "A longer gap between two checks means suspend or overload: nothing is counted.":
    "两次检查的间隔超过此值，说明系统挂起过或过载：不计数。",
  "Wait before attempt 1, 2, 3.": "第 1、2、3 次尝试之前的等待时间。",
  "Part of a wait by which it is made shorter at random.":
    "等待时间随机缩短的比例。",
  "Share of one core from which the main thread of a silent gateway counts as computing; where that cannot be told, from which the gateway counts as busy.":
    "网关无应答时，主线程占用单核 CPU 达到此比例即视为在计算；看不出主线程时，整个网关达到此比例即视为忙碌。",
  "Checks a busy gateway may stay silent where its main thread tells nothing.":
    "看不出主线程在做什么时，忙碌的网关可以连续多少次检查不应答。",
  "How long a silent gateway is left alone, from the beginning of its silence, while its main thread computes and neither reads nor writes.":
    "主线程只在计算、不读也不写时，从无应答开始算起，多久之内不去动网关。",
  "The same while it computes, but still reads or writes.":
    "同上，指仍在计算、也还在读写时。",
  "The same while it sleeps and a program it has started then still runs.":
    "同上，指主线程在睡眠、而它当时启动的程序还在运行时。",
  "The same from the end of that program.": "同上，从该程序结束算起。",
  "The same while it sleeps and nothing of it moves: a lock, a file system.":
    "同上，指主线程在睡眠、毫无动静时：锁、文件系统。",
  "While the machine swaps, a silence is not judged for so long; then it is reported. A restart would make it worse.":
    "机器换页期间，这么久之内不对无应答作判定，之后只报告：重启只会更糟。",
  "A new gateway may stay silent this long.": "刚启动的网关可以这么久不应答。",
  "Or this long while it is using CPU.": "占用 CPU 期间则可以这么久。",
  "Added to the unit's TimeoutStopSec when waiting for a stop.":
    "等待停止时，在服务单元的 TimeoutStopSec 之外再加的时间。",
  "A main process that is still there so long after SIGTERM is killed.":
    "SIGTERM 之后过了这么久仍在的主进程会被强制结束。",
  "After the last attempt: wait between single tries; the last one repeats.":
    "最后一次尝试之后：每次单独尝试之间的等待；末项重复使用。",
  "Healthy this long: the next failure starts at attempt 1.":
    "持续健康这么久之后，下次失败从第 1 次尝试重新算起。",
  "Healthy checks in a row that close an incident.":
    "连续多少次检查健康即结束故障。",
  "After the machine slept, nothing is judged for this long.":
    "机器休眠之后，这么久内不作判定。",
  "A unit that a restart of OpenClaw's own left inactive is reported or started.":
    "OpenClaw 自己发起的重启使服务单元停在 inactive 时，是仅报告还是启动它。",
  'With "start": how long it must have been left so.':
    '设为 "start" 时：须停在该状态多久才启动。',
  "Restarts by the guard in any hour.": "任意一小时内守护程序最多重启多少次。",
  "Restarts by the guard in any day.": "任意一天内守护程序最多重启多少次。",
  "Kills within uncleanWindow; 3 in 5 minutes would trip OpenClaw's own breaker.":
    "uncleanWindow 内最多强制结束多少次；5 分钟内 3 次会触发 OpenClaw 自身的崩溃循环保护。",
  "See uncleanKills.": "见 uncleanKills。",
  '"maintenance on" without "--for".': "“maintenance on”未带“--for”时的时长。",
  'Longest "maintenance on --for".': "“maintenance on --for”的最长时长。",
  "Different configs kept.": "保留多少份不同的配置备份。",
  "Days of which the last config is kept as well.":
    "另外保留最近多少天中每天的最后一份配置。",
  "The guard's logs not written to for so long are removed.":
    "守护程序的日志超过这么久没有写入就删除。",
  "Larger logs of the guard are removed.": "守护程序的日志大于此值就删除。",

  // channels.ts, settings/leaves.ts
  "Nothing milder is sent": "更轻的不发送",
  "Whether lasting trouble is told again": "故障持续时是否再次提醒",
  "Whether it is told that all is well again": "恢复正常后是否通知",
  "Messages go through this proxy": "消息经由此代理发送",
  '"notify.channels" cannot have the name {0}: a name has at most 32 letters, digits, "-" and "_"':
    '“notify.channels”里不能有名称 {0}：名称最多 32 个字母、数字、"-" 和 "_"',
  '"{0}" needs a "type": {1}': "“{0}”需要“type”：{1}",
  '"{0}" has the unknown type {1}; there are {2}':
    "“{0}”的类型 {1} 未知，可用的有 {2}",
  '"{0}" has the unknown type {1} (did you mean "{2}"?)':
    "“{0}”的类型 {1} 未知（是否应为“{2}”？）",
  '"{0}" needs {1}': "“{0}”需要 {1}",
  '"{0}" has "{1}" and "{2}", of which one is enough: the first counts':
    "“{0}”同时有“{1}”和“{2}”，一个就够：以前者为准",
  "{0} (the file it is in)": "{0}（存放它的文件）",
  "{0} (the environment variable it is in)": "{0}（存放它的环境变量）",
  "{0} (the systemd credential it is in)": "{0}（存放它的 systemd 凭据）",

  // json_schema.ts, settings/walk.ts
  'Who is told, each under a name of your choice; "openclaw-guard notify add" writes it.':
    "通知谁，每个用你取的名称；由“openclaw-guard notify add”写入。",
  "{0}; allowed: {1}": "{0}；允许：{1}",
  "{0} must be {1}": "{0} 必须是{1}",

  // side_rows.ts
  '"info", "warning" or "critical"': '"info"、"warning" 或 "critical"',
  "An address that is called while the guard runs":
    "守护程序运行期间访问的地址",
  "An address that is called while the gateway works":
    "网关正常工作期间访问的地址",
  "The bearer token, for Gatus": "Gatus 的 Bearer 令牌",
  'How this machine is named in messages, metrics and "status --json", instead of by its host name.':
    "本机在消息、指标和“status --json”中的名称，代替主机名。",
  "Nothing milder is sent; each channel may have its own.":
    "更轻的不发送；每个渠道可另设。",
  "While the trouble lasts, it is told again after so long; the last one repeats, [] is never.":
    "故障持续时，隔这么久再提醒；最后一项重复，[] 表示从不。",
  "What is not critical is held back then, local time, and told afterwards in one message.":
    "这段时间（本地时间）内不紧急的先留着，之后合成一条发送。",
  "Emergency stops and rollbacks are told, too.": "紧急停止和配置回退也通知。",
  "The incidents and results of drills are told, too.":
    "演练引起的故障和演练结果也通知。",
  "Messages go through this proxy; each channel may have its own. The gateway is always asked directly.":
    "消息经由此代理发送；每个渠道可另设。查询网关始终直连。",
  "How often the addresses are called.": "隔多久访问这些地址。",
  'Whose addresses they are; "auto" tells it by the address.':
    "这些地址属于哪个服务；“auto”由地址判断。",
  "The addresses are called through this proxy.": "经由此代理访问这些地址。",
  "After a check the figures are written there, for node_exporter's textfile collector.":
    "检查之后把指标写到这里，供 node_exporter 的 textfile 收集器读取。",
  "The history is written there as a page for a browser.":
    "把历史写成网页放在这里，供浏览器查看。",

  // base/value_kinds.ts
  "a text of one line, at most {0} characters": "一行文本，最多 {0} 个字符",
  'an absolute path such as "/home/me/file"': "绝对路径，例如“/home/me/file”",
  'the name of an environment variable such as "BOT_TOKEN"':
    '环境变量的名称，例如 "BOT_TOKEN"',
  'a name such as "bot-token"': '名称，例如 "bot-token"',
  'the address of a proxy such as "http://127.0.0.1:7890" or "socks5://127.0.0.1:1080"':
    "代理的地址，例如“http://127.0.0.1:7890”或“socks5://127.0.0.1:1080”",
  'two different times of the day such as "23:00-07:30"':
    '一天中两个不同的时刻，例如 "23:00-07:30"',

  // edit.ts
  "{0} is a link": "{0} 是链接",
  "there is no safe place for it in {0}": "{0} 中没有安全的位置可以写入",
};
