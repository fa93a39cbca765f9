/** Custom bots of Feishu, and of Lark, which is the same outside of China. */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { channel } from "../channel.ts";
import { codeOutcome, type Codes } from "../code_outcome.ts";
import { cut, jsonBytes } from "../cut.ts";
import { breakTags } from "../escape.ts";
import { cutWithKeyword, KEYWORD, SIGNING_SECRET } from "../group_bot.ts";
import { hmacSha256 } from "../hmac.ts";
import { overHttp } from "../http_outcome.ts";
import { hook } from "../kinds.ts";
import { bodyOrTitle, colourOf } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Bytes of title and text; the whole request may have 20 KB. */
const MAX_TITLE = 1000;
const MAX_TEXT = 18_000;

const CODES: Codes = {
  ok: 0,
  // The body, the bot (many quote 19001 for a wrong one), a parameter, the
  // signature or the clock, the address it comes from, the keyword.
  fatal: [9499, 19001, 19002, 19021, 19022, 19024],
  waitMs: { 11232: 60_000 },
};

/** Old hooks answer with capitals. */
const answerSchema = z.object({
  code: z.optional(z.number()),
  msg: z.optional(z.string()),
  StatusCode: z.optional(z.number()),
  StatusMessage: z.optional(z.string()),
});

function botOf(type: string, title: string, host: string) {
  const { url, fromAddress } = hook(
    `https://${host}/open-apis/bot/v2/hook/…`,
    say`The webhook address of the group's bot`,
    ({ pathname }) => /\/open-apis\/bot\/v2\/hook\/[\w-]+$/.test(pathname),
  );
  return channel({
    type,
    title,
    fields: { url, secret: SIGNING_SECRET, keyword: KEYWORD },
    fromAddress,

    async request(message, { url, secret, keyword }, nowMs) {
      const title = cut(breakTags(message.title), MAX_TITLE, jsonBytes);
      return postJson(url, {
        ...secret === undefined ? {} : await signed(secret, nowMs),
        msg_type: "interactive",
        card: {
          config: { wide_screen_mode: true },
          header: {
            template: colourOf(message),
            title: { tag: "plain_text", content: title },
          },
          elements: [{
            tag: "div",
            text: {
              tag: "plain_text", // no markup, so no mention either
              content: cutWithKeyword(
                breakTags(bodyOrTitle(message)),
                keyword !== undefined && title.includes(keyword)
                  ? undefined
                  : keyword,
                MAX_TEXT,
                jsonBytes,
              ),
            },
          }],
        },
      });
    },

    outcome(answer, nowMs) {
      const said = parseJsonAs(answerSchema, overHttp(answer).body);
      return codeOutcome(
        answer,
        nowMs,
        said?.code ?? said?.StatusCode,
        said?.msg ?? said?.StatusMessage,
        CODES,
      );
    },
  });
}

/** The key is what is usually the message, and the message is empty. */
async function signed(secret: string, nowMs: number) {
  const timestamp = `${Math.floor(nowMs / 1000)}`;
  const sign = await hmacSha256(`${timestamp}\n${secret}`, "");
  return { timestamp, sign: sign.toBase64() };
}

export const FEISHU = botOf("feishu", say`Feishu`, "open.feishu.cn");
export const LARK = botOf("lark", "Lark", "open.larksuite.com");
