/** Bots of WeCom groups. */

import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { type Codes, errcodeOutcome } from "../code_outcome.ts";
import { bytes, cut } from "../cut.ts";
import { breakTags } from "../escape.ts";
import { address } from "../kinds.ts";
import { plainText } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Bytes of a text. */
const MAX_TEXT = 2048;

const CODES: Codes = {
  ok: 0,
  fatal: [40058, 93000], // too long; no such bot
  waitMs: { 45009: 60_000 }, // 20 in a minute
};

function isHook({ pathname, searchParams }: URL): boolean {
  return pathname.endsWith("/cgi-bin/webhook/send") &&
    !!searchParams.get("key");
}

/** See the file. */
export const WECOM = channel({
  type: "wecom",
  title: say`WeCom`,
  fields: {
    url: {
      kind: address(
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=…",
        isHook,
      ),
      secret: true,
      about: say`The webhook address of the group's bot`,
    },
  },

  fromAddress(address) {
    return address.hostname === "qyapi.weixin.qq.com" && isHook(address)
      ? { url: address.href }
      : null;
  },

  request(message, { url }) {
    return postJson(url, {
      msgtype: "text",
      text: { content: cut(breakTags(plainText(message)), MAX_TEXT, bytes) },
    });
  },

  outcome: (answer, nowMs) => errcodeOutcome(answer, nowMs, CODES),
});
