/** What lib/notify says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

export const NOTIFY: Catalog = {
  // channels
  "Feishu": "飞书",
  "DingTalk": "钉钉",
  "WeCom": "企业微信",
  "ServerChan": "Server酱",
  "The webhook address of the group's bot": "群机器人的 Webhook 地址",
  "Its signing secret, if it checks signatures":
    "签名密钥（启用了签名校验或加签时）",
  'A word it demands, if that is not "OpenClaw"':
    "机器人要求的关键词（不是“OpenClaw”时）",
  "The webhook address of the channel": "频道的 Webhook 地址",
  "A mirror of {0}": "{0} 的镜像地址",
  "HTTP 204: the message may have been lost on the way":
    "HTTP 204：消息可能在途中丢失",
  'a number such as -1001234567890, or a public name such as "@name"':
    "数字（如 -1001234567890），或公开名称（如“@name”）",
  'the token of a bot such as "123456:ABC-DEF…", from @BotFather':
    "机器人的令牌，如“123456:ABC-DEF…”，由 @BotFather 提供",
  "The token of the bot that sends": "发送消息的机器人的令牌",
  "The chat it sends to": "接收消息的聊天",
  "The topic of a group with topics": "群组话题的编号（群组启用了话题时）",
  'set "chat" to {0}: {1}': "请把“chat”改为 {0}：{1}",
  "the number of a thread, in quotes": "帖子的编号，写在引号里",
  "The thread, as forums need one": "帖子（论坛频道需要）",
  "The address of the topic": "主题的地址",
  'a token such as "tk_…", or the name of a user, a colon and the password':
    "令牌（如“tk_…”），或用户名、冒号加密码",
  "What may write there, if not everybody may":
    "写入权限的凭据（主题不对所有人开放时）",
  "The address with the device's key, from the app":
    "应用中显示的、带设备密钥的地址",

  // http_outcome.ts
  "HTTP {0}": "HTTP {0}",
  "HTTP {0}, and the answer cannot be read": "HTTP {0}，应答内容无法识别",

  // kinds.ts
  'an address such as "{0}"': "地址，如“{0}”",

  // command.ts
  "A program of yours": "你自己的程序",
  "Its path; it gets the message as JSON on its standard input":
    "程序路径；消息以 JSON 形式写入它的标准输入",
  "Its arguments; no shell reads them": "程序参数；不经过 shell",
  "a list of texts": "文本列表",

  // email.ts
  "Email": "电子邮件",
  'one or more addresses such as "me@example.org, you@example.org"':
    "一个或多个邮箱地址，例如“me@example.org, you@example.org”",
  'To whom; a name without "@" is a user of this machine':
    "收件人；不带“@”的名字是本机用户",
  'an address such as "me@example.org"': "一个邮箱地址，例如“me@example.org”",
  "From whom, if not as sendmail has it": "发件人；不填则由 sendmail 决定",
  "The path of the program, if not the host's sendmail":
    "发信程序的路径；不填则用本机的 sendmail",

  // gotify.ts
  "The address of your server": "你的服务器地址",
  'a token of an application such as "A1b2c3…"': "应用令牌，例如“A1b2c3…”",
  "The token of an application there": "服务器上某个应用的令牌",

  // matrix.ts
  "The address of your homeserver": "你的主服务器（homeserver）地址",
  'the id of a room such as "!abc:example.org"':
    "房间 ID，例如“!abc:example.org”",
  "The id of the room, from its settings": "房间 ID，可在房间设置里找到",
  'an access token such as "syt_…"': "访问令牌，例如“syt_…”",
  "The access token of a user who is in the room":
    "已加入该房间的用户的访问令牌",

  // pushover.ts
  "Your user key, or a group's": "你的用户密钥，或群组的密钥",
  "The API token of an application of yours": "你的某个应用的 API 令牌",

  // pushover.ts, pushplus.ts, serverchan.ts
  "letters and digits": "字母和数字",
  "Your token of pushplus.plus": "你在 pushplus.plus 的令牌",
  'Your SendKey: it begins with "SCT" or "sctp"':
    "你的 SendKey：以“SCT”或“sctp”开头",

  // webhook.ts
  "Webhook": "Webhook",
  "Its address": "它的地址",
  '"json" or "alertmanager"': "“json”或“alertmanager”",
  "What is sent: JSON of the guard's own, or alerts; these last for 25 h after each reminder":
    "发送什么：守护程序自己的 JSON，或 Alertmanager 告警；告警在每次提醒后保持 25 小时",
  '"whsec_" and Base64, as of Standard Webhooks':
    "“whsec_”加 Base64，与 Standard Webhooks 一致",
  "Signs what is sent": "用来给发送的内容签名",
  'the value of a header such as "Bearer …" or "Basic …"':
    "请求头的值，例如“Bearer …”或“Basic …”",
  "The header Authorization, if it wants one":
    "请求头 Authorization 的值（如果对方需要）",

  // ping.ts
  "an address to ping does not begin with https:// or http://, or is damaged":
    "ping 的地址不是以 https:// 或 http:// 开头，或者已损坏",
  "Copy it again from the service's page": "请从服务的页面重新复制",

  // compose.ts
  "{0}, and {1} more": "{0}，另有 {1} 条",
  "{0} OpenClaw {1}: {2}": "{0} OpenClaw {1}：{2}",
  "{0} ({1}); {2}": "{0}（{1}）；{2}",
  "Since {0}: {1}": "自 {0} 起：{1}",
  "Delayed by {0}": "本消息延迟了 {0}",
  // send.ts
  "the request failed": "请求失败",
  "through the proxy: {0}": "经由代理：{0}",
  "there is no program {0}": "没有程序 {0}",
  "{0} did not end within {1} s": "{0} 没有在 {1} 秒内结束",
  // try_message.ts
  'there is no type of channel "{0}"': "没有“{0}”这种通知渠道",
  'what "{0}" leads to must be {1}': "“{0}”的内容必须是{1}",
  "it cannot be made or sent ({0})": "无法生成或发送（{0}）",
  // deliver_channel.ts
  "it was sent, but it stays in the outbox: {0}":
    "已经发出，但无法从发件箱移除：{0}",
  // deliver.ts
  "it could not be delivered within a day": "一天之内未能送达",
  // outbox.ts
  "it is none of the guard's": "它不是守护程序写的",
  "a message cannot be read and is kept as {0}: {1}":
    "有一条消息无法读取，保留为 {0}：{1}",
  "too many others wait for this channel": "该渠道等待发送的消息过多",

  // secret.ts
  "{0} is empty": "{0} 是空的",
  "{0} has control characters or more than one line":
    "{0} 含有控制字符，或不止一行",
  "A secret is one line of text": "密钥应为一行文本",
  "the value in the settings file": "设置文件中的值",
  "the file {0}": "文件 {0}",
  "the environment variable {0}": "环境变量 {0}",
  "the systemd credential {0}": "systemd 凭据 {0}",
  "the environment variable {0} is not set": "没有设置环境变量 {0}",
  "cron starts the guard with few variables: a file for the secret works everywhere":
    "cron 启动守护程序时只带很少的变量：把密钥放在文件里在哪里都可用",
  "the systemd credential {0} is not there: CREDENTIALS_DIRECTORY is not set":
    "没有 systemd 凭据 {0}：没有设置 CREDENTIALS_DIRECTORY",
  "Only a unit that loads the credential has it; under cron use a file":
    "只有加载了该凭据的服务单元才有它；用 cron 时请用文件",
  "cannot read the file {0}: {1}": "无法读取文件 {0}：{1}",
  "It must be a file that you can read": "它必须是你能读取的文件",
  "the file {0} does not exist": "文件 {0} 不存在",
  "Write the address or the key into it": "请把地址或密钥写进去",
  "the file {0} is no UTF-8 text": "文件 {0} 不是 UTF-8 文本",
  "the file {0} belongs to user {1}": "文件 {0} 属于用户 {1}",
  "every user may write to the file {0}": "所有用户都能写入文件 {0}",
  'Run "chmod 600 {0}"': "请运行“chmod 600 {0}”",
};
