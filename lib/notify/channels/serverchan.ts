/** ServerChan (Server酱), messages into WeChat or its own app (sct.ftqq.com). */

import * as z from "zod/mini";
import { DAY_MS } from "../../base/duration.ts";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { codeOutcome, type Codes } from "../code_outcome.ts";
import { bytes, codePoints, cut, type Unit } from "../cut.ts";
import { escapeMarkdown } from "../escape.ts";
import { overHttp, retryLater, whyOf } from "../http_outcome.ts";
import { mirrored, mirrorOf } from "../kinds.ts";
import { bodyText, plainText } from "../message.ts";
import { postJson } from "../post_json.ts";

const CODES: Codes = { ok: 0, fatal: [40001] }; // no such key

const answerSchema = z.object({
  code: z.number(),
  message: z.optional(z.string()),
});
/** Bytes. */
const MAX_TEXT = 32_000;

/** A blank line makes a new paragraph. */
function markdown(text: string): string {
  return escapeMarkdown(text).replaceAll("\n", "\n\n");
}

const markdownBytes: Unit = (text) => bytes(markdown(text));

/** How it says that the messages of today are used up; a wrong key has the same code. */
const USED_UP = /次数|上限|limit/i;
/** Its day, of UTC+8. */
const CHINA_MS = 8 * 3_600_000;

export const SERVERCHAN = channel({
  type: "serverchan",
  title: say`ServerChan`,
  fields: {
    key: {
      kind: matching(say`letters and digits`, /^[A-Za-z0-9]{6,}$/),
      secret: true,
      about: say`Your SendKey: it begins with "SCT" or "sctp"`,
    },
    baseUrl: mirrorOf("https://sctapi.ftqq.com"),
  },
  fromAddress({ hostname, pathname }) {
    const ours = hostname === "sctapi.ftqq.com" ||
      hostname.endsWith(".push.ft07.com");
    const key = /([^/]+)\.send$/.exec(pathname)?.[1];
    return ours && key !== undefined ? { key } : null;
  },
  request: (message, { key, baseUrl }) =>
    postJson(mirrored(addressOf(key), baseUrl), {
      title: cut(message.title, 32, codePoints),
      desp: markdown(cut(plainText(message), MAX_TEXT, markdownBytes)),
      short: cut(
        bodyText(message).split("\n", 1)[0] || message.title,
        64,
        codePoints,
      ),
      noip: 1, // else it shows everybody this machine's address
    }),
  outcome(answer, nowMs) {
    const said = parseJsonAs(answerSchema, overHttp(answer).body);
    const text = said?.message ?? "";
    return said !== null && said.code !== 0 && USED_UP.test(text)
      ? retryLater(
        whyOf(said.code, text),
        DAY_MS - (nowMs + CHINA_MS) % DAY_MS,
      )
      : codeOutcome(answer, nowMs, said?.code, text, CODES);
  },
  scarce: true, // five a day for nothing
});

/** Of the two generations. */
function addressOf(key: string): string {
  const [, uid] = /^sctp(\d+)t/.exec(key) ?? [];
  return uid === undefined
    ? `https://sctapi.ftqq.com/${key}.send`
    : `https://${uid}.push.ft07.com/send/${key}.send`;
}
