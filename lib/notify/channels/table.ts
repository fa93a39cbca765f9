/** All kinds of channels. */

import type { Channel } from "../channel.ts";
import { BARK } from "./bark.ts";
import { DINGTALK } from "./dingtalk.ts";
import { DISCORD } from "./discord.ts";
import { FEISHU, LARK } from "./feishu.ts";
import { NTFY } from "./ntfy.ts";
import { SLACK } from "./slack.ts";
import { TELEGRAM } from "./telegram.ts";
import { WECOM } from "./wecom.ts";

/** In the order in which people are asked. */
export const CHANNELS: readonly Channel[] = [
  TELEGRAM,
  FEISHU,
  LARK,
  DINGTALK,
  WECOM,
  DISCORD,
  SLACK,
  NTFY,
  BARK,
];
