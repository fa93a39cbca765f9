/** All kinds of channels. */

import type { Channel } from "../channel.ts";
import { BARK } from "./bark.ts";
import { COMMAND } from "./command.ts";
import { DINGTALK } from "./dingtalk.ts";
import { DISCORD } from "./discord.ts";
import { EMAIL } from "./email.ts";
import { FEISHU, LARK } from "./feishu.ts";
import { GOTIFY } from "./gotify.ts";
import { MATRIX } from "./matrix.ts";
import { NTFY } from "./ntfy.ts";
import { PUSHOVER } from "./pushover.ts";
import { PUSHPLUS } from "./pushplus.ts";
import { SERVERCHAN } from "./serverchan.ts";
import { SLACK } from "./slack.ts";
import { TELEGRAM } from "./telegram.ts";
import { WEBHOOK } from "./webhook.ts";
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
  SERVERCHAN,
  PUSHPLUS,
  GOTIFY,
  PUSHOVER,
  MATRIX,
  EMAIL,
  COMMAND,
  WEBHOOK,
];
