/** Gotify, a server of one's own for one's own phone (gotify.net). */

import * as z from "zod/mini";
import { parseJsonAs } from "../../base/parse_json.ts";
import { say } from "../../base/say.ts";
import { matching } from "../../base/value_kinds.ts";
import type { Severity } from "../../core/notice.ts";
import { channel } from "../channel.ts";
import { codePoints, cut } from "../cut.ts";
import { overHttp, serviceOutcome } from "../http_outcome.ts";
import { address, below } from "../kinds.ts";
import { bodyOrTitle } from "../message.ts";
import { postJson } from "../post_json.ts";

/** Its app for Android rings from 4 on, and pops up from 8 on. */
const PRIORITY: Readonly<Record<Severity, number>> = {
  info: 4,
  warning: 6,
  critical: 8,
};

/** It sets no limits; a phone does. */
const MAX_TITLE = 500;
const MAX_TEXT = 8000;

const answerSchema = z.object({
  id: z.optional(z.number()),
  errorDescription: z.optional(z.string()),
});

export const GOTIFY = channel({
  type: "gotify",
  title: "Gotify",
  fields: {
    baseUrl: {
      kind: address("https://gotify.example.org"),
      about: say`The address of your server`,
    },
    token: {
      kind: matching(
        say`a token of an application such as "A1b2c3…"`,
        /^[\w.-]+$/,
      ),
      secret: true,
      about: say`The token of an application there`,
    },
  },
  // In a header: a query would stand in the server's log of requests.
  request: (message, { baseUrl, token }) =>
    postJson(below(baseUrl, "/message"), {
      title: cut(message.title, MAX_TITLE, codePoints),
      // Plain text unless "extras" say otherwise.
      message: cut(bodyOrTitle(message), MAX_TEXT, codePoints),
      priority: PRIORITY[message.severity],
    }, { "X-Gotify-Key": token }),
  outcome(answer, nowMs) {
    const said = parseJsonAs(answerSchema, overHttp(answer).body);
    return serviceOutcome(
      answer,
      nowMs,
      said?.id !== undefined,
      said?.errorDescription,
    );
  },
});
