/** PushPlus, messages into WeChat (pushplus.plus). */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { matching } from "../../base/value_kinds.ts";
import { channel } from "../channel.ts";
import { codeOutcome, type Codes } from "../code_outcome.ts";
import { codePoints, cut } from "../cut.ts";
import { overHttp } from "../http_outcome.ts";
import { plainText } from "../message.ts";
import { mirrored, mirrorOf } from "../kinds.ts";
import { postJson } from "../post_json.ts";

const API = "https://www.pushplus.plus";

const CODES: Codes = {
  ok: 200,
  // No right, no such token, no real name, blocked …
  fatal: [900, 903, 905, 907, 908, 909, 912],
};

const answerSchema = z.object({
  code: z.number(),
  msg: z.optional(z.nullable(z.string())),
});

export const PUSHPLUS = channel({
  type: "pushplus",
  title: "PushPlus",
  fields: {
    token: {
      kind: matching(say`letters and digits`, /^[A-Za-z0-9]+$/),
      secret: true,
      about: say`Your token of pushplus.plus`,
    },
    baseUrl: mirrorOf(API),
  },
  request: (message, { token, baseUrl }) =>
    postJson(mirrored(`${API}/send`, baseUrl), {
      token,
      title: cut(message.title, 100, codePoints),
      content: cut(plainText(message), 20_000, codePoints),
      template: "txt", // nothing is markup
    }),
  outcome(answer, nowMs) {
    const said = parseJsonAs(answerSchema, overHttp(answer).body);
    return codeOutcome(answer, nowMs, said?.code, said?.msg, CODES);
  },
});
