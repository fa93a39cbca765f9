/** What messages and their delivery say, in Simplified Chinese. */

import type { Catalog } from "../../../base/language.ts";

/** See the file. */
export const DELIVERY: Catalog = {
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
  "too many others wait for this channel": "该渠道等待发送的消息过多",
};
