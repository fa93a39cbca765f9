/** Bots of WeCom groups. */

import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { type Codes, errcodeOutcome } from "../code_outcome.ts";
import { bytes, cut } from "../cut.ts";
import { breakTags } from "../escape.ts";
import { hook } from "../kinds.ts";
import { plainText } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Bytes of a text. */
const MAX_TEXT = 2048;

const CODES: Codes = {
  ok: 0,
  fatal: [40058, 93000], // too long; no such bot
  waitMs: { 45009: 60_000 }, // 20 in a minute
};

const HOOK = hook(
  "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…",
  say`The webhook address of the group's bot`,
  ({ pathname, searchParams }) =>
    pathname.endsWith("/cgi-bin/webhook/send") && !!searchParams.get("key"),
);

export const WECOM = channel({
  type: "wecom",
  title: say`WeCom`,
  fields: { url: HOOK.url },
  fromAddress: HOOK.fromAddress,

  request(message, { url }) {
    return postJson(url, {
      msgtype: "text",
      text: { content: cut(breakTags(plainText(message)), MAX_TEXT, bytes) },
    });
  },

  outcome: (answer, nowMs) => errcodeOutcome(answer, nowMs, CODES),
});
