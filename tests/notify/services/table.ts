/** All services that the stand-in can be. */

import { BARK } from "./bark.ts";
import { DINGTALK } from "./dingtalk.ts";
import { DISCORD } from "./discord.ts";
import { FEISHU, LARK } from "./feishu.ts";
import { NTFY } from "./ntfy.ts";
import { GOTIFY } from "./gotify.ts";
import { MATRIX } from "./matrix.ts";
import { PUSHOVER } from "./pushover.ts";
import { PUSHPLUS } from "./pushplus.ts";
import { SERVERCHAN } from "./serverchan.ts";
import type { Service } from "./service.ts";
import { WEBHOOK } from "./webhook.ts";
import { SLACK } from "./slack.ts";
import { TELEGRAM } from "./telegram.ts";
import { WECOM } from "./wecom.ts";

/** See the file. */
export const SERVICES: readonly Service[] = [
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
  WEBHOOK,
];
