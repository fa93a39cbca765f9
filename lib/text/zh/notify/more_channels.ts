/** What half of the channels of lib/notify say, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const MORE_CHANNELS: Catalog = {
  // kinds_of_programs.ts
  "an absolute path": "一个绝对路径",
  "a list of texts": "文本列表",

  // command.ts
  "A program of yours": "你自己的程序",
  "Its path; it gets the message as JSON on its standard input":
    "程序路径；消息以 JSON 形式写入它的标准输入",
  "Its arguments; no shell reads them": "程序参数；不经过 shell",

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
  "What is sent: JSON of the guard's own, or alerts":
    "发送什么：守护程序自己的 JSON，或 Alertmanager 告警",
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
};
