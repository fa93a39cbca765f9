/** All services that the stand-in can be. */

import { BARK } from "./bark.ts";
import { DINGTALK } from "./dingtalk.ts";
import { DISCORD } from "./discord.ts";
import { FEISHU, LARK } from "./feishu.ts";
import { NTFY } from "./ntfy.ts";
import type { Service } from "./service.ts";
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
];
