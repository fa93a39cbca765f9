/** What lib/notify says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
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
};
