/** Custom bots of DingTalk groups. */

import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { type Codes, errcodeOutcome } from "../code_outcome.ts";
import { jsonBytes } from "../cut.ts";
import { cutWithKeyword, KEYWORD, SIGNING_SECRET } from "../group_bot.ts";
import { hmacSha256 } from "../hmac.ts";
import { hook } from "../kinds.ts";
import { plainText } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Bytes; a request may have 20000. */
const MAX_TEXT = 19_000;
/** Who sends more than 20 messages in a minute is not heard for so long. */
const BLOCKED_MS = 10 * 60_000;

const CODES: Codes = {
  ok: 0,
  // Signature, keyword or address; token, formerly 300001; length.
  fatal: [310000, 300005, 300001, 460101, 101002],
  // 660026: one user's word for what it says by now.
  waitMs: { 130101: BLOCKED_MS, 90030: BLOCKED_MS, 660026: BLOCKED_MS },
};

const HOOK = hook(
  "https://oapi.dingtalk.com/robot/send?access_token=…",
  say`The webhook address of the group's bot`,
  ({ pathname, searchParams }) =>
    pathname.endsWith("/robot/send") && !!searchParams.get("access_token"),
);

export const DINGTALK = channel({
  type: "dingtalk",
  title: say`DingTalk`,
  // Whatever it calls it by now: sooner only makes the block longer.
  shortestRetryMs: BLOCKED_MS,
  fields: { url: HOOK.url, secret: SIGNING_SECRET, keyword: KEYWORD },
  fromAddress: HOOK.fromAddress,

  async request(message, { url, secret, keyword }, nowMs) {
    const address = new URL(url);
    if (secret !== undefined) {
      const sign = await hmacSha256(secret, `${nowMs}\n${secret}`);
      address.searchParams.set("timestamp", `${nowMs}`);
      address.searchParams.set("sign", sign.toBase64()); // encoded here, once
    }
    return postJson(address, {
      msgtype: "text", // no markup; a mention would need a name in "at"
      text: {
        content: cutWithKeyword(
          plainText(message),
          keyword,
          MAX_TEXT,
          jsonBytes,
        ),
      },
      at: { atMobiles: [], isAtAll: false },
    });
  },

  outcome: (answer, nowMs) => errcodeOutcome(answer, nowMs, CODES),
});
